"""Chances of being at the top are drawn from all spreads that verdicts leave open, each as often as it is probable."""

import numpy as np
import pytest

from coscientist.tournaments.ratings.mixture import Mixture
from coscientist.tournaments.ratings.posterior import top_chances

MEAN = np.array([0.0, 0.3, -0.5, 1.0])
COVARIANCE = np.diag([0.2, 0.3, 0.4, 0.3]) + 0.1
COUNT = 20_000


def test_draws_have_the_moments_of_the_mixture() -> None:
    share = np.array([0.25, 0.75])
    mixture = Mixture(share, np.array([MEAN, 3.0 * MEAN]), np.array([COVARIANCE, 2.0 * COVARIANCE]))
    drawn = mixture.draws(COUNT, seed=0)
    middle = share @ mixture.mean
    apart = mixture.mean - middle
    covariance = np.tensordot(share, mixture.covariance, 1) + np.einsum("s,si,sj->ij", share, apart, apart)
    assert drawn.mean(axis=0) == pytest.approx(middle, abs=1e-6), "antithetic draws have exactly the mean"
    assert np.cov(drawn.T) == pytest.approx(covariance, abs=0.05)


def test_an_open_scale_leaves_an_order_as_sure_as_it_is() -> None:
    """Twice the gaps with twice the doubt tell the same of who is best; one normal distribution would blur them."""
    known = Mixture(np.ones(1), MEAN[None], COVARIANCE[None])
    scales = np.array([0.5, 1.0, 4.0])
    opened = Mixture(np.full(3, 1 / 3), scales[:, None] * MEAN, scales[:, None, None] ** 2 * COVARIANCE)
    one, other = (top_chances(MEAN, mixture.draws(COUNT, seed=1), 2) for mixture in (known, opened))
    assert other.best == pytest.approx(one.best, abs=0.015)
    assert other.share_right == pytest.approx(one.share_right, abs=0.015)


def test_as_many_are_drawn_as_were_asked_for_and_the_same_each_time() -> None:
    mixture = Mixture(np.array([0.1, 0.9]), np.array([MEAN, MEAN]), np.array([COVARIANCE, COVARIANCE]))
    for count in (1, 2, 7):
        drawn = mixture.draws(count, seed=3)
        assert drawn.shape == (count, len(MEAN))
        assert (drawn == mixture.draws(count, seed=3)).all()
