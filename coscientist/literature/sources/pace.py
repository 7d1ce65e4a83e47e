"""When to ask again: limits that wait, and pauses that grow, shake and end."""

import threading
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from random import Random

from coscientist.domain.base import Value
from coscientist.ports import Clock

Sleep = Callable[[float], None]


class Patience(Value):
    """How long one question may keep a run waiting."""

    attempts: int = 4
    base_seconds: float = 1.0
    """The first pause; each further one is twice as long."""
    cap_seconds: float = 20.0
    longest_wait_seconds: float = 60.0
    """A service that asks for a longer wait (Retry-After) is given up at once."""
    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    """For the next piece of an answer."""
    answer_seconds: float = 120.0
    """For a whole answer, however steadily it drips."""
    max_bytes: int = 30_000_000
    failures_before_rest: int = 3
    rest_seconds: float = 300.0
    """A service that failed so often in a row is not asked for so long."""


class RateLimiter:
    """Keeps requests at least so far apart, across threads; it waits and never refuses."""

    def __init__(self, interval_seconds: float, clock: Clock, sleep: Sleep) -> None:
        self._interval = interval_seconds
        self._clock = clock
        self._sleep = sleep
        self._next = float("-inf")
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next request may go out."""
        with self._lock:
            now = self._clock.monotonic()
            slot = max(now, self._next)
            self._next = slot + self._interval
        if slot > now:
            self._sleep(slot - now)


def pause(patience: Patience, attempt: int, asked_for: float | None, rng: Random) -> float | None:
    """Return seconds to wait before the next attempt (counted from 0), or None when it is not worth it.

    Exponential with full jitter between half and the whole step, so that many clients do not come back together.
    What the service asks for is honoured up to `longest_wait_seconds`.
    """
    if asked_for is not None and asked_for > patience.longest_wait_seconds:
        return None
    step = min(patience.cap_seconds, patience.base_seconds * 2.0**attempt)
    own = step * (0.5 + rng.random() / 2)
    return own if asked_for is None else max(own, asked_for)


def retry_after(header: str | None, date_header: str | None) -> float | None:
    """Read Retry-After: seconds, or a date, which counts from the service's own Date header; None when unreadable."""
    if header is None:
        return None
    text = header.strip()
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return float(text)
    try:
        at = parsedate_to_datetime(text)
        now = parsedate_to_datetime(date_header or "")
        return max(0.0, (at - now).total_seconds())
    except (TypeError, ValueError):
        return None
