"""One pair judged in both orders: a contradiction between them is a tie."""

from collections.abc import Sequence

from coscientist.domain.match import Match, Outcome
from coscientist.tournaments.ledger import swap

CONTRADICTION = "Shown the other way round, the same judge said the opposite: together they are a tie."


def settled(forward: Match, backward: Match) -> Outcome:
    """Return the verdict of both orders together, said in the order of `forward`.

    The same verdict in both orders stands; everything else that was decided is a tie, a contradiction above all. When
    either order has no result there is none.
    """
    one, other = forward.outcome, swap(backward.outcome)
    if Outcome.NO_RESULT in (one, other):
        return Outcome.NO_RESULT
    return one if one is other else Outcome.TIE


def contradict(forward: Match, backward: Match) -> bool:
    """Say whether the judge preferred whatever was shown first, or second, in both orders."""
    return forward.outcome is backward.outcome and forward.outcome in (Outcome.FIRST, Outcome.SECOND)


def with_contradictions_told(matches: Sequence[Match]) -> list[Match]:
    """Return the matches; those that contradict their other order say so.

    The ledger keeps both verdicts as they were given. One win for each side is a tie in the ratings, and the position
    coefficient of the judge is told from exactly these pairs: overwriting the verdicts would hide it.
    """
    by_order = {(item.judge, item.batch, item.first, item.second): item for item in matches}
    told = []
    for item in matches:
        other = by_order.get((item.judge, item.batch, item.second, item.first))
        note = other is not None and contradict(item, other) and CONTRADICTION not in item.reason
        told.append(item.model_copy(update={"reason": f"{item.reason} {CONTRADICTION}"}) if note else item)
    return told
