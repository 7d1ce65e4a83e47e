"""Seldom collections of garbage while a run goes on.

By the time a run begins half a million objects are there and stay; going through them takes the collector 0.2 s each
time. What the run makes mostly stays, too (values of the store, prompts, answers), or goes as soon as nobody holds it:
going through it as often as Python does by itself took a fifteenth of a run's processor time.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (20_000, 100, 20)
"""New objects between two collections, and how many of these come between two of older objects."""
_lock = threading.Lock()
_under_way: list[object] = []
"""A mark for each run that goes on."""
_before: list[tuple[int, int, int]] = []
"""How often garbage was collected before the first of them began."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Leave out what is there now, and collect seldom; of several runs at a time, the last one ends it.

    Limits: for the whole process; where collecting is turned off it stays so.
    """
    mark = object()
    with _lock:
        if not _under_way:
            _before[:] = [gc.get_threshold()]
            gc.set_threshold(*(SELDOM if gc.get_threshold()[0] else gc.get_threshold()))
        _under_way.append(mark)
        gc.freeze()
    try:
        yield
    finally:
        with _lock:
            _under_way.remove(mark)
            if not _under_way:
                gc.set_threshold(*_before.pop())
                gc.unfreeze()
