"""Linear algebra in one thread while a run goes on.

Our matrices are small, and on a busy machine waiting for threads takes ten times as long as the work. The command line
says so in its environment; whoever calls from Python may have loaded numpy by then.
"""

import ctypes
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Whoever sets one of them has decided how many threads there are."""
_SUFFIXES = ("64_", "")
"""Of the functions' names: the library that numpy's wheels bring counts in 64 bits, scipy's in 32."""
_lock = threading.Lock()
_under_way: list[object] = []
"""A mark for each run that goes on."""
_before: list[Callable[[], None]] = []
"""What gives the libraries back the threads that they had."""


@contextmanager
def one_thread(environment: Mapping[str, str] = os.environ) -> Iterator[None]:
    """Hold numpy's and scipy's OpenBLAS at one thread; afterwards they have as many as before.

    Of several runs at a time, the first begins it and the last ends it.
    Limits: for the whole process; a numpy that was built with another library stays as it is.
    """
    if any(environment.get(name) for name in VARIABLES):
        yield
        return
    mark = object()
    with _lock:
        if not _under_way:
            _before[:] = [_held_at_one(library) for library in _libraries()]
        _under_way.append(mark)
    try:
        yield
    finally:
        with _lock:
            _under_way.remove(mark)
            if not _under_way:
                for restore in _before:
                    restore()


def threads() -> list[int]:
    """Return how many threads each OpenBLAS of numpy and scipy uses now."""
    return [int(_function(library, "get")()) for library in _libraries()]


def _libraries() -> list[ctypes.CDLL]:
    import numpy
    import scipy

    beside = [Path(str(package.__file__)).parent for package in (numpy, scipy)]
    folders = [folder for each in beside for folder in (each.with_name(f"{each.name}.libs"), each / ".dylibs")]
    found = [ctypes.CDLL(str(file)) for folder in folders for file in sorted(folder.glob("*openblas*"))]
    return [library for library in found if _named(library, "set") and _named(library, "get")]


def _named(library: ctypes.CDLL, what: str) -> str:
    names = (f"scipy_openblas_{what}_num_threads{suffix}" for suffix in _SUFFIXES)
    return next((name for name in names if hasattr(library, name)), "")


def _function(library: ctypes.CDLL, what: str) -> Callable[..., int]:
    found: Callable[..., int] = getattr(library, _named(library, what))
    return found


def _held_at_one(library: ctypes.CDLL) -> Callable[[], None]:
    change, before = _function(library, "set"), _function(library, "get")()
    change(1)

    def restore() -> None:
        change(before)

    return restore
