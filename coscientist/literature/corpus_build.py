"""Loading a pack into a corpus file, once."""

import os
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus_tables import FORMAT, connect, signs_path, vectors_path
from coscientist.literature.corpus_vectors import write_vectors
from coscientist.literature.word_search import EXACT_UP_TO, FREQUENT
from coscientist.ports import Embedder

Record = Source | Concept | Passage | Claim
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done and how many there are."""


def build_corpus(
    path: Path,
    about: dict[str, str],
    records: Iterable[Record],
    embedder: Embedder | None,
    progress: Progress = lambda _what, _done, _all: None,
) -> None:
    """Write a corpus whole: a reader sees the old file or the new one, never a half.

    Raises: CorpusError when a claim or passage refers to something that did not come before it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    connection = connect(unfinished, create=True)
    try:
        lengths = _write(connection, records, progress)
        facts = {**about, "format": str(FORMAT), "embedder": embedder.name if embedder else ""}
        connection.executemany("INSERT INTO about VALUES (?, ?)", sorted(facts.items()))
        connection.execute("INSERT INTO passage_text(passage_text) VALUES ('optimize')")
        _count_words(connection, len(lengths))
        connection.commit()
        if embedder is not None:
            write_vectors(path, connection, lengths, embedder, progress)
        else:
            vectors_path(path).unlink(missing_ok=True)
            signs_path(path).unlink(missing_ok=True)
        unfinished.replace(path)
    finally:
        connection.close()
        unfinished.unlink(missing_ok=True)  # left when it failed, or when somebody lost patience


def _write(connection: sqlite3.Connection, records: Iterable[Record], progress: Progress) -> Sequence[int]:
    """Write the records and return the length of each passage's quote, by row."""
    lengths = array("L")
    known: set[str] = set()
    for count, record in enumerate(records, start=1):
        if count % 2000 == 0:
            progress("reading", count, 0)
        match record:
            case Source():
                row: tuple[Any, ...] = (record.id, record.year, record.kind, record.model_dump_json())
                connection.execute("INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?)", row)
            case Concept():
                row = (record.id, record.name, record.kind.value, record.model_dump_json())
                connection.execute("INSERT OR IGNORE INTO concept VALUES (?, ?, ?, ?)", row)
            case Passage():
                if record.id in known:
                    continue
                _need(known, record.source, f"passage {record.id}", "source")
                lengths.append(len(record.quote))
                number = len(lengths)
                row = (number, record.id, record.source, record.year, record.model_dump_json())
                connection.execute("INSERT INTO passage VALUES (?, ?, ?, ?, ?)", row)
                connection.execute("INSERT INTO passage_text(rowid, quote) VALUES (?, ?)", (number, record.quote))
            case Claim():
                for end in (record.subject, record.object):
                    _need(known, end, f"claim {record.id}", "concept")
                for quoted in record.passages:
                    _need(known, quoted, f"claim {record.id}", "passage")
                row = (record.id, record.subject, record.object, record.year, record.model_dump_json())
                connection.execute(
                    "INSERT OR IGNORE INTO claim(id, subject, object, year, payload) VALUES (?, ?, ?, ?, ?)", row
                )
        known.add(record.id)
    return lengths


def _need(known: set[str], wanted: str, who: str, what: str) -> None:
    if wanted not in known:
        raise CorpusError(
            f"The {who} refers to the {what} {wanted!r}, which did not come before it.",
            f"Put each {what} before what refers to it.",
        )


def _count_words(connection: sqlite3.Connection, passages: int) -> None:
    """Note in how many passages of a large corpus its frequent words stand."""
    if passages > EXACT_UP_TO:
        connection.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, passage_text, row)")
        connection.execute("INSERT INTO frequent_word SELECT term, doc FROM word WHERE doc >= ?", (FREQUENT,))
