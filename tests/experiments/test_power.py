"""Sample sizes agree with published tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.domain.errors import CoscientistError
from coscientist.experiments.statistics.power import (
    detectable_effect,
    power_one_sample,
    power_two_sample,
    replicates_needed,
)


@pytest.mark.parametrize(("d", "n"), [(0.2, 394), (0.5, 64), (0.8, 26)])
def test_two_groups_need_cohens_numbers(d: float, n: int) -> None:
    # Cohen 1988, table 2.4.1 (two-sided alpha 0.05, power 0.80), as G*Power gives them: 394, 64, 26.
    assert replicates_needed("two-sample", d, 1.0) == n


@pytest.mark.parametrize(("d", "n"), [(0.5, 34), (0.8, 15), (1.0, 10)])
def test_paired_differences_need_gpowers_numbers(d: float, n: int) -> None:
    # G*Power 3.1, means: difference from constant, two-sided alpha 0.05, power 0.80.
    assert replicates_needed("one-sample", d, 1.0) == n


def test_power_at_64_per_group_is_the_textbook_value() -> None:
    assert power_two_sample(0.5, 1.0, 64) == pytest.approx(0.8015, abs=1e-4)


def test_without_effect_power_is_alpha() -> None:
    assert power_one_sample(1e-12, 1.0, 10) == pytest.approx(0.05, abs=1e-6)


@given(effect=st.floats(0.3, 3.0), sd=st.floats(0.1, 2.0))
def test_the_number_is_enough_and_one_less_is_not(effect: float, sd: float) -> None:
    n = replicates_needed("one-sample", effect, sd, minimum=2)
    assert power_one_sample(effect, sd, n) >= 0.8
    assert n == 2 or power_one_sample(effect, sd, n - 1) < 0.8


@given(n=st.integers(3, 40), sd=st.floats(0.1, 2.0))
def test_the_detectable_effect_is_the_inverse_of_power(n: int, sd: float) -> None:
    effect = detectable_effect("two-sample", sd, n)
    assert power_two_sample(effect, sd, n) == pytest.approx(0.8, abs=1e-6)


@pytest.mark.parametrize(("effect", "sd"), [(0.0, 1.0), (1.0, 0.0), (1e-9, 1.0)])
def test_impossible_sizes_are_refused(effect: float, sd: float) -> None:
    with pytest.raises(CoscientistError):
        replicates_needed("one-sample", effect, sd)
