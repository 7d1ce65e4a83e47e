"""From records to a posterior: the fit, with the spread of strengths and the likeness of votes learnt from the data."""

from dataclasses import dataclass

import numpy as np

from coscientist.tournaments import dependence
from coscientist.tournaments.dependence import Dependence
from coscientist.tournaments.information import DENSE_LIMIT, Information
from coscientist.tournaments.judges import JudgePriors, priors_of
from coscientist.tournaments.model import ENOUGH, Parameters, Problem, fit
from coscientist.tournaments.posterior import Posterior
from coscientist.tournaments.records import Floats, Records

LOG_SPREAD_SD = 0.7
"""The spread of strengths is assumed to be one logit, give or take a factor of two (e to this power)."""
MOST_SPREAD = 8.0
"""Judges who never contradict themselves speak for any spread however large; at this one all is certain already."""
ROUND_TOLERANCE = 1e-6
LARGE_TOLERANCE = 2e-3
"""With too many hypotheses to invert, the spread is only this exact (relatively); its variances are approximate."""
MOST_ROUNDS = 60
CONTENDER_Z = 3.0


@dataclass(frozen=True)
class Fit:
    """A posterior and what it was fitted to.

    Shape: `judge_variances` (judges, 3).
    """

    posterior: Posterior
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
) -> Fit:
    """Fit strengths and judges, the spread of strengths, and how alike votes on a pair are, until none of them moves.

    `tolerance` is how far the logarithm of the spread and the likeness may still move; a fit that only chooses the
    next pairs needs no more than two digits. `priors` of the judges go by their kind and `likeness` of votes is
    learnt unless they are given.
    Source: MacKay, Neural Computation 4, 415 (1992), doi:10.1162/neco.1992.4.3.415, for the spread: the one that
    makes the strengths' size agree with the number of them that the data determine.
    """
    priors = priors or priors_of(records)
    at = _starting_point(records, priors, start)
    given, likeness = likeness, likeness or (start.dependence if start else dependence.PRIOR)
    spread = _Secant(float(np.log(start.strength_sd)) if start else 0.0)
    apart = _starting_gap_variance(records, start)
    dense, moved = len(records.names) <= DENSE_LIMIT, 1.0
    for _ in range(MOST_ROUNDS):
        weight = dependence.weights(records, likeness)
        problem = Problem(records, weight, priors, float(np.exp(spread.at)), apart)
        at, information = fit(problem, at, enough=ENOUGH * (tolerance / ROUND_TOLERANCE) ** 2 if dense else moved)
        last = _Settled(at, information, problem)
        odds = problem.odds(at)
        newly_apart = _gap_variance(information, records)
        moved = spread.step(_log_spread(last))
        moved += float(np.abs(newly_apart - apart).max(initial=0.0)) / problem.strength_sd**2
        apart = newly_apart
        newer = given or dependence.estimate(records, odds.chance, odds.slope**2 * apart)
        moved += abs(newer.same_judge - likeness.same_judge) + abs(newer.between_judges - likeness.between_judges)
        likeness = newer
        if moved < (tolerance if dense else LARGE_TOLERANCE):
            break
    return _finish(records, rated, likeness, last, head)


@dataclass(frozen=True)
class _Settled:
    at: Parameters
    information: Information
    problem: Problem


@dataclass
class _Secant:
    """Looks for the number that a function maps to itself."""

    at: float
    earlier: tuple[float, float] | None = None

    def step(self, mapped: float) -> float:
        """Move on, given what the present number is mapped to; return how far off it was."""
        off = mapped - self.at
        step = off
        if self.earlier is not None:
            before, off_before = self.earlier
            if abs(off_before - off) > 1e-14:
                step = off * (self.at - before) / (off_before - off)
        if step * off <= 0.0 or abs(step) > 1.5:
            step = off
        self.earlier = (self.at, off)
        self.at += step
        return abs(off)


def _log_spread(settled: _Settled) -> float:
    """Return the logarithm of the spread that the fitted strengths speak for."""
    squares = float(settled.at.strengths @ settled.at.strengths)
    determined, at = _determined(settled), float(np.log(settled.problem.strength_sd))
    for _ in range(20):
        scaled = squares * float(np.exp(-2.0 * at))
        step = (scaled - determined - at / LOG_SPREAD_SD**2) / (2.0 * scaled + LOG_SPREAD_SD**-2)
        at += step
        if abs(step) < 0.1 * ROUND_TOLERANCE:
            break
    return min(at, float(np.log(MOST_SPREAD)))


