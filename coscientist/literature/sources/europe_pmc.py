"""Europe PMC: life-science records, and the full text of open articles.

Source: https://europepmc.org/RestfulWebService
"""

from typing import Any

from coscientist.domain.literature import Answer, NotFound, Source
from coscientist.literature.identifiers import Identifier, normal_pmcid
from coscientist.literature.sources.answering import answer, readable, tidy_query
from coscientist.literature.sources.reading import (
    Reading,
    at,
    list_at,
    make_source,
    read_json,
    read_xml,
    text_at,
    whole_at,
    year_in,
)
from coscientist.literature.sources.transport import Fetched, Transport, UnreadableAnswerError
from coscientist.literature.text.jats import articles, read_article
from coscientist.literature.text.passages import passages_of

_PREPRINTS = "PPR"
_CLOSED = "Europe PMC holds no open full text of it"


class EuropePmc:
    """Finds, looks up and reads life-science publications."""

    name = "europe-pmc"

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def find(self, query: str, *, limit: int = 25, until: int | None = None) -> Answer:
        """Search with Europe PMC's own syntax: words, "phrases", AND, OR, NOT, FIELD:value."""
        asked = tidy_query(query)
        dated = f"({asked}) AND PUB_YEAR:[1500 TO {until}]" if until is not None else asked
        size = min(limit, self._transport.service.page)
        return answer(self._transport, asked, lambda: self._search(dated, size), until=until)

    def knows(self, identifier: Identifier) -> bool:
        """Everything but arXiv ids."""
        return identifier.scheme != "arxiv"

    def look_up(self, identifier: Identifier) -> Answer:
        """Return the record with that identifier."""
        value = identifier.value.replace('"', "")
        asked = {"pmid": f"EXT_ID:{value} AND SRC:MED", "pmcid": f"PMCID:{value}"}.get(
            identifier.scheme, f'DOI:"{value}"'
        )
        return answer(self._transport, str(identifier), lambda: self._one(asked, identifier))

    def read(self, identifier: Identifier) -> Answer:
        """Return an open article with its passages; a PMCID is asked for directly, others are looked up first."""
        if identifier.scheme == "pmcid":
            return answer(self._transport, str(identifier), lambda: self._full_text(identifier.value))
        record = self.look_up(identifier)
        if record.kind != "found":
            return record
        pmcid = record.sources[0].identifiers.get("pmcid")
        if pmcid is None:
            return NotFound(inquiries=record.inquiries, remarks=(_CLOSED,))
        return answer(self._transport, str(identifier), lambda: self._full_text(pmcid))

    def _search(self, query: str, size: int) -> Fetched[Reading]:
        parameters = {"query": query, "resultType": "core", "format": "json", "pageSize": str(size)}
        return self._transport.fetch("/search", parameters, read_search)

    def _one(self, query: str, identifier: Identifier) -> Fetched[Reading]:
        fetched = self._search(query, 5)
        if fetched.value is None:
            return fetched
        same = tuple(s for s in fetched.value.sources if s.identifiers.get(identifier.scheme) == identifier.value)
        return Fetched(fetched.value._replace(sources=same[:1], total=None, remarks=()), fetched.at)

    def _full_text(self, pmcid: str) -> Fetched[Reading]:
        fetched = self._transport.fetch(f"/{pmcid}/fullTextXML", {}, lambda body: read_full_text(body, pmcid))
        return Fetched(fetched.value or Reading((), remarks=(_CLOSED,)), fetched.at)


def read_search(body: bytes) -> Reading:
    """Read a search answer. A body without `hitCount` and results is a degraded service, not an empty answer."""
    data = read_json(body)
    total = whole_at(data, "hitCount")
    results = at(data, "resultList", "result")
    if total is None or not isinstance(results, list):
        raise UnreadableAnswerError("it answered without a result list, as it does when its search is down")
    if total > 0 and not results:
        raise UnreadableAnswerError(f"it counts {total} hits and lists none")
    sources, remarks = readable([_source(record) for record in results])
    return Reading(sources, total, remarks)


def _source(record: Any) -> Source | None:
    kinds = _publication_types(record)
    listed = list_at(record, "authorList", "author")
    authors = [_author(author) for author in listed] or (text_at(record, "authorString") or "").rstrip(".").split(", ")
    date = text_at(record, "firstPublicationDate")
    return make_source(
        EuropePmc.name,
        identifiers={
            "pmid": text_at(record, "pmid"),
            "doi": text_at(record, "doi"),
            "pmcid": normal_pmcid(text_at(record, "pmcid") or ""),
        },
        title=text_at(record, "title"),
        authors=authors,
        journal=text_at(record, "journalInfo", "journal", "title") or text_at(record, "journalTitle"),
        years=[whole_at(record, "pubYear"), year_in(text_at(record, "electronicPublicationDate")), year_in(date)],
        date=date,
        url=_page(record),
        full_text_url=_open_copy(record),
        abstract=text_at(record, "abstractText"),
        licence=text_at(record, "license"),
        retracted=_retracted(kinds),
        kind=_kind(record, kinds),
    )


def _publication_types(record: Any) -> frozenset[str]:
    """Types from a full record (a list) or a short one (one text with semicolons)."""
    listed = list_at(record, "pubTypeList", "pubType")
    names = listed or (text_at(record, "pubType") or "").split(";")
    return frozenset(str(name).strip().lower() for name in names if str(name).strip())


def _retracted(kinds: frozenset[str]) -> bool | None:
    return "retracted publication" in kinds if kinds else None


def _kind(record: Any, kinds: frozenset[str]) -> str:
    if text_at(record, "source") == _PREPRINTS or "preprint" in kinds:
        return "preprint"
    if any("review" in kind for kind in kinds):
        return "review"
    notices = {"published erratum", "retraction of publication", "retraction notice", "editorial", "news", "letter"}
    return "other" if kinds & notices else "article"


def _author(author: Any) -> str | None:
    family, given = text_at(author, "lastName"), text_at(author, "firstName") or text_at(author, "initials")
    if family:
        return f"{family}, {given}" if given else family
    return text_at(author, "collectiveName") or text_at(author, "fullName")


def _page(record: Any) -> str | None:
    source, name = text_at(record, "source"), text_at(record, "id")
    return f"https://europepmc.org/article/{source}/{name}" if source and name else None


def _open_copy(record: Any) -> str | None:
    for link in list_at(record, "fullTextUrlList", "fullTextUrl"):
        if text_at(link, "availabilityCode") in {"OA", "F"}:
            return text_at(link, "url")
    return None


def read_full_text(body: bytes, pmcid: str) -> Reading:
    """Read an article in JATS with its passages."""
    root = read_xml(body)
    article = next(articles(root), None)
    if article is None:
        raise UnreadableAnswerError(f"it sent <{root.tag}> where an article was expected")
    read = read_article(article, fallback_id=f"pmcid:{pmcid}", found_in=EuropePmc.name)
    return Reading((read.source,), passages=passages_of(read.source, read.blocks))
