"""Decide whether more matches are worth asking for."""

from collections.abc import Sequence

from coscientist.domain.base import Value
from coscientist.tournaments.standings import Standings


class StopDecision(Value):
    """Whether to stop, and why, in words for the report."""

    stop: bool
    reason: str
    probability: float = 0.0
    """Expected share of the true top k among the named."""
    set_probability: float = 0.0
    """Probability that the named top k are exactly the true top k."""
    stable_rounds: int = 0
    """Over how many standings in a row the named top k have been the same."""


def should_stop(
    history: Sequence[Standings],
    *,
    probability: float = 0.9,
    rounds: int = 2,
    asked: int = 0,
    budget: int | None = None,
    pairs_left: int | None = None,
    exact_set: bool = False,
) -> StopDecision:
    """Stop when the top k is stable with the stated probability, when the budget ends, or when nothing is left to ask.

    `history` holds the standings of the tournament, oldest first, one for each batch. Stable means: the same top k
    (in any order) in the last `rounds` standings, everybody has played, matches connect everybody, and the expected
    share of the true top k among the named is at least `probability`; with `exact_set` the probability that all of
    them are right must be. With no more than k hypotheses the best one is what has to be certain.
    `asked` and `budget` are judge calls; `pairs_left` is how many pairs `next_pairs` still offered.
    Limits: an Elo that no longer moves is no reason to stop, and none is given for it.
    """
    if not history:
        return StopDecision(stop=budget is not None and budget <= 0, reason="No match has been played.")
    now = history[-1]
    chance = _chance(now, exact_set=exact_set)
    stable = _stable(history)

    def decide(stop: bool, reason: str) -> StopDecision:
        return StopDecision(
            stop=stop, reason=reason, probability=chance, set_probability=now.p_top_set, stable_rounds=stable
        )

    if len(now.ratings) < 2:
        return decide(True, "There are fewer than two hypotheses: nothing to compare.")
    named = f"the top {now.k}" if len(now.ratings) > now.k else "the best"
    if budget is not None and asked >= budget:
        return decide(
            True, f"The budget of {budget} judgements is used up; {named} hold with probability {chance:.2f}."
        )
    unplayed = sum(1 for rating in now.ratings if rating.matches == 0)
    if pairs_left == 0:
        return decide(True, f"No pair is left that would tell more; {named} hold with probability {chance:.2f}.")
    if unplayed:
        return decide(False, f"{unplayed} hypotheses have not played yet.")
    if not now.connected:
        return decide(False, f"The matches form {len(now.components)} groups that never met.")
    if chance < probability:
        return decide(False, f"{named.capitalize()} hold with probability {chance:.2f}, below {probability:.2f}.")
    if stable < rounds:
        return decide(False, f"{named.capitalize()} have been the same for {stable} of {rounds} rounds.")
    return decide(
        True, f"{named.capitalize()} have been the same for {stable} rounds and hold with probability {chance:.2f}."
    )


def _chance(standings: Standings, *, exact_set: bool) -> float:
    if not standings.ratings:
        return 1.0
    if len(standings.ratings) <= standings.k:
        return standings.ratings[0].p_best
    return standings.p_top_set if exact_set else standings.expected_top_share


def _stable(history: Sequence[Standings]) -> int:
    """Count how many standings in a row, from the last, name the same top."""

    def named(standings: Standings) -> frozenset[str]:
        everybody = len(standings.ratings) <= standings.k
        return frozenset(standings.top[:1] if everybody else standings.top)

    last = named(history[-1])
    count = 0
    for standings in reversed(history):
        if named(standings) != last:
            break
        count += 1
    return count
