"""RIS and PubMed's own tagged format (.nbib): one reference a record, one field a line.

Source: https://en.wikipedia.org/wiki/RIS_(file_format), https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from coscientist.domain.errors import FileError
from coscientist.literature.files.content import read_text
from coscientist.literature.files.records import imported, source_from
from coscientist.literature.files.values import Imported, ImportFailure, Opened

_RIS_LINE = re.compile(r"^([A-Z][A-Z0-9])  -(?: (.*))?$")
_MEDLINE_LINE = re.compile(r"^([A-Z]{2,4}) *- (.*)$")
_AID_DOI = re.compile(r"^(\S+) \[doi\]$")
_DATABASE = re.compile(r"pubmed|medline|nlm", re.IGNORECASE)
Record = Mapping[str, Sequence[str]]


def read_ris(opened: Opened) -> Iterator[Imported]:
    """Yield a source for each record of a RIS file."""
    return _read(opened, _RIS_LINE, _from_ris, "Records begin with `TY  - JOUR` and end with `ER  - `.")


def read_medline(opened: Opened) -> Iterator[Imported]:
    """Yield a source for each record of a file in PubMed's format."""
    return _read(opened, _MEDLINE_LINE, _from_medline, "Records begin with `PMID- `.")


def _read(
    opened: Opened,
    pattern: re.Pattern[str],
    fields_of: Callable[[Record], tuple[dict[str, str], list[str]]],
    expected: str,
) -> Iterator[Imported]:
    found = False
    for line, record in _records(read_text(opened), pattern):
        opened.deadline.check()
        found = True
        try:
            yield imported(opened, source_from(opened, *fields_of(record)))
        except FileError as error:
            yield ImportFailure(file=opened.label, why=error.message, remedy=error.hint, place=f"line {line}")
    if not found:
        raise FileError("There is no reference in it.", expected)


def _records(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, Record]]:
    """Yield records with the line they begin on; a line without a tag continues the one before."""
    record: dict[str, list[str]] = defaultdict(list)
    began = 1
    tag = ""
    for number, line in enumerate(text.splitlines(), start=1):
        match = pattern.match(line.rstrip())
        if match is None:
            if tag and line.strip():
                record[tag][-1] += f" {line.strip()}"
            continue
        tag = match[1]
        if tag in {"TY", "PMID"} or not record:
            if record:
                yield began, record
            record, began = defaultdict(list), number
        if tag == "ER":
            if len(record) > 0:
                yield began, record
            record, tag = defaultdict(list), ""
            continue
        record[tag].append((match[2] or "").strip())
    if record:
        yield began, record


def _first(record: Record, *tags: str) -> str:
    return next((record[tag][0] for tag in tags if record.get(tag) and record[tag][0]), "")


def _from_ris(record: Record) -> tuple[dict[str, str], list[str]]:
    accession = _first(record, "AN")
    from_pubmed = accession.isdigit() and _DATABASE.search(_first(record, "DB", "DP"))
    fields = {
        "title": _first(record, "TI", "T1", "CT", "BT"),
        "doi": _first(record, "DO", "M3") if "10." in _first(record, "DO", "M3") else "",
        "pmid": accession if from_pubmed else "",
        "pmcid": _first(record, "C2") if _first(record, "C2").startswith("PMC") else "",
        "url": _first(record, "UR", "L2", "LK"),
        "year": _first(record, "PY", "Y1", "DA"),
        "date": _first(record, "DA", "PY").replace("/", "-").rstrip("-"),
        "journal": _first(record, "JO", "JF", "T2", "JA", "J2"),
        "abstract": _first(record, "AB", "N2"),
        "kind": {"DATA": "dataset", "BOOK": "book", "THES": "thesis", "UNPB": "preprint", "ELEC": "web"}.get(
            _first(record, "TY"), "article"
        ),
        "note": " ".join([*record.get("N1", ()), *record.get("C2", ())]),
    }
    return fields, [*record.get("AU", ()), *record.get("A1", ())]


def _from_medline(record: Record) -> tuple[dict[str, str], list[str]]:
    dois = [match[1] for value in [*record.get("AID", ()), *record.get("LID", ())] if (match := _AID_DOI.match(value))]
    kinds = [kind.lower() for kind in record.get("PT", ())]
    fields = {
        "title": _first(record, "TI", "BTI"),
        "doi": dois[0] if dois else "",
        "pmid": _first(record, "PMID"),
        "pmcid": _first(record, "PMC"),
        "year": _first(record, "DP"),
        "journal": _first(record, "JT", "TA"),
        "abstract": _first(record, "AB"),
        "kind": "review" if any("review" in kind for kind in kinds) else "article",
        "retracted": "yes" if "retracted publication" in kinds or record.get("RIN") else "",
    }
    return fields, list(record.get("FAU", ()) or record.get("AU", ()))
