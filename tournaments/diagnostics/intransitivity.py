"""How often verdicts go in circles, and how often the two orders of a pair agree."""

from collections.abc import Sequence

import numpy as np

from coscientist.domain.base import Value
from coscientist.domain.match import Match
from coscientist.tournaments.ledger import SCORES, decided, pair_of, pair_verdicts
from coscientist.tournaments.ratings.records import Floats

CHANCE_SHARE = 0.25
"""Share of circles among triads when every verdict is a coin flip."""


class Share(Value):
    """A counted share with its 95 % interval; None where nothing could be counted."""

    count: int
    of: int
    value: float | None
    low: float | None
    high: float | None


def share(count: int, of: int, *, z: float = 1.959964) -> Share:
    """Give a share its Wilson interval.

    Source: Wilson, J. Am. Stat. Assoc. 22, 209 (1927), doi:10.1080/01621459.1927.10502953.
    """
    if of == 0:
        return Share(count=0, of=0, value=None, low=None, high=None)
    p = count / of
    middle = (p + z**2 / (2 * of)) / (1 + z**2 / of)
    half = z / (1 + z**2 / of) * float(np.sqrt(p * (1 - p) / of + z**2 / (4 * of**2)))
    return Share(count=count, of=of, value=p, low=max(middle - half, 0.0), high=min(middle + half, 1.0))


class Triads(Value):
    """Circles A beats B beats C beats A among three that all met."""

    cyclic: int
    triads: int
    """Triads whose three pairs each have a winner."""
    value: float | None
    expected: float | None
    """Share of circles that the fitted ratings would lead one to expect from noise alone."""
    by_chance: float = CHANCE_SHARE


def triads(matches: Sequence[Match], chances: Floats | None = None, names: Sequence[str] = ()) -> Triads:
    """Count circles among decided triads, beside what the ratings expect.

    `chances[i, j]` is the fitted probability that `names[i]` beats `names[j]`.
    Shape: `chances` (names, names).
    """
    verdicts = {pair: value for pair, value in pair_verdicts(matches).items() if value != 0.5}
    index = {name: number for number, name in enumerate(sorted({name for pair in verdicts for name in pair}))}
    from scipy.sparse import coo_array

    wins = [pair if value > 0.5 else (pair[1], pair[0]) for pair, value in verdicts.items()]
    winner = np.array([index[a] for a, _ in wins], dtype=np.int64)
    loser = np.array([index[b] for _, b in wins], dtype=np.int64)
    n = len(index)
    beats = coo_array((np.ones(len(wins)), (winner, loser)), shape=(n, n)).tocsr()
    met = beats + beats.T
    cyclic = round(float(((beats @ beats) * beats.T).sum()) / 3)
    total = round(float(((met @ met) * met).sum()) / 6)
    expected = None
    if total and chances is not None:
        place = {name: number for number, name in enumerate(names)}
        known = np.array([place[name] for name in index])
        likely = chances[np.ix_(known, known)]
        rows, columns = met.nonzero()
        odds = coo_array((likely[rows, columns], (rows, columns)), shape=(n, n)).tocsr()
        expected = float(((odds @ odds) * odds.T).sum()) / 3 / total
    return Triads(cyclic=cyclic, triads=total, value=cyclic / total if total else None, expected=expected)


class OrderAgreement(Value):
    """Pairs shown to one judge in both orders."""

    same_winner: Share
    """Pairs whose two orders name the same hypothesis."""
    always_first: int
    """Pairs whose two orders both name the one shown first."""
    always_second: int


def order_agreement(matches: Sequence[Match]) -> OrderAgreement:
    """Compare the two orders of each pair that one judge saw both ways; majorities where an order was repeated."""
    shown: dict[tuple[str, str, str], tuple[list[float], list[float]]] = {}
    for match in decided(matches):
        pair = pair_of(match.first, match.second)
        orders = shown.setdefault((*pair, match.judge), ([], []))
        orders[match.first != pair[0]].append(SCORES[match.outcome])
    same = first = second = 0
    for forward, backward in shown.values():
        if not forward or not backward:
            continue
        one, other = sum(forward) / len(forward), sum(backward) / len(backward)
        if one == 0.5 or other == 0.5:
            continue
        same += (one > 0.5) != (other > 0.5)
        first += one > 0.5 and other > 0.5
        second += one < 0.5 and other < 0.5
    return OrderAgreement(
        same_winner=share(same, same + first + second), always_first=int(first), always_second=int(second)
    )
