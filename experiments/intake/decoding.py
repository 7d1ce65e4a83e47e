"""Reads bytes as text and text as rows, saying what had to be guessed."""

import csv
import io

from coscientist.domain.errors import FileError

MOST_ROWS = 200_000
LONGEST_CELL = 2000


def decode(content: bytes, name: str) -> tuple[str, list[str]]:
    """Return the text and notes on how it was read.

    UTF-8 with or without byte order mark is expected; UTF-16 is recognised by its mark; anything else is taken for
    Latin-1, and that is said.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), [f"{name} was UTF-16; UTF-8 is expected."]
        except UnicodeDecodeError as error:
            raise FileError(f"{name} starts like UTF-16 and is not: {error}", "Save it as UTF-8.") from error
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        note = f"{name} is not UTF-8 (byte {error.start}); it was read as Latin-1. Check accents and the µ sign."
        return content.decode("latin-1"), [note]


def read_rows(text: str, name: str) -> tuple[list[dict[str, str]], list[str], str]:
    """Return rows by column name, notes, and the delimiter.

    Raises: FileError when there is no header, a row is longer than the header, or the table is too large.
    """
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    notes = [] if delimiter == "," else [f"{name} is separated by {delimiter!r}; a comma is expected."]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [column.strip().casefold() for column in next(reader, [])]
        if not any(header):
            raise FileError(f"{name} is empty.", "Start from the brief's results template.")
        if len(set(header)) != len(header):
            raise FileError(f"{name} has a column twice: {header!r}.", "Keep every column once.")
        rows: list[dict[str, str]] = []
        for cells in reader:
            if not any(c.strip() for c in cells):
                continue
            if len(cells) > len(header):
                raise FileError(
                    f"{name}, line {reader.line_num}: {len(cells)} cells under {len(header)} columns.",
                    "Put text that contains the separator in double quotes.",
                )
            if any(len(c) > LONGEST_CELL for c in cells):
                raise FileError(
                    f"{name}, line {reader.line_num}: a cell is over {LONGEST_CELL} characters.", "Shorten it."
                )
            padded = [*cells, *([""] * (len(header) - len(cells)))]
            rows.append({**dict(zip(header, (c.strip() for c in padded), strict=True)), "#": str(reader.line_num)})
            if len(rows) > MOST_ROWS:
                raise FileError(f"{name} has more than {MOST_ROWS} rows.", "Send one package per brief.")
    except csv.Error as error:
        raise FileError(f"{name}, line {reader.line_num}: {error}", "Save it again as plain CSV.") from error
    return rows, notes, delimiter
