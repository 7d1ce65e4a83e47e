"""Simplify: fewer steps, or one intervention where there were two."""

from collections.abc import Sequence

from coscientist.agents.evolution.operator import child, path_of
from coscientist.agents.generation.bridging import joined_already
from coscientist.agents.generation.drafting import draft
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Review
from coscientist.evidence.links import Link
from coscientist.evidence.paths import EvidencePath, path_score


class Simplify:
    """Leaves out a station that a link jumps over; takes the better supported half of a combination alone."""

    name = "evolution/simplify"

    def evolve(
        self,
        bench: Workbench,
        parent: Hypothesis,
        *,
        reviews: Sequence[Review],
        peers: Sequence[Hypothesis],
        cycle: int,
    ) -> Hypothesis | None:
        """Return the shorter hypothesis; None when nothing can be left out."""
        del reviews, peers
        if len(parent.interventions) == 2:
            return self._half(bench, parent, cycle)
        path = path_of(bench, parent)
        if path is None or len(path.links) < 3:
            return None
        for index in range(len(path.links) - 1):
            first, second = path.links[index], path.links[index + 1]
            jump = bench.graph.link(first.subject, second.object)
            if jump is not None and jump.sign == first.sign * second.sign and jump.causal > 0:
                links = (*path.links[:index], jump, *path.links[index + 2 :])
                note = f"Simplified: {bench.name(first.object)} was left out of the chain of {parent.id}."
                return child(bench, parent, _path(bench, links), strategy=self.name, cycle=cycle, note=note)
        return None

    def _half(self, bench: Workbench, parent: Hypothesis, cycle: int) -> Hypothesis | None:
        halves = []
        for start in parent.interventions:
            steps = [step for step in parent.mechanism if step.subject == start]
            if not steps or joined_already(bench, start, parent.outcome):
                continue
            first = bench.graph.link(start, steps[0].object)
            second = bench.graph.link(steps[0].object, parent.outcome)
            if first is not None and second is not None:
                halves.append(_path(bench, (first, second)))
        if not halves:
            return None
        best = max(halves, key=lambda path: (path.score, path.start))
        return draft(
            bench,
            best,
            strategy=self.name,
            cycle=cycle,
            parents=(parent.id,),
            notes=(f"Simplified: {bench.name(best.start)} alone, out of the combination {parent.id}.",),
        )


def _path(bench: Workbench, links: tuple[Link, ...]) -> EvidencePath:
    return EvidencePath(links=links, score=path_score(bench.graph, links))
