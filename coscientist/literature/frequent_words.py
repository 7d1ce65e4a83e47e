"""In how many passages of a large corpus its frequent words stand, counted once and kept up as it grows."""

import sqlite3
from collections.abc import Iterable

from coscientist.literature.word_search import EXACT_UP_TO, FREQUENT

RECOUNTED = 0.1
"""Changes of a larger share of the passages are followed by counting all anew."""


def count_words(connection: sqlite3.Connection, passages: int) -> None:
    """Count the frequent words of a corpus of so many passages."""
    connection.execute("DELETE FROM frequent_word")
    if passages > EXACT_UP_TO:
        _open_words(connection, "word", "main", "passage_text")
        connection.execute("INSERT INTO frequent_word SELECT term, doc FROM temp.word WHERE doc >= ?", (FREQUENT,))


def recount_words(
    connection: sqlite3.Connection, passages: int, added: Iterable[str], removed: Iterable[str], changed: int
) -> None:
    """Count anew what the quotes of passages that were added and removed, `changed` in number, have altered."""
    counted = connection.execute("SELECT EXISTS (SELECT 1 FROM frequent_word)").fetchone()[0]
    if not counted or passages <= EXACT_UP_TO or changed > RECOUNTED * passages:
        count_words(connection, passages)
        return
    _open_words(connection, "word", "main", "passage_text")
    for quotes, sign in ((added, 1), (removed, -1)):
        connection.execute("DROP TABLE IF EXISTS temp.some_words")
        connection.execute("DROP TABLE IF EXISTS temp.some_text")
        connection.execute(
            "CREATE VIRTUAL TABLE temp.some_text USING fts5(quote, content='', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        connection.executemany("INSERT INTO temp.some_text(quote) VALUES (?)", ((quote,) for quote in quotes))
        _open_words(connection, "some_words", "temp", "some_text")
        for term, count in connection.execute("SELECT term, doc FROM temp.some_words").fetchall():
            known = connection.execute(
                "UPDATE frequent_word SET passages = passages + ? WHERE word = ?", (sign * count, term)
            )
            if not known.rowcount and sign > 0:
                # It stood in too few passages before, so that finding all of them is quick.
                connection.execute(
                    "INSERT INTO frequent_word SELECT term, doc FROM temp.word WHERE term = ? AND doc >= ?",
                    (term, FREQUENT),
                )
    connection.execute("DELETE FROM frequent_word WHERE passages < ?", (FREQUENT,))


def _open_words(connection: sqlite3.Connection, name: str, schema: str, table: str) -> None:
    connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
    connection.execute(f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab({schema}, {table}, row)")
