"""A corpus: sources, passages, concepts and claims, with full-text and vector search."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from coscientist.domain.base import Value
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus_tables import FORMAT, connect, signs_path, vectors_path
from coscientist.literature.passage_filter import EVERYTHING, PassageFilter
from coscientist.literature.word_search import EXACT_UP_TO, all_of, rounds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coscientist.literature.sentence_vectors import SentenceVectors

MAX_QUERY_WORDS = 64
REMEMBERED = 8192
"""Passages that are kept at hand."""
AGAIN = "Remove it and add its source again."


@lru_cache(maxsize=REMEMBERED)
def _passage(payload: str) -> Passage:
    """Read a passage; searches come upon the same ones again and again."""
    return Passage.model_validate_json(payload)


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
        self._kept_rows: dict[PassageFilter, NDArray[np.int64] | None] = {}
        self._functions: dict[PassageFilter, str] = {}
        self._seen: dict[str, Passage | None] = {}
        self._files: tuple[BinaryIO | None, ...] = ()
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
        generation = self.about["generation"]
        # Opened now, so that they stay when the corpus is built anew before they are read.
        self._files = tuple(
            file.open("rb") if file.is_file() else None
            for file in (vectors_path(path, generation), signs_path(path, generation))
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
        """Return the passages of these ids that exist and can be seen, in order of the ids."""
        wanted = sorted(set(ids))
        if len(wanted) + len(self._seen) > REMEMBERED:
            self._seen.clear()
        new = [item for item in wanted if item not in self._seen]
        found = {item.id: item for item in map(_passage, self._payloads("passage", new))} if new else {}
        if len(new) > REMEMBERED:
            return found
        # Hypotheses share claims, and each reviewer reads what these rest on.
        self._seen.update((item, found.get(item)) for item in new)
        return {item: passage for item in wanted if (passage := self._seen[item]) is not None}

    def sources(self, ids: Iterable[str]) -> dict[str, Source]:
        """Return the sources of these ids that exist."""
        return {item.id: item for item in map(Source.model_validate_json, self._payloads("source", ids))}

    def all_sources(self) -> Iterator[Source]:
        """Yield every source that can be seen, by id."""
        for (payload,) in self._connection.execute(f"SELECT payload FROM source {self._where()} ORDER BY id"):  # noqa: S608
            yield Source.model_validate_json(payload)

    def passages_from(self, source: str) -> tuple[Passage, ...]:
        """Return the passages of a source that can be seen, in their order."""
        rows = self._connection.execute("SELECT payload FROM passage WHERE source = ? ORDER BY row", (source,))
        found = [_passage(payload) for (payload,) in rows]
        return tuple(item for item in found if self.until is None or (item.year or 9999) <= self.until)

    def search(
        self, query: str, *, limit: int = 10, every_word: bool = False, among: PassageFilter = EVERYTHING
    ) -> list[Found]:
        """Find passages by words, best first (BM25; higher fits better).

        Limits: of a large corpus, passages with more of the words come before others: `word_search` says how.
        """
        words = re.findall(r"\w+", query)[:MAX_QUERY_WORDS]
        if not words:
            return []
        asked = [(all_of(words), None)] if every_word else rounds(words, self._frequent, self._passages)
        found: dict[int, Found] = {}
        for expression, scored in asked:
            for row, payload, rank in self._worded(expression, scored, limit, among):
                found.setdefault(row, Found(passage=_passage(payload), score=-rank))
            if len(found) >= limit:
                break
        return list(found.values())[:limit]

    def _worded(
        self, expression: str, scored: int | None, limit: int, among: PassageFilter
    ) -> list[tuple[int, str, float]]:
        condition, values = among.condition(self.until)
        bounded = "" if condition == "1" else "JOIN passage ON passage.row = passage_text.rowid"
        if bounded and self._passages > EXACT_UP_TO:
            # Of a large corpus, looking up each passage that holds the words takes longer than finding these.
            condition, values, bounded = f"{self._allowed(among)}(passage_text.rowid)", (), ""
        # What fits alike is ordered by id, so that it does not matter in which order passages came in.
        return self._connection.execute(
            "WITH hit AS MATERIALIZED ("  # noqa: S608
            "SELECT passage_text.rowid AS at, bm25(passage_text) AS fit FROM passage_text "
            f"{bounded} WHERE passage_text MATCH ? AND {condition} LIMIT ?) "
            "SELECT passage.row, passage.payload, fit FROM hit JOIN passage ON passage.row = at "
            "WHERE fit <= coalesce((SELECT fit FROM hit ORDER BY fit LIMIT 1 OFFSET ?), 0) "
            "ORDER BY fit, passage.id LIMIT ?",
            (expression, *values, -1 if scored is None else scored, limit - 1, limit),
        ).fetchall()

    def _allowed(self, among: PassageFilter) -> str:
        """Return the name of an SQL function that says of a passage's row whether it may be found."""
        if among not in self._functions:
            import numpy as np

            rows = self._rows(among)
            marks = np.zeros(self._rows_used + 1, dtype=np.uint8)
            marks[slice(None) if rows is None else rows] = 1
            self._functions[among] = f"allowed_{len(self._functions)}"
            self._connection.create_function(self._functions[among], 1, marks.tobytes().__getitem__, deterministic=True)
        return self._functions[among]

    def nearest(
        self, vector: "NDArray[np.float32]", *, limit: int = 10, among: PassageFilter = EVERYTHING
    ) -> list[Found]:
        """Find passages by the cosine between their sentence vector and `vector`, nearest first.

        Shape: `vector` is (dimensions,) and of unit length.
        Raises: CorpusError when the corpus has vectors of another embedder.
        """
        rows = self._rows(among)
        if self._vectors is None or (rows is not None and not len(rows)):
            return []
        if vector.shape != (self._vectors.dimensions,):
            raise CorpusError(
                f"{self.name} has vectors of {self.about.get('embedder')}; another kind was asked for.", AGAIN
            )
        best, similar = self._vectors.nearest(vector, rows, limit)
        scores = dict(zip(best.tolist(), similar.tolist(), strict=True))
        ids = self._of_rows("id", scores)
        chosen = sorted(scores, key=lambda row: (-scores[row], ids[row]))[:limit]
        payloads = self._of_rows("payload", chosen)
        return [Found(passage=_passage(payloads[row]), score=scores[row]) for row in chosen]

    def _of_rows(self, column: str, rows: Iterable[int]) -> dict[int, str]:
        wanted = json.dumps(list(rows))
        return dict(
            self._connection.execute(
                f"SELECT row, {column} FROM passage WHERE row IN (SELECT value FROM json_each(?))",  # noqa: S608
                (wanted,),
            )
        )

    def vectors(self, passage_ids: Iterable[str]) -> "dict[str, NDArray[np.float32]]":
        """Return the sentence vectors of these passages, of those that can be seen and have one."""
        if self._vectors is None:
            return {}
        wanted = set(passage_ids)
        seen = self._connection.execute(f"SELECT row, id FROM passage {self._where()} ORDER BY row")  # noqa: S608
        rows = {passage: row for row, passage in seen if passage in wanted}
        return dict(zip(rows, self._vectors.at(list(rows.values())), strict=True))

    @property
    def _rows_used(self) -> int:
        """The last row that a passage has or had."""
        return int(self.about["rows"])

    @property
    def _passages(self) -> int:
        return self._rows_used - int(self.about["empty"])

    @cached_property
    def _frequent(self) -> dict[str, int]:
        return dict(self._connection.execute("SELECT word, passages FROM frequent_word"))

    @cached_property
    def _vectors(self) -> "SentenceVectors | None":
        vectors, signs = self._files
        if vectors is None:
            if self.about["embedder"]:
                raise CorpusError(f"The sentence vectors of {self.name} are missing.", AGAIN)
            return None
        from coscientist.literature.sentence_vectors import SentenceVectors

        return SentenceVectors(vectors, signs, self._rows_used)

    def _rows(self, among: PassageFilter) -> "NDArray[np.int64] | None":
        """Return the rows of the passages that may be found, None for all."""
        if among not in self._kept_rows:
            condition, values = among.condition(self.until)
            everything = condition == "1" and self._passages == self._rows_used
            self._kept_rows[among] = None if everything else self._rows_where(condition, values)
        return self._kept_rows[among]

    def _rows_where(self, condition: str, values: tuple[int | str, ...]) -> "NDArray[np.int64]":
        import numpy as np

        rows = self._connection.execute(f"SELECT row FROM passage WHERE {condition} ORDER BY row", values)  # noqa: S608
        return np.fromiter((row for (row,) in rows), dtype=np.int64)

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
        """Close the files."""
        self._connection.close()
        for file in self._files:
            if file is not None:
                file.close()
