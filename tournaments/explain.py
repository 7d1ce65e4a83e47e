"""Why one hypothesis stands above another, and which matches moved one most."""

from collections import defaultdict
from collections.abc import Sequence
from math import erf, sqrt
from typing import NamedTuple

import numpy as np

from coscientist.domain.base import Value
from coscientist.domain.match import Match
from coscientist.tournaments.errors import NotFittedError
from coscientist.tournaments.expectation import expected
from coscientist.tournaments.ledger import SCORES, decided, matches_of, pair_of
from coscientist.tournaments.ratings.posterior import Posterior
from coscientist.tournaments.ratings.rating import PER_LOGIT
from coscientist.tournaments.ratings.records import Floats, Records
from coscientist.tournaments.standings import Standings

SURE = 0.975


class CommonOpponent(Value):
    """How two hypotheses did against a third."""

    opponent: str
    first_score: float
    """Matches won by the one asked about first, ties as half."""
    first_matches: int
    second_score: float
    second_matches: int


class Comparison(Value):
    """Why one hypothesis is above another, or that they cannot be told apart."""

    above: str
    below: str
    gap: float
    """Units: Elo points."""
    low: float
    high: float
    probability: float
    """That `above` is truly the stronger."""
    told_apart: bool
    """Whether the 95 % interval of the gap leaves zero out."""
    connected: bool
    direct_score: float
    """Direct matches won by `above`, ties as half."""
    direct: tuple[Match, ...]
    """All matches between the two, those without result included."""
    opponents: tuple[CommonOpponent, ...]
    """Whom both met, most matches first."""

    def sentences(self) -> tuple[str, ...]:
        """Say it in words, the verdict first."""
        if not self.connected:
            return (f"No chain of matches connects {self.above} and {self.below}: their ratings cannot be compared.",)
        verdict = "they can be told apart" if self.told_apart else "they cannot be told apart at 95 %"
        lines = [
            f"{self.above} is {self.gap:.0f} points above {self.below} (95 % interval {self.low:.0f} to "
            f"{self.high:.0f}); it is the stronger with {_chance(self.probability)}: {verdict}."
        ]
        played = len(decided(self.direct))
        if played:
            lines.append(f"Of {played} votes between them {self.above} took {self.direct_score:g}, ties counting half.")
        else:
            lines.append("There is no vote between them; the order rests on whom each met.")
        lines += [
            f"Against {shared.opponent}, {self.above} took {shared.first_score:g} of {shared.first_matches} "
            f"and {self.below} {shared.second_score:g} of {shared.second_matches}."
            for shared in self.opponents[:3]
        ]
        return tuple(lines)


class Influence(Value):
    """How far the matches of two that one judge decided alike moved one hypothesis."""

    matches: tuple[Match, ...]
    """In the order of the ledger."""
    effect: float
    """Rating with these matches minus rating without them, to first order. Units: Elo points."""
    sentence: str


def compare(standings: Standings, matches: Sequence[Match], one: str, other: str) -> Comparison:
    """Explain the order of two hypotheses.

    Raises: NotFoundError when one has no rating; NotFittedError when the standings were read from a file.
    """
    above, below = sorted((one, other), key=standings.rank)
    mean, sd = _posterior(standings).gap(above, below)
    probability = 0.5 * (1.0 + erf(mean / (sd * sqrt(2.0)))) if sd > 0 else 0.5
    connected = any(above in group and below in group for group in standings.components)
    between = tuple(m for m in matches if pair_of(m.first, m.second) == pair_of(above, below))
    scores = [_of(above, m, SCORES[m.outcome]) for m in decided(between)]
    gap, half = PER_LOGIT * mean, 1.959964 * PER_LOGIT * sd
    return Comparison(
        above=above,
        below=below,
        gap=gap,
        low=gap - half,
        high=gap + half,
        probability=probability,
        told_apart=connected and probability >= SURE,
        connected=connected,
        direct_score=sum(scores),
        direct=between,
        opponents=_common(matches, above, below),
    )


