"""From the fields of a reference, whatever format they came in, to a source."""

import re
from collections.abc import Iterable, Mapping

from coscientist.domain.base import content_id
from coscientist.domain.errors import FileError
from coscientist.domain.literature import Source
from coscientist.literature.files.values import ImportedSource, Opened
from coscientist.literature.identifiers import parse_identifier
from coscientist.literature.sources.merge import title_key
from coscientist.literature.sources.reading import make_source, year_in
from coscientist.literature.text.passages import Block, passages_of
from coscientist.literature.text.plain import plain_text

_PMID = re.compile(r"\bPMID:?\s*(\d{1,9})\b", re.IGNORECASE)
_PMCID = re.compile(r"\bPMC\d{3,9}\b")
_ARXIV = re.compile(r"\barXiv:\s*(\S+)", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?")
_KINDS = (
    ("review", "review"),
    ("preprint", "preprint"),
    ("unpublished", "preprint"),
    ("data", "dataset"),
    ("chapter", "article"),
    ("inbook", "article"),
    ("incollection", "article"),
    ("book", "book"),
    ("monograph", "book"),
    ("thesis", "book"),
    ("dissertation", "book"),
    ("web", "other"),
    ("blog", "other"),
    ("patent", "other"),
    ("software", "other"),
)
_YES = frozenset({"true", "yes", "1", "retracted"})


def source_from(opened: Opened, fields: Mapping[str, str], authors: Iterable[str] = ()) -> Source:
    """Build a source from a reference's fields, all optional but a title or an identifier.

    They are `title doi pmid pmcid arxiv url year date journal abstract licence kind retracted note`. Without a public
    identifier the source is named by its title and year, so that two exports of one library agree.

    Raises: FileError when neither title nor identifier is there.
    """
    identifiers = _identifiers(fields)
    names = [value for value in identifiers.values() if value]
    title = plain_text(fields.get("title", "")) or (names[0] if names else "")
    year = year_in(fields.get("year")) or year_in(fields.get("date"))
    source = make_source(
        opened.name,
        identifiers=identifiers,
        title=title,
        authors=[author for author in authors if author.strip()],
        journal=fields.get("journal"),
        years=[year],
        date=_iso(fields.get("date")),
        url=fields.get("url"),
        abstract=fields.get("abstract"),
        licence=fields.get("licence"),
        retracted=True if fields.get("retracted", "").strip().lower() in _YES else None,
        kind=_kind(fields.get("kind", "")),
        fallback_id=content_id("ref", title_key(title), year),
    )
    if source is None:
        raise FileError("There is neither a title nor an identifier.", "Give the record a title.")
    return source


def imported(
    opened: Opened, source: Source, blocks: Iterable[Block] = (), remarks: Iterable[str] = ()
) -> ImportedSource:
    """Cut what a source says into passages, the title of an abstract first: it is the finding in a sentence."""
    texts = list(blocks)
    if source.abstract and not any(block.locator == "abstract" for block in texts):
        texts.insert(0, Block(source.abstract, "abstract"))
    if not texts or texts[0].locator == "abstract":
        texts.insert(0, Block(source.title, "title"))
    passages = passages_of(source, texts)
    return ImportedSource(file=opened.label, source=source, passages=passages, remarks=tuple(remarks))


def _identifiers(fields: Mapping[str, str]) -> dict[str, str | None]:
    """Take identifiers from their own fields, then from the address and from notes such as `PMID: 123`."""
    found: dict[str, str | None] = {scheme: fields.get(scheme) for scheme in ("doi", "pmid", "pmcid", "arxiv")}
    address = parse_identifier(fields.get("url", ""))
    if address is not None and not found.get(address.scheme):
        found[address.scheme] = address.value
    note = fields.get("note", "")
    for scheme, pattern in (("pmid", _PMID), ("pmcid", _PMCID), ("arxiv", _ARXIV)):
        if not found.get(scheme) and (match := pattern.search(note)):
            found[scheme] = match[match.re.groups]
    return found


def _iso(date: str | None) -> str | None:
    match = _ISO.match((date or "").strip())
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    day = f"-{int(match[3]):02d}" if match[3] else ""
    return f"{match[1]}-{int(match[2]):02d}{day}"


def _kind(stated: str) -> str:
    squeezed = re.sub(r"[^a-z]", "", stated.lower())
    return next((kind for word, kind in _KINDS if word in squeezed), "article")
