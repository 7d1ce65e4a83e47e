"""An event loop in a thread of its own: replies are read and recorded while the rest of the process computes."""

import asyncio
import concurrent.futures
import sys
import threading
import weakref
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
_END_SECONDS = 10.0
_SWITCH_SECONDS = 0.0005
"""How long another thread may compute before this one gets its turn: a reply takes some fifteen turns to be read and
kept, which at Python's 5 ms would be a long time to lose it in."""


class OwnLoop:
    """Runs coroutines in its thread, which begins with the first one and ends with `close`, or with the process.

    What an event loop computes, it computes between two looks at the network: with the requests on the same loop, a
    reply would lie unread and unrecorded for as long as a rating takes, and be lost and paid again after `kill -9`.
    """

    def __init__(self) -> None:
        self._thread: _Thread | None = None
        self._lock = threading.Lock()

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine to its end; cancelled, it is cancelled there and has wound up before this returns."""
        with self._lock:
            if self._thread is None:
                self._thread = _Thread()
                weakref.finalize(self, self._thread.end)
            loop = self._thread.loop
        over: concurrent.futures.Future[asyncio.Task[T]] = concurrent.futures.Future()
        begun: list[asyncio.Task[T]] = []

        def begin() -> None:
            begun.append(loop.create_task(work))
            begun[0].add_done_callback(over.set_result)

        def cancel() -> None:
            begun[0].cancel()

        loop.call_soon_threadsafe(begin)
        try:
            return (await asyncio.shield(asyncio.wrap_future(over))).result()
        except asyncio.CancelledError:
            if not over.done():
                loop.call_soon_threadsafe(cancel)
                await asyncio.wrap_future(over)
            raise

    def close(self) -> None:
        """End the thread; what it still ran is cancelled and winds up, and its connections are closed."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.end()


class _Thread:
    """The thread and its loop; knows nothing of its owner, so that an owner nobody needs can go."""

    def __init__(self) -> None:
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._live, name="model-calls", daemon=True)
        self._thread.start()
        self._ready.wait()

    def end(self) -> None:
        if self._thread.is_alive():
            self.loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(_END_SECONDS)

    def _live(self) -> None:
        # asyncio.run cancels what is left and lets asynchronous generators close connections.
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self.loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        self._ready.set()
        before = sys.getswitchinterval()
        sys.setswitchinterval(min(before, _SWITCH_SECONDS))
        try:
            await self._stop.wait()
        finally:
            sys.setswitchinterval(before)
