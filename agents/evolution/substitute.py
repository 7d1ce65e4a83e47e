"""Substitute: another intervention on the same mediator, easier to get or to dose."""

from collections.abc import Sequence

from coscientist.agents.evolution.operator import child, path_of
from coscientist.agents.generation.bridging import joined_already
from coscientist.agents.generation.intervening import dose_of, is_a_challenge
from coscientist.agents.workbench import Workbench
from coscientist.domain.concept import ConceptKind
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Review
from coscientist.evidence.paths import EvidencePath, path_score


class Substitute:
    """Replaces the intervention by one that moves the same mediator in the same direction."""

    name = "evolution/substitute"

    def evolve(
        self,
        bench: Workbench,
        parent: Hypothesis,
        *,
        reviews: Sequence[Review],
        peers: Sequence[Hypothesis],
        cycle: int,
    ) -> Hypothesis | None:
        """Return the parent with the best other intervention that no peer uses; None when there is none."""
        del reviews
        path = path_of(bench, parent)
        if path is None or not path.between:
            return None
        taken = {item for peer in (parent, *peers) for item in peer.interventions}
        candidates: list[tuple[float, EvidencePath]] = []
        for start in bench.graph.predecessors(path.between[0]):
            link = bench.graph.link(start, path.between[0])
            if start in taken or start in bench.graph.kin(path.end) or not bench.can_be_changed(start):
                continue
            if link is None or link.causal == 0 or link.sign == 0 or joined_already(bench, start, path.end):
                continue
            route = EvidencePath(links=(link, *path.links[1:]), score=path_score(bench.graph, (link, *path.links[1:])))
            dose = dose_of(bench, route)
            if route.sign * dose != parent.outcome_sign or not bench.asked.may_be(bench.concept(start), dose):
                continue
            if dose < 0 and is_a_challenge(bench, link):
                continue
            candidates.append((_ease(bench, start) * link.reliability, route))
        if not candidates:
            return None
        _, best = max(candidates, key=lambda item: (item[0], item[1].score, item[1].start))
        if _ease(bench, best.start) < _ease(bench, path.start):
            return None
        moved = parent.model_copy(update={"intervention_sign": dose_of(bench, best)})
        note = (
            f"Substituted: {bench.name(best.start)} for {bench.name(path.start)} of {parent.id}, on the same mediator."
        )
        return child(bench, moved, best, strategy=self.name, cycle=cycle, note=note)


def _ease(bench: Workbench, concept_id: str) -> float:
    """Rank how readily a laboratory can apply an intervention: a compound of known structure first."""
    concept = bench.concept(concept_id)
    if concept.kind is not ConceptKind.COMPOUND:
        return 0.6
    return 1.0 if bench.structures.smiles(concept) else 0.4
