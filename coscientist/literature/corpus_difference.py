"""What a corpus lacks of the records that it should hold, and what it holds beyond them."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus_records import Record
from coscientist.literature.corpus_tables import connect


class Difference(NamedTuple):
    """What is to be added to a corpus and taken out of it, as `change_corpus` takes it, with all claims anew."""

    added: tuple[Record, ...]
    """Sources that are new or quoted otherwise, each followed by all of its passages; and all concepts and claims."""
    gone: tuple[str, ...]
    """Ids of sources."""


def difference(path: Path, records: Iterable[Record]) -> Difference:
    """Compare the corpus at `path` with all the records that it should hold; those that it has take no memory."""
    old = connect(path)
    try:
        return _compared(old, records)
    finally:
        old.close()


def _compared(old: sqlite3.Connection, records: Iterable[Record]) -> Difference:
    sources: dict[str, Source | None] = {}
    quoted: dict[str, list[str]] = defaultdict(list)
    changed: dict[str, Passage] = {}
    read: list[Record] = []
    seen: set[str] = set()
    for record in records:
        match record:
            case Source():
                if record.id not in sources:
                    sources[record.id] = None if _holds(old, "source", record) else record
            case Passage():
                if record.id not in seen:
                    seen.add(record.id)
                    quoted[record.source].append(record.id)
                    if not _holds(old, "passage", record):
                        changed[record.id] = record
            case Concept() | Claim():
                read.append(record)
    held: dict[str, list[str]] = defaultdict(list)
    for source, passage in old.execute("SELECT source, id FROM passage ORDER BY source, row"):
        held[source].append(passage)
    added: list[Record] = []
    for name, source_record in sources.items():
        own = quoted.get(name, [])
        if source_record is None and own == held.get(name, []) and not any(item in changed for item in own):
            continue
        added.append(source_record or Source.model_validate_json(_payload(old, "source", name)))
        added += (changed.get(item) or Passage.model_validate_json(_payload(old, "passage", item)) for item in own)
    gone = tuple(name for (name,) in old.execute("SELECT id FROM source ORDER BY id") if name not in sources)
    return Difference(added=(*added, *read), gone=gone)


def _holds(old: sqlite3.Connection, table: str, record: Source | Passage) -> bool:
    return _payload(old, table, record.id) == record.model_dump_json()


def _payload(old: sqlite3.Connection, table: str, name: str) -> str:
    found = old.execute(f"SELECT payload FROM {table} WHERE id = ?", (name,)).fetchone()  # noqa: S608
    return str(found[0]) if found else ""
