"""Penalised Bradley-Terry with judges: one Newton fit of strengths, position, length and discrimination.

logit P(first beats second by judge J) = a_J (s_first - s_second) + b_J + g_J log(length_first / length_second),
with normal priors on s, b, g and log a. A tie counts as half a win and half a loss.

What is fitted is the mean of the normal distribution closest to the posterior, not the posterior's mode: verdicts are
expected under the uncertainty of the strengths (`Problem.gap_variance`). The mode of few one-sided verdicts lies too
close to the middle, and intervals around it would cover too little.
Source: Bradley and Terry, Biometrika 39, 324 (1952), doi:10.2307/2334029; Ormerod and Wand, J. Comput. Graph. Stat.
21, 2 (2012), doi:10.1198/jcgs.2011.09118, for the normal approximation.
"""

from dataclasses import dataclass

import numpy as np

from coscientist.tournaments.ratings.information import DENSE_LIMIT, Information
from coscientist.tournaments.ratings.judges import JudgePriors
from coscientist.tournaments.ratings.records import Floats, Ints, Records

MOST_STEPS = 60
ENOUGH = 1e-10
"""The climb ends with a step that promises to improve the log posterior by less than this."""
PER_VARIANCE = float(np.pi / 8.0)
"""Log odds with a variance v, divided by the root of 1 + this times v, are those of the expected outcome.
Source: MacKay, Neural Computation 4, 720 (1992), doi:10.1162/neco.1992.4.5.720."""
CLOSE = 1.0
"""Below this promise the full second derivative is used: it needs a twentieth of the steps that the expected one does,
which is for where the full one misleads."""


