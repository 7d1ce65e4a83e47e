"""Waiting that works across event loops and threads: nothing here is bound to the loop that came first."""

import asyncio


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
