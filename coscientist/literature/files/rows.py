"""Rows of a table or lines of JSON: columns under many names, rows of one source put together."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from coscientist.domain.base import content_id
from coscientist.domain.errors import FileError
from coscientist.domain.literature import Source
from coscientist.literature.files.content import bounded_lines, open_lines
from coscientist.literature.files.records import imported, source_from
from coscientist.literature.files.values import Imported, ImportFailure, Opened
from coscientist.literature.identifiers import parse_identifier
from coscientist.literature.text.passages import Block
from coscientist.literature.text.plain import plain_text

_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "articletitle", "ti"),
    "text": ("text", "passage", "quote", "sentence", "evidence", "content", "body", "fulltext"),
    "abstract": ("abstract", "abstractnote", "abstracttext", "ab"),
    "authors": ("authors", "author", "au"),
    "year": ("publicationyear", "year", "pubyear", "py"),
    "date": ("date", "publicationdate", "pubdate", "dp"),
    "journal": ("journal", "publicationtitle", "journaltitle", "containertitle", "venue", "publication"),
    "doi": ("doi",),
    "pmid": ("pmid", "pubmedid", "pubmed"),
    "pmcid": ("pmcid", "pmc"),
    "arxiv": ("arxiv", "arxivid"),
    "url": ("url", "link"),
    "licence": ("licence", "license", "rights"),
    "kind": ("itemtype", "documenttype", "publicationtype", "type", "kind"),
    "retracted": ("retracted", "isretracted"),
    "note": ("extra", "note", "notes"),
    "locator": ("locator", "section", "page", "pages"),
    "id": ("id", "sourceid", "paperid", "key"),
}
_COLUMNS = {name: field for field, names in _NAMES.items() for name in names}
_PUBLIC = ("doi", "pmid", "pmcid", "arxiv")
_SAYING = ("title", "text", "abstract")
_MOST_ROWS = 5_000
"""Of one source, held at a time; a longer one is handed on in parts."""
EXPECTED = "Name columns title, abstract or text; further: authors, year, doi, pmid, journal, url, licence, locator."


class Row(NamedTuple):
    """One row under known column names, and where it stands in the file."""

    number: int
    fields: dict[str, str]
    authors: tuple[str, ...]


class BadRow(NamedTuple):
    """A row that cannot be read."""

    number: int
    why: str


def read_csv(opened: Opened) -> Iterator[Imported]:
    """Yield the sources of a CSV or TSV file, Zotero's CSV export among them."""
    with open_lines(opened) as stream:
        yield from _sources(opened, _csv_rows(opened, bounded_lines(stream)))


def read_jsonl(opened: Opened) -> Iterator[Imported]:
    """Yield the sources of a file with a JSON object on each line."""
    with open_lines(opened) as stream:
        yield from _sources(opened, _json_rows(bounded_lines(stream)))


def read_objects(opened: Opened, objects: Iterable[Any]) -> Iterator[Imported]:
    """Yield the sources of JSON objects that were read already."""
    yield from _sources(opened, (_object_row(number, value) for number, value in enumerate(objects, start=1)))


def _csv_rows(opened: Opened, lines: Iterator[str]) -> Iterator[Row | BadRow]:
    header_line = next(lines, "")
    delimiter = "\t" if opened.path.suffix.lower() in {".tsv", ".tab"} else _delimiter(header_line)
    header = next(csv.reader([header_line], delimiter=delimiter), [])
    columns = [_COLUMNS.get(_squeezed(name)) for name in header]
    if not any(column in _SAYING for column in columns):
        raise FileError(f"No column says anything: {', '.join(header)[:200]}.", EXPECTED)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 2
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(number, f"The row cannot be read ({error}).")
            continue
        if not any(value.strip() for value in values):
            continue
        if len(values) > len(header):
            yield BadRow(number, f"The row has {len(values)} cells and the header {len(header)}.")
            continue
        fields: dict[str, str] = {}
        for column, value in zip(columns, values, strict=False):
            if column is not None and value.strip():
                fields.setdefault(column, value)
        people = re.split(r"\s*;\s*|\s+and\s+", fields.pop("authors", ""))
        yield Row(number, fields, tuple(people))


def _delimiter(header: str) -> str:
    return max(",;\t|", key=header.count)


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _json_rows(lines: Iterator[str]) -> Iterator[Row | BadRow]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield BadRow(number, f"The line is not JSON ({str(error)[:100]}).")
            continue
        yield _object_row(number, value)


