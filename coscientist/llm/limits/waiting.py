"""Waiting that works across event loops and threads: nothing here is bound to the loop that came first."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable


class Signal:
    """One task waits for it; any thread or event loop may give it, once or more often."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._future: asyncio.Future[None] = self._loop.create_future()

    @property
    def dead(self) -> bool:
        """Whether the loop that waited is gone, so that nobody waits any more."""
        return self._loop.is_closed()

    def give(self) -> None:
        """Wake the waiting task."""
        if not self.dead:
            self._loop.call_soon_threadsafe(self._set)

    async def wait(self) -> None:
        """Return once the signal was given."""
        await self._future

    def _set(self) -> None:
        if not self._future.done():
            self._future.set_result(None)


class Bell:
    """Wakes every task that listens, wherever it runs.

    Listen first, look at the condition second, wait third: then no ring is missed.
    """

    def __init__(self) -> None:
        self._listening: list[Signal] = []

    def listen(self) -> Signal:
        """Return a signal that the next ring gives."""
        signal = Signal()
        self._listening.append(signal)
        return signal

    def leave(self, signal: Signal) -> None:
        """Stop listening."""
        if signal in self._listening:
            self._listening.remove(signal)

    def ring(self) -> None:
        """Wake all that listen now."""
        listening, self._listening = self._listening, []
        for signal in listening:
            signal.give()


class LoopEnds:
    """Tidies up after event loops that end in good order, as those of asyncio.run do."""

    def __init__(self) -> None:
        self._keepers: dict[asyncio.AbstractEventLoop, AsyncGenerator[None, None]] = {}

    @property
    def loops(self) -> int:
        """How many loops are under way."""
        return len(self._keepers)

    async def then(self, finish: Callable[[], Awaitable[None]]) -> None:
        """Have `finish` run when the running loop ends; the first call for a loop counts."""
        loop = asyncio.get_running_loop()
        if loop in self._keepers:
            return
        self._keepers = {other: keeper for other, keeper in self._keepers.items() if not other.is_closed()}
        # A loop that ends closes its asynchronous generators: this one waits for just that.
        self._keepers[loop] = keeper = self._keep(loop, finish)
        await anext(keeper)

    async def _keep(
        self, loop: asyncio.AbstractEventLoop, finish: Callable[[], Awaitable[None]]
    ) -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            self._keepers.pop(loop, None)
            await finish()
