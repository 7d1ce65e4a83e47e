"""Intervals by resampling: the votes on a pair are drawn together, in whichever orders it was shown."""

from collections.abc import Sequence

import numpy as np

from coscientist.domain.base import Value
from coscientist.domain.match import Match
from coscientist.tournaments.ratings.dependence import weights
from coscientist.tournaments.ratings.estimation import estimate
from coscientist.tournaments.ratings.judges import priors_of
from coscientist.tournaments.ratings.model import Problem, fit, start
from coscientist.tournaments.ratings.precedence import standing
from coscientist.tournaments.ratings.rating import CENTRE, PER_LOGIT
from coscientist.tournaments.ratings.records import Floats, encode


class BootstrapInterval(Value):
    """A rating's 95 % interval by resampling. Units: Elo points."""

    hypothesis: str
    value: float
    low: float
    high: float


def bootstrap(
    matches: Sequence[Match], hypotheses: Sequence[str], *, seed: int, samples: int = 200
) -> tuple[BootstrapInterval, ...]:
    """Refit under random weights of pairs and return percentile intervals, best first.

    Every pair gets a weight drawn from an exponential distribution in place of being drawn with replacement, so that
    no sample takes the graph apart. All votes on a pair, in both orders and by all judges, share its weight.
    Source: Rubin, Ann. Statist. 9, 130 (1981), doi:10.1214/aos/1176345338.
    Limits: the penalty keeps pulling towards the mean, so with few matches these are narrower than the Laplace
    intervals, which know the prior's width; each pair needs a hundred others before the two agree.
    """
    rated = tuple(sorted(set(hypotheses)))
    records = encode(matches, rated)
    if not rated:
        return ()
    settled = estimate(records, rated, head=len(rated))
    fitted, apart = settled.posterior, settled.gap_variance
    weight = weights(records, fitted.dependence)
    priors = priors_of(records, standing(records))
    number = {name: index for index, name in enumerate(records.names)}
    members = np.array([number[name] for name in rated])
    _, pair = np.unique(records.pair, return_inverse=True)
    rng = np.random.default_rng(seed)
    drawn: Floats = np.zeros((samples, len(rated)))
    at = start(Problem(records, weight, priors, fitted.strength_sd, apart))
    for sample in range(samples):
        chance = rng.exponential(size=int(pair.max()) + 1 if len(pair) else 0)[pair]
        resampled = Problem(records, weight * chance, priors, fitted.strength_sd, apart)
        strengths = fit(resampled, at)[0].strengths[members]
        drawn[sample] = strengths - strengths.mean()
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    order = np.argsort(-fitted.mean, kind="stable")
    return tuple(
        BootstrapInterval(
            hypothesis=rated[i],
            value=CENTRE + PER_LOGIT * float(fitted.mean[i]),
            low=CENTRE + PER_LOGIT * float(low[i]),
            high=CENTRE + PER_LOGIT * float(high[i]),
        )
        for i in order
    )
