"""Strengths near the top as a mixture of normal distributions, one for each spread that the verdicts leave open."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from coscientist.tournaments.ratings.records import Floats


@dataclass(frozen=True, eq=False)
class Mixture:
    """What the chances of being at the top are drawn from.

    At a wider spread strengths are less sure, and further apart as well. One normal distribution with the mixture's
    covariance would set the doubts of the wide spread beside the gaps of the narrow one, and claim too little.
    Shape: `share` (spreads,); `mean` (spreads, head); `covariance` (spreads, head, head).
    Units: logits.
    """

    share: Floats
    mean: Floats
    covariance: Floats

    def draws(self, count: int, seed: int) -> Floats:
        """Draw strengths, each spread as often as it is probable, in antithetic pairs.

        Numbers are dealt out by rank, so names cannot matter.
        Shape: (count, head).
        """
        rank = np.argsort(-(self.share @ self.mean), kind="stable")
        half = _standard_normal(seed, (count + 1) // 2, len(rank))
        ends = np.rint(np.cumsum(self.share) / self.share.sum() * len(half)).astype(int).tolist()
        found = np.empty((2 * len(half), len(rank)))
        for begin, end, mean, covariance in zip([0, *ends], ends, self.mean, self.covariance, strict=False):
            if begin < end:
                noise = np.empty((end - begin, len(rank)))
                noise[:, rank] = half[begin:end] @ root_of(covariance[np.ix_(rank, rank)]).T
                found[2 * begin : 2 * end : 2] = mean + noise
                found[2 * begin + 1 : 2 * end : 2] = mean - noise
        return found[:count]


@lru_cache(maxsize=2)
def _standard_normal(seed: int, draws: int, head: int) -> Floats:
    """Draw once for a tournament: each of its rounds asks for the same numbers."""
    found: Floats = np.random.default_rng(seed).standard_normal((draws, head))
    found.flags.writeable = False
    return found


def root_of(covariance: Floats) -> Floats:
    """Return a lower factor of a covariance; a centred one is singular, so a trace of jitter is added."""
    size = len(covariance)
    jitter = 1e-10 * max(float(np.trace(covariance)) / max(size, 1), 1e-12)
    return np.asarray(np.linalg.cholesky(covariance + jitter * np.eye(size)), dtype=float)
