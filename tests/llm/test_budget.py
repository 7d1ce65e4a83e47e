"""Budgets: reserved before, settled after, never overshot, shared among roles."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.domain.errors import BudgetEndedError, SettingsError
from coscientist.llm.limits.budget import Amount, Budget, BudgetLimits, RoleBudgetEndedError
from coscientist.llm.limits.runaway import LoopWatch, RunawayBounds, RunawayLoopError
from coscientist.llm.testing import ManualClock

ONE = Amount(calls=1, tokens=100, usd=0.01)


def budget(limits: BudgetLimits, **rest: object) -> Budget:
    return Budget(limits, ManualClock(), **rest)  # type: ignore[arg-type]


def spend(of: Budget, role: str = "r", amount: Amount = ONE, times: int = 1) -> None:
    async def once() -> None:
        (await of.reserve(role, amount)).settle(amount)

    for _ in range(times):
        asyncio.run(once())


@pytest.mark.parametrize(
    ("limits", "fits"),
    [
        (BudgetLimits(calls=3), 3),
        (BudgetLimits(tokens=250), 2),
        (BudgetLimits(usd=0.05), 5),
        (BudgetLimits(calls=9, tokens=400, usd=1), 4),
    ],
)
def test_the_tightest_bound_ends_the_budget(limits: BudgetLimits, fits: int) -> None:
    of = budget(limits)
    spend(of, times=fits)
    with pytest.raises(BudgetEndedError, match="no room"):
        spend(of)
    assert of.usage.calls == fits


def test_time_ends_the_budget() -> None:
    clock = ManualClock()
    of = Budget(BudgetLimits(seconds=10), clock)
    spend(of)
    clock.time = 10
    with pytest.raises(BudgetEndedError, match="10 s is over"):
        spend(of)


def test_what_was_spent_before_a_resumption_counts() -> None:
    of = budget(BudgetLimits(calls=3, seconds=60), spent=Amount(calls=2), spent_seconds=45.0)
    assert of.seconds_left() == 15
    spend(of)
    with pytest.raises(BudgetEndedError):
        spend(of)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30), st.integers(50, 500))
def test_many_at_once_never_overshoot(used: list[int], limit: int) -> None:
    of = budget(BudgetLimits(tokens=limit))

    async def one(tokens: int) -> bool:
        try:
            held = await of.reserve("r", Amount(calls=1, tokens=100))
        except BudgetEndedError:
            return False
        await asyncio.sleep(0)
        held.settle(Amount(calls=1, tokens=tokens))
        return True

    async def main() -> list[bool]:
        return await asyncio.gather(*(one(tokens) for tokens in used))

    went = asyncio.run(main())
    assert of.usage.tokens <= limit
    assert of.usage.tokens == sum(tokens for tokens, sent in zip(used, went, strict=True) if sent)


def test_room_that_is_only_held_is_waited_for() -> None:
    of = budget(BudgetLimits(tokens=100))

    async def main() -> list[str]:
        order: list[str] = []
        first = await of.reserve("r", ONE)

        async def second() -> None:
            with await of.reserve("r", ONE):
                order.append("second")

        waiting = asyncio.create_task(second())
        await asyncio.sleep(0.01)
        order.append("first")
        first.settle(Amount(calls=1, tokens=0))
        await waiting
        return order

    assert asyncio.run(main()) == ["first", "second"]


def test_a_role_borrows_what_others_do_not_need_and_no_more() -> None:
    of = budget(BudgetLimits(calls=100), shares={"ranking": 0.4, "reflection": 0.4}, keep=0.5)
    # 100 less half of the reflection's 40.
    spend(of, "ranking/debate", Amount(calls=1), times=80)
    with pytest.raises(RoleBudgetEndedError, match="ranking/single"):
        spend(of, "ranking/single", Amount(calls=1))
    spend(of, "reflection/full", Amount(calls=1), times=20)
    with pytest.raises(BudgetEndedError):
        spend(of, "reflection/full", Amount(calls=1))


def test_a_closed_role_leaves_its_share_to_the_others() -> None:
    of = budget(BudgetLimits(calls=10), shares={"ranking": 0.5, "reflection": 0.5}, keep=1.0)
    spend(of, "ranking/debate", Amount(calls=1), times=5)
    with pytest.raises(RoleBudgetEndedError):
        spend(of, "ranking/debate", Amount(calls=1))
    of.close_role("reflection")
    spend(of, "ranking/debate", Amount(calls=1), times=5)


def test_shares_of_more_than_everything_are_refused() -> None:
    with pytest.raises(SettingsError, match="more than 1"):
        budget(BudgetLimits(), shares={"a": 0.7, "b": 0.7})


def test_the_same_question_over_and_over_is_a_runaway_loop() -> None:
    watch = LoopWatch(RunawayBounds(same_question=3))
    for _ in range(3):
        watch.note("r", "k")
    watch.note("r", "other")
    with pytest.raises(RunawayLoopError, match="same question 4 times"):
        watch.note("r", "k")


def test_a_role_above_its_bound_is_a_runaway_loop() -> None:
    watch = LoopWatch(RunawayBounds(per_role={"r": 2}))
    watch.note("r", "1")
    watch.note("r", "2")
    watch.note("free", "1")
    with pytest.raises(RunawayLoopError, match="2 were expected"):
        watch.note("r", "3")
