"""From records to a posterior: the fit, with the spread of strengths and the likeness of votes learnt from the data."""

from dataclasses import dataclass

import numpy as np

from coscientist.tournaments import dependence
from coscientist.tournaments.dependence import Dependence
from coscientist.tournaments.information import Information
from coscientist.tournaments.judges import JudgePriors, priors_of
from coscientist.tournaments.model import Parameters, Problem, fit
from coscientist.tournaments.posterior import Posterior
from coscientist.tournaments.records import Floats, Ints, Records

SPREAD_PRIOR_SIZE = 4.0
"""How many hypotheses the assumption of a spread of one logit is worth."""
SPREAD_TOLERANCE = 1e-7
MOST_ROUNDS = 60
CONTENDER_Z = 3.0


@dataclass(frozen=True)
class Fit:
    """A posterior and what it was fitted to.

    Shape: `judge_variances` (judges, 3); `judge_of_match` (matches,).
    """

    posterior: Posterior
    judge_variances: Floats
    judge_of_match: Ints
    matches: int
    no_result: int


def estimate(records: Records, rated: tuple[str, ...], *, head: int, start: Posterior | None = None) -> Fit:
    """Fit everything: strengths and judges, then how alike votes on a pair are, then strengths again."""
    priors = priors_of(records.judges)
    at = _starting_point(records, priors, start)
    spread = start.strength_sd if start else 1.0
    first = _settle(records, priors, dependence.PRIOR, at, spread)
    likeness = _likeness(records, first)
    last = first if likeness == dependence.PRIOR else _settle(records, priors, likeness, first.at, first.spread)
    return _finish(records, rated, priors, likeness, last, head)


@dataclass(frozen=True)
class _Settled:
    at: Parameters
    spread: float
    information: Information
    problem: Problem


def _settle(records: Records, priors: JudgePriors, likeness: Dependence, at: Parameters, spread: float) -> _Settled:
    """Alternate the fit of strengths with the fit of their spread until neither moves.

    Source: MacKay, Neural Computation 4, 415 (1992), doi:10.1162/neco.1992.4.3.415: the spread that makes the
    strengths' size agree with the number of them that the data determine.
    """
    weight = dependence.weights(records, likeness)
    n = len(records.names)
    for _ in range(MOST_ROUNDS):
        problem = Problem(records, weight, priors, spread)
        at, information = fit(problem, at)
        determined = n - float(information.variances().sum()) / spread**2
        size = SPREAD_PRIOR_SIZE + float(at.strengths @ at.strengths)
        new = float(np.sqrt(size / (SPREAD_PRIOR_SIZE + max(determined, 0.0))))
        if abs(np.log(new / spread)) < SPREAD_TOLERANCE:
            break
        spread = new
    return _Settled(at, spread, information, problem)


def _starting_point(records: Records, priors: JudgePriors, start: Posterior | None) -> Parameters:
    strengths = np.zeros(len(records.names))
    judges = priors.centre.copy()
    if start is not None:
        known = dict(zip(start.all_names, start.all_strengths.tolist(), strict=True))
        strengths = np.array([known.get(name, 0.0) for name in records.names])
        fitted = dict(zip(start.judges, start.judge_parameters, strict=True))
        if len(start.judges) > 1 or len(records.judges) <= 1:
            judges = np.array([fitted.get(judge, priors.centre[i]) for i, judge in enumerate(records.judges)])
    return Parameters(strengths, judges.reshape(-1, 3))


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
    slope = np.exp(settled.at.judges[records.judge, 2])
    return dependence.estimate(records, settled.problem.logits(settled.at), slope**2 * gap)


def _finish(
    records: Records, rated: tuple[str, ...], priors: JudgePriors, likeness: Dependence, last: _Settled, head: int
) -> Fit:
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
    judge_variances = np.zeros((len(records.judges), 3))
    if records.judges:
        free = priors.free
        judge_variances[:, :free] = information.judge_covariance().diagonal().reshape(-1, free)
    posterior = Posterior(
        names=rated,
        mean=mean,
        sd=sd,
        head=chosen,
        covariance=covariance,
        strength_sd=last.spread,
        judges=records.judges,
        judge_parameters=last.at.judges,
        priors=priors,
        dependence=likeness,
        all_names=records.names,
        all_strengths=last.at.strengths,
    )
    return Fit(posterior, judge_variances, records.judge, records.count, records.no_result)


def _centred(covariance: Floats) -> Floats:
    """Measure strengths from their mean, which the matches say nothing about."""
    rows = covariance.mean(axis=0)
    return np.asarray(covariance - rows[:, None] - rows[None, :] + rows.mean(), dtype=float)
