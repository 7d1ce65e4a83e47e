"""Unpaywall: where an open copy of a DOI is, and under which licence.

Source: https://unpaywall.org/products/api
"""

from typing import Any
from urllib.parse import quote

from coscientist.domain.literature import Answer, Source
from coscientist.literature.identifiers import Identifier
from coscientist.literature.sources.answering import answer, readable, tidy_query
from coscientist.literature.sources.reading import Reading, at, list_at, make_source, read_json, text_at, whole_at
from coscientist.literature.sources.transport import Transport, UnreadableAnswerError

_KINDS = {"journal-article": "article", "posted-content": "preprint", "book": "book", "dataset": "dataset"}


class Unpaywall:
    """Finds titles and looks up DOIs; it wants an e-mail address with every question."""

    name = "unpaywall"

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def find(self, query: str, *, limit: int = 25, until: int | None = None) -> Answer:
        """Search titles; at most fifty come back."""
        asked = tidy_query(query)
        found = answer(
            self._transport, asked, lambda: self._transport.fetch("/search", {"query": asked}, read_list), until=until
        )
        return found.model_copy(update={"sources": found.sources[:limit]}) if found.kind == "found" else found

    def knows(self, identifier: Identifier) -> bool:
        """DOIs only."""
        return identifier.scheme == "doi"

    def look_up(self, identifier: Identifier) -> Answer:
        """Return the record of a DOI with its best open copy."""
        path = f"/{quote(identifier.value, safe='/')}"
        return answer(self._transport, str(identifier), lambda: self._transport.fetch(path, {}, read_work))


def read_list(body: bytes) -> Reading:
    """Read a search answer."""
    results = at(read_json(body), "results")
    if not isinstance(results, list):
        raise UnreadableAnswerError("it answered without a list of works")
    sources, remarks = readable([_source(at(result, "response")) for result in results])
    return Reading(sources, remarks=remarks)


def read_work(body: bytes) -> Reading:
    """Read a single work."""
    source = _source(read_json(body))
    if source is None:
        raise UnreadableAnswerError("it answered without a work")
    return Reading((source,))


def _source(work: Any) -> Source | None:
    copy = at(work, "best_oa_location")
    return make_source(
        Unpaywall.name,
        identifiers={"doi": text_at(work, "doi")},
        title=text_at(work, "title"),
        authors=[_author(author) for author in list_at(work, "z_authors")],
        journal=text_at(work, "journal_name"),
        years=[whole_at(work, "year")],
        date=text_at(work, "published_date"),
        url=text_at(work, "doi_url"),
        full_text_url=text_at(copy, "url_for_pdf") or text_at(copy, "url"),
        licence=text_at(copy, "license"),
        kind=_KINDS.get(text_at(work, "genre") or "", "other"),
    )


def _author(author: Any) -> str | None:
    family, given = text_at(author, "family"), text_at(author, "given")
    return f"{family}, {given}" if family and given else family or text_at(author, "raw_author_name")
