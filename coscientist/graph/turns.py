"""Whose turn it is to get a brief."""

from collections.abc import Iterator, Mapping, Sequence

from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.rating import Rating


def in_turn(ratings: Sequence[Rating], players: Mapping[str, Hypothesis]) -> Iterator[Rating]:
    """Yield ratings in the order in which briefs are written: the best first.

    Of those that cannot be told apart from the best, the ones whose mechanism runs through something that no brief
    tests yet come next: three briefs on one route stand or fall together. All others follow by rank.
    """
    waiting, tested = list(ratings), set[frozenset[str]]()
    while waiting:
        equals = (each for each in waiting if each.tier == ratings[0].tier)
        fresh = (each for each in equals if _route(players[each.hypothesis]) not in tested)
        turn = next(fresh, waiting[0])
        waiting.remove(turn)
        tested.add(_route(players[turn.hypothesis]))
        yield turn


def _route(hypothesis: Hypothesis) -> frozenset[str]:
    """Return what a mechanism runs through between its ends; the ends themselves where it names nothing."""
    steps = [end for step in hypothesis.mechanism for end in (step.subject, step.object)]
    between = frozenset(steps) - {*hypothesis.interventions, hypothesis.outcome}
    return between or frozenset({*hypothesis.interventions, hypothesis.outcome})
