"""BibTeX: reference lists from managers and authors. A broken entry is reported and the next one read.

Source: O. Patashnik, BibTeXing, 1988, https://ctan.org/pkg/bibtex
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coscientist.domain.errors import FileError
from coscientist.literature.files.content import read_text
from coscientist.literature.files.latex import decode_latex
from coscientist.literature.files.records import imported, source_from
from coscientist.literature.files.values import Imported, ImportFailure, Opened

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_NOT_REFERENCES = frozenset({"comment", "preamble", "string"})
_KEY = re.compile(r"\s*([^,\s{}()=\"]*)\s*,")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w\-:+.]*)\s*=\s*")
_BARE = re.compile(r"[^\s,#{}()\"=]+")
_JOIN = re.compile(r"\s*#\s*")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class BibEntry(NamedTuple):
    """An entry as it is written: field names in lower case, values without their outer delimiters."""

    kind: str
    key: str
    fields: dict[str, str]
    line: int


class BibProblem(NamedTuple):
    """Where a text stops being BibTeX."""

    line: int
    why: str


def read_bibtex(opened: Opened) -> Iterator[Imported]:
    """Yield a source for each entry of a file."""
    found = False
    for item in parse_bibtex(read_text(opened)):
        opened.deadline.check()
        found = True
        if isinstance(item, BibProblem):
            yield ImportFailure(
                file=opened.label, why=item.why, remedy="Correct that entry.", place=f"line {item.line}"
            )
            continue
        try:
            fields, authors = reference_fields(item)
            yield imported(opened, source_from(opened, fields, authors))
        except FileError as error:
            place = f"entry {item.key or '(no key)'}, line {item.line}"
            yield ImportFailure(file=opened.label, why=error.message, remedy=error.hint, place=place)
    if not found:
        raise FileError("There is no BibTeX entry in it.", "Entries look like @article{key, title = {…}}.")


def parse_bibtex(text: str) -> Iterator[BibEntry | BibProblem]:
    """Yield entries and problems in the order of the text; @string abbreviations are put in."""
    strings = {month: month.capitalize() for month in _MONTHS}
    position = counted = 0
    line = 1
    while (start := _ENTRY.search(text, position)) is not None:
        line += text.count("\n", counted, start.start())
        counted = start.start()
        kind = start[1].lower()
        body = start.end()
        if kind == "comment":
            position = body
            continue
        try:
            if kind == "preamble":
                _, position = _delimited(text, body - 1)
            elif kind == "string":
                fields, position = _fields(text, body, strings)
                strings.update(fields)
            else:
                key = _KEY.match(text, body)
                fields, position = _fields(text, key.end() if key else body, strings)
                yield BibEntry(kind, key[1] if key else "", fields, line)
        except FileError as error:
            yield BibProblem(line, f"@{start[1]} is broken: {error.message}")
            position = _next_entry(text, body)


def _next_entry(text: str, position: int) -> int:
    """Go on at the next entry that starts a line: what lies before belongs to the broken one."""
    found = re.compile(r"^[ \t]*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE).search(text, position)
    return found.start() if found else len(text)


def _fields(text: str, position: int, strings: dict[str, str]) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    while (name := _FIELD.match(text, position)) is not None:
        value, position = _value(text, name.end(), strings)
        fields.setdefault(name[1].lower(), value)
    end = re.compile(r"[\s,]*([})])").match(text, position)
    if end is None:
        raise FileError("a comma, a brace or an equals sign is missing")
    return fields, end.end()


def _value(text: str, position: int, strings: dict[str, str]) -> tuple[str, int]:
    parts: list[str] = []
    while True:
        opening = text[position : position + 1]
        if opening in {"{", '"'}:
            part, position = _delimited(text, position)
        elif bare := _BARE.match(text, position):
            part, position = strings.get(bare[0].lower(), bare[0]), bare.end()
        else:
            raise FileError("a field has no value")
        parts.append(part)
        joined = _JOIN.match(text, position)
        if joined is None:
            return "".join(parts), position
        position = joined.end()


_STRUCTURE = re.compile(r"\\.|[{}\"]", re.DOTALL)


def _delimited(text: str, position: int) -> tuple[str, int]:
    """Return what stands between braces or quotation marks; braces inside are balanced."""
    closing = {"{": "}", '"': '"', "(": ")"}[text[position]]
    depth = 0
    for mark in _STRUCTURE.finditer(text, position + 1):
        sign = mark[0]
        if sign == closing and depth == 0:
            return text[position + 1 : mark.start()], mark.end()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth < 0:
                break
    raise FileError("a brace or quotation mark is never closed")


def reference_fields(entry: BibEntry) -> tuple[dict[str, str], list[str]]:
    """Return an entry's fields under the names that `source_from` takes, and its authors, both as plain text."""
    plain = {name: decode_latex(value) for name, value in entry.fields.items() if name not in {"author", "editor"}}
    people = entry.fields.get("author") or entry.fields.get("editor") or ""
    authors = [decode_latex(_unbraced(person)) for person in _AND.split(people) if person.lower() != "others"]
    eprint_is_arxiv = plain.get("archiveprefix", plain.get("eprinttype", "arxiv")).lower() == "arxiv"
    fields = {
        "title": plain.get("title", ""),
        "doi": entry.fields.get("doi", "").replace("\\", ""),
        "pmid": plain.get("pmid", ""),
        "pmcid": plain.get("pmcid", plain.get("pmc", "")),
        "arxiv": plain.get("eprint", "") if eprint_is_arxiv else "",
        "url": entry.fields.get("url", "").replace("\\", ""),
        "year": plain.get("year", ""),
        "date": plain.get("date", ""),
        "journal": plain.get("journal") or plain.get("journaltitle") or plain.get("booktitle", ""),
        "abstract": plain.get("abstract", ""),
        "licence": plain.get("copyright", plain.get("license", "")),
        "kind": entry.kind,
        "note": f"{plain.get('note', '')} {plain.get('annote', '')}",
    }
    return {name: value for name, value in fields.items() if value.strip()}, authors


def _unbraced(person: str) -> str:
    """A name in braces is a group's and has no parts; a plain one stays as it is written."""
    stripped = person.strip()
    return stripped[1:-1] if stripped.startswith("{") and stripped.endswith("}") else stripped
