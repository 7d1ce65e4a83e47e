"""What one more match is expected to tell about who is at the top."""

from dataclasses import dataclass, replace

import numpy as np

from coscientist.tournaments.dependence import Dependence
from coscientist.tournaments.records import Floats

ROOT_TWO_PI = float(np.sqrt(2 * np.pi))


@dataclass(frozen=True)
class Contest:
    """Strengths of the contenders as jointly normal, and how often each pair was asked.

    Shape: `mean` (m,), `covariance` and `asked` (m, m).
    Units: logits.
    """

    mean: Floats
    covariance: Floats
    asked: Floats
    dependence: Dependence
    judges: int = 1
    votes: float = 1.0
    """How many judges answer one question."""

    def information(self) -> Floats:
        """Return what a further question about each pair adds to the precision of their gap.

        A repeat adds what it is worth beside the votes already there. Shape: (m, m).
        """
        gap = self.mean[:, None] - self.mean[None, :]
        now, then = self.asked * self.votes, (self.asked + 1.0) * self.votes
        fresh = self.dependence.worth(then, self.judges) - self.dependence.worth(now, self.judges)
        return np.asarray(0.25 / np.cosh(0.5 * gap) ** 2 * fresh, dtype=float)

    def gap_variance(self) -> Floats:
        """Return the variance of each pair's gap. Shape: (m, m)."""
        own = self.covariance.diagonal()
        return np.asarray(own[:, None] + own[None, :] - 2 * self.covariance, dtype=float)

    def after(self, i: int, j: int) -> "Contest":
        """Return the contest as it is expected to be once a pair has been asked: surer, nobody moved."""
        direction = self.covariance[:, i] - self.covariance[:, j]
        precision = float(self.information()[i, j])
        variance = float(direction[i] - direction[j])
        shrink = precision / (1.0 + precision * variance)
        asked = self.asked.copy()
        asked[i, j] += 1
        asked[j, i] += 1
        covariance = self.covariance - shrink * np.outer(direction, direction)
        return replace(self, covariance=covariance, asked=asked)


def sensitivity(contest: Contest, k: int) -> Floats:
    """Return how the chances of being among the top k move with the strengths, squared and summed.

    The chance of each is taken as that of passing the cut between place k and place k + 1. The cut moves with those
    who are near it, and its own uncertainty counts. Shape: (m, m), positive semidefinite.
    """
    m = len(contest.mean)
    ranked = np.sort(contest.mean)[::-1]
    k = min(k, m - 1)
    above = contest.mean - 0.5 * (ranked[k - 1] + ranked[k])
    own = contest.covariance.diagonal()
    spread = np.sqrt(np.maximum(own, 1e-12))
    for _ in range(2):
        density = np.exp(-0.5 * (above / spread) ** 2) / (ROOT_TWO_PI * spread)
        near = density / max(float(density.sum()), 1e-300)
        shared = contest.covariance @ near
        spread = np.sqrt(np.maximum(own - 2 * shared + float(near @ shared), 1e-3 * own + 1e-12))
    density = np.exp(-0.5 * (above / spread) ** 2) / (ROOT_TWO_PI * spread)
    moves = density[:, None] * (np.eye(m) - near[None, :])
    return np.asarray(moves.T @ moves, dtype=float)


def expected_gain(contest: Contest, k: int, *, first_share: float) -> Floats:
    """Return for each pair by how much one match is expected to lower the uncertainty about the top.

    That uncertainty is the sum over hypotheses of p (1 - p), with p the chance of being among the top k, mixed with
    the same for being the best (`first_share`). To first order a match lowers it by the variance of where p moves
    to, which has a closed form for every pair at once. Shape: (m, m).
    Source: the knowledge gradient of Frazier, Powell and Dayanik, INFORMS J. Comput. 21, 599 (2009),
    doi:10.1287/ijoc.1080.0314, with this loss.
    """
    wanted = (1.0 - first_share) * sensitivity(contest, k) / max(k, 1) + first_share * sensitivity(contest, 1)
    moved = contest.covariance @ wanted @ contest.covariance
    own = moved.diagonal()
    spread = own[:, None] + own[None, :] - moved - moved.T
    precision = contest.information()
    gain = precision / (1.0 + precision * contest.gap_variance()) * spread
    np.fill_diagonal(gain, 0.0)
    return np.asarray(np.maximum(gain, 0.0), dtype=float)