@dataclass(frozen=True)
class Parameters:
    """Where the fit is.

    Shape: `strengths` (hypotheses,); `judges` (judges, 3): position, length, and how far the log discrimination is
    off its prior before the mean is taken out.
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
    gap_variance: Floats
    """Of the gap between the two strengths of each match, under which its outcome is expected."""

    def log_discrimination(self, at: Parameters) -> Floats:
        """Return how sharply each judge tells apart, relative to the judge of a typical match. Shape: (judges,)."""
        return np.asarray(self.priors.relative @ (self.priors.centre + at.judges[:, 2]), dtype=float)

    def odds(self, at: Parameters) -> "Odds":
        """Return what the judges are expected to say, match by match."""
        r = self.records
        slope = np.exp(self.log_discrimination(at))[r.judge]
        gap = slope * (at.strengths[r.first] - at.strengths[r.second])
        logits = gap + at.judges[r.judge, 0] + at.judges[r.judge, 1] * r.length
        doubt = PER_VARIANCE * slope**2 * self.gap_variance
        blunt = 1.0 / np.sqrt(1.0 + doubt)
        blunted = blunt * logits
        rare = np.exp(-np.abs(blunted))
        chance = np.where(blunted > 0.0, 1.0, rare) / (1.0 + rare)
        entropy = np.maximum(blunted, 0.0) + np.log1p(rare) - blunted * chance
        likelihood = float(self.weight @ ((r.score - chance) * logits - entropy / blunt))
        penalty = float(at.strengths @ at.strengths) / self.strength_sd**2
        penalty += float((self.priors.precision * at.judges**2)[:, : self.priors.free].sum())
        return Odds(slope, gap, logits, chance, blunt, doubt * blunt * entropy, likelihood - 0.5 * penalty)


@dataclass(frozen=True)
class Odds:
    """What the judges are expected to say.

    Shape: all but the last (matches,).
    """

    slope: Floats
    gap: Floats
    """What strengths add to the log odds of the first shown."""
    logits: Floats
    """These log odds, with what position and length add."""
    chance: Floats
    """Probability that the first shown wins, the uncertainty of strengths counted in."""
    blunt: Floats
    """What uncertainty of the gap leaves of the log odds in the expected outcome."""
    doubt: Floats
    """What a sharper judge would lose because the gap is uncertain, for each unit of the log discrimination."""
    log_posterior: float
    """Of the parameters, up to a constant."""


def start(problem: Problem) -> Parameters:
    """Begin where the priors are."""
    return Parameters(np.zeros(len(problem.records.names)), np.zeros((len(problem.records.judges), 3)))


def fit(problem: Problem, at: Parameters, *, enough: float = ENOUGH) -> tuple[Parameters, Information]:
    """Climb to the top of the expected log posterior by Newton's method with step halving.

    Returns the top and the expected information there, whose inverse is the covariance.
    """
    odds = problem.odds(at)
    curved = problem.priors.free > 2
    dense = len(problem.records.names) <= DENSE_LIMIT
    full, close = curved and dense, CLOSE
    for _ in range(MOST_STEPS):
        observed = full
        gradient, information = _quadratic(problem, at, odds, observed=observed)
        try:
            if observed:
                np.linalg.cholesky(information.corner)  # raises where it is no maximum's
            step = information.solve(*gradient)
        except np.linalg.LinAlgError:  # the full second derivative has no maximum near
            if not observed:
                raise
            full, close = False, close / 10.0
            continue
        gain = float(gradient[0] @ step[0] + gradient[1] @ step[1])
        # After a step by the full second derivative what is left is of the order of the square.
        if abs(gain) < (enough**0.5 if observed and dense else enough):
            at = _moved(problem, at, step, 1.0)
            break
        there, reached = _climb(problem, at, step, odds)
        improved = reached.log_posterior > odds.log_posterior
        at, odds = there, reached
        if not improved and not observed:
            break
        full = improved and curved and gain < close
    if observed:
        _, information = _quadratic(problem, at, problem.odds(at), observed=False)
    return at, information


def _climb(problem: Problem, at: Parameters, step: tuple[Floats, Floats], odds: Odds) -> tuple[Parameters, Odds]:
    """Go along a step, halved until it improves; stay when it never does."""
    size = 1.0
    for _ in range(12):
        there = _moved(problem, at, step, size)
        with np.errstate(over="ignore", invalid="ignore"):  # too far is no improvement, however far
            reached = problem.odds(there)
        if reached.log_posterior > odds.log_posterior:
            return there, reached
        size /= 2
    return at, odds


def _moved(problem: Problem, at: Parameters, step: tuple[Floats, Floats], size: float) -> Parameters:
    free = problem.priors.free
    judges = at.judges.copy()
    judges[:, :free] += size * step[1].reshape(-1, free)
    return Parameters(at.strengths + size * step[0], judges)


def _quadratic(
    problem: Problem, at: Parameters, odds: Odds, *, observed: bool
) -> tuple[tuple[Floats, Floats], Information]:
    """Return the gradient and the information at a point: expected, or the full second derivative."""
    r, free = problem.records, problem.priors.free
    n, judges = len(r.names), len(r.judges)
    residual = problem.weight * (r.score - odds.chance)
    curvature = problem.weight * odds.blunt * odds.chance * (1.0 - odds.chance)
    covariates = [np.ones(r.count), r.length, odds.gap][:free]
    # What a sharper judge changes: log odds and, as it makes an uncertain gap more uncertain, what is left of them.
    surprise, doubt = (residual, 1.0 + odds.blunt**2) if observed else (np.zeros(r.count), 1.0)
    moved = covariates
    if observed and free == 3:
        moved = [*covariates[:2], odds.gap - (1.0 - odds.blunt**2) * odds.logits]

    pull = odds.slope * residual
    on_strengths = -at.strengths / problem.strength_sd**2
    on_strengths += _total(r.first, pull, n) - _total(r.second, pull, n)
    on_judges = np.stack([_total(r.judge, residual * x, judges) for x in covariates], axis=1)
    if free == 3:
        on_judges[:, 2] -= _total(r.judge, problem.weight * odds.doubt, judges)

    border = np.zeros((n, judges, free))
    corner = np.zeros((judges, free, judges, free))
    every = np.arange(judges)
    for i, x in enumerate(moved):
        mixed = odds.slope * (curvature * x - (surprise if i == 2 else 0.0))
        cells = _total(r.first * judges + r.judge, mixed, n * judges)
        cells -= _total(r.second * judges + r.judge, mixed, n * judges)
        border[:, :, i] = cells.reshape(n, judges)
        for j, z in enumerate(moved[: i + 1]):
            both = curvature * x * z
            if i == j == 2:
                both += problem.weight * odds.doubt * doubt - surprise * odds.gap
            block = _total(r.judge, both, judges)
            corner[every, i, every, j] = block
            corner[every, j, every, i] = block
    if free == 3:
        relative = problem.priors.relative
        on_judges[:, 2] = relative.T @ on_judges[:, 2]
        border[:, :, 2] = border[:, :, 2] @ relative
        corner[:, :, :, 2] = corner[:, :, :, 2] @ relative
        corner[:, 2] = np.einsum("ab,a...->b...", relative, corner[:, 2])
    on_judges -= problem.priors.precision[:, :free] * at.judges[:, :free]
    for i in range(free):
        corner[every, i, every, i] += problem.priors.precision[:, i]
    size = judges * free
    information = Information(
        _strength_block(problem, curvature * odds.slope**2), border.reshape(n, size), corner.reshape(size, size)
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
    from scipy.sparse import csr_array

    layout = r.layout
    values = np.concatenate([-np.add.reduceat(pull, layout.starts), degree])[layout.places]
    return csr_array((values, layout.columns, layout.row_ends), shape=(n, n))


def _total(index: Ints, values: Floats, size: int) -> Floats:
    """Add values up by index; as numbers even when there are none."""
    return np.bincount(index, values, size).astype(float)
