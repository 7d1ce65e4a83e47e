"""Penalised Bradley-Terry with judges: one Newton fit of strengths, position, length and discrimination.

logit P(first beats second by judge J) = a_J (s_first - s_second) + b_J + g_J log(length_first / length_second),
with normal priors on s, b, g and log a. A tie counts as half a win and half a loss.
Source: Bradley and Terry, Biometrika 39, 324 (1952), doi:10.2307/2334029
"""

from dataclasses import dataclass

import numpy as np

from coscientist.tournaments.information import DENSE_LIMIT, Information
from coscientist.tournaments.judges import JudgePriors
from coscientist.tournaments.records import Floats, Ints, Records

MOST_STEPS = 60
DECREMENT = 1e-16
"""Newton stops when a step would improve the log posterior by less than this."""


@dataclass(frozen=True)
class Parameters:
    """Where the fit is.

    Shape: `strengths` (hypotheses,); `judges` (judges, 3): position, length, log discrimination.
    """

    strengths: Floats
    judges: Floats


@dataclass(frozen=True)
class Problem:
    """What is fitted to what."""

    records: Records
    weight: Floats
    """How much of a vote each match is worth (see `dependence`)."""
    priors: JudgePriors
    strength_sd: float

    def logits(self, at: Parameters) -> Floats:
        """Return the log odds that the first shown wins, match by match."""
        r = self.records
        gap = at.strengths[r.first] - at.strengths[r.second]
        mine = at.judges[r.judge]
        return np.asarray(np.exp(mine[:, 2]) * gap + mine[:, 0] + mine[:, 1] * r.length, dtype=float)

    def log_posterior(self, at: Parameters, logits: Floats) -> float:
        """Return the penalised log likelihood up to a constant."""
        likelihood = float(self.weight @ (self.records.score * logits - np.logaddexp(0.0, logits)))
        penalty = float(at.strengths @ at.strengths) / self.strength_sd**2
        free = self.priors.free
        off = (at.judges - self.priors.centre)[:, :free]
        return likelihood - 0.5 * (penalty + float((self.priors.precision[:, :free] * off**2).sum()))


def start(problem: Problem) -> Parameters:
    """Begin where the priors are."""
    return Parameters(np.zeros(len(problem.records.names)), problem.priors.centre.copy())


def fit(problem: Problem, at: Parameters) -> tuple[Parameters, Information]:
    """Climb to the posterior mode by Fisher scoring with step halving.

    Returns the mode and the information there, whose inverse is the Laplace covariance.
    """
    logits = problem.logits(at)
    value = problem.log_posterior(at, logits)
    information = None
    for _ in range(MOST_STEPS):
        gradient, information = _quadratic(problem, at, logits)
        step = information.solve(*gradient)
        gain = float(gradient[0] @ step[0] + gradient[1] @ step[1])
        if gain < DECREMENT * max(1.0, abs(value)):
            break
        at, logits, new_value = _climb(problem, at, step, value)
        if new_value <= value:
            break
        value = new_value
    else:
        _, information = _quadratic(problem, at, logits)
    assert information is not None
    return at, information


def _climb(
    problem: Problem, at: Parameters, step: tuple[Floats, Floats], value: float
) -> tuple[Parameters, Floats, float]:
    """Go along a step, halved until it improves; stay when it never does."""
    free = problem.priors.free
    size = 1.0
    for _ in range(30):
        judges = at.judges.copy()
        judges[:, :free] += size * step[1].reshape(-1, free)
        there = Parameters(at.strengths + size * step[0], judges)
        logits = problem.logits(there)
        reached = problem.log_posterior(there, logits)
        if reached > value:
            return there, logits, reached
        size /= 2
    return at, problem.logits(at), value


def _quadratic(problem: Problem, at: Parameters, logits: Floats) -> tuple[tuple[Floats, Floats], Information]:
    """Return the gradient and the expected information at a point."""
    r, free = problem.records, problem.priors.free
    n, judges = len(r.names), len(r.judges)
    slope = np.exp(at.judges[r.judge, 2])
    chance = 0.5 * (1.0 + np.tanh(0.5 * logits))
    residual = problem.weight * (r.score - chance)
    curvature = problem.weight * chance * (1.0 - chance)
    covariates = [np.ones(r.count), r.length, slope * (at.strengths[r.first] - at.strengths[r.second])][:free]

    pull = slope * residual
    on_strengths = -at.strengths / problem.strength_sd**2
    on_strengths += _total(r.first, pull, n) - _total(r.second, pull, n)
    off = (at.judges - problem.priors.centre)[:, :free]
    on_judges = -problem.priors.precision[:, :free] * off
    on_judges += np.stack([_total(r.judge, residual * x, judges) for x in covariates], axis=1)

    border = np.zeros((n, judges, free))
    corner = np.zeros((judges, free, judges, free))
    every = np.arange(judges)
    for i, x in enumerate(covariates):
        mixed = curvature * slope * x
        cells = _total(r.first * judges + r.judge, mixed, n * judges)
        cells -= _total(r.second * judges + r.judge, mixed, n * judges)
        border[:, :, i] = cells.reshape(n, judges)
        for j, z in enumerate(covariates[: i + 1]):
            block = _total(r.judge, curvature * x * z, judges)
            corner[every, i, every, j] = block
            corner[every, j, every, i] = block
        corner[every, i, every, i] += problem.priors.precision[:, i]
    size = judges * free
    information = Information(
        _strength_block(problem, curvature * slope**2), border.reshape(n, size), corner.reshape(size, size)
    )
    return (on_strengths, on_judges.reshape(-1)), information


def _strength_block(problem: Problem, pull: Floats) -> object:
    """Lay out the information about strengths: a weighted graph Laplacian plus the prior."""
    r = problem.records
    n = len(r.names)
    degree = _total(r.first, pull, n) + _total(r.second, pull, n) + problem.strength_sd**-2
    if n <= DENSE_LIMIT:
        block = -_total(r.pair, pull, n * n).reshape(n, n)
        block += block.T
        block[np.arange(n), np.arange(n)] += degree
        return block
    from scipy.sparse import coo_array, diags_array

    low, high = np.minimum(r.first, r.second), np.maximum(r.first, r.second)
    upper = coo_array((-pull, (low, high)), shape=(n, n)).tocsr()
    return (upper + upper.T + diags_array(degree)).tocsr()


def _total(index: Ints, values: Floats, size: int) -> Floats:
    """Add values up by index; as numbers even when there are none."""
    return np.bincount(index, values, size).astype(float)