def _object_row(number: int, value: Any) -> Row | BadRow:
    if not isinstance(value, dict):
        return BadRow(number, "There is no JSON object where a record was expected.")
    fields: dict[str, str] = {}
    authors: tuple[str, ...] = ()
    for name, content in value.items():
        column = _COLUMNS.get(_squeezed(str(name)))
        if column == "authors":
            authors = authors or _people(content)
        elif column is not None and isinstance(content, str | int | float) and str(content).strip():
            fields.setdefault(column, str(content))
    return Row(number, fields, authors)


def _people(content: Any) -> tuple[str, ...]:
    if isinstance(content, str):
        return tuple(re.split(r"\s*;\s*|\s+and\s+", content))
    names = []
    for person in content if isinstance(content, list) else ():
        if isinstance(person, dict):
            family = person.get("family") or person.get("lastName")
            given = person.get("given") or person.get("firstName")
            person = f"{family}, {given}" if family and given else family or person.get("literal") or person.get("name")
        names.append(str(person or ""))
    return tuple(names)


def _sources(opened: Opened, rows: Iterator[Row | BadRow]) -> Iterator[Imported]:
    """Put neighbouring rows of one source together, and count the failures beyond those that are listed."""
    failures = 0
    pending: list[Row] = []
    seen = False
    for row in rows:
        seen = True
        if isinstance(row, BadRow):
            failures += 1
            if failures <= opened.limits.max_reported_rows:
                yield _failure(opened, row)
            continue
        if pending and (_identity(row) != _identity(pending[0]) or len(pending) >= _MOST_ROWS):
            for item in _source(opened, pending):
                failures += isinstance(item, ImportFailure)
                if not isinstance(item, ImportFailure) or failures <= opened.limits.max_reported_rows:
                    yield item
            pending = []
        pending.append(row)
    if pending:
        yield from _source(opened, pending)
    if failures > opened.limits.max_reported_rows:
        rest = failures - opened.limits.max_reported_rows
        yield ImportFailure(file=opened.label, why=f"{rest} more rows could not be read.", remedy="See those above.")
    if not seen:
        raise FileError("There are no records in it.", EXPECTED)


def _failure(opened: Opened, row: BadRow) -> ImportFailure:
    return ImportFailure(file=opened.label, why=row.why, remedy="Correct that row.", place=f"row {row.number}")


def _identity(row: Row) -> tuple[str, str]:
    """What makes neighbouring rows one source: the first of these that is given, else that nothing is."""
    fields = row.fields
    for name in (*_PUBLIC, "id", "title"):
        if name in fields:
            return name, fields[name]
    return "", fields.get("year", fields.get("date", ""))


def _source(opened: Opened, rows: list[Row]) -> Iterator[Imported]:
    fields: dict[str, str] = {}
    for row in rows:
        fields = row.fields | fields
    own = fields.get("id", "")
    named = None if own.isdigit() else parse_identifier(own)
    if named is not None:
        fields.setdefault(named.scheme, named.value)
    nameless = not any(name in fields for name in (*_PUBLIC, "title"))
    # The abstracts of rows that name no source are many texts, and not one source's abstract.
    texts = ("text", "abstract") if nameless else ("text",)
    blocks = [
        Block(plain_text(row.fields[name]), row.fields.get("locator") or f"row {row.number}")
        for row in rows
        for name in texts
        if name in row.fields
    ]
    authors = next((row.authors for row in rows if any(row.authors)), ())
    try:
        source = _nameless(opened, fields, own, bool(blocks)) if nameless else source_from(opened, fields, authors)
        yield imported(opened, source, blocks)
    except FileError as error:
        yield ImportFailure(file=opened.label, why=error.message, remedy=error.hint, place=f"row {rows[0].number}")


def _nameless(opened: Opened, fields: Mapping[str, str], own: str, says_something: bool) -> Source:
    """The source of rows that name none: the file itself, or what the file calls by that id."""
    if not says_something:
        raise FileError("The record has no title, abstract or text.", EXPECTED)
    kept = {name: value for name, value in fields.items() if name != "abstract"}
    title = f"{opened.path.stem}: {own}" if own else opened.path.stem
    source = source_from(opened, kept | {"title": title})
    return source.model_copy(update={"id": content_id("ref", opened.name, own, source.year)})
