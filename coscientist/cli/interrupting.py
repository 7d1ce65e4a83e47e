"""Ctrl-C during a run: the first asks it to stop and write its artefacts, the second breaks it off."""

import signal
from collections.abc import Callable
from types import FrameType, TracebackType


class Interruption:
    """A context in which Ctrl-C, and being told to terminate, first only ask.

    Calling it says whether somebody asked.
    """

    def __init__(self, told: Callable[[], None]) -> None:
        self._told = told
        self._asked = False
        self._before: dict[
            signal.Signals, signal.Handlers | Callable[[int, FrameType | None], object] | int | None
        ] = {}

    def __call__(self) -> bool:
        """Say whether somebody asked to stop."""
        return self._asked

    def __enter__(self) -> "Interruption":
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        self._told()
