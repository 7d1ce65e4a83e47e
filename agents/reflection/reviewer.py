"""What a reviewer is."""

from collections.abc import Sequence
from typing import Protocol

from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import content_id
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Novelty, Objection, Review


class Reviewer(Protocol):
    """Looks at one hypothesis from one side."""

    name: str
    needs: frozenset[Need]

    def review(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> Review:
        """Return what was found: scores between 0 and 1, objections that point at something, and a verdict to gate."""


def written(
    reviewer: str,
    hypothesis: Hypothesis,
    summary: str,
    *,
    scores: dict[str, float],
    objections: Sequence[Objection] = (),
    supporting: Sequence[str] = (),
    contradicting: Sequence[str] = (),
    novelty: Novelty | None = None,
    eliminate: str | None = None,
) -> Review:
    """Put a review together under an id made of its content."""
    scores = {name: round(min(1.0, max(0.0, score)), 4) for name, score in scores.items()}
    return Review(
        id=content_id("rv", reviewer, hypothesis.id, summary, scores),
        hypothesis=hypothesis.id,
        reviewer=reviewer,
        summary=summary,
        scores=scores,
        objections=tuple(objections),
        supporting=tuple(dict.fromkeys(supporting)),
        contradicting=tuple(dict.fromkeys(contradicting)),
        novelty=novelty,
        eliminate=eliminate,
    )
