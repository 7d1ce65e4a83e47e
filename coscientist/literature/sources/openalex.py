"""OpenAlex: an open index of most of the scholarly literature.

Source: https://developers.openalex.org/api-reference/works
"""

from typing import Any
from urllib.parse import quote

from coscientist.domain.literature import Answer, Source
from coscientist.literature.identifiers import Identifier
from coscientist.literature.sources.answering import answer, readable, tidy_query
from coscientist.literature.sources.reading import Reading, at, list_at, make_source, read_json, text_at, whole_at
from coscientist.literature.sources.transport import Transport, UnreadableAnswerError

_KINDS = {
    "article": "article",
    "review": "review",
    "preprint": "preprint",
    "dataset": "dataset",
    "book": "book",
    "book-chapter": "article",
    "dissertation": "book",
    "letter": "other",
    "editorial": "other",
    "erratum": "other",
    "retraction": "other",
    "paratext": "other",
}
_SYNTAX = str.maketrans(dict.fromkeys("|!,:*?~", " "))


class OpenAlex:
    """Finds and looks up publications; without a key its daily allowance is soon used up."""

    name = "openalex"

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def find(self, query: str, *, limit: int = 25, until: int | None = None) -> Answer:
        """Search titles, abstracts and some full texts."""
        asked = tidy_query(query)
        parameters = {
            "search": " ".join(asked.translate(_SYNTAX).split()),
            "per_page": str(min(limit, self._transport.service.page)),
        }
        if until is not None:
            parameters["filter"] = f"to_publication_date:{until}-12-31"
        return answer(
            self._transport, asked, lambda: self._transport.fetch("/works", parameters, read_list), until=until
        )

    def knows(self, identifier: Identifier) -> bool:
        """DOIs, PMIDs and PMCIDs."""
        return identifier.scheme != "arxiv"

    def look_up(self, identifier: Identifier) -> Answer:
        """Return the work with that identifier."""
        path = f"/works/{identifier.scheme}:{quote(identifier.value, safe='')}"
        return answer(self._transport, str(identifier), lambda: self._transport.fetch(path, {}, read_work))


def read_list(body: bytes) -> Reading:
    """Read a list of works."""
    data = read_json(body)
    results = at(data, "results")
    total = whole_at(data, "meta", "count")
    if not isinstance(results, list) or total is None:
        raise UnreadableAnswerError("it answered without a list of works")
    sources, remarks = readable([_source(work) for work in results])
    return Reading(sources, total, remarks)


def read_work(body: bytes) -> Reading:
    """Read a single work."""
    source = _source(read_json(body))
    if source is None:
        raise UnreadableAnswerError("it answered without a work")
    return Reading((source,))


def _source(work: Any) -> Source | None:
    retracted = at(work, "is_retracted")
    location = at(work, "best_oa_location") or at(work, "primary_location")
    return make_source(
        OpenAlex.name,
        identifiers={
            "openalex": (text_at(work, "id") or "").rsplit("/", 1)[-1],
            "doi": text_at(work, "doi"),
            "pmid": text_at(work, "ids", "pmid"),
            "pmcid": text_at(work, "ids", "pmcid"),
            "arxiv": _arxiv(work),
        },
        title=text_at(work, "title") or text_at(work, "display_name"),
        authors=[
            text_at(entry, "raw_author_name") or text_at(entry, "author", "display_name")
            for entry in list_at(work, "authorships")
        ],
        journal=text_at(work, "primary_location", "source", "display_name"),
        years=[whole_at(work, "publication_year")],
        date=text_at(work, "publication_date"),
        url=text_at(work, "doi") or text_at(work, "id"),
        full_text_url=text_at(work, "open_access", "oa_url"),
        abstract=_abstract(at(work, "abstract_inverted_index")),
        licence=text_at(location, "license"),
        retracted=retracted if isinstance(retracted, bool) else None,
        kind=_KINDS.get(text_at(work, "type") or "", "other"),
    )


def _arxiv(work: Any) -> str | None:
    for location in list_at(work, "locations"):
        page = text_at(location, "landing_page_url") or ""
        if "arxiv.org/abs/" in page:
            return page
    return None


def _abstract(positions: Any) -> str | None:
    """Put an abstract together again from its words' positions.

    Limits: the index may lack words; a position beyond 20,000 is taken for an error and ends the attempt.
    """
    if not isinstance(positions, dict):
        return None
    words: dict[int, str] = {}
    for word, places in positions.items():
        for place in places if isinstance(places, list) else ():
            if not isinstance(place, int) or not 0 <= place <= 20_000:
                return None
            words[place] = str(word)
    return " ".join(words[place] for place in sorted(words)) or None