def influences(standings: Standings, matches: Sequence[Match], hypothesis: str, *, most: int = 5) -> list[Influence]:
    """Return the matches that moved one hypothesis most, its own and those between others alike.

    What one judge said of one pair again and again is one influence. The effect is that of leaving it out, by one
    Newton step from the fit.
    Source: Pregibon, Ann. Statist. 9, 705 (1981), doi:10.1214/aos/1176345513.
    Limits: beyond the head of a very large field only the hypothesis's own matches count.
    Raises: NotFoundError when it has no rating; NotFittedError when the standings were read from a file.
    """
    standings.rating(hypothesis)
    posterior = _posterior(standings)
    fitted = expected(matches, posterior)
    records = fitted.records
    towards, gap_variance = _covariances(posterior, hypothesis, records)
    pull = fitted.weight * fitted.slope
    own = pull * fitted.slope * fitted.chance * (1 - fitted.chance) * gap_variance
    effect = PER_LOGIT * pull * fitted.residual * towards / np.maximum(1.0 - own, 0.05)
    ledger = decided({match.id: match for match in matches}.values())
    played = [ledger[int(row)] for row in records.place]
    alike: dict[_Verdict, list[int]] = defaultdict(list)
    for place, match in enumerate(played):
        alike[_verdict(match, hypothesis)].append(place)
    by_effect = sorted(alike.items(), key=lambda item: -abs(float(effect[item[1]].sum())))
    return [
        Influence(
            matches=tuple(played[place] for place in places),
            effect=float(effect[places].sum()),
            sentence=_moved(
                said,
                hypothesis,
                times=len(places),
                effect=float(effect[places].sum()),
                chance=float(np.mean([_of(said.one, played[place], float(fitted.chance[place])) for place in places])),
            ),
        )
        for said, places in by_effect[:most]
    ]


class _Verdict(NamedTuple):
    """What one judge said of two: how `one` did against `other`."""

    one: str
    other: str
    score: float
    judge: str


def _verdict(match: Match, hypothesis: str) -> _Verdict:
    """Tell a match from the side of the hypothesis, or of the winner where it did not play."""
    one, other = match.first, match.second
    if other == hypothesis or (one != hypothesis and (SCORES[match.outcome], other) < (0.5, one)):
        one, other = other, one
    return _Verdict(one, other, _of(one, match, SCORES[match.outcome]), match.judge)


def _of(one: str, match: Match, of_first: float) -> float:
    """Turn what is said of the first shown into what it means for one of the two."""
    return of_first if match.first == one else 1.0 - of_first


def _chance(probability: float) -> str:
    """Write a fitted probability, which is never certainty."""
    return f"probability {probability:.2f}" if probability < 0.995 else "more than 0.99 probability"


def _moved(said: _Verdict, hypothesis: str, *, times: int, effect: float, chance: float) -> str:
    verdict = {0.0: "lost to", 0.5: "tied with", 1.0: "beat"}[said.score]
    often = f" {times} times" if times > 1 else ""
    way = f"{'raised' if effect >= 0 else 'lowered'} it by {abs(effect):.0f} points"
    if said.one == hypothesis:
        return f"It {verdict} {said.other}{often} (judge {said.judge}, expected to win with {chance:.2f}): {way}."
    return f"{said.one} {verdict} {said.other}{often} (judge {said.judge}): {way}."


def _common(matches: Sequence[Match], above: str, below: str) -> tuple[CommonOpponent, ...]:
    """Collect whom both met."""
    records: list[dict[str, list[float]]] = []
    for name in (above, below):
        met: dict[str, list[float]] = {}
        for match in matches_of(decided(matches), name):
            opponent = match.second if match.first == name else match.first
            met.setdefault(opponent, []).append(_of(name, match, SCORES[match.outcome]))
        records.append(met)
    shared = (set(records[0]) & set(records[1])) - {above, below}
    found = [
        CommonOpponent(
            opponent=name,
            first_score=sum(records[0][name]),
            first_matches=len(records[0][name]),
            second_score=sum(records[1][name]),
            second_matches=len(records[1][name]),
        )
        for name in shared
    ]
    return tuple(sorted(found, key=lambda c: (-(c.first_matches + c.second_matches), c.opponent)))


def _posterior(standings: Standings) -> Posterior:
    if standings.posterior is None:
        raise NotFittedError()
    return standings.posterior


def _covariances(posterior: Posterior, hypothesis: str, records: Records) -> tuple[Floats, Floats]:
    """Return the covariance of one strength with each match's gap, and the variance of that gap.

    Shape: (matches,) each.
    """
    head = len(posterior.head)
    place = {posterior.names[int(number)]: index for index, number in enumerate(posterior.head)}
    joint = np.zeros((head + 1, head + 1))  # the last row stands for whoever is not near the top
    joint[:head, :head] = posterior.covariance
    joint[head, head] = float(np.median(posterior.sd)) ** 2
    at = np.array([place.get(name, head) for name in records.names], dtype=np.int64)
    first, second, me = at[records.first], at[records.second], place.get(hypothesis, head)
    towards = joint[me, first] - joint[me, second]
    if me == head:
        number = records.names.index(hypothesis)
        mine = np.where(records.first == number, 1.0, 0.0) - np.where(records.second == number, 1.0, 0.0)
        towards = joint[me, me] * mine
    return towards, joint[first, first] + joint[second, second] - 2 * joint[first, second] * (first != second)
