"""Reading what services send without trusting its shape."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from coscientist.domain.literature import Passage, Source
from coscientist.literature.identifiers import normal_identifiers, source_id
from coscientist.literature.licences import normal_licence
from coscientist.literature.sources.transport import UnreadableAnswerError
from coscientist.literature.text.plain import plain_text, unmarked
from coscientist.literature.text.safe_xml import Element, XmlError, parse_xml

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_RETRACTED_TITLE = re.compile(r"^\W*(?:retracted|withdrawn|removed)(?:\s+(?:article|paper|chapter))?\s*[:\]–-]", re.I)
_NOTICE_TITLE = re.compile(r"^\W*(?:retraction|withdrawal|removal)(?:\s+(?:note|notice|of|to))?\b\s*[:\]–-]", re.I)
_HEADING = re.compile(r"^(?i:abstract|summary)\b[\s:.—-]*(?=[A-Z0-9\"“(]|$)")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
MOST_AUTHORS = 200


class Reading(NamedTuple):
    """What an answer holds; `total` is what the service says there is."""

    sources: tuple[Source, ...]
    total: int | None = None
    remarks: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


def read_json(body: bytes) -> dict[str, Any]:
    """Return a JSON object. Raises: UnreadableAnswerError for anything else."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableAnswerError("the answer is cut off or is not JSON") from error
    if not isinstance(value, dict):
        raise UnreadableAnswerError("the answer is JSON of another shape than documented")
    return value


def read_xml(body: bytes) -> Element:
    """Return the root of an XML answer. Raises: UnreadableAnswerError for broken or hostile XML."""
    try:
        return parse_xml(body)
    except XmlError as error:
        raise UnreadableAnswerError(error.message.rstrip(".")) from error


def at(value: Any, *path: str | int) -> Any:
    """Return what is found along keys and positions, or None where the shape is another."""
    for step in path:
        if isinstance(step, str) and isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def text_at(value: Any, *path: str | int) -> str | None:
    """Return a text or number found along a path as text, or None."""
    found = at(value, *path)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return None
    return str(found).strip() or None


def list_at(value: Any, *path: str | int) -> list[Any]:
    """Return a list found along a path, or an empty one."""
    found = at(value, *path)
    return found if isinstance(found, list) else []


def whole_at(value: Any, *path: str | int) -> int | None:
    """Return a whole number found along a path, or None."""
    text = text_at(value, *path)
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else None


def year_in(text: str | None) -> int | None:
    """Return the first plausible year in a date as any service writes one."""
    found = _YEAR.search(text or "")
    return int(found[1]) if found else None


def title_says_retracted(title: str) -> bool:
    """Say whether a title was marked by its publisher (`RETRACTED ARTICLE: …`)."""
    return _RETRACTED_TITLE.match(title) is not None


def is_notice(title: str) -> bool:
    """Say whether a title is that of a retraction notice, which is not itself retracted."""
    return _NOTICE_TITLE.match(title) is not None


def make_source(
    service: str,
    *,
    identifiers: Mapping[str, str | None],
    title: str | None,
    authors: Iterable[str | None] = (),
    journal: str | None = None,
    years: Iterable[int | None] = (),
    date: str | None = None,
    url: str | None = None,
    full_text_url: str | None = None,
    abstract: str | None = None,
    licence: str | None = None,
    retracted: bool | None = None,
    retraction: str | None = None,
    kind: str = "article",
    fallback_id: str | None = None,
) -> Source | None:
    """Build a source from what a service says, cleaned and bounded; None without a title or a usable identifier.

    `years` begins with the one that people cite. `fallback_id` names a source that has no public identifier.
    """
    names = normal_identifiers(identifiers)
    name = source_id(names, kind) or fallback_id
    heading = unmarked(title or "", limit=1_000).removesuffix(".")
    if name is None or not heading:
        return None
    marked = title_says_retracted(heading)
    known_years = list(dict.fromkeys(year for year in years if year is not None))
    people = (plain_text(author, limit=200) for author in authors if author)
    gone = True if marked else retracted
    return Source(
        id=name,
        title=heading,
        authors=tuple(person for person in people if person)[:MOST_AUTHORS],
        journal=plain_text(journal or "", limit=300) or None,
        year=known_years[0] if known_years else None,
        other_years=tuple(known_years[1:]),
        date=date,
        url=_address(url),
        full_text_url=_address(full_text_url),
        abstract=_HEADING.sub("", unmarked(abstract or "", limit=50_000)) or None,
        identifiers=names,
        licence=normal_licence(licence),
        retracted=gone,
        retraction=(retraction or (f"{service}: its title says so" if marked else service)) if gone else None,
        kind="other" if is_notice(heading) else kind,
        found_in=(service,),
    )


def _address(url: str | None) -> str | None:
    """Return a web address, or None for anything that is not plainly one, as `javascript:` and what holds spaces."""
    found = _ADDRESS.fullmatch((url or "").strip())
    return found[0][:2_000] if found else None
