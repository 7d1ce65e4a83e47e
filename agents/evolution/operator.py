"""What an evolution operator is, and how a hypothesis is read back as a path."""

from collections.abc import Sequence
from typing import Protocol

from coscientist.agents.generation.drafting import draft
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Review
from coscientist.evidence.links import Link
from coscientist.evidence.paths import EvidencePath, path_score


class EvolutionOperator(Protocol):
    """Makes a child of one hypothesis, or of two."""

    name: str

    def evolve(
        self,
        bench: Workbench,
        parent: Hypothesis,
        *,
        reviews: Sequence[Review],
        peers: Sequence[Hypothesis],
        cycle: int,
    ) -> Hypothesis | None:
        """Return a child, or None when this operator has nothing to offer for this parent.

        `reviews` are the parent's; `peers` are the other hypotheses still in play, best first.
        """


def path_of(bench: Workbench, hypothesis: Hypothesis) -> EvidencePath | None:
    """Read the mechanism of a single intervention back as a path; None when it is no unbroken chain of links."""
    if len(hypothesis.interventions) != 1 or not hypothesis.mechanism:
        return None
    links: list[Link] = []
    at = hypothesis.interventions[0]
    for step in hypothesis.mechanism:
        link = bench.graph.link(step.subject, step.object)
        if step.subject != at or link is None or link.sign == 0:
            return None
        links.append(link)
        at = step.object
    if at != hypothesis.outcome:
        return None
    return EvidencePath(links=tuple(links), score=path_score(bench.graph, links))


def child(
    bench: Workbench,
    parent: Hypothesis,
    path: EvidencePath,
    *,
    strategy: str,
    cycle: int,
    note: str,
    other_routes: Sequence[EvidencePath] = (),
) -> Hypothesis:
    """Write the child that a changed path makes, with what was changed as a note."""
    return draft(
        bench,
        path,
        strategy=strategy,
        cycle=cycle,
        intervention_sign=parent.intervention_sign,
        other_routes=other_routes,
        parents=(parent.id,),
        notes=(note,),
    )
