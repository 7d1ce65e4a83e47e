"""JSON files: CSL-JSON and Zotero's own JSON from reference managers, or plain records."""

import json
from collections.abc import Iterator
from typing import Any

from coscientist.domain.errors import FileError
from coscientist.literature.files.content import read_text
from coscientist.literature.files.records import imported, source_from
from coscientist.literature.files.rows import read_objects
from coscientist.literature.files.values import Imported, ImportFailure, Opened
from coscientist.literature.sources.reading import at, list_at, text_at, whole_at

_CSL_MARKS = frozenset({"issued", "container-title", "DOI", "PMID", "citation-key"})


def read_json_file(opened: Opened) -> Iterator[Imported]:
    """Yield the sources of a JSON file, whichever of the three it is."""
    try:
        value = json.loads(read_text(opened))
    except (ValueError, RecursionError) as error:
        raise FileError(f"The file is not JSON ({str(error)[:100]}).", "Export it again.") from error
    records = value if isinstance(value, list) else at(value, "items") or at(value, "records") or [value]
    if not isinstance(records, list) or not records:
        raise FileError("There are no records in it.", "Expected is a list of records, or an object with `items`.")
    if any(_is_csl(record) for record in records):
        yield from _references(opened, records, _csl)
    elif any(isinstance(record, dict) and "itemType" in record for record in records):
        kept = [record for record in records if at(record, "itemType") not in {"note", "attachment", "annotation"}]
        yield from _references(opened, kept, _zotero)
    else:
        yield from read_objects(opened, records)


def _is_csl(record: Any) -> bool:
    return isinstance(record, dict) and "title" in record and "type" in record and bool(_CSL_MARKS & record.keys())


def _references(opened: Opened, records: list[Any], read: Any) -> Iterator[Imported]:
    for number, record in enumerate(records, start=1):
        opened.deadline.check()
        try:
            yield imported(opened, source_from(opened, *read(record)))
        except FileError as error:
            place = f"record {text_at(record, 'id') or number}"
            yield ImportFailure(file=opened.label, why=error.message, remedy=error.hint, place=place)


def _fields(**stated: str | None) -> dict[str, str]:
    return {name: value for name, value in stated.items() if value}


def _csl(record: Any) -> tuple[dict[str, str], list[str]]:
    """Source: https://docs.citationstyles.org/en/stable/specification.html."""
    parts = [whole_at(part) for part in list_at(record, "issued", "date-parts", 0)]
    date = "-".join(f"{part:02d}" for part in parts if part is not None) or text_at(record, "issued", "raw")
    fields = _fields(
        title=text_at(record, "title"),
        doi=text_at(record, "DOI"),
        pmid=text_at(record, "PMID"),
        pmcid=text_at(record, "PMCID"),
        url=text_at(record, "URL"),
        year=date,
        date=date,
        journal=text_at(record, "container-title"),
        abstract=text_at(record, "abstract"),
        licence=text_at(record, "license"),
        kind=text_at(record, "type"),
        note=text_at(record, "note"),
    )
    return fields, [_name(person, "family", "given", "literal") for person in list_at(record, "author")]


def _zotero(record: Any) -> tuple[dict[str, str], list[str]]:
    """Source: https://www.zotero.org/support/dev/web_api/v3/types_and_fields."""
    fields = _fields(
        title=text_at(record, "title"),
        doi=text_at(record, "DOI"),
        url=text_at(record, "url"),
        year=text_at(record, "date"),
        date=text_at(record, "date"),
        journal=text_at(record, "publicationTitle") or text_at(record, "proceedingsTitle"),
        abstract=text_at(record, "abstractNote"),
        licence=text_at(record, "rights"),
        kind=text_at(record, "itemType"),
        note=text_at(record, "extra"),
    )
    people = [person for person in list_at(record, "creators") if at(person, "creatorType") in {None, "author"}]
    return fields, [_name(person, "lastName", "firstName", "name") for person in people]


def _name(person: Any, family_field: str, given_field: str, whole_field: str) -> str:
    family, given = text_at(person, family_field), text_at(person, given_field)
    particle = text_at(person, "non-dropping-particle")
    family = f"{particle} {family}" if particle and family else family
    return (f"{family}, {given}" if family and given else family) or text_at(person, whole_field) or ""
