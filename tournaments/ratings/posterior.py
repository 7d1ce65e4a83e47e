"""What a fit knows about strengths, hypothesis by hypothesis and jointly, and what draws say about the top."""

from dataclasses import dataclass, field

import numpy as np

from coscientist.tournaments.ratings.dependence import Dependence
from coscientist.tournaments.ratings.records import Floats, Ints

BLOCK = 512


@dataclass(frozen=True, eq=False)
class Likeliest:
    """Strengths as they are if their spread is the likeliest one: what a next match would tell depends on the order
    of those near the top, and not on the scale that all have in common.

    Shape: `mean` (hypotheses,), `covariance` (head, head).
    """

    mean: Floats
    covariance: Floats


@dataclass(frozen=True, eq=False)
class Posterior:
    """Strengths as jointly normal, for the hypotheses near the top (all of them unless there are very many).

    Shape: `mean`, `sd`, `low` and `high` (hypotheses,), the last two the ends of 95 % intervals; `head` (m,)
    numbers into them, `covariance` (m, m).
    Units: logits; the mean over the rated hypotheses is zero.
    """

    names: tuple[str, ...]
    mean: Floats
    sd: Floats
    low: Floats
    high: Floats
    head: Ints
    covariance: Floats
    likeliest: Likeliest
    strength_sd: float
    """The likeliest."""
    matches: int
    judges: tuple[str, ...]
    judge_parameters: Floats
    dependence: Dependence
    all_names: tuple[str, ...] = field(default=())
    """With those that played but are no longer rated; `all_strengths` are theirs, to start the next fit from."""
    all_strengths: Floats = field(default_factory=lambda: np.zeros(0))

    def __eq__(self, other: object) -> bool:
        """Compare by content, arrays included."""
        if not isinstance(other, Posterior):
            return NotImplemented
        return (
            self.names == other.names
            and np.array_equal(self.mean, other.mean)
            and np.array_equal(self.head, other.head)
            and np.array_equal(self.covariance, other.covariance)
        )

    __hash__ = None  # type: ignore[assignment]

    def gap(self, one: str, other: str) -> tuple[float, float]:
        """Return how much stronger one is than the other, and the standard deviation of that.

        Units: logits.
        """
        i, j = self.names.index(one), self.names.index(other)
        places = {int(number): place for place, number in enumerate(self.head)}
        if i in places and j in places:
            a, b = places[i], places[j]
            c = self.covariance
            variance = float(c[a, a] + c[b, b] - 2 * c[a, b])
        else:
            variance = float(self.sd[i] ** 2 + self.sd[j] ** 2)
        return float(self.mean[i] - self.mean[j]), float(np.sqrt(max(variance, 0.0)))


@dataclass(frozen=True)
class TopChances:
    """Who is likely to be at the top.

    Shape: `best`, `top` (head,).
    """

    best: Floats
    top: Floats
    set_right: float
    """Probability that the k with the highest means are exactly the true top k."""
    share_right: float
    """Expected share of the true top k among the k with the highest means."""


def top_chances(mean: Floats, draws: Floats, k: int) -> TopChances:
    """Count over draws how often each is the best and among the top k."""
    count, m = draws.shape
    if m <= k:
        best = np.bincount(draws.argmax(axis=1), minlength=m) / count
        return TopChances(best, np.ones(m), 1.0, 1.0)
    best, top, together = np.zeros(m), np.zeros(m), 0
    named = np.argsort(-mean, kind="stable")[:k]
    for begin in range(0, count, BLOCK):
        block = draws[begin : begin + BLOCK]
        best += np.bincount(block.argmax(axis=1), minlength=m)
        members = np.argpartition(block, m - k, axis=1)[:, m - k :]
        top += np.bincount(members.ravel(), minlength=m)
        together += int(np.isin(members, named).all(axis=1).sum())
    return TopChances(best / count, top / count, together / count, float(top[named].sum() / (count * k)))


def tiers(mean: Floats, variance: Floats, covariance: Floats | None, *, z: float = 1.959964) -> Ints:
    """Number tiers from the top: walking down, a new tier starts where somebody can be told apart from a member.

    `mean` is sorted, highest first. Without a joint covariance differences are taken as independent.
    Shape: (n,).
    """
    tier = np.zeros(len(mean), dtype=np.int64)
    begin = 0
    for place in range(1, len(mean)):
        members = slice(begin, place)
        spread = variance[members] + variance[place]
        if covariance is not None:
            spread = spread - 2 * covariance[members, place]
        told_apart = mean[members] - mean[place] > z * np.sqrt(np.maximum(spread, 0.0))
        if told_apart.any():
            begin = place
        tier[place] = tier[place - 1] + (begin == place)
    return tier
