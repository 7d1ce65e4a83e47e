"""How far apart strengths lie is uncertain, and that uncertainty is part of the intervals."""

from functools import partial

import numpy as np
import pytest
from scipy.stats import norm

from coscientist.tournaments.pairing.choosing import Policy
from coscientist.tournaments.ratings.estimation import estimate
from coscientist.tournaments.ratings.records import encode
from coscientist.tournaments.ratings.spread import LOG_SPREAD_CENTRE, LOG_SPREAD_SD, MOST_SPREAD, quantile
from coscientist.tournaments.simulation.judging import Habit, draw_truth
from coscientist.tournaments.simulation.outcomes import play, summarise
from coscientist.tournaments.simulation.schedules import adaptive, round_robin_fitted
from tests.tournaments.games import NAMES


def test_a_quantile_of_a_mixture_leaves_out_what_it_says() -> None:
    share = np.array([0.3, 0.7])
    mean, sd = np.array([[0.0, -1.0], [2.0, 4.0]]), np.array([[1.0, 0.1], [3.0, 0.5]])
    for probability in (0.025, 0.5, 0.975):
        at = quantile(share, mean, sd, probability)
        assert share @ norm.cdf((at - mean) / sd) == pytest.approx([probability] * 2, abs=1e-6)


def test_without_verdicts_strengths_are_as_uncertain_as_their_assumed_spread() -> None:
    posterior = estimate(encode([], NAMES), NAMES, head=len(NAMES)).posterior
    spread = np.exp(np.linspace(-3.0, np.log(MOST_SPREAD), 1000))
    share = np.exp(-0.5 * ((np.log(spread) - LOG_SPREAD_CENTRE) / LOG_SPREAD_SD) ** 2)
    mean_square = float(np.average(spread**2, weights=share)) * (1 - 1 / len(NAMES))
    assert posterior.sd**2 == pytest.approx([mean_square] * len(NAMES), rel=0.1)
    assert posterior.mean == pytest.approx([0.0] * len(NAMES))


def test_few_verdicts_leave_the_spread_open_and_widen_the_intervals() -> None:
    fit = next(round_robin_fitted(draw_truth(8, 2.0, Habit.NOISE, planned=1, seed=0))).fit
    assert fit is not None
    posterior = fit.posterior
    assert posterior.sd.mean() > 1.05 * np.sqrt(posterior.likeliest.covariance.diagonal()).mean()
    best, last = posterior.mean.argmax(), posterior.mean.argmin()
    above, below = posterior.high - posterior.mean, posterior.mean - posterior.low
    assert above[best] > below[best], "a larger spread would put the best higher"
    assert below[last] > above[last]


@pytest.mark.parametrize("slope", [1.0, 2.0])
def test_intervals_cover_after_three_calls_a_hypothesis_as_after_ten(slope: float) -> None:
    ours = partial(adaptive, checkpoints=(60, 200), policy=Policy())
    found = [list(play(draw_truth(20, slope, Habit.POSITION, planned=200, seed=seed), ours)) for seed in range(40)]
    for trials in zip(*found, strict=True):
        assert 0.91 < summarise(trial.coverage for trial in trials).value < 0.985
