"""What was read of a run already, so that reading it again asks for nothing but what came since; and what of its
evidence was written, which hypotheses share and bring along again and again.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection

from coscientist.domain.base import Value
from coscientist.store import entries
from coscientist.store.entries import Batch
from coscientist.store.kinds import CALL, Kind

V = TypeVar("V", bound=Value)
LISTS = 48
"""Lists of values that are kept: all kinds of some four runs."""
NOT_KEPT = frozenset({CALL.noun})
"""Answers of models are long, and are read when a run begins and when it ends."""


class Known:
    """The values of runs in the order of writing. An entry is never changed and takes a place after all others."""

    def __init__(self) -> None:
        self._lists: OrderedDict[tuple[str, str], tuple[int, list[Any]]] = OrderedDict()
        self._there: OrderedDict[tuple[str, str], dict[str, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def there(self, kind: Kind[V], run_id: str) -> Mapping[str, V]:
        """Return values, by id, that are sure to stand in the run: none of it is ever taken away."""
        with self._lock:
            return dict(self._there.get((kind.noun, run_id), {}))

    def wrote(self, run_id: str, *batches: Batch[Any]) -> None:
        """Remember what a transaction has left in the run."""
        with self._lock:
            for each in batches:
                key = (each.kind.noun, run_id)
                self._there.setdefault(key, {}).update(each.values)
                self._there.move_to_end(key)
            while len(self._there) > LISTS:
                self._there.popitem(last=False)

    def values(self, connection: Connection, kind: Kind[V], run_id: str) -> list[V]:
        """Return a run's values of one kind: those that are known, and those that were written since."""
        key = (kind.noun, run_id)
        with self._lock:
            last, known = self._lists.get(key, (0, []))
        last, later = entries.later(connection, kind, run_id, last)
        found: list[V] = [*known, *later]
        if kind.noun not in NOT_KEPT:
            with self._lock:
                # Whoever read further meanwhile knows more.
                if last >= self._lists.get(key, (0, []))[0]:
                    self._lists[key] = (last, found)
                self._lists.move_to_end(key)
                while len(self._lists) > LISTS:
                    self._lists.popitem(last=False)
        return list(found)
