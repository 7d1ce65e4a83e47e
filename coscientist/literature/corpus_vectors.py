"""Making the sentence vectors of a corpus: those that the file had before are kept, only new sentences are read."""

import os
import sqlite3
from array import array
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coscientist.domain.literature import Passage
from coscientist.literature.corpus_tables import FORMAT, connect, vectors_path
from coscientist.ports import Embedder

if TYPE_CHECKING:
    from coscientist.literature.sentence_vectors import VectorFile

Progress = Callable[[str, int, int], None]
BATCH = 64
FETCHED = 500
"""Passages that are asked for at once."""


class Kept(NamedTuple):
    """A vector that a corpus has already."""

    row: int
    quote: str


def write_vectors(
    target: Path,
    connection: sqlite3.Connection,
    lengths: Sequence[int],
    embedder: Embedder,
    path: Path,
    progress: Progress,
) -> None:
    """Write the vectors of a corpus that is built whole, and replaces the one at `path`.

    `lengths` are those of the quotes, by row. A passage that the corpus at `path` holds too, with the same words and
    a vector of the same embedder, keeps its vector.

    Limits: an encoder may differ in the last digit by which sentences it reads together, so vectors of a corpus that
    grew may differ in that digit from those of one read at once.
    """
    from coscientist.literature.sentence_vectors import VectorFile

    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with VectorFile(unfinished, len(lengths), embedder.dimensions) as vectors:
            missing = _keep(path, connection, embedder, vectors)
            _encode(connection, vectors, missing, lengths, 0, embedder, progress)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def append_vectors(
    target: Path,
    connection: sqlite3.Connection,
    rows: int,
    lengths: Sequence[int],
    embedder: Embedder,
    kept: Mapping[str, Kept],
    progress: Progress,
) -> None:
    """Write the vectors of passages behind those of the first `rows`; `lengths` are those of their quotes.

    Passages that were there under another row, in `kept` by id, keep their vectors when their words are the same.

    Raises: CorpusError when the file does not hold vectors of that kind.
    """
    from coscientist.literature.sentence_vectors import VectorFile, mapped

    every = array("q", range(rows + 1, rows + len(lengths) + 1))
    with VectorFile(target, rows + len(lengths), embedder.dimensions, rows=rows) as vectors, target.open("rb") as file:
        missing = array("q")
        stored = mapped(file) if rows else None
        for start in range(0, len(every), FETCHED):
            new = _passages(connection, "row", every[start : start + FETCHED])
            before = {
                row: kept[item.id].row for row, item in new if item.id in kept and kept[item.id].quote == item.quote
            }
            missing.extend(row for row, _ in new if row not in before)
            if stored is not None:
                vectors.put(list(before), stored[[row - 1 for row in before.values()]])
        _encode(connection, vectors, missing, lengths, rows, embedder, progress)


def _encode(
    connection: sqlite3.Connection,
    vectors: "VectorFile",
    rows: Sequence[int],
    lengths: Sequence[int],
    before: int,
    embedder: Embedder,
    progress: Progress,
) -> None:
    # Sentences of like length share a batch, which saves most of the padding.
    order = sorted(rows, key=lambda row: lengths[row - 1 - before])
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        quotes = _quotes(connection, batch)
        vectors.put(batch, embedder.encode([quotes[row] for row in batch]))
        progress("sentence vectors", start + len(batch), len(order))


def _keep(path: Path, connection: sqlite3.Connection, embedder: Embedder, vectors: "VectorFile") -> Sequence[int]:
    """Copy the vectors that the old file has, and return the rows that it has none for."""
    from coscientist.literature.sentence_vectors import mapped

    every = array("q", range(1, vectors.shape[0] + 1))
    if not path.is_file():
        return every
    old = connect(path)
    try:
        about = dict(old.execute("SELECT key, value FROM about"))
        if about.get("format") != str(FORMAT) or about.get("embedder") != embedder.name:
            return every
        with vectors_path(path, about["generation"]).open("rb") as file:
            stored = mapped(file)
        if len(stored) < int(about["rows"]) or stored.shape[1] != vectors.shape[1]:
            return every
        missing = array("q")
        for start in range(0, len(every), FETCHED):
            new = _passages(connection, "row", every[start : start + FETCHED])
            known = {item.id: (row, item.quote) for row, item in _passages(old, "id", [p.id for _, p in new])}
            before = {row: known[item.id][0] for row, item in new if known.get(item.id, (0, ""))[1] == item.quote}
            missing.extend(row for row, _ in new if row not in before)
            vectors.put(list(before), stored[[row - 1 for row in before.values()]])
        return missing
    except (sqlite3.Error, OSError, ValueError):  # damaged: nothing to be kept
        return every
    finally:
        old.close()


def _quotes(connection: sqlite3.Connection, rows: Sequence[int]) -> dict[int, str]:
    return {row: item.quote for row, item in _passages(connection, "row", rows)}


def _passages(
    connection: sqlite3.Connection, column: str, values: Sequence[int] | Sequence[str]
) -> list[tuple[int, Passage]]:
    marks = ",".join("?" * len(values))
    found = connection.execute(f"SELECT row, payload FROM passage WHERE {column} IN ({marks})", list(values))  # noqa: S608
    return [(row, Passage.model_validate_json(payload)) for row, payload in found]
