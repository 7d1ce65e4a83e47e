"""The tests are scipy's, and the multiplicity correction is Holm's."""

from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from coscientist.domain.hypothesis import EffectDirection
from coscientist.experiments.statistics.contrasts import difference_weights, trend_weights
from coscientist.experiments.statistics.t_tests import holm, one_sample, welch

SAMPLES = st.lists(st.floats(-10, 10, allow_nan=False), min_size=3, max_size=12).filter(lambda x: np.std(x) > 1e-3)


@given(values=SAMPLES)
def test_one_sample_is_scipys(values: list[float]) -> None:
    ours, theirs = one_sample(values, 0.05), stats.ttest_1samp(values, 0.0)
    assert ours is not None
    assert ours.p == pytest.approx(theirs.pvalue, abs=1e-9)
    interval = theirs.confidence_interval(0.95)
    assert ours.low == pytest.approx(interval.low)
    assert ours.high == pytest.approx(interval.high)


@given(a=SAMPLES, b=SAMPLES)
def test_welch_is_scipys(a: list[float], b: list[float]) -> None:
    ours, theirs = welch(a, b, 0.05), stats.ttest_ind(a, b, equal_var=False)
    assert ours is not None
    assert ours.p == pytest.approx(theirs.pvalue, abs=1e-9)
    assert ours.low == pytest.approx(theirs.confidence_interval(0.95).low)


@given(values=SAMPLES)
def test_directed_probabilities_are_scipys_alternatives(values: list[float]) -> None:
    ours = one_sample(values, 0.05)
    assert ours is not None
    less = stats.ttest_1samp(values, 0.0, alternative="less").pvalue
    ruled_out = stats.ttest_1samp(values, -0.5, alternative="greater").pvalue
    assert ours.p_towards(EffectDirection.DECREASE, 0.5) == pytest.approx(less, abs=1e-9)
    assert ours.p_against(EffectDirection.DECREASE, 0.5) == pytest.approx(ruled_out, abs=1e-9)


def test_identical_replicates_are_no_test() -> None:
    assert one_sample([0.5, 0.5, 0.5], 0.05) is None
    assert one_sample([0.5], 0.05) is None
    assert welch([1.0, 1.0], [2.0, 2.0], 0.05) is None


def test_holm_is_the_published_example() -> None:
    # Holm 1979: sorted p times (m - rank), made monotone.
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


@given(slope=st.floats(-2, 2), level=st.floats(-5, 5), doses=st.integers(2, 8))
def test_the_trend_contrast_gives_the_change_over_a_straight_line(slope: float, level: float, doses: int) -> None:
    refs = [f"T{i}" for i in range(doses + 1)]
    weights = trend_weights(refs[:1], refs[1:])
    assert sum(weights[ref] * (level + slope * i) for i, ref in enumerate(refs)) == pytest.approx(
        slope * doses, abs=1e-9
    )


def test_contrast_weights_sum_to_zero() -> None:
    assert sum(trend_weights(["a"], ["b", "c", "d"]).values()) == pytest.approx(0.0)
    assert fmean(difference_weights(["a"], ["b", "c"]).values()) == pytest.approx(0.0)


@pytest.mark.parametrize("middle", [-0.9, -0.2, 0.0, 0.4, 1.3])
def test_no_change_is_equivalence_by_two_one_sided_tests(middle: float) -> None:
    values = [middle + step for step in (-0.3, -0.1, 0.0, 0.2, 0.25)]
    ours = one_sample(values, 0.05)
    assert ours is not None
    below = stats.ttest_1samp(values, 0.5, alternative="less").pvalue
    above = stats.ttest_1samp(values, -0.5, alternative="greater").pvalue
    assert ours.p_towards(EffectDirection.NO_CHANGE, 0.5) == pytest.approx(max(below, above), abs=1e-9)
    assert ours.p_against(EffectDirection.CHANGE, 0.5) == pytest.approx(max(below, above), abs=1e-9)
