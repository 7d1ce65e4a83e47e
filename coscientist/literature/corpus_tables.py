"""The file of a corpus: one SQLite database with a full-text index, and one array of sentence vectors beside it."""

import sqlite3
from pathlib import Path

FORMAT = 1
"""Raised when the tables change; a corpus of another format is built again from its pack."""

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
CREATE TABLE frequent_word (word TEXT PRIMARY KEY, passages INTEGER NOT NULL);
CREATE VIRTUAL TABLE passage_text USING fts5(quote, content='', tokenize="unicode61 remove_diacritics 2");
"""


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a corpus file: for reading only, unless it is being made."""
    if create:
        connection = sqlite3.connect(path)
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        connection.executescript(SCHEMA)
        return connection
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    connection.execute("PRAGMA query_only=ON")
    connection.execute(f"PRAGMA mmap_size={MAPPED_BYTES}")
    return connection


def vectors_path(path: Path) -> Path:
    """Return where the sentence vectors of the corpus at `path` are kept."""
    return path.with_suffix(".vectors.npy")


def signs_path(path: Path) -> Path:
    """Return where the bits of the sentence vectors of a large corpus at `path` are kept."""
    return path.with_suffix(".signs.npz")
