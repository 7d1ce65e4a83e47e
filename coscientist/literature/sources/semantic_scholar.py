"""Semantic Scholar: an index across all fields; it answers 403 and 429 readily, above all without a key.

Source: https://api.semanticscholar.org/api-docs/graph
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
    year_in,
)
from coscientist.literature.sources.transport import Transport, UnreadableAnswerError

_FIELDS = "externalIds,title,abstract,venue,journal,year,publicationDate,openAccessPdf,authors,url"
_SCHEMES = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "arxiv": "ARXIV"}


class SemanticScholar:
    """Finds and looks up publications. It says nothing about retractions."""

    name = "semantic-scholar"

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def find(self, query: str, *, limit: int = 25, until: int | None = None) -> Answer:
        """Search titles and abstracts in plain words; hyphens would find nothing and are taken for spaces."""
        asked = tidy_query(query)
        parameters = {
            "query": asked.replace("-", " "),
            "fields": _FIELDS,
            "limit": str(min(limit, self._transport.service.page)),
        }
        if until is not None:
            parameters["year"] = f"-{until}"
        return answer(
            self._transport, asked, lambda: self._transport.fetch("/paper/search", parameters, read_list), until=until
        )

    def knows(self, identifier: Identifier) -> bool:
        """All four schemes."""
        return identifier.scheme in _SCHEMES

    def look_up(self, identifier: Identifier) -> Answer:
        """Return the paper with that identifier."""
        value = identifier.value.removeprefix("PMC") if identifier.scheme == "pmcid" else identifier.value
        path = f"/paper/{_SCHEMES[identifier.scheme]}:{quote(value, safe='/')}"
        return answer(
            self._transport,
            str(identifier),
            lambda: self._transport.fetch(path, {"fields": _FIELDS}, read_paper),
        )


def read_list(body: bytes) -> Reading:
    """Read a search answer; with no hits it has no list at all."""
    data = read_json(body)
    total = whole_at(data, "total")
    papers = at(data, "data")
    if total is None or (total > 0 and not isinstance(papers, list)):
        raise UnreadableAnswerError("it answered without a list of papers")
    sources, remarks = readable([_source(paper) for paper in papers or ()])
    return Reading(sources, total, remarks)


def read_paper(body: bytes) -> Reading:
    """Read a single paper."""
    source = _source(read_json(body))
    if source is None:
        raise UnreadableAnswerError("it answered without a paper")
    return Reading((source,))


def _source(paper: Any) -> Source | None:
    arxiv_only = at(paper, "externalIds", "ArXiv") is not None and at(paper, "externalIds", "DOI") is None
    date = text_at(paper, "publicationDate")
    return make_source(
        SemanticScholar.name,
        identifiers={
            "doi": text_at(paper, "externalIds", "DOI"),
            "pmid": text_at(paper, "externalIds", "PubMed"),
            "pmcid": text_at(paper, "externalIds", "PubMedCentral"),
            "arxiv": text_at(paper, "externalIds", "ArXiv"),
            "s2": text_at(paper, "paperId"),
        },
        title=text_at(paper, "title"),
        authors=[text_at(author, "name") for author in list_at(paper, "authors")],
        journal=text_at(paper, "journal", "name") or text_at(paper, "venue"),
        years=[whole_at(paper, "year"), year_in(date)],
        date=date,
        url=text_at(paper, "url"),
        full_text_url=text_at(paper, "openAccessPdf", "url"),
        abstract=text_at(paper, "abstract"),
        licence=text_at(paper, "openAccessPdf", "license"),
        # Its type `Review` is given to many articles that are none, and is not passed on.
        kind="preprint" if arxiv_only else "article",
    )
