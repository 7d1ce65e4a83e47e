"""Making the sentence vectors of a corpus: those that the file had before are kept, only new sentences are read."""

import os
import sqlite3
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coscientist.domain.literature import Passage
from coscientist.literature.corpus_tables import FORMAT, connect, signs_path, vectors_path
from coscientist.ports import Embedder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coscientist.literature.sentence_vectors import VectorFile

Progress = Callable[[str, int, int], None]
BATCH = 64
FETCHED = 500
"""Passages that are asked for at once."""


def write_vectors(
    path: Path, connection: sqlite3.Connection, lengths: Sequence[int], embedder: Embedder, progress: Progress
) -> None:
    """Write the vectors of the corpus that is to replace the one at `path`, and the bits of a large one.

    `lengths` are those of the quotes, by row. A passage that the corpus at `path` holds too, with the same words and
    a vector of the same embedder, keeps its vector.

    Limits: an encoder may differ in the last digit by which sentences it reads together, so vectors of a corpus that
    grew may differ in that digit from those of one read at once.
    """
    from coscientist.literature.sentence_vectors import VectorFile, write_signs

    target = vectors_path(path)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.npy")
    try:
        with VectorFile(unfinished, len(lengths), embedder.dimensions) as vectors:
            missing = _keep(path, connection, embedder, vectors)
            # Sentences of like length share a batch, which saves most of the padding.
            order = sorted(missing, key=lambda row: lengths[row - 1])
            for start in range(0, len(order), BATCH):
                batch = order[start : start + BATCH]
                quotes = _quotes(connection, batch)
                vectors.put(batch, embedder.encode([quotes[row] for row in batch]))
                progress("sentence vectors", start + len(batch), len(order))
        write_signs(unfinished, signs_path(path))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _keep(path: Path, connection: sqlite3.Connection, embedder: Embedder, vectors: "VectorFile") -> Sequence[int]:
    """Copy the vectors that the old file has, and return the rows that it has none for."""
    import numpy as np

    every = array("q", range(1, vectors.shape[0] + 1))
    if not path.is_file() or not vectors_path(path).is_file():
        return every
    old = connect(path)
    try:
        about = dict(old.execute("SELECT key, value FROM about"))
        stored: NDArray[np.float16] = np.load(vectors_path(path), mmap_mode="r")
        (count,) = old.execute("SELECT count(*) FROM passage").fetchone()
        fitting = about.get("format") == str(FORMAT) and about.get("embedder") == embedder.name
        if not fitting or stored.shape != (count, vectors.shape[1]):
            return every
        missing = array("q")
        for start in range(0, len(every), FETCHED):
            new = _passages(connection, "row", every[start : start + FETCHED])
            known = {item.id: (row, item.quote) for row, item in _passages(old, "id", [p.id for _, p in new])}
            before = {row: known[item.id][0] for row, item in new if known.get(item.id, (0, ""))[1] == item.quote}
            missing.extend(row for row, _ in new if row not in before)
            vectors.put(list(before), stored[np.fromiter(before.values(), dtype=np.int64) - 1])
        return missing
    except (sqlite3.Error, ValueError):  # damaged: nothing to be kept
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
