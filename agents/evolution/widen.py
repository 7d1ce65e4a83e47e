"""Widen: from one site to the whole, or from one outcome to another that the same mediator moves."""

from collections.abc import Sequence

from coscientist.agents.evolution.operator import child, path_of
from coscientist.agents.generation.bridging import joined_already
from coscientist.agents.wording import as_outcome
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Review
from coscientist.evidence.paths import EvidencePath, path_score


class Widen:
    """Carries a hypothesis to another outcome of the goal that its mediator is known to move."""

    name = "evolution/widen"

    def evolve(
        self,
        bench: Workbench,
        parent: Hypothesis,
        *,
        reviews: Sequence[Review],
        peers: Sequence[Hypothesis],
        cycle: int,
    ) -> Hypothesis | None:
        """Return the parent for the broadest other outcome of the goal; None when its mediator moves no other."""
        del reviews, peers
        path = path_of(bench, parent)
        if path is None or not path.between:
            return None
        found: list[EvidencePath] = []
        for outcome, wanted in bench.outcomes.items():
            link = bench.graph.link(path.between[-1], outcome)
            if outcome == path.end or link is None or link.sign == 0 or link.causal == 0:
                continue
            if joined_already(bench, path.start, outcome):
                continue
            links = (*path.links[:-1], link)
            route = EvidencePath(links=links, score=path_score(bench.graph, links))
            if route.sign * parent.intervention_sign == (wanted or parent.outcome_sign):
                found.append(route)
        if not found:
            return None
        best = max(
            found, key=lambda route: (bench.concept(route.end).site is None, route.links[-1].reliability, route.end)
        )
        note = f"Widened from {as_outcome(bench.concept(path.end))} ({parent.id}): the same mediator moves both."
        return child(bench, parent, best, strategy=self.name, cycle=cycle, note=note)
