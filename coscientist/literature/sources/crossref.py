"""Crossref: the registry of most DOIs, with licences and retraction notices.

Source: https://www.crossref.org/documentation/retrieve-metadata/rest-api/
"""

from typing import Any
from urllib.parse import quote

from coscientist.domain.literature import Answer, Source
from coscientist.literature.identifiers import Identifier
from coscientist.literature.sources.answering import answer, readable, tidy_query
from coscientist.literature.sources.reading import (
    Reading,
    at,
    list_at,
    make_source,
    read_json,
    text_at,
    whole_at,
)
from coscientist.literature.sources.transport import Transport, UnreadableAnswerError

_RETRACTING = frozenset({"retraction", "removal", "withdrawal", "partial_retraction"})
_KINDS = {
    "posted-content": "preprint",
    "dataset": "dataset",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "journal-article": "article",
    "proceedings-article": "article",
    "book-chapter": "article",
}


class Crossref:
    """Finds and looks up whatever has a Crossref DOI; its search always returns something, however unlike.

    Limits: DOIs of other agencies (DataCite: data sets, arXiv) are unknown to it, which does not make them invented.
    """

    name = "crossref"

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def find(self, query: str, *, limit: int = 25, until: int | None = None) -> Answer:
        """Search titles, authors and journals for words."""
        asked = tidy_query(query)
        # Whole records are asked for: a `select` would leave out whether a paper was retracted.
        parameters = {"query.bibliographic": asked, "rows": str(min(limit, self._transport.service.page))}
        if until is not None:
            parameters["filter"] = f"until-pub-date:{until}"
        return answer(
            self._transport, asked, lambda: self._transport.fetch("/works", parameters, read_list), until=until
        )

    def knows(self, identifier: Identifier) -> bool:
        """DOIs only."""
        return identifier.scheme == "doi"

    def look_up(self, identifier: Identifier) -> Answer:
        """Return the record of a DOI."""
        path = f"/works/{quote(identifier.value, safe='')}"
        return answer(self._transport, str(identifier), lambda: self._transport.fetch(path, {}, read_work))


def read_list(body: bytes) -> Reading:
    """Read a list of works."""
    data = read_json(body)
    items = at(data, "message", "items")
    if text_at(data, "status") != "ok" or not isinstance(items, list):
        raise UnreadableAnswerError("it answered without a list of works")
    sources, remarks = readable([_source(item) for item in items])
    return Reading(sources, whole_at(data, "message", "total-results"), remarks)


def read_work(body: bytes) -> Reading:
    """Read a single work."""
    data = read_json(body)
    source = _source(at(data, "message"))
    if text_at(data, "status") != "ok" or source is None:
        raise UnreadableAnswerError("it answered without a work")
    return Reading((source,))


def _source(item: Any) -> Source | None:
    years = [_year(item, field) for field in ("published-print", "issued", "published-online")]
    notice = _notice(item)
    # A record without a deposit date was cut down by a `select`, and its silence says nothing about retraction.
    whole = at(item, "deposited") is not None or at(item, "indexed") is not None
    return make_source(
        Crossref.name,
        identifiers={"doi": text_at(item, "DOI")},
        title=_title(item),
        authors=[_author(author) for author in list_at(item, "author")],
        journal=text_at(item, "container-title", 0),
        years=years,
        date=_date(item),
        url=text_at(item, "URL"),
        abstract=text_at(item, "abstract"),
        licence=_licence(item),
        retracted=True if notice else (False if whole else None),
        retraction=notice,
        kind=_KINDS.get(text_at(item, "type") or "", "other"),
    )


def _title(item: Any) -> str | None:
    title, subtitle = text_at(item, "title", 0), text_at(item, "subtitle", 0)
    return f"{title}: {subtitle}" if title and subtitle and subtitle.lower() not in title.lower() else title


def _year(item: Any, field: str) -> int | None:
    return whole_at(item, field, "date-parts", 0, 0)


def _date(item: Any) -> str | None:
    parts = [whole_at(part) for part in list_at(item, "issued", "date-parts", 0)]
    known = [part for part in parts if part is not None]
    return "-".join(f"{part:04d}" if place == 0 else f"{part:02d}" for place, part in enumerate(known[:3])) or None


def _author(author: Any) -> str | None:
    family, given = text_at(author, "family"), text_at(author, "given")
    return (f"{family}, {given}" if given else family) if family else text_at(author, "name")


def _licence(item: Any) -> str | None:
    """The licence of the published version comes before that of a manuscript; text-mining terms are neither."""
    stated = {text_at(entry, "content-version"): text_at(entry, "URL") for entry in list_at(item, "license")[::-1]}
    return stated.get("vor") or stated.get("unspecified") or stated.get("am")


def _notice(item: Any) -> str | None:
    for update in list_at(item, "updated-by"):
        if (text_at(update, "type") or "").lower() in _RETRACTING:
            doi, source = text_at(update, "DOI"), text_at(update, "source")
            return f"crossref: notice {doi or '(no DOI)'}" + (f", by {source}" if source else "")
    return None
