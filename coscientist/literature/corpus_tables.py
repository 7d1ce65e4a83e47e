"""The file of a corpus: one SQLite database with a full-text index, and one array of sentence vectors beside it.

Passages are numbered as they come. The row of one that was taken away stays empty, with its vector, until the corpus is
built whole. Whatever writes a corpus replaces its database last and at once: a reader that has it open goes on with
what it saw, and what was broken off is as if it had never begun. The array only grows; what lies beyond the rows that
the database knows of is not part of it. Built whole, a corpus gets an array of the next generation.

Limits: this holds when the writing process is ended at any time, not when the machine loses power.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coscientist.domain.errors import CorpusError

FORMAT = 2
"""Raised when the tables change; a corpus of another format is built again from its pack."""

WAIT = 5.0
"""How long a writer waits for another one. Units: seconds."""
MAPPED_BYTES = 2**30
"""Of a file that is read, so much is mapped into memory instead of being copied page by page."""

SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE source (id TEXT PRIMARY KEY, year INTEGER, kind TEXT NOT NULL, payload TEXT NOT NULL);
CREATE TABLE concept (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL);
CREATE TABLE passage (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL REFERENCES source(id),
    year INTEGER, payload TEXT NOT NULL
);
CREATE TABLE claim (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, subject TEXT NOT NULL, object TEXT NOT NULL,
    year INTEGER, payload TEXT NOT NULL
);
CREATE INDEX claim_subject ON claim(subject);
CREATE INDEX claim_object ON claim(object);
CREATE INDEX passage_source ON passage(source);
CREATE INDEX passage_year ON passage(year);
CREATE TABLE empty_row (row INTEGER PRIMARY KEY);
CREATE TABLE frequent_word (word TEXT PRIMARY KEY, passages INTEGER NOT NULL);
CREATE VIRTUAL TABLE passage_text USING fts5(quote, content='', tokenize="unicode61 remove_diacritics 2");
"""


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a corpus file: for reading only, unless it is being made."""
    if create:
        connection = sqlite3.connect(path)
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        if not connection.execute("PRAGMA schema_version").fetchone()[0]:
            connection.executescript(SCHEMA)
        return connection
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    connection.execute("PRAGMA query_only=ON")
    connection.execute(f"PRAGMA mmap_size={MAPPED_BYTES}")
    return connection


@contextmanager
def replacing(path: Path, *, copied: bool) -> Iterator[sqlite3.Connection]:
    """Open a database that replaces the one at `path` when all has been written: an empty one, or a copy of that one.

    Raises: CorpusError when another process is writing the corpus, too.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with _alone(path):
        unfinished.unlink(missing_ok=True)
        if copied:
            _copy(path, unfinished)
        connection = connect(unfinished, create=True)
        try:
            yield connection
            connection.commit()
            connection.close()
            unfinished.replace(path)
        finally:
            connection.close()
            unfinished.unlink(missing_ok=True)  # left when it failed, or when somebody lost patience


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other writers away; readers go on."""
    if not path.is_file():
        yield
        return
    before = path.stat()
    lock = sqlite3.connect(path, timeout=WAIT)
    try:
        # A file that is no database, or may not be written to, is replaced by whoever comes first.
        with suppress(sqlite3.DatabaseError):
            lock.execute("PRAGMA journal_mode=MEMORY")
            try:
                lock.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if "locked" in str(error):
                    raise _busy(path) from error
        if (path.stat().st_ino, path.stat().st_mtime_ns) != (before.st_ino, before.st_mtime_ns):
            raise _busy(path)
        yield
    finally:
        lock.close()


def _busy(path: Path) -> CorpusError:
    return CorpusError(f"The corpus {path.stem} is being written by another process.", "Add again when that is done.")


def _copy(path: Path, copy: Path) -> None:
    """Copy a file; where the file system can, the copy shares its blocks until either is changed."""
    with path.open("rb") as source, copy.open("wb") as target:
        left = path.stat().st_size
        with suppress(AttributeError, OSError):  # not on every system, and not between any two of its folders
            while left > 0:
                left -= os.copy_file_range(source.fileno(), target.fileno(), left) or left
        if left:
            target.truncate(0)
            source.seek(0)
            target.seek(0)
            shutil.copyfileobj(source, target, 1 << 20)


def vectors_path(path: Path, generation: str) -> Path:
    """Return where the sentence vectors of the corpus at `path` are kept."""
    return path.with_name(f"{path.stem}.vectors-{generation}.npy")


def signs_path(path: Path, generation: str) -> Path:
    """Return where the bits of the sentence vectors of a large corpus at `path` are kept."""
    return path.with_name(f"{path.stem}.signs-{generation}.bits")


def remove_arrays(path: Path, *, but: str | None = None) -> None:
    """Remove the arrays beside the corpus at `path`, `but` those of one generation."""
    own = re.compile(rf"{re.escape(path.stem)}\.(?:vectors-(\d+)\.npy|signs-(\d+)\.bits|(vectors\.npy|signs\.npz))")
    for file in path.parent.iterdir():
        found = own.fullmatch(file.name)
        if found is not None and (but is None or but not in found.groups()):
            file.unlink(missing_ok=True)
