"""Writing records into the tables of a corpus, and taking sources out of them."""

import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable
from typing import Any

from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus_vectors import Kept

Record = Source | Concept | Passage | Claim
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done and how many there are."""


class Records:
    """The tables of a corpus that is being written.

    Passages get the rows behind the first `rows`; None: the tables are empty.

    A source that is there already is replaced with all that was quoted from it; of records that come twice, the first
    is taken.
    """

    def __init__(self, connection: sqlite3.Connection, rows: int | None = None) -> None:
        self._connection = connection
        self._grows, self._before = rows is not None, rows or 0
        self._known: set[str] = set()
        self.lengths = array("L")
        """Of the quotes of the passages that were added, by row."""
        self.kept: dict[str, Kept] = {}
        """Passages that were taken out, by id."""

    @property
    def rows(self) -> int:
        """Return the last row that there is."""
        return self._before + len(self.lengths)

    def add(self, records: Iterable[Record], progress: Progress) -> None:
        """Write records. Raises: CorpusError when one refers to something that did not come before it."""
        for count, record in enumerate(records, start=1):
            if count % 2000 == 0:
                progress("reading", count, 0)
            match record:
                case Source():
                    if self._grows and record.id not in self._known:
                        self.take_out((record.id,))
                    self._insert("source", record.id, record.year, record.kind, record.model_dump_json())
                case Concept():
                    self._insert("concept", record.id, record.name, record.kind.value, record.model_dump_json())
                case Passage():
                    self._need(record.source, f"passage {record.id}", "source")
                    self._passage(record)
                case Claim():
                    for end in (record.subject, record.object):
                        self._need(end, f"claim {record.id}", "concept")
                    for quoted in record.passages:
                        self._need(quoted, f"claim {record.id}", "passage")
                    ends = record.subject, record.object
                    self._insert("claim", None, record.id, *ends, record.year, record.model_dump_json())
            self._known.add(record.id)

    def take_out(self, sources: Collection[str]) -> None:
        """Take sources out, with what is quoted from them and the claims that rest on it."""
        for source in sorted(sources):
            found = self._connection.execute("SELECT row, id, payload FROM passage WHERE source = ?", (source,))
            for row, name, payload in found.fetchall():
                quote = Passage.model_validate_json(payload).quote
                self.kept[name] = Kept(row, quote)
                self._connection.execute(
                    "INSERT INTO passage_text(passage_text, rowid, quote) VALUES ('delete', ?, ?)", (row, quote)
                )
                self._connection.execute("INSERT INTO empty_row VALUES (?)", (row,))
            self._connection.execute("DELETE FROM passage WHERE source = ?", (source,))
            gone = self._connection.execute("DELETE FROM source WHERE id = ?", (source,)).rowcount
            if gone:
                self._connection.execute("DELETE FROM claim WHERE json_extract(payload, '$.source') = ?", (source,))

    def forget_claims(self) -> None:
        """Take out all concepts and claims."""
        self._connection.execute("DELETE FROM claim")
        self._connection.execute("DELETE FROM concept")

    def _insert(self, table: str, *values: Any) -> bool:
        marks = ", ".join("?" * len(values))
        done = self._connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", values)  # noqa: S608
        return done.rowcount == 1

    def _passage(self, passage: Passage) -> None:
        row = self.rows + 1
        payload = passage.model_dump_json()
        if self._insert("passage", row, passage.id, passage.source, passage.year, payload):
            self._connection.execute("INSERT INTO passage_text(rowid, quote) VALUES (?, ?)", (row, passage.quote))
            self.lengths.append(len(passage.quote))

    def _need(self, wanted: str, who: str, what: str) -> None:
        if wanted in self._known or (self._grows and self._has(what, wanted)):
            return
        raise CorpusError(
            f"The {who} refers to the {what} {wanted!r}, which did not come before it.",
            f"Put each {what} before what refers to it.",
        )

    def _has(self, table: str, wanted: str) -> bool:
        found = self._connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (wanted,))  # noqa: S608
        return found.fetchone() is not None
