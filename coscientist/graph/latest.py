"""Working something out once while it is asked for again and again with the same content."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

V = TypeVar("V")


class Latest(Generic[V]):
    """What was worked out last, found again by the content of what it was worked out from, and by nothing else."""

    def __init__(self, most: int = 4) -> None:
        """Keep `most` findings."""
        self._kept: deque[tuple[object, V]] = deque(maxlen=most)
        self._lock = threading.RLock()

    def of(self, question: object, work: Callable[[], V]) -> V:
        """Return what comes of a question, working it out when it is new. Whoever else asks meanwhile waits for it."""
        with self._lock:
            for asked, found in self._kept:
                if asked == question:
                    return found
            found = work()
            self._kept.append((question, found))
            return found
