"""Simulated tournaments: judges err as they are said to, schedules keep to their calls, and intervals are honest."""

from functools import partial

import numpy as np
import pytest

from coscientist.domain.match import ControlKind
from coscientist.tournaments.pairing.choosing import Policy
from coscientist.tournaments.simulation.cases import CONTROL_JUDGES, control_run, whole_run
from coscientist.tournaments.simulation.judging import POSITION_BIAS, Habit, draw_truth
from coscientist.tournaments.simulation.outcomes import play, summarise
from coscientist.tournaments.simulation.schedules import (
    adaptive,
    random_elo,
    round_robin_bradley_terry,
    round_robin_fitted,
    told_beforehand,
)


def asked(habit: Habit, calls: int = 4000) -> tuple[float, float]:
    """How often the first shown wins between equals, in the first and in the second half of a tournament."""
    truth = draw_truth(2, 1.0, habit, planned=calls, seed=0)
    truth.strengths[:] = 0.0
    first = np.zeros(calls, dtype=np.int64)
    answers = truth.answer(first, first + 1, first)
    return float(answers[: calls // 2].mean()), float(answers[calls // 2 :].mean())


def test_a_judge_with_position_bias_favours_the_first_by_its_odds() -> None:
    fair, biased = np.mean(asked(Habit.NOISE)), np.mean(asked(Habit.POSITION))
    assert fair == pytest.approx(0.5, abs=0.03)
    assert biased == pytest.approx(1 / (1 + np.exp(-POSITION_BIAS)), abs=0.03)


def test_a_drifting_judge_grows_fonder_of_the_first() -> None:
    early, late = asked(Habit.DRIFT)
    assert late > early + 0.1


def test_a_sticky_judge_says_the_same_again() -> None:
    truth = draw_truth(40, 0.0, Habit.STICKY, planned=1, seed=1)
    one = np.repeat(np.arange(0, 40, 2), 60)
    shares = truth.answer(one, one + 1, np.zeros_like(one)).reshape(-1, 60).mean(axis=1)
    assert shares.std() > 2 * 0.5 / np.sqrt(60), "pairs differ by more than coin flips would"


def test_schedules_keep_to_their_calls_and_meet_the_same_field() -> None:
    ours = partial(adaptive, checkpoints=(20, 31), policy=Policy())
    calls = []
    for schedule in (partial(random_elo, per_hypothesis=3, k_factor=24.0), round_robin_bradley_terry, ours):
        truth = draw_truth(10, 1.0, Habit.NOISE, planned=31, seed=5)
        assert truth.strengths[0] == draw_truth(10, 1.0, Habit.NOISE, planned=31, seed=5).strengths[0]
        calls += [trial.calls for trial in play(truth, schedule)]
    assert calls == [30, 45, 20, 31]


def test_who_is_told_the_true_best_ranks_nobody_else_before_them() -> None:
    truth = draw_truth(20, 1.0, Habit.NOISE, planned=60, seed=4)
    (ranking,) = told_beforehand(truth, best=6, calls=60)
    assert ranking.calls == 60
    assert set(np.argsort(-ranking.score)[:6].tolist()) == set(np.argsort(-truth.strengths)[:6].tolist())


@pytest.mark.parametrize("slope", [1.0, 2.0])
def test_intervals_cover_the_truth_about_as_often_as_they_say(slope: float) -> None:
    found = [
        next(play(draw_truth(15, slope, Habit.POSITION, planned=1, seed=seed), round_robin_fitted))
        for seed in range(40)
    ]
    assert 0.91 < summarise(trial.coverage for trial in found).value < 0.98
    assert summarise(trial.position_covered for trial in found).value > 0.85


def test_coin_flips_do_not_settle_a_top() -> None:
    assert not any(whole_run(8, 1.0, Habit.COIN, seed=seed, per_hypothesis=6).settled for seed in range(4))


def test_a_sharp_judge_settles_the_top_before_the_budget_ends() -> None:
    run = whole_run(12, 8.0, Habit.NOISE, seed=0, k=3, per_hypothesis=12)
    assert run.settled
    assert run.calls < 12 * 12
    assert run.claimed >= 0.9


def test_controls_tell_a_fair_judge_from_one_that_favours_the_longer() -> None:
    judges = {judge.name: judge for judge in CONTROL_JUDGES}
    passed = {
        name: {found.kind: found.as_they_must.value for found in control_run(judges[name], copies=200, seed=3)}
        for name in ("sharp, fair", "slope 1, favours the longer by 3")
    }
    fair, biased = passed.values()
    assert (fair[ControlKind.DEGRADED] or 0.0) > 0.95
    assert (biased[ControlKind.PADDED] or 0.0) < 0.4 < (fair[ControlKind.PADDED] or 0.0)
