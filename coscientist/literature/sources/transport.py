"""One way to ask any service: paced, patient within bounds, remembering answers, and quiet about keys."""

import threading
from collections.abc import Callable, Collection, Mapping
from random import Random
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from coscientist.domain.errors import ServiceError
from coscientist.literature.sources.cache import AnswerCache
from coscientist.literature.sources.pace import Patience, RateLimiter, Sleep, pause
from coscientist.literature.sources.service import Service
from coscientist.ports import Clock

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")


class UnreadableAnswerError(ServiceError):
    """An answer came, but not one that says anything: cut off, degraded, or of another shape."""


class Fetched(NamedTuple, Generic[T]):
    """What was read from an answer (None: the service has no such thing), and when the service gave it."""

    value: T | None
    at: str


class Transport:
    """Asks one service; shared by everything that asks it, so that its limits hold.

    `key` and `mailto` go to the service and nowhere else: not into logs, errors or the cache.
    """

    def __init__(
        self,
        service: Service,
        *,
        clock: Clock,
        rng: Random,
        sleep: Sleep,
        agent: str,
        mailto: str | None = None,
        key: str | None = None,
        cache: AnswerCache | None = None,
        patience: Patience | None = None,
        http: "httpx.BaseTransport | None" = None,
    ) -> None:
        from coscientist.literature.sources.wire import Wire  # httpx is loaded for those who ask a service

        self.service = service
        self._clock = clock
        self._rng = rng
        self._sleep = sleep
        self._cache = cache
        self._patience = patience or Patience()
        known = bool(key) or bool(mailto and service.mailto_parameter and not service.key_parameter)
        interval = service.interval_with_key_seconds if known else service.interval_seconds
        self._limiter = RateLimiter(interval, clock, sleep)
        self._wire = Wire(service, clock=clock, patience=self._patience, agent=agent, mailto=mailto, key=key, http=http)
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until = float("-inf")
        self._last_why = ""

    def now(self) -> str:
        """Return the time, for inquiries that no answer dates."""
        return self._clock.now()

    def fetch(
        self,
        path: str,
        parameters: Mapping[str, str],
        read: Callable[[bytes], T],
        *,
        absent: Collection[int] = (404,),
        post: bool = False,
    ) -> Fetched[T]:
        """Ask, and return what `read` makes of the answer; a status in `absent` means that there is no such thing.

        `read` raises UnreadableAnswerError for a body that says nothing; such a body is not kept, and is asked for
        again as long as patience lasts.

        Raises: ServiceError with the reason when the service does not answer; never because it has nothing.
        """
        url = self.service.base + path
        kept = self._kept(url, parameters, read)
        if kept is not None:
            return kept
        self._refuse_while_resting()
        why, ours = "", False
        for attempt in range(self._patience.attempts):
            self._limiter.wait()
            outcome = self._wire.ask(url, parameters, absent=absent, post=post)
            why, again, ours = outcome.why, outcome.again, outcome.ours
            at = self._clock.now()
            if outcome.absent:
                self._note_success()
                return Fetched(None, at)
            if outcome.body is not None:
                try:
                    value = read(outcome.body)
                except UnreadableAnswerError as error:
                    why, again = error.message, True
                else:
                    self._note_success()
                    if self._cache:
                        self._cache.put(self.service.name, url, parameters, outcome.body, at)
                    return Fetched(value, at)
            wait = pause(self._patience, attempt, outcome.wait, self._rng)
            if not again or attempt + 1 == self._patience.attempts:
                break
            if wait is None:
                why += f"; it asks for a wait of {outcome.wait:.0f} s"
                break
            self._sleep(wait)
        if not ours:
            self._note_failure(why)
        raise ServiceError(f"{self.service.title}: {why}.", "The run can go on without it.")

    def close(self) -> None:
        """Close the connections."""
        self._wire.close()

    def _kept(self, url: str, parameters: Mapping[str, str], read: Callable[[bytes], T]) -> Fetched[T] | None:
        kept = self._cache.get(self.service.name, url, parameters) if self._cache else None
        if kept is None:
            return None
        try:
            return Fetched(read(kept[0]), kept[1])
        except UnreadableAnswerError:
            return None

    def _refuse_while_resting(self) -> None:
        with self._lock:
            left = self._rests_until - self._clock.monotonic()
            why = self._last_why
        if left > 0:
            raise ServiceError(
                f"{self.service.title}: not asked, because it failed {self._patience.failures_before_rest} times in "
                f"a row ({why}).",
                f"It is asked again in {left:.0f} s.",
            )

    def _note_success(self) -> None:
        with self._lock:
            self._failures = 0

    def _note_failure(self, why: str) -> None:
        with self._lock:
            self._failures += 1
            self._last_why = why
            if self._failures >= self._patience.failures_before_rest:
                self._failures = 0
                self._rests_until = self._clock.monotonic() + self._patience.rest_seconds
