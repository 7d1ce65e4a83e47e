"""Waiting for asynchronous work from plain code."""

import asyncio
import contextlib
import contextvars
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def wait_for(work: Coroutine[Any, Any, T]) -> T:
    """Run asynchronous work to its end, also where an event loop is running already, as in a notebook.

    A running loop cannot be entered a second time, so the work then gets a loop in a thread of its own, and this call
    blocks until it is done. An interrupt from the keyboard cancels the work and waits until it has wound up.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    return _in_a_thread(work)


def _in_a_thread(work: Coroutine[Any, Any, T]) -> T:
    started: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[T]]] = []

    async def noted() -> T:
        task = asyncio.current_task()
        assert task is not None
        started.append((asyncio.get_running_loop(), task))
        return await work

    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="coscientist-run") as thread:
        future = thread.submit(contextvars.copy_context().run, lambda: asyncio.run(noted()))
        try:
            return future.result()
        except KeyboardInterrupt:
            future.cancel()
            for loop, task in started:
                with contextlib.suppress(RuntimeError):  # the loop has closed meanwhile: the work is over
                    loop.call_soon_threadsafe(task.cancel)
            raise
