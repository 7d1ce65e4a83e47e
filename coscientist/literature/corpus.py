"""A corpus: sources, passages, concepts and claims, with full-text and vector search."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coscientist.domain.base import Value
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus_tables import FORMAT, connect, vectors_path

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_QUERY_WORDS = 64
AGAIN = "Remove it and add its source again."


class Found(Value):
    """A passage with how well it fits; the scale is the search's own."""

    passage: Passage
    score: float


class Corpus:
    """A corpus file opened for reading. With `until`, nothing published later can be seen through it.

    Raises: CorpusError when the file is missing, damaged or of another format.
    """

    def __init__(self, path: Path, *, until: int | None = None) -> None:
        if not path.is_file():
            raise CorpusError(f"There is no corpus at {path}.", "List corpora with: coscientist corpus list")
        self.path = path
        self.until = until
        self._connection = connect(path)
        try:
            self.about: dict[str, str] = dict(self._connection.execute("SELECT key, value FROM about"))
        except sqlite3.Error as error:
            self.close()
            raise CorpusError(f"{path} is no corpus: {error}.", AGAIN) from error
        if self.about.get("format") != str(FORMAT):
            self.close()
            raise CorpusError(
                f"{path.name} was written in format {self.about.get('format')}, expected {FORMAT}.", AGAIN
            )

    @property
    def name(self) -> str:
        """Return the name by which runs refer to it."""
        return self.about["name"]

    @property
    def fingerprint(self) -> str:
        """Return the sha256 of the content it was built from."""
        return self.about["fingerprint"]

    def counts(self) -> dict[str, int]:
        """Count what can be seen."""
        return {
            table: int(self._connection.execute(f"SELECT count(*) FROM {table} {where}").fetchone()[0])  # noqa: S608
            for table, where in (
                ("source", self._where()),
                ("passage", self._where()),
                ("concept", ""),
                ("claim", self._where()),
            )
        }

    def concepts(self) -> list[Concept]:
        """Return all concepts by id."""
        rows = self._connection.execute("SELECT payload FROM concept ORDER BY id")
        return [Concept.model_validate_json(payload) for (payload,) in rows]

    def claims(self) -> list[Claim]:
        """Return all claims that can be seen, in the order of the pack."""
        rows = self._connection.execute(f"SELECT payload FROM claim {self._where()} ORDER BY row")  # noqa: S608
        return [Claim.model_validate_json(payload) for (payload,) in rows]

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Return the passages of these ids that exist and can be seen."""
        return {item.id: item for item in map(Passage.model_validate_json, self._payloads("passage", ids))}

    def sources(self, ids: Iterable[str]) -> dict[str, Source]:
        """Return the sources of these ids that exist."""
        return {item.id: item for item in map(Source.model_validate_json, self._payloads("source", ids))}

    def search(self, query: str, *, limit: int = 10, every_word: bool = False) -> list[Found]:
        """Find passages by words, best first (BM25; higher fits better)."""
        words = re.findall(r"\w+", query)[:MAX_QUERY_WORDS]
        if not words:
            return []
        expression = (" AND " if every_word else " OR ").join(f'"{word}"' for word in words)
        year = "" if self.until is None else f"AND passage.year <= {int(self.until)}"
        rows = self._connection.execute(
            "SELECT passage.payload, bm25(passage_text) FROM passage_text "  # noqa: S608
            f"JOIN passage ON passage.row = passage_text.rowid WHERE passage_text MATCH ? {year} "
            "ORDER BY bm25(passage_text), passage.row LIMIT ?",
            (expression, limit),
        )
        return [Found(passage=Passage.model_validate_json(payload), score=-rank) for payload, rank in rows]

    def nearest(self, vector: "NDArray[np.float32]", *, limit: int = 10) -> list[Found]:
        """Find passages by the cosine between their sentence vector and `vector`, nearest first.

        Shape: `vector` is (dimensions,) and of unit length.
        Raises: CorpusError when the corpus has vectors of another embedder.
        """
        import numpy as np

        if self._vectors is None or not len(self._rows):
            return []
        if vector.shape != (self._vectors.shape[1],):
            raise CorpusError(
                f"{self.name} has vectors of {self.about.get('embedder')}; another kind was asked for.", AGAIN
            )
        similar = self._vectors[self._rows - 1] @ vector
        best = np.argsort(-similar, kind="stable")[:limit]
        rows = [int(self._rows[index]) for index in best]
        marks = ",".join("?" * len(rows))
        found = dict(
            self._connection.execute(f"SELECT row, payload FROM passage WHERE row IN ({marks})", rows)  # noqa: S608
        )
        return [
            Found(passage=Passage.model_validate_json(found[row]), score=float(similar[index]))
            for row, index in zip(rows, best, strict=True)
        ]

    def vectors(self, passage_ids: Iterable[str]) -> "dict[str, NDArray[np.float32]]":
        """Return the sentence vectors of these passages, of those that can be seen and have one."""
        if self._vectors is None:
            return {}
        wanted, vectors = set(passage_ids), self._vectors
        rows = self._connection.execute(f"SELECT row, id FROM passage {self._where()} ORDER BY row")  # noqa: S608
        return {passage: vectors[row - 1] for row, passage in rows if passage in wanted}

    @cached_property
    def _vectors(self) -> "NDArray[np.float32] | None":
        import numpy as np

        path = vectors_path(self.path)
        if not path.is_file():
            return None
        found: NDArray[np.float32] = np.load(path).astype(np.float32)
        (passages,) = self._connection.execute("SELECT count(*) FROM passage").fetchone()
        if len(found) != passages:
            raise CorpusError(f"{path.name} has vectors of {len(found)} passages, expected {passages}.", AGAIN)
        return found

    @cached_property
    def _rows(self) -> "NDArray[np.int64]":
        import numpy as np

        rows = self._connection.execute(f"SELECT row FROM passage {self._where()} ORDER BY row")  # noqa: S608
        return np.array([row for (row,) in rows], dtype=np.int64)

    def _where(self) -> str:
        # An undated source might be from after the cut, so it stays unseen; undated structural claims are no findings.
        return "" if self.until is None else f"WHERE year <= {int(self.until)}"

    def _payloads(self, table: str, ids: Iterable[str]) -> list[str]:
        wanted: Sequence[str] = sorted(set(ids))
        where = self._where().replace("WHERE", "AND")
        found: list[str] = []
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._connection.execute(
                f"SELECT payload FROM {table} WHERE id IN ({marks}) {where} ORDER BY id",  # noqa: S608
                part,
            )
            found.extend(payload for (payload,) in rows)
        return found

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
