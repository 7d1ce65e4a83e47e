"""The system's clock."""

import time
from datetime import UTC, datetime


class SystemClock:
    """Real time."""

    def now(self) -> str:
        """Return the time in UTC as ISO 8601 with seconds."""
        return datetime.now(UTC).isoformat(timespec="seconds")

    def monotonic(self) -> float:
        """Return seconds from an arbitrary start."""
        return time.monotonic()
