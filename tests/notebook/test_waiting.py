import asyncio
import contextvars
import signal
import threading
import time

import pytest

from coscientist.graph.waiting import wait_for


async def answer() -> tuple[int, str]:
    await asyncio.sleep(0)
    return 42, threading.current_thread().name


def test_in_plain_code_the_work_runs_where_it_is_asked_for() -> None:
    assert wait_for(answer()) == (42, threading.current_thread().name)


def test_in_a_running_loop_the_work_gets_a_loop_of_its_own() -> None:
    async def cell() -> tuple[int, str]:
        return wait_for(answer())

    value, thread = asyncio.run(cell())
    assert value == 42
    assert thread != threading.current_thread().name


def test_a_failure_comes_through() -> None:
    async def failing() -> None:
        raise LookupError("no such thing")

    async def cell() -> None:
        wait_for(failing())

    with pytest.raises(LookupError, match="no such thing"):
        asyncio.run(cell())


def test_context_is_carried_along() -> None:
    whose = contextvars.ContextVar("whose", default="nobody's")

    async def told() -> str:
        return whose.get()

    async def cell() -> str:
        whose.set("this cell's")
        return wait_for(told())

    assert asyncio.run(cell()) == "this cell's"


def test_an_interrupt_ends_the_work_and_lets_it_wind_up() -> None:
    wound_up = []

    async def long() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            wound_up.append(True)

    def cell() -> None:
        # A notebook's cell runs within the loop's thread, where the interrupt arrives.
        asyncio.get_running_loop()
        wait_for(long())

    async def kernel() -> None:
        cell()

    main = threading.main_thread().ident
    assert main is not None
    threading.Timer(0.5, lambda: signal.pthread_kill(main, signal.SIGINT)).start()
    began = time.monotonic()
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        loop = asyncio.new_event_loop()
        with pytest.raises(KeyboardInterrupt):
            loop.run_until_complete(kernel())
        loop.close()
    finally:
        signal.signal(signal.SIGINT, handler)
    assert wound_up == [True]
    assert time.monotonic() - began < 30
