"""Calls that belong to no run, as those that read a corpus: kept in a file of their own."""

import sqlite3
import threading
from pathlib import Path

from coscientist.domain.call import Call
from coscientist.domain.errors import ConflictError, FileError


class KeptCalls:
    """A call book in one SQLite file. What was answered before an interruption is not paid for again.

    Raises: FileError when the file is not one that this made, or cannot be written.
    """

    waits = True

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._path = path
        try:
            # The ledger writes from a thread of its own.
            self._connection = sqlite3.connect(path, check_same_thread=False)
            self._connection.execute("CREATE TABLE IF NOT EXISTS call (key TEXT PRIMARY KEY, payload TEXT NOT NULL)")
            rows = self._connection.execute("SELECT payload FROM call").fetchall()
        except sqlite3.Error as error:
            raise FileError(f"{path} cannot be used: {error}.", "Remove it; what it holds is asked again.") from error
        self._calls = {call.key: call for (payload,) in rows for call in [Call.model_validate_json(payload)]}

    def get(self, key: str) -> Call | None:
        """Return the call under a key."""
        return self._calls.get(key)

    def put(self, *calls: Call) -> None:
        """Keep calls in one transaction.

        Raises: ConflictError when another call is kept under the key of one, which `get` then returns; FileError.
        """
        with self._lock:
            try:
                with self._connection:
                    self._connection.executemany(
                        "INSERT INTO call VALUES (?, ?)", [(call.key, call.model_dump_json()) for call in calls]
                    )
            except sqlite3.IntegrityError as error:
                self._calls |= self._theirs([call.key for call in calls])
                raise ConflictError(f"Another call is already kept under one of {len(calls)} keys.") from error
            except sqlite3.Error as error:
                raise FileError(f"{self._path} cannot be written: {error}.") from error
            self._calls |= {call.key: call for call in calls}

    def _theirs(self, keys: list[str]) -> dict[str, Call]:
        marks = ",".join("?" * len(keys))
        rows = self._connection.execute(f"SELECT payload FROM call WHERE key IN ({marks})", keys)  # noqa: S608
        return {call.key: call for (payload,) in rows for call in [Call.model_validate_json(payload)]}

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()
