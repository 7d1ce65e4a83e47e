"""Rate hypotheses: refit the whole ledger, with intervals, chances of being the best, and tiers."""

from collections.abc import Sequence

import numpy as np

from coscientist.domain.match import Match
from coscientist.domain.rating import Rating
from coscientist.tournaments.ratings import elo
from coscientist.tournaments.ratings.estimation import ROUND_TOLERANCE, Fit, estimate
from coscientist.tournaments.ratings.judges import kind_of
from coscientist.tournaments.ratings.posterior import tiers, top_chances
from coscientist.tournaments.ratings.precedence import precedence
from coscientist.tournaments.ratings.records import Floats, Records, encode
from coscientist.tournaments.standings import Estimate, JudgeFit, Standings

CENTRE = 1200.0
PER_LOGIT = 400.0 / float(np.log(10.0))
"""Elo points per logit: a gap of 400 points is ten to one."""
Z95 = 1.959964
DRAWS = 4096
ROUGH = 1e-3
"""A tolerance that moves ratings by less than a hundredth of their intervals, and chances in the third digit."""


def rate(
    matches: Sequence[Match],
    hypotheses: Sequence[str],
    *,
    k: int = 5,
    seed: int = 0,
    draws: int = DRAWS,
    head: int = 120,
    start: Standings | None = None,
    tolerance: float = ROUND_TOLERANCE,
) -> Standings:
    """Rate hypotheses from the ledger of their matches.

    Parameters are fitted afresh from all matches; `start` (earlier standings of the same tournament) only makes the
    climb shorter. Hypotheses that played but are not listed inform the fit and get no rating. `seed` is for the
    draws behind the chances of being the best. `head` is how many near the top get exact joint intervals when there
    are too many hypotheses to invert the whole matrix.

    Ratings do not depend on the order of `matches`, except `elo_online`, which is defined by it.
    Units: Elo points, 1200 + 400 / ln 10 times the strength; their mean is 1200.
    Raises: CoscientistError when a match pairs a hypothesis with itself; ConflictError when one id names two matches.
    """
    rated = tuple(sorted(set(hypotheses)))
    records = encode(matches, rated)
    if not rated:
        return Standings(ratings=(), k=k, no_result=records.no_result)
    fit = estimate(records, rated, head=max(head, 4 * k), start=start.posterior if start else None, tolerance=tolerance)
    return _standings(rated, fit, k=k, seed=seed, draws=draws)


def _standings(rated: tuple[str, ...], fit: Fit, *, k: int, seed: int, draws: int) -> Standings:
    posterior, records = fit.posterior, fit.records
    order = np.argsort(-posterior.mean, kind="stable")
    best, top = np.zeros(len(rated)), np.zeros(len(rated))
    chances = top_chances(posterior.mean[posterior.head], fit.mixture.draws(draws, seed), k)
    best[posterior.head], top[posterior.head] = chances.best, chances.top
    whole = len(posterior.head) == len(rated)
    joint = None
    if whole:
        place = np.argsort(posterior.head)[order]
        joint = posterior.covariance[np.ix_(place, place)]
    level = tiers(posterior.mean[order], posterior.sd[order] ** 2, joint)
    number_of = {name: number for number, name in enumerate(records.names)}
    counts, online = records.matches_played.tolist(), elo.online_elo(records).tolist()
    ratings = []
    for tier, number in zip(level, order, strict=True):
        name = rated[number]
        ratings.append(
            Rating(
                hypothesis=name,
                value=CENTRE + PER_LOGIT * float(posterior.mean[number]),
                low=CENTRE + PER_LOGIT * float(posterior.low[number]),
                high=CENTRE + PER_LOGIT * float(posterior.high[number]),
                matches=counts[number_of[name]],
                p_best=float(best[number]),
                p_top_k=float(top[number]),
                tier=int(tier),
                elo_online=online[number_of[name]],
            )
        )
    standings = Standings(
        ratings=tuple(ratings),
        k=k,
        judges=_judges(fit),
        components=_components(rated, records),
        matches=records.count,
        no_result=records.no_result,
        strength_sd=posterior.strength_sd,
        same_judge_correlation=posterior.dependence.same_judge,
        between_judge_correlation=posterior.dependence.between_judges,
        precedence=precedence(records),
        p_top_set=chances.set_right,
        expected_top_share=chances.share_right,
    )
    standings._posterior = posterior  # a frozen value's own cache, set where it is made
    return standings


def _components(rated: tuple[str, ...], records: Records) -> tuple[tuple[str, ...], ...]:
    """Group the rated hypotheses that matches connect, largest first; those no longer rated still connect."""
    group_of = dict(zip(records.names, records.groups().tolist(), strict=True))
    groups: dict[int, list[str]] = {}
    for name in rated:
        groups.setdefault(group_of[name], []).append(name)
    return tuple(sorted((tuple(group) for group in groups.values()), key=lambda group: (-len(group), group)))


def _judges(fit: Fit) -> tuple[JudgeFit, ...]:
    counts = np.bincount(fit.records.judge, minlength=len(fit.records.judges)).tolist()
    sd = np.sqrt(fit.judge_variances)
    return tuple(
        JudgeFit(
            judge=judge,
            kind=kind_of(judge),
            matches=counts[number],
            position=_estimate(at[0], spread[0]),
            length=_estimate(at[1], spread[1]),
            discrimination=_estimate(at[2], spread[2], exponent=True),
        )
        for number, (judge, at, spread) in enumerate(
            zip(fit.posterior.judges, fit.posterior.judge_parameters, sd, strict=True)
        )
    )


def _estimate(value: float, sd: float, *, exponent: bool = False) -> Estimate:
    ends: Floats = np.array([value, value - Z95 * sd, value + Z95 * sd])
    middle, low, high = (np.exp(ends) if exponent else ends).tolist()
    return Estimate(value=middle, low=low, high=high)
