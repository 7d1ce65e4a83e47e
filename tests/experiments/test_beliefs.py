"""Evidence accumulates by e-values, each experiment once; predictions are held to what was measured."""

from math import exp, inf, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.domain.result_analysis import Analysis, OutcomeCall
from coscientist.experiments.analysis.analysing import analyse
from coscientist.experiments.beliefs.calibration import Pair, calibrate, pairs
from coscientist.experiments.beliefs.updating import Belief, Standing, believe, update
from coscientist.experiments.statistics.e_values import e_value
from tests.experiments.values import a_brief, a_hypothesis, dose_brief, filled, result_of


def _run(effect: float, seed: int = 0, noise: float = 0.2) -> Analysis:
    return analyse(
        dose_brief(), result_of(dose_brief(), filled(dose_brief(), log2_effect=effect, seed=seed, noise=noise))
    )


@pytest.mark.parametrize(("p", "e"), [(1.0, 0.5), (0.25, 1.0), (0.01, 5.0), (0.0001, 50.0)])
def test_e_values_are_the_published_calibrator(p: float, e: float) -> None:
    assert e_value(p) == pytest.approx(e)


@pytest.mark.parametrize("k", [0.1, 0.5, 0.9])
def test_the_calibrator_has_expectation_one_under_the_null(k: float) -> None:
    # Integral of k p^(k-1) over p in [lower, 1] is 1 - lower^k.
    from scipy.integrate import quad

    area, _ = quad(lambda p: e_value(p, k), 1e-8, 1.0, limit=500, points=[1e-6, 1e-4, 1e-2])
    assert area == pytest.approx(1 - 1e-8**k, abs=1e-3)


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        e_value(p)


def test_agreeing_experiments_support() -> None:
    belief = believe("h-1", [_run(-2.0, seed) for seed in range(3)])
    assert belief.standing is Standing.SUPPORTED
    assert belief.e_for > 20 > belief.e_against


def test_experiments_that_rule_the_effect_out_refute() -> None:
    assert believe("h-1", [_run(0.0, seed) for seed in range(3)]).standing is Standing.REFUTED


def test_contradicting_experiments_leave_it_contested() -> None:
    assert believe("h-1", [_run(-2.0, 1, 0.05), _run(2.0, 2, 0.05)]).standing is Standing.CONTESTED


def test_no_experiment_leaves_it_untested() -> None:
    assert Belief(hypothesis="h-1").standing is Standing.UNTESTED


def test_the_same_result_twice_counts_once() -> None:
    once = believe("h-1", [_run(-2.0)])
    assert update(once, _run(-2.0)) == once


@given(order=st.permutations(range(4)))
def test_the_order_of_experiments_does_not_matter(order: list[int]) -> None:
    runs = RUNS
    one, two = believe("h-1", runs), believe("h-1", [runs[i] for i in order])
    assert one.log_e_for == pytest.approx(two.log_e_for)
    assert one.standing is two.standing


RUNS = [_run(-0.5, seed, 0.5) for seed in range(4)]


def test_rejected_runs_leave_belief_alone() -> None:
    bad = _run(-2.0).model_copy(update={"is_evidence": False})
    assert update(Belief(hypothesis="h-1"), bad) == Belief(hypothesis="h-1")


def test_another_hypothesis_is_refused() -> None:
    with pytest.raises(ValueError, match="about"):
        update(Belief(hypothesis="h-2"), RUNS[0])


def test_overwhelming_evidence_does_not_overflow() -> None:
    assert Belief(hypothesis="h", log_e_for=1e6).e_for < inf
    assert exp(log(e_value(0.0))) < inf


def _pair(predicted: float | None, measured: float, probability: float | None = None, supported: bool = True) -> Pair:
    call = OutcomeCall.SUPPORTED if supported else OutcomeCall.REFUTED
    return Pair(predicted=predicted, measured=measured, probability=probability, outcome=call)


def test_calibration_is_bias_error_rank_and_brier() -> None:
    found = calibrate([_pair(-1.0, -0.5, 0.9), _pair(-2.0, -1.0, 0.6), _pair(0.5, 0.6, 0.8, supported=False)])
    assert found.bias == pytest.approx((-0.5 - 1.0 - 0.1) / 3)
    assert found.mae == pytest.approx((0.5 + 1.0 + 0.1) / 3)
    assert found.spearman == pytest.approx(1.0)
    assert found.brier == pytest.approx((0.01 + 0.16 + 0.64) / 3)
    assert (found.n_directions, found.direction_hits) == (3, 2)


def test_calibration_without_numbers_says_nothing() -> None:
    found = calibrate([_pair(None, -0.5)])
    assert (found.bias, found.mae, found.spearman, found.brier) == (None, None, None, None)


def test_a_predicted_percentage_is_compared_on_the_scale_of_the_analysis() -> None:
    brief = a_brief(a_hypothesis(effect=-50.0, unit="%", effect_source="doi:x"))
    analysis = analyse(brief, result_of(brief, filled(brief, log2_effect=-1.0, noise=0.05)))
    (pair,) = pairs([(brief, analysis)])
    assert pair.predicted == pytest.approx(-1.0)
    assert pair.measured == pytest.approx(-1.0, abs=0.15)
