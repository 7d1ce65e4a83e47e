"""From records to a posterior: the fit, with the spread of strengths and the likeness of votes learnt from the data."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from coscientist.tournaments.ratings import dependence
from coscientist.tournaments.ratings.dependence import Dependence
from coscientist.tournaments.ratings.information import DENSE_LIMIT, Information
from coscientist.tournaments.ratings.judges import JudgePriors, priors_of
from coscientist.tournaments.ratings.marginals import Marginals, mixed, stretched
from coscientist.tournaments.ratings.mixture import Mixture
from coscientist.tournaments.ratings.model import ENOUGH, Parameters, Problem, fit
from coscientist.tournaments.ratings.posterior import Posterior
from coscientist.tournaments.ratings.precedence import standing
from coscientist.tournaments.ratings.records import Floats, Ints, Records
from coscientist.tournaments.ratings.spread import LOG_SPREAD_CENTRE, Secant, Settled, around

ROUND_TOLERANCE = 1e-6
LARGE_TOLERANCE = 2e-3
"""With too many hypotheses to invert, the spread is only this exact (relatively); its variances are approximate."""
MOST_ROUNDS = 60
GROWTH = 3.0
"""How fast variances are expected to grow with the spread: 2 by the prior alone, more as matches between strengths
further apart tell less. It only shortens the way."""
TINY = 1e-12
"""Variance below which none is told from none."""
REFITS = (1e-2, 1e-4, ENOUGH)
"""How close each round of a fit at a spread near one that is settled climbs; the last is as close as any."""
ROUGH_REFITS = (1e-1, 1e-2)
"""The same where the spread itself is found roughly only: a third round moves the ends of intervals by an Elo point."""


@dataclass(frozen=True)
class Fit:
    """A posterior and what it was fitted to.

    Shape: `judge_variances` (judges, 3).
    """

    posterior: Posterior
    mixture: Mixture
    judge_variances: Floats
    records: Records
    gap_variance: Floats
    """Of the gap between the two strengths of each match. Shape: (matches,)."""


def estimate(
    records: Records,
    rated: tuple[str, ...],
    *,
    head: int,
    start: Posterior | None = None,
    priors: JudgePriors | None = None,
    likeness: Dependence | None = None,
    tolerance: float = ROUND_TOLERANCE,
    spread_known: bool = False,
) -> Fit:
    """Fit strengths and judges, the spread of strengths, and how alike votes on a pair are, until none of them moves.

    `tolerance` is how far the logarithm of the spread and the likeness may still move. A fit that only chooses the
    next pairs needs no more than two digits, and may take the likeliest spread for known (`spread_known`). `priors`
    of the judges go by their kind and `likeness` of votes is learnt unless they are given.
    """
    priors = priors or priors_of(records, standing(records))
    at = _starting_point(records, priors, start)
    given, likeness = likeness, likeness or (start.dependence if start else dependence.PRIOR)
    spread = Secant(float(np.log(start.strength_sd)) if start else LOG_SPREAD_CENTRE)
    apart = _starting_gap_variance(records, start)
    dense, moved = len(records.names) <= DENSE_LIMIT, 1.0
    for _ in range(MOST_ROUNDS):
        weight = dependence.weights(records, likeness)
        problem = Problem(records, weight, priors, float(np.exp(spread.at)), apart)
        at, information = fit(problem, at, enough=ENOUGH * (tolerance / ROUND_TOLERANCE) ** 2 if dense else moved)
        last = Settled(at, information, problem)
        odds = problem.odds(at)
        newly_apart = _gap_variance(information, records)
        moved = spread.step(last.off)
        moved += float(np.abs(newly_apart - apart).max(initial=0.0)) / problem.strength_sd**2
        apart = _foreseen(last, newly_apart, spread.at - last.log_spread) if dense else newly_apart
        newer = given or dependence.estimate(records, odds.chance, odds.slope**2 * newly_apart)
        moved += abs(newer.same_judge - likeness.same_judge) + abs(newer.between_judges - likeness.between_judges)
        likeness = newer
        if moved < (tolerance if dense else LARGE_TOLERANCE):
            break
    if not last.information.dense:
        known = stretched(last, _numbers(records, rated), head)
    else:
        refits = REFITS if tolerance <= ROUND_TOLERANCE else ROUGH_REFITS
        fits = [last] if spread_known else around(last, partial(_refit, rounds=refits))
        known = mixed(fits, last, _numbers(records, rated))
    return _finish(records, rated, likeness, last, known)


def _refit(near: Settled, log_spread: float, *, rounds: Sequence[float]) -> Settled:
    """Fit at another spread, from a fit that is near: all else is as it was found at the likeliest spread.

    `rounds` is how close each round climbs; the uncertainty of gaps is taken from the round before.
    """
    step = log_spread - near.log_spread
    strengths, judges = near.moved()
    free = near.problem.priors.free
    moved = near.at.judges.copy()
    moved[:, :free] += step * judges.reshape(-1, free)
    at = Parameters(near.at.strengths + step * strengths, moved)
    records = near.problem.records
    apart = _foreseen(near, _gap_variance(near.information, records), step)
    problem = replace(near.problem, strength_sd=float(np.exp(log_spread)), gap_variance=apart)
    for enough in rounds:
        at, information = fit(problem, at, enough=enough)
        settled = Settled(at, information, problem)
        problem = replace(problem, gap_variance=_gap_variance(information, records))
    return settled


def _foreseen(near: Settled, apart: Floats, step: float) -> Floats:
    """Return the variance of gaps expected at another spread: fits that begin with it end sooner, at the same."""
    joint = near.information.covariance(np.arange(len(near.at.strengths)))
    scaled = _of_gaps(joint @ joint, near.problem.records) / near.problem.strength_sd**2
    return np.asarray(apart * np.exp(GROWTH * step * scaled / np.maximum(apart, TINY)), dtype=float)


def _starting_point(records: Records, priors: JudgePriors, start: Posterior | None) -> Parameters:
    strengths = np.zeros(len(records.names))
    judges = np.zeros((len(records.judges), 3))
    if start is not None:
        known = dict(zip(start.all_names, start.all_strengths.tolist(), strict=True))
        strengths = np.array([known.get(name, 0.0) for name in records.names])
        fitted = dict(zip(start.judges, start.judge_parameters, strict=True))
        for number, judge in enumerate(records.judges):
            if judge in fitted:
                judges[number] = fitted[judge] - (0.0, 0.0, priors.centre[number])
    return Parameters(strengths, judges)


def _starting_gap_variance(records: Records, start: Posterior | None) -> Floats:
    """Return the variance of gaps when last fitted; none where that is not known."""
    if start is None or start.names != records.names or len(start.head) < len(start.names):
        return np.zeros(records.count)
    return _of_gaps(start.likeliest.covariance, records)


def _numbers(records: Records, rated: tuple[str, ...]) -> Ints:
    """Return the numbers of those that are rated. Shape: (rated,)."""
    number = {name: index for index, name in enumerate(records.names)}
    return np.array([number[name] for name in rated], dtype=np.int64)


def _finish(records: Records, rated: tuple[str, ...], likeness: Dependence, last: Settled, known: Marginals) -> Fit:
    posterior = Posterior(
        names=rated,
        mean=known.mean,
        sd=known.sd,
        low=known.low,
        high=known.high,
        head=known.head,
        covariance=known.covariance,
        likeliest=known.likeliest,
        strength_sd=last.problem.strength_sd,
        matches=records.count,
        judges=records.judges,
        judge_parameters=known.judges,
        dependence=likeness,
        all_names=records.names,
        all_strengths=last.at.strengths,
    )
    return Fit(posterior, known.mixture, known.judge_variances, records, last.problem.gap_variance)


def _gap_variance(information: Information, records: Records) -> Floats:
    """Return the posterior variance of the gap behind each match, taken as independent where only solves are iterated.

    Shape: (matches,).
    """
    if information.dense:
        return _of_gaps(information.covariance(np.arange(len(records.names))), records)
    variance = information.variances()
    return np.asarray(variance[records.first] + variance[records.second], dtype=float)


def _of_gaps(joint: Floats, records: Records) -> Floats:
    """Return the quadratic form of a symmetric matrix for the gap behind each match. Shape: (matches,)."""
    own = joint.diagonal()
    return np.asarray(own[records.first] + own[records.second] - 2 * joint[records.first, records.second], dtype=float)
