"""A panel of criterion judges: each compares two hypotheses on one criterion, and none sees another's vote."""

from collections.abc import Mapping, Sequence

from coscientist.domain.base import content_id
from coscientist.domain.goal import Criterion
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match, Outcome
from coscientist.domain.review import Review, scores_of
from coscientist.tournaments.ledger import match_id

MARGIN = 0.04
"""Scores closer than this are a tie: reviewers' scores are coarser than that."""
PROMPT_VERSION = "panel-1"


class PanelJudge:
    """Compares by the reviewers' scores on one criterion.

    A hypothesis that was not scored on the criterion makes the match one without result, never a loss.
    """

    def __init__(self, criterion: Criterion, scores: Mapping[str, Mapping[str, float]], share: float = 1.0) -> None:
        self.name = f"panel/{criterion.name}"
        self._criterion = criterion
        self._scores = scores
        self._share = share

    def takes_part(self, first: str, second: str) -> bool:
        """Say whether this judge is asked about a pair: about the share of all pairs that its criterion's weight is.

        Drawn from the pair itself, so that the same judge is asked about the same pairs in every run.
        """
        drawn = int(content_id("pair", self.name, *sorted((first, second))).removeprefix("pair-"), 16)
        return drawn < self._share * 16**12

    def compare(self, first: Hypothesis, second: Hypothesis, *, round_number: int) -> Match:
        """Return the verdict on two hypotheses with the two scores as its reason."""
        one = self._scores.get(first.id, {}).get(self._criterion.name)
        other = self._scores.get(second.id, {}).get(self._criterion.name)
        if one is None or other is None:
            outcome, reason = Outcome.NO_RESULT, f"Not scored on {self._criterion.name}."
        else:
            outcome = Outcome.TIE if abs(one - other) < MARGIN else Outcome.FIRST if one > other else Outcome.SECOND
            relation = "about as good as" if outcome is Outcome.TIE else "better than" if one > other else "worse than"
            reason = f"{self._criterion.name} {one:.2f} against {other:.2f}: the first is {relation} the second."
        batch = f"panel-{round_number}"
        return Match(
            id=match_id(first.id, second.id, self.name, round_number=round_number, batch=batch),
            first=first.id,
            second=second.id,
            judge=self.name,
            outcome=outcome,
            round=round_number,
            first_length=len(first.statement),
            second_length=len(second.statement),
            criteria={self._criterion.name: outcome},
            reason=reason,
            prompt_version=PROMPT_VERSION,
            batch=batch,
        )


def panel(criteria: Sequence[Criterion], reviews: Sequence[Review]) -> list[PanelJudge]:
    """Seat one judge for each criterion of positive weight; the weightiest are asked about every pair."""
    reviewed: dict[str, list[Review]] = {}
    for review in reviews:
        reviewed.setdefault(review.hypothesis, []).append(review)
    scores = {hypothesis: scores_of(found) for hypothesis, found in reviewed.items()}
    most = max((criterion.weight for criterion in criteria), default=0.0)
    return [
        PanelJudge(criterion, scores, share=criterion.weight / most) for criterion in criteria if criterion.weight > 0
    ]
