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

SPREAD_PRIOR_SIZE = 4.0
"""How many hypotheses the assumption of a spread of one logit is worth."""
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


def estimate(
    records: Records,
    rated: tuple[str, ...],
    *,
    head: int,
    start: Posterior | None = None,
    priors: JudgePriors | None = None,
    likeness: Dependence | None = None,
) -> Fit:
    """Fit strengths and judges, the spread of strengths, and how alike votes on a pair are, until none of them moves.

    `priors` of the judges go by their kind and `likeness` of votes is learnt unless they are given.
    Source: MacKay, Neural Computation 4, 415 (1992), doi:10.1162/neco.1992.4.3.415, for the spread: the one that
    makes the strengths' size agree with the number of them that the data determine.
    """
    priors = priors or priors_of(records)
    at = _starting_point(records, priors, start)
    given, likeness = likeness, likeness or (start.dependence if start else dependence.PRIOR)
    spread = _Secant(float(np.log(start.strength_sd)) if start else 0.0)
    dense, moved = len(records.names) <= DENSE_LIMIT, 1.0
    for _ in range(MOST_ROUNDS):
        weight = dependence.weights(records, likeness)
        problem = Problem(records, weight, priors, float(np.exp(spread.at)))
        at, information = fit(problem, at, enough=ENOUGH if dense else moved)
        last = _Settled(at, information, problem)
        moved = spread.step(_log_spread(last))
        newer = given or _likeness(records, last)
        moved += abs(newer.same_judge - likeness.same_judge) + abs(newer.between_judges - likeness.between_judges)
        likeness = newer
        if moved < (ROUND_TOLERANCE if dense else LARGE_TOLERANCE):
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
    strengths, sd = settled.at.strengths, settled.problem.strength_sd
    determined = len(strengths) - float(settled.information.variances().sum()) / sd**2
    size = SPREAD_PRIOR_SIZE + float(strengths @ strengths)
    return 0.5 * float(np.log(size / (SPREAD_PRIOR_SIZE + max(determined, 0.0))))


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


def _likeness(records: Records, settled: _Settled) -> Dependence:
    if records.count == 0:
        return dependence.PRIOR
    variance = settled.information.variances()
    if settled.information.dense:
        every = np.arange(len(records.names))
        joint = settled.information.covariance(every)
        gap = variance[records.first] + variance[records.second] - 2 * joint[records.first, records.second]
    else:
        gap = variance[records.first] + variance[records.second]
    odds = settled.problem.odds(settled.at)
    return dependence.estimate(records, odds.chance, odds.slope**2 * gap)


def _finish(records: Records, rated: tuple[str, ...], likeness: Dependence, last: _Settled, head: int) -> Fit:
    number = {name: index for index, name in enumerate(records.names)}
    members = np.array([number[name] for name in rated], dtype=np.int64)
    strengths = last.at.strengths[members]
    mean = strengths - strengths.mean() if len(members) else strengths
    information = last.information
    if information.dense or not len(members):
        chosen = np.arange(len(members), dtype=np.int64)
        covariance = _centred(information.covariance(members)) if len(members) else np.zeros((0, 0))
        sd = np.sqrt(np.maximum(covariance.diagonal(), 0.0))
    else:
        sd = np.sqrt(information.variances()[members])
        chosen = np.sort(np.argsort(-(mean + CONTENDER_Z * sd), kind="stable")[:head])
        covariance = information.covariance(members[chosen])
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
    return Fit(posterior, _judge_variances(last), records)


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
