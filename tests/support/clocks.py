"""Time that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class SetClock:
    """A clock that a test sets; sleeping moves it and is remembered."""

    def __init__(self, start: str = "2026-01-02T03:04:05+00:00") -> None:
        self._start = datetime.fromisoformat(start).astimezone(UTC)
        self.seconds = 0.0
        self.slept: list[float] = []

    def now(self) -> str:
        return (self._start + timedelta(seconds=self.seconds)).isoformat(timespec="seconds")

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
