"""Papers as they were read: a file beside a corpus, so that adding again reads only what is new."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from coscientist.domain.base import Value
from coscientist.domain.errors import CorpusError, FileError
from coscientist.literature.files.importing import import_file, label_of, list_files
from coscientist.literature.files.values import ImportedSource, ImportFailure, Limits
from coscientist.ports import Clock

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done and how many there are."""
FORMAT = 1
_READ_BY_ROW = frozenset({".csv", ".tsv", ".tab", ".jsonl", ".ndjson"})
_SCHEMA = """
CREATE TABLE root (path TEXT PRIMARY KEY);
CREATE TABLE file (
    id INTEGER PRIMARY KEY, root TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, whole INTEGER NOT NULL,
    UNIQUE (root, name)
);
CREATE TABLE item (
    file INTEGER NOT NULL REFERENCES file(id) ON DELETE CASCADE, number INTEGER NOT NULL, payload TEXT NOT NULL,
    PRIMARY KEY (file, number)
);
"""


class Taken(Value):
    """What came of adding a path: files by what happened to them, and what could not be used."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    """Files that were under the path before and are no longer there."""
    failures: tuple[ImportFailure, ...] = ()
    remarks: tuple[str, ...] = ()
    """What a user should know of files that were read: `a.pdf: Its year is unknown; …`."""


class Shelf:
    """Sources and passages of files, by the path that was added, the file and its content.

    Raises: CorpusError when the file at `path` is damaged or of another format.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._connection = sqlite3.connect(path)
        try:
            self._connection.execute("PRAGMA foreign_keys=ON")
            (found,) = self._connection.execute("PRAGMA user_version").fetchone()
            if found == 0:
                self._connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version={FORMAT}; COMMIT;")
        except sqlite3.Error as error:
            self.close()
            raise CorpusError(
                f"{path} is no list of papers: {error}.", "Remove the corpus and add it again."
            ) from error
        if found not in (0, FORMAT):
            self.close()
            raise CorpusError(f"{path} is of format {found}, expected {FORMAT}.", "Remove the corpus and add it again.")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def roots(self) -> list[str]:
        """Return the paths that were added."""
        return [path for (path,) in self._connection.execute("SELECT path FROM root ORDER BY path")]

    def take(
        self,
        path: Path,
        *,
        clock: Clock,
        limits: Limits | None = None,
        tables: bool = False,
        progress: Progress = lambda _what, _done, _all: None,
    ) -> Taken:
        """Read a file or folder, so that what is kept under its path is what lies there now.

        A file that was read whole before and has the same content is not read again; one that could not be is.

        Raises: FileError when there is nothing at the path.
        """
        if not path.exists():
            raise FileError(f"There is no file or folder {path}.", "Check the spelling.")
        bounds, root = limits or Limits(), str(path.resolve())
        files, problems = list_files(path, bounds)
        told: dict[str, list[str]] = {"new": [], "changed": [], "same": [], "gone": []}
        failures, remarks, names = list(problems), list[str](), set[str]()
        self._connection.execute("INSERT OR IGNORE INTO root VALUES (?)", (root,))
        for done, file in enumerate(files):
            progress("reading files", done, len(files))
            label = label_of(file, path)
            name = label if path.is_dir() else file.name
            digest = _digest(file, bounds) + (" with tables" if tables else "")
            names.add(name)
            before = self._file(root, name)
            if before is not None and before[1:] == (digest, 1):
                told["same"].append(label)
                continue
            read, found, said = self._read(
                file, root, name, digest, clock=clock, limits=bounds, tables=tables, label=label
            )
            if read:
                told["new" if before is None else "changed" if before[1] != digest else "same"].append(label)
            failures += found
            remarks += said
        if not problems:
            told["gone"] = self._drop(root, names)
        self._connection.commit()
        progress("reading files", len(files), len(files))
        return Taken(
            new=tuple(told["new"]),
            changed=tuple(told["changed"]),
            same=tuple(told["same"]),
            gone=tuple(told["gone"]),
            failures=tuple(failures),
            remarks=tuple(remarks),
        )

    def items(self) -> Iterator[ImportedSource]:
        """Yield what was read, in the order of the files' names, wherever they lay."""
        rows = self._connection.execute(
            "SELECT payload FROM item JOIN file ON file.id = item.file ORDER BY name, digest, root, number"
        )
        for (payload,) in rows:
            yield ImportedSource.model_validate_json(payload)

    def fingerprint(self) -> str:
        """Return the sha256 of the names and contents of what was read."""
        rows = self._connection.execute("SELECT DISTINCT name, digest, whole FROM file ORDER BY name, digest, whole")
        return hashlib.sha256(json.dumps(rows.fetchall()).encode()).hexdigest()

    def _file(self, root: str, name: str) -> tuple[int, str, int] | None:
        row = self._connection.execute("SELECT id, digest, whole FROM file WHERE root = ? AND name = ?", (root, name))
        found: tuple[int, str, int] | None = row.fetchone()
        return found

    def _read(
        self,
        file: Path,
        root: str,
        name: str,
        digest: str,
        *,
        clock: Clock,
        limits: Limits,
        tables: bool,
        label: str,
    ) -> tuple[int, list[ImportFailure], list[str]]:
        read = 0
        failures: list[ImportFailure] = []
        remarks: list[str] = []
        self._connection.execute("DELETE FROM file WHERE root = ? AND name = ?", (root, name))
        row = self._connection.execute(
            "INSERT INTO file (root, name, digest, whole) VALUES (?, ?, ?, 1)", (root, name, digest)
        ).lastrowid
        with closing(self._connection.cursor()) as cursor:
            for number, item in enumerate(import_file(file, label, clock=clock, limits=limits, tables=tables)):
                if isinstance(item, ImportFailure):
                    failures.append(item)
                    continue
                read += 1
                remarks += [f"{label}: {remark}" for remark in item.remarks]
                cursor.execute("INSERT INTO item VALUES (?, ?, ?)", (row, number, item.model_dump_json()))
            if failures:
                cursor.execute("UPDATE file SET whole = 0 WHERE id = ?", (row,))
        self._connection.commit()  # a long import that is broken off keeps what it has read
        return read, failures, remarks

    def _drop(self, root: str, there: set[str]) -> list[str]:
        names = [name for (name,) in self._connection.execute("SELECT name FROM file WHERE root = ?", (root,))]
        gone = sorted(set(names) - there)
        self._connection.executemany("DELETE FROM file WHERE root = ? AND name = ?", [(root, name) for name in gone])
        return gone


def _digest(file: Path, limits: Limits) -> str:
    """Return the sha256 of a file, or its size where it is too large to be read anyway."""
    try:
        size = file.stat().st_size
        most = limits.max_table_bytes if file.suffix.lower() in _READ_BY_ROW else limits.max_bytes
        if size > most:
            return f"{size} bytes"
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"not readable ({error.strerror})"