def _determined(settled: _Settled) -> float:
    """Count the strengths that the data determine."""
    variances, sd = settled.information.variances(), settled.problem.strength_sd
    return max(len(variances) - float(variances.sum()) / sd**2, 0.0)


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
    joint = start.covariance
    own = joint.diagonal()
    return np.asarray(own[records.first] + own[records.second] - 2 * joint[records.first, records.second], dtype=float)


def _finish(records: Records, rated: tuple[str, ...], likeness: Dependence, last: _Settled, head: int) -> Fit:
    number = {name: index for index, name in enumerate(records.names)}
    members = np.array([number[name] for name in rated], dtype=np.int64)
    strengths = last.at.strengths[members]
    mean = strengths - strengths.mean() if len(members) else strengths
    information = last.information
    stretch = _stretch(last)[members]
    if information.dense or not len(members):
        chosen = np.arange(len(members), dtype=np.int64)
        joint = information.covariance(members) + np.outer(stretch, stretch)
        covariance = _centred(joint) if len(members) else np.zeros((0, 0))
        sd = np.sqrt(np.maximum(covariance.diagonal(), 0.0))
    else:
        sd = np.sqrt(information.variances()[members] + stretch**2)
        chosen = np.sort(np.argsort(-(mean + CONTENDER_Z * sd), kind="stable")[:head])
        covariance = information.covariance(members[chosen]) + np.outer(stretch[chosen], stretch[chosen])
        sd[chosen] = np.sqrt(covariance.diagonal())
    judge_parameters = last.at.judges.copy()
    judge_parameters[:, 2] = last.problem.log_discrimination(last.at)
    posterior = Posterior(
        names=rated,
        mean=mean,
        sd=sd,
        head=chosen,
        covariance=covariance,
        strength_sd=last.problem.strength_sd,
        matches=records.count,
        judges=records.judges,
        judge_parameters=judge_parameters,
        dependence=likeness,
        all_names=records.names,
        all_strengths=last.at.strengths,
    )
    return Fit(posterior, _judge_variances(last), records, last.problem.gap_variance)


def _gap_variance(information: Information, records: Records) -> Floats:
    """Return the posterior variance of the gap behind each match, taken as independent where only solves are iterated.

    Shape: (matches,).
    """
    variance = information.variances()
    apart = variance[records.first] + variance[records.second]
    if information.dense:
        joint = information.covariance(np.arange(len(records.names)))
        apart = apart - 2 * joint[records.first, records.second]
    return np.asarray(apart, dtype=float)


def _stretch(last: _Settled) -> Floats:
    """Return by how much strengths move when the logarithm of the spread is one standard deviation off.

    Source: Kass and Steffey, J. Am. Stat. Assoc. 84, 717 (1989), doi:10.1080/01621459.1989.10478825.
    """
    strengths, sd = last.at.strengths, last.problem.strength_sd
    moved, _ = last.information.solve(2.0 * strengths / sd**2, np.zeros(len(last.information.corner)))
    return np.asarray(moved / np.sqrt(2.0 * _determined(last) + LOG_SPREAD_SD**-2), dtype=float)


def _judge_variances(last: _Settled) -> Floats:
    """Return the variances of position, length and log discrimination. Shape: (judges, 3)."""
    priors = last.problem.priors
    judges, free = len(priors.share), priors.free
    variances = np.zeros((judges, 3))
    if judges:
        covariance = last.information.judge_covariance().reshape(judges, free, judges, free)
        for i in range(free):
            block = covariance[:, i, :, i]
            variances[:, i] = (priors.relative @ block @ priors.relative.T if i == 2 else block).diagonal()
    return variances


def _centred(covariance: Floats) -> Floats:
    """Measure strengths from their mean, which the matches say nothing about."""
    rows = covariance.mean(axis=0)
    return np.asarray(covariance - rows[:, None] - rows[None, :] + rows.mean(), dtype=float)
