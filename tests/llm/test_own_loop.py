"""Requests on a loop of their own: what the engine computes keeps no reply waiting."""

import asyncio
import threading

import pytest

from coscientist.llm.limits.own_loop import OwnLoop


def test_work_goes_on_while_the_callers_loop_computes() -> None:
    done = threading.Event()

    async def work() -> str:
        await asyncio.sleep(0.001)
        done.set()
        return "read"

    async def main() -> str:
        own = OwnLoop()
        asked = asyncio.create_task(own.run(work()))
        await asyncio.sleep(0)
        assert done.wait(10), "it was done although the caller's loop stood still"
        found = await asked
        own.close()
        return found

    assert asyncio.run(main()) == "read"


def test_an_error_reaches_the_caller() -> None:
    async def work() -> None:
        raise ValueError("broken")

    own = OwnLoop()
    with pytest.raises(ValueError, match="broken"):
        asyncio.run(own.run(work()))
    own.close()


def test_cancelled_work_has_wound_up_before_the_caller_goes_on() -> None:
    wound_up: list[str] = []
    began = threading.Event()

    async def work() -> None:
        began.set()
        try:
            await asyncio.sleep(3600)
        finally:
            wound_up.append("yes")

    async def main() -> None:
        own = OwnLoop()
        asked = asyncio.create_task(own.run(work()))
        await asyncio.sleep(0)
        assert began.wait(60)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert wound_up == ["yes"]
        own.close()

    asyncio.run(main())


def test_work_that_is_cancelled_at_once_holds_nobody_up() -> None:
    async def work() -> None:
        await asyncio.sleep(3600)

    async def main() -> None:
        own = OwnLoop()
        asked = asyncio.create_task(own.run(work()))
        await asyncio.sleep(0)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        own.close()

    asyncio.run(main())


def test_closing_ends_the_thread_and_it_may_be_used_again() -> None:
    async def who() -> str:
        return threading.current_thread().name

    before = set(threading.enumerate())
    own = OwnLoop()
    assert asyncio.run(own.run(who())) == "model-calls"
    assert "model-calls" in {thread.name for thread in set(threading.enumerate()) - before}
    own.close()
    own.close()
    assert "model-calls" not in {thread.name for thread in set(threading.enumerate()) - before}
    assert asyncio.run(own.run(who())) == "model-calls"
    own.close()
