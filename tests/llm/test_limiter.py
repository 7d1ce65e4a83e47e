"""The limiter: it waits, it learns, it lets nobody starve, and it outlives event loops."""

import asyncio
import contextlib

import pytest

from coscientist.domain.errors import BudgetEndedError
from coscientist.llm.limits.limiter import Limiter, Limits
from coscientist.llm.testing import ManualClock
from coscientist.llm.transports.port import ModelCard, Reply, Request
from tests.llm.setup import open_door


def limiter(clock: ManualClock | None = None, **limits: int) -> tuple[Limiter, ManualClock]:
    clock = clock or ManualClock()
    return Limiter(Limits(**limits), clock, clock.sleep), clock


async def pass_through(through: Limiter, number: int, *, tokens: int = 1, hold: float = 0.0) -> list[int]:
    order: list[int] = []
    now = most = 0

    async def one(name: int) -> None:
        nonlocal now, most
        async with through.slot(tokens):
            now += 1
            most = max(most, now)
            order.append(name)
            await asyncio.sleep(hold)
            now -= 1

    await asyncio.gather(*(one(name) for name in range(number)))
    return [most, *order]


def test_no_more_than_allowed_at_a_time_and_first_come_first_served() -> None:
    through, _ = limiter(concurrency=3)
    most, *order = asyncio.run(pass_through(through, 20, hold=0.001))
    assert most == 3
    assert order == list(range(20))


def test_requests_a_minute_are_waited_for() -> None:
    through, clock = limiter(concurrency=50, requests_per_minute=10)
    asyncio.run(pass_through(through, 25))
    assert clock.time == 120


def test_tokens_a_minute_are_waited_for_and_settled_with_what_was_used() -> None:
    through, clock = limiter(concurrency=50, tokens_per_minute=1_000)

    async def main() -> None:
        for _ in range(4):
            async with through.slot(500) as slot:
                slot.tokens = 250

    asyncio.run(main())
    # 250 + 500 and 250 + 250 + 500 fit into the minute, 3 x 250 + 500 do not.
    assert clock.time == 60


def test_a_request_larger_than_a_minutes_tokens_goes_alone_rather_than_never() -> None:
    through, clock = limiter(tokens_per_minute=100)
    asyncio.run(pass_through(through, 2, tokens=500))
    assert clock.time == 60


def test_retry_after_holds_everybody_back() -> None:
    through, clock = limiter(concurrency=4)

    async def main() -> None:
        async with through.slot(1) as slot:
            through.throttled(slot, 7.0)
        async with through.slot(1):
            assert clock.time >= 7

    asyncio.run(main())


def test_concurrency_is_halved_once_for_requests_under_way_together_and_recovers_slowly() -> None:
    through, clock = limiter(concurrency=16)

    async def main() -> None:
        async with contextlib.AsyncExitStack() as stack:
            slots = [await stack.enter_async_context(through.slot(1)) for _ in range(16)]
            clock.time += 1
            for slot in slots:
                through.throttled(slot)
            assert through.concurrency == 8
        clock.time += 1
        async with through.slot(1) as slot:
            clock.time += 1
            through.throttled(slot)
        assert through.concurrency == 4

    asyncio.run(main())
    for _ in range(5):
        through.succeeded()
    assert through.concurrency == 5
    for _ in range(500):
        through.succeeded()
    assert through.concurrency == 16


def test_when_one_at_a_time_is_too_much_starts_are_spaced() -> None:
    through, clock = limiter(concurrency=1)

    async def main() -> None:
        for _ in range(3):
            clock.time += 1
            async with through.slot(1) as slot:
                clock.time += 0.01
                through.throttled(slot)

    asyncio.run(main())
    assert through.spacing == pytest.approx(0.4)
    for _ in range(200):
        through.succeeded()
    assert through.spacing == 0


def test_waiting_beyond_the_end_of_the_run_is_refused() -> None:
    through, _ = limiter(concurrency=1)

    async def main() -> None:
        async with through.slot(1) as slot:
            through.throttled(slot, 100.0)
        async with through.slot(1, until=50.0):
            pass

    with pytest.raises(BudgetEndedError, match="100 s"):
        asyncio.run(main())
    assert asyncio.run(pass_through(through, 2))[0] == 1, "whoever gave up is not in anybody's way"


def test_one_that_is_cancelled_while_waiting_leaves_the_queue() -> None:
    through, _ = limiter(concurrency=1)

    async def main() -> None:
        async with through.slot(1):
            waiting = asyncio.create_task(pass_through(through, 1))
            behind = asyncio.create_task(pass_through(through, 1))
            await asyncio.sleep(0.001)
            waiting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await waiting
        await behind

    asyncio.run(asyncio.wait_for(main(), 5))


def test_several_event_loops_use_one_limiter() -> None:
    through, _ = limiter(concurrency=2)
    for _ in range(3):
        assert asyncio.run(pass_through(through, 6, hold=0.001))[0] == 2


def test_places_held_by_a_loop_that_died_are_taken_back() -> None:
    through, _ = limiter(concurrency=1)
    loop = asyncio.new_event_loop()
    stuck = [through.slot(1), through.slot(1)]
    loop.run_until_complete(stuck[0].__aenter__())
    waiting = loop.create_task(stuck[1].__aenter__())
    loop.run_until_complete(asyncio.sleep(0))
    waiting.cancel()
    loop.close()
    asyncio.run(asyncio.wait_for(pass_through(through, 2), 5))


def test_a_model_that_works_on_one_request_at_a_time_gets_one_at_a_time() -> None:
    under_way = most = 0

    class Alone:
        """A model in this process."""

        def card(self, model: str) -> ModelCard:
            return ModelCard(model=model, local=True, most_at_once=1)

        async def send(self, request: Request) -> Reply:
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0.001)
            under_way -= 1
            return Reply(text=f"To {request.prompt}", finish_reason="stop")

    async def main() -> None:
        door = open_door("http://127.0.0.1:9/v1", transport=Alone(), concurrency=16)
        await asyncio.gather(*(door.complete(role="r/s", prompt=f"{number}") for number in range(6)))

    asyncio.run(main())
    assert most == 1
