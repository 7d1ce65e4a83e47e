"""Loading a pack into a corpus file, once."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus_tables import FORMAT, connect, vectors_path
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
        passages = _write(connection, records, progress)
        facts = {**about, "format": str(FORMAT), "embedder": embedder.name if embedder else ""}
        connection.executemany("INSERT INTO about VALUES (?, ?)", sorted(facts.items()))
        connection.execute("INSERT INTO passage_text(passage_text) VALUES ('optimize')")
        connection.commit()
        if embedder is not None:
            _write_vectors(vectors_path(path), [item.quote for item in passages], embedder, progress)
        else:
            vectors_path(path).unlink(missing_ok=True)
        unfinished.replace(path)
    finally:
        connection.close()
        unfinished.unlink(missing_ok=True)  # left when it failed, or when somebody lost patience


def _write(connection: sqlite3.Connection, records: Iterable[Record], progress: Progress) -> list[Passage]:
    passages: list[Passage] = []
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
                passages.append(record)
                number = len(passages)
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
    return passages


def _need(known: set[str], wanted: str, who: str, what: str) -> None:
    if wanted not in known:
        raise CorpusError(
            f"The {who} refers to the {what} {wanted!r}, which did not come before it.",
            f"Put each {what} before what refers to it.",
        )


def _write_vectors(path: Path, quotes: Sequence[str], embedder: Embedder, progress: Progress) -> None:
    import numpy as np

    vectors = np.zeros((len(quotes), embedder.dimensions), dtype=np.float16)
    # Sentences of like length share a batch, which saves most of the padding.
    order = sorted(range(len(quotes)), key=lambda index: len(quotes[index]))
    done = 0
    for batch in _batches(order, 64):
        vectors[batch] = embedder.encode([quotes[index] for index in batch])
        done += len(batch)
        progress("sentence vectors", done, len(quotes))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.npy")
    np.save(unfinished, vectors)
    unfinished.replace(path)


def _batches(items: Sequence[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(items), size):
        yield list(items[start : start + size])
