"""How many requests a model gets at a time and a minute: learned from what it refuses; it waits, it never rejects."""

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from coscientist.domain.base import Value
from coscientist.domain.errors import BudgetEndedError
from coscientist.llm.limits.waiting import Signal
from coscientist.ports import Clock

_MINUTE = 60.0
_LONGEST_SPACING = 60.0
_SHORTEST_SPACING = 0.005

Sleep = Callable[[float], Awaitable[None]]


class Limits(Value):
    """What a model is known or configured to bear. None: learn it."""

    concurrency: int = 16
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None


class Slot:
    """A place for one request."""

    def __init__(self, started: float, tokens: int) -> None:
        self.started = started
        self.tokens = tokens
        """Counted against the minute; set it to what was used once that is known."""


class _Ticket:
    """A place in the queue."""

    def __init__(self, tokens: int) -> None:
        self.tokens = tokens
        self.signal = Signal()


class Limiter:
    """Lets requests to one model through, first come first served.

    A 429 halves the concurrency, once for all requests that were under way together; every round of successes gives
    one place back. When a single request at a time is still too much, starts are spaced further apart, and closer
    again with success. A Retry-After holds back everybody until it has passed.

    Serves any number of event loops and threads at once; places held by a loop that has ended are taken back.
    """

    def __init__(self, limits: Limits, clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._queue: deque[_Ticket] = deque()
        self._held: dict[Slot, asyncio.AbstractEventLoop] = {}
        self._minute: deque[Slot] = deque()
        self._capacity = float(limits.concurrency)
        self._spacing = 0.0
        self._last_start = float("-inf")
        self._resumes = float("-inf")
        self._halved = float("-inf")

    @property
    def concurrency(self) -> int:
        """How many requests are let through at a time, as learned so far."""
        return max(1, int(self._capacity))

    @property
    def spacing(self) -> float:
        """How far apart starts are kept. Units: seconds."""
        return self._spacing

    @asynccontextmanager
    async def slot(self, tokens: int, *, until: float | None = None) -> AsyncIterator[Slot]:
        """Wait for a place and hold it.

        `until` is the monotonic time after which waiting is pointless.

        Raises: BudgetEndedError when the next place is known to come only after `until`.
        """
        slot = await self._enter(tokens, until)
        try:
            yield slot
        finally:
            with self._lock:
                self._held.pop(slot, None)
                self._wake_first()

    def throttled(self, slot: Slot, retry_after: float | None = None) -> None:
        """Learn that the model refused a request for coming too soon."""
        with self._lock:
            now = self._clock.monotonic()
            if retry_after is not None:
                self._resumes = max(self._resumes, now + retry_after)
            if slot.started <= self._halved:
                return
            if self._capacity > 1:
                self._capacity = max(1.0, self._capacity / 2)
            else:
                # A service that names a time knows better than a guess.
                most = _LONGEST_SPACING if retry_after is None else retry_after
                self._spacing = min(most, max(2 * self._spacing, 0.1))
            self._halved = now

    def succeeded(self) -> None:
        """Learn that a request went through."""
        with self._lock:
            self._spacing = 0.9 * self._spacing if self._spacing > _SHORTEST_SPACING else 0.0
            before = self.concurrency
            self._capacity = min(float(self._limits.concurrency), self._capacity + 1 / self._capacity)
            if self.concurrency > before:
                self._wake_first()

    async def _enter(self, tokens: int, until: float | None) -> Slot:
        ticket = _Ticket(tokens)
        with self._lock:
            self._queue.append(ticket)
        try:
            while True:
                with self._lock:
                    self._drop_dead()
                    wait = self._wait_of(ticket)
                    if wait == 0:
                        return self._start(ticket)
                    ticket.signal = Signal()
                if wait is None:
                    await ticket.signal.wait()
                    continue
                if until is not None and self._clock.monotonic() + wait > until:
                    raise BudgetEndedError(
                        f"The model takes its next request in {wait:.0f} s, after the time of this run has ended.",
                        "Give the run more time with --max-time, or resume it later.",
                    )
                await self._sleep(wait)
        except BaseException:
            with self._lock:
                if ticket in self._queue:
                    self._queue.remove(ticket)
                self._wake_first()
            raise

    def _wait_of(self, ticket: _Ticket) -> float | None:
        """Say how long a ticket has to wait: 0 not at all, None until something changes. Units: seconds."""
        if self._queue[0] is not ticket or len(self._held) >= self.concurrency:
            return None
        now = self._clock.monotonic()
        wait = max(0.0, self._resumes - now, self._last_start + self._spacing - now)
        while self._minute and self._minute[0].started <= now - _MINUTE:
            self._minute.popleft()
        per_minute = self._limits.requests_per_minute
        if per_minute is not None and len(self._minute) >= per_minute:
            wait = max(wait, self._minute[-per_minute].started + _MINUTE - now)
        tokens = self._limits.tokens_per_minute
        if tokens is not None:
            excess = sum(slot.tokens for slot in self._minute) + ticket.tokens - tokens
            for slot in self._minute:
                if excess <= 0:
                    break
                excess -= slot.tokens
                wait = max(wait, slot.started + _MINUTE - now)
        return wait

    def _start(self, ticket: _Ticket) -> Slot:
        self._queue.popleft()
        now = self._clock.monotonic()
        slot = Slot(now, ticket.tokens)
        self._last_start = now
        self._held[slot] = asyncio.get_running_loop()
        if self._limits.requests_per_minute is not None or self._limits.tokens_per_minute is not None:
            self._minute.append(slot)
        self._wake_first()
        return slot

    def _wake_first(self) -> None:
        self._drop_dead()
        if self._queue:
            self._queue[0].signal.give()

    def _drop_dead(self) -> None:
        """Forget what belonged to event loops that have ended without tidying up."""
        while self._queue and self._queue[0].signal.dead:
            self._queue.popleft()
        if any(loop.is_closed() for loop in set(self._held.values())):
            self._held = {slot: loop for slot, loop in self._held.items() if not loop.is_closed()}
