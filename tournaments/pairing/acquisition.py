"""What one more match is expected to tell about who is at the top."""

from dataclasses import dataclass

import numpy as np

from coscientist.tournaments.pairing.handicap import Handicap
from coscientist.tournaments.ratings.dependence import Dependence
from coscientist.tournaments.ratings.records import Floats

ROOT_TWO_PI = float(np.sqrt(2 * np.pi))


def sensitivity(mean: Floats, covariance: Floats, k: int) -> Floats:
    """Return how the chances of being among the top k move with the strengths, squared and summed.

    The chance of each is taken as that of passing the cut between place k and place k + 1. The cut moves with those
    who are near it, and its own uncertainty counts. Shape: (m, m), positive semidefinite.
    """
    m = len(mean)
    ranked = np.sort(mean)[::-1]
    k = min(k, m - 1)
    above = mean - 0.5 * (ranked[k - 1] + ranked[k])
    own = covariance.diagonal()
    spread = np.sqrt(np.maximum(own, 1e-12))
    for _ in range(2):
        density = np.exp(-0.5 * (above / spread) ** 2) / (ROOT_TWO_PI * spread)
        near = density / max(float(density.sum()), 1e-300)
        shared = covariance @ near
        spread = np.sqrt(np.maximum(own - 2 * shared + float(near @ shared), 1e-3 * own + 1e-12))
    density = np.exp(-0.5 * (above / spread) ** 2) / (ROOT_TWO_PI * spread)
    moves = density[:, None] * (np.eye(m) - near[None, :])
    return np.asarray(moves.T @ moves, dtype=float)


@dataclass(frozen=True)
class Votes:
    """How votes on one pair go together.

    Shape: `asked` (m, m), how often each pair was asked.
    """

    asked: Floats
    dependence: Dependence
    judges: int = 1
    each: float = 1.0
    """How many judges answer one question."""

    def fresh(self, asked: Floats) -> Floats:
        """Say how many independent votes one further question amounts to, beside those already there."""
        then = self.dependence.worth((asked + 1.0) * self.each, self.judges)
        return np.asarray(then - self.dependence.worth(asked * self.each, self.judges), dtype=float)


class Contest:
    """Strengths of the contenders as jointly normal, made surer pair by pair as questions are supposed answered.

    What is wanted to be known is the sum over hypotheses of p (1 - p), with p the chance of being among the top k,
    mixed with the same for being the best (`first_share`). To first order a match lowers it by the variance of where
    p moves to, which has a closed form for every pair at once. How p moves with the strengths is worked out once, so
    that each further question of a batch costs one rank-one update.
    Shape: `mean` (m,), `covariance` (m, m).
    Units: logits.
    Source: the knowledge gradient of Frazier, Powell and Dayanik, INFORMS J. Comput. 21, 599 (2009),
    doi:10.1287/ijoc.1080.0314, with this loss.
    """

    def __init__(
        self, mean: Floats, covariance: Floats, votes: Votes, k: int, *, first_share: float, handicap: Handicap
    ) -> None:
        gap = mean[:, None] - mean[None, :]
        self.mean = mean
        self.asked = votes.asked.copy()
        self._votes = votes
        self._covariance = covariance.copy()
        self._per_vote = handicap.information(gap)
        self._precision = self._per_vote * votes.fresh(self.asked)
        self._wanted = (1.0 - first_share) * sensitivity(mean, covariance, k) / max(k, 1)
        self._wanted += first_share * sensitivity(mean, covariance, 1)
        self._moved = covariance @ self._wanted @ covariance

    def gain(self) -> Floats:
        """Return for each pair by how much one match is expected to lower the uncertainty. Shape: (m, m)."""
        spread, variance = _of_gaps(self._moved), _of_gaps(self._covariance)
        gain = self._precision * spread / (1.0 + self._precision * variance)
        np.fill_diagonal(gain, 0.0)
        return np.asarray(np.maximum(gain, 0.0), dtype=float)

    def ask(self, i: int, j: int) -> None:
        """Suppose that a pair has been asked: surer, nobody moved."""
        direction = self._covariance[:, i] - self._covariance[:, j]
        precision = float(self._precision[i, j])
        shrink = precision / (1.0 + precision * float(direction[i] - direction[j]))
        pulled = self._wanted @ direction
        through = shrink * (self._covariance @ pulled - 0.5 * shrink * float(direction @ pulled) * direction)
        self._moved -= np.outer(direction, through) + np.outer(through, direction)
        self._covariance -= np.outer(shrink * direction, direction)
        self.asked[i, j] += 1
        self.asked[j, i] += 1
        worth = self._per_vote[i, j] * float(self._votes.fresh(self.asked[i, j]))
        self._precision[i, j] = self._precision[j, i] = worth


def _of_gaps(matrix: Floats) -> Floats:
    """Return the quadratic form of a symmetric matrix for the gap of each pair. Shape: (m, m)."""
    own = matrix.diagonal()
    return np.asarray(own[:, None] + own[None, :] - 2.0 * matrix, dtype=float)
