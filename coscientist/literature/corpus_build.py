"""Loading a pack into a corpus file whole, and changing a corpus by what was added to it or taken away."""

import sqlite3
from collections.abc import Collection, Iterable
from pathlib import Path

from coscientist.domain.errors import CorpusError
from coscientist.literature.corpus_records import Progress, Record, Records
from coscientist.literature.corpus_tables import FORMAT, connect, remove_arrays, replacing, signs_path, vectors_path
from coscientist.literature.corpus_vectors import append_vectors, write_vectors
from coscientist.literature.frequent_words import count_words, recount_words
from coscientist.ports import Embedder

MOST_EMPTY = 0.5
"""A corpus of whose rows a larger share is empty is to be built whole."""


def build_corpus(
    path: Path,
    about: dict[str, str],
    records: Iterable[Record],
    embedder: Embedder | None,
    progress: Progress = lambda _what, _done, _all: None,
) -> None:
    """Write a corpus whole: a reader sees the old one or the new one, never a half.

    Raises: CorpusError when a claim or passage refers to something that did not come before it, or another process
        is writing the corpus.
    """
    generation = str(int(facts(path).get("generation", "0")) + 1)
    with replacing(path, copied=False) as connection:
        try:
            written = Records(connection)
            written.add(records, progress)
            passages = _describe(connection, about, embedder, generation, written.rows)
            connection.execute("INSERT INTO passage_text(passage_text) VALUES ('optimize')")
            count_words(connection, passages)
            connection.commit()
            if embedder is not None:
                target = vectors_path(path, generation)
                write_vectors(target, connection, written.lengths, embedder, path, progress)
                _write_signs(path, generation)
        except BaseException:
            for array in (vectors_path(path, generation), signs_path(path, generation)):
                array.unlink(missing_ok=True)
            raise
    remove_arrays(path, but=generation)


def can_be_changed(path: Path, embedder: Embedder | None) -> bool:
    """Say whether a corpus can be changed by what is added and taken away, or must be built whole."""
    known = facts(path)
    if known.get("format") != str(FORMAT) or known.get("embedder") != (embedder.name if embedder else ""):
        return False
    if embedder is not None and not vectors_path(path, known["generation"]).is_file():
        return False
    return int(known["empty"]) <= MOST_EMPTY * int(known["rows"])


def change_corpus(
    path: Path,
    about: dict[str, str],
    added: Iterable[Record],
    embedder: Embedder | None,
    progress: Progress = lambda _what, _done, _all: None,
    *,
    gone: Collection[str] = (),
    claims_anew: bool = False,
) -> None:
    """Add records to a corpus, and take the sources `gone` out of it, without writing the rest of it anew.

    A source among `added` that is there already is replaced: all passages of it must be among them, too. With
    `claims_anew`, the concepts and claims among them replace those that there are; otherwise claims on sources that
    are replaced or gone go with these. Searches find what they find in a corpus that was built whole of the same
    sources, whatever the order in which they came.

    Limits: beyond `EXACT_UP_TO` passages, where searches compare a part of the passages, which part that is depends on
    the order. Its bytes are copied where the file system cannot share them.

    Raises: CorpusError when a claim or passage refers to something that is not there, when the corpus cannot be
        changed (`can_be_changed`), or when another process is writing it.
    """
    if not can_be_changed(path, embedder):
        raise CorpusError(f"{path.name} cannot be added to.", "Build it whole.")
    with replacing(path, copied=True) as connection:
        known = dict(connection.execute("SELECT key, value FROM about"))
        generation, rows = known["generation"], int(known["rows"])
        written = Records(connection, rows)
        written.take_out(gone)
        if claims_anew:
            written.forget_claims()
        written.add(added, progress)
        passages = _describe(connection, about, embedder, generation, written.rows)
        quotes = connection.execute("SELECT json_extract(payload, '$.quote') FROM passage WHERE row > ?", (rows,))
        removed = [kept.quote for kept in written.kept.values()]
        changed = len(written.lengths) + len(removed)
        recount_words(connection, passages, (quote for (quote,) in quotes.fetchall()), removed, changed)
        connection.commit()
        if embedder is not None and written.lengths:
            target = vectors_path(path, generation)
            append_vectors(target, connection, rows, written.lengths, embedder, written.kept, progress)
            _write_signs(path, generation, rows)


def _describe(
    connection: sqlite3.Connection, about: dict[str, str], embedder: Embedder | None, generation: str, rows: int
) -> int:
    """Write what the corpus says of itself, and return how many passages it has."""
    (empty,) = connection.execute("SELECT count(*) FROM empty_row").fetchone()
    own = {"format": FORMAT, "embedder": embedder.name if embedder else "", "generation": generation}
    facts = {**about, **own, "rows": rows, "empty": empty}
    connection.execute("DELETE FROM about")
    connection.executemany("INSERT INTO about VALUES (?, ?)", sorted((key, str(value)) for key, value in facts.items()))
    return rows - int(empty)


def _write_signs(path: Path, generation: str, rows: int = 0) -> None:
    from coscientist.literature.sentence_vectors import write_signs

    write_signs(vectors_path(path, generation), signs_path(path, generation), rows=rows)


def facts(path: Path) -> dict[str, str]:
    """Return what a corpus says of itself; nothing when there is none, or it cannot be read."""
    if not path.is_file():
        return {}
    connection = connect(path)
    try:
        return dict(connection.execute("SELECT key, value FROM about"))
    except sqlite3.Error:
        return {}
    finally:
        connection.close()
