"""What is reported of strengths and judges: a mixture of fits, or one fit stretched where there are very many."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coscientist.tournaments.ratings.mixture import Mixture
from coscientist.tournaments.ratings.posterior import Likeliest
from coscientist.tournaments.ratings.records import Floats, Ints
from coscientist.tournaments.ratings.spread import Settled, quantile, shares

OUTSIDE = 0.05
"""What 95 % intervals leave out, half of it on each side."""
Z95 = 1.959964
CONTENDER_Z = 3.0


@dataclass(frozen=True)
class Marginals:
    """Strengths, measured from their mean, and judges.

    Shape: `mean`, `sd`, `low`, `high` (rated,), the last two being the ends of 95 % intervals; `head` (m,),
    `covariance` (m, m); `judges`, `judge_variances` (judges, 3).
    """

    mean: Floats
    sd: Floats
    low: Floats
    high: Floats
    head: Ints
    covariance: Floats
    likeliest: Likeliest
    mixture: Mixture
    judges: Floats
    judge_variances: Floats


def mixed(settled: Sequence[Settled], mode: Settled, members: Ints) -> Marginals:
    """Mix fits at several spreads, each as probable as the verdicts and the prior make it."""
    share = shares(settled)
    place = next(number for number, each in enumerate(settled) if each is mode)
    means = np.array([_centred_mean(each.at.strengths[members]) for each in settled])
    joints = np.array([_centred(each.information.covariance(members)) for each in settled])
    mean = share @ means
    own = np.sqrt(np.maximum(np.einsum("sii->si", joints), 0.0))
    covariance = np.tensordot(share, joints, 1) + np.einsum("s,si,sj->ij", share, means - mean, means - mean)
    judges = np.array([_judges(each) for each in settled])
    typical = np.tensordot(share, judges, 1)
    variances = np.array([_judge_variances(each) for each in settled])
    return Marginals(
        mean=mean,
        sd=np.sqrt(np.maximum(covariance.diagonal(), 0.0)),
        low=quantile(share, means, own, OUTSIDE / 2),
        high=quantile(share, means, own, 1.0 - OUTSIDE / 2),
        head=np.arange(len(members), dtype=np.int64),
        covariance=covariance,
        likeliest=Likeliest(means[place], joints[place]),
        mixture=Mixture(share, means, joints),
        judges=typical,
        judge_variances=np.tensordot(share, variances + (judges - typical) ** 2, 1),
    )


def stretched(mode: Settled, members: Ints, head: int) -> Marginals:
    """Take one fit, and let strengths move together by what the spread's uncertainty moves them.

    Where there are very many strengths the spread is known so well that this is as good as a mixture.
    """
    mean = _centred_mean(mode.at.strengths[members])
    information = mode.information
    stretch = mode.moved()[0][members] / np.sqrt(mode.curvature)
    sd = np.sqrt(information.variances()[members] + stretch**2)
    chosen = np.sort(np.argsort(-(mean + CONTENDER_Z * sd), kind="stable")[:head])
    alone = information.covariance(members[chosen])
    covariance = alone + np.outer(stretch[chosen], stretch[chosen])
    sd[chosen] = np.sqrt(covariance.diagonal())
    return Marginals(
        mean=mean,
        sd=sd,
        low=mean - Z95 * sd,
        high=mean + Z95 * sd,
        head=chosen,
        covariance=covariance,
        likeliest=Likeliest(mean, alone),
        mixture=Mixture(np.ones(1), mean[None, chosen], covariance[None]),
        judges=_judges(mode),
        judge_variances=_judge_variances(mode),
    )


def _judges(settled: Settled) -> Floats:
    """Return position, length and log discrimination. Shape: (judges, 3)."""
    parameters = settled.at.judges.copy()
    parameters[:, 2] = settled.problem.log_discrimination(settled.at)
    return parameters


def _judge_variances(settled: Settled) -> Floats:
    """Return the variances of position, length and log discrimination. Shape: (judges, 3)."""
    priors = settled.problem.priors
    judges, free = len(priors.share), priors.free
    variances = np.zeros((judges, 3))
    if judges:
        covariance = settled.information.judge_covariance().reshape(judges, free, judges, free)
        for i in range(free):
            block = covariance[:, i, :, i]
            variances[:, i] = (priors.relative @ block @ priors.relative.T if i == 2 else block).diagonal()
    return variances


def _centred_mean(strengths: Floats) -> Floats:
    """Measure strengths from their mean, which the matches say nothing about."""
    return np.asarray(strengths - (strengths.mean() if len(strengths) else 0.0), dtype=float)


def _centred(covariance: Floats) -> Floats:
    """Do the same to their covariance."""
    if not len(covariance):
        return covariance
    rows = covariance.mean(axis=0)
    return np.asarray(covariance - rows[:, None] - rows[None, :] + rows.mean(), dtype=float)
