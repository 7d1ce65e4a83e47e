"""PubMed through NCBI's E-utilities: biomedical records with MEDLINE's retraction links.

Source: https://www.ncbi.nlm.nih.gov/books/NBK25499/
"""

from typing import NamedTuple

from coscientist.domain.literature import Answer
from coscientist.literature.identifiers import Identifier
from coscientist.literature.sources.answering import answer, readable, tidy_query
from coscientist.literature.sources.pubmed_xml import read_article_set
from coscientist.literature.sources.reading import Reading, at, list_at, read_json, read_xml, text_at, whole_at
from coscientist.literature.sources.transport import Fetched, Transport, UnreadableAnswerError


class Hits(NamedTuple):
    """The ids that a search returned, in its order."""

    ids: tuple[str, ...]
    total: int
    remarks: tuple[str, ...] = ()


class PubMed:
    """Finds and looks up biomedical publications; a search takes two requests, for ids and for records."""

    name = "pubmed"

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def find(self, query: str, *, limit: int = 25, until: int | None = None) -> Answer:
        """Search with PubMed's own syntax, best match first."""
        asked = tidy_query(query)
        size = min(limit, self._transport.service.page)
        return answer(self._transport, asked, lambda: self._search(asked, size, until), until=until)

    def knows(self, identifier: Identifier) -> bool:
        """PMIDs, and DOIs by search."""
        return identifier.scheme in {"pmid", "doi"}

    def look_up(self, identifier: Identifier) -> Answer:
        """Return the record of a PMID or DOI."""
        if identifier.scheme == "pmid":
            return answer(self._transport, str(identifier), lambda: self._one("pmid", identifier.value))
        return answer(self._transport, str(identifier), lambda: self._by_doi(identifier.value))

    def _search(self, query: str, size: int, until: int | None) -> Fetched[Reading]:
        parameters = {"db": "pubmed", "term": query, "retmode": "json", "retmax": str(size), "sort": "relevance"}
        if until is not None:
            parameters |= {"datetype": "pdat", "mindate": "1500", "maxdate": str(until)}
        # A form rather than an address, because a long query must fit.
        hits = self._transport.fetch("/esearch.fcgi", parameters | {"tool": "coscientist"}, read_hits, post=True)
        if hits.value is None or not hits.value.ids:
            return Fetched(Reading((), remarks=hits.value.remarks if hits.value else ()), hits.at)
        records = self._records(hits.value.ids)
        by_id = {source.identifiers.get("pmid"): source for source in records.value.sources} if records.value else {}
        ranked = tuple(by_id[name] for name in hits.value.ids if name in by_id)
        remarks = (*hits.value.remarks, *(records.value.remarks if records.value else ()))
        return Fetched(Reading(ranked, hits.value.total, remarks), hits.at)

    def _records(self, ids: tuple[str, ...]) -> Fetched[Reading]:
        parameters = {"db": "pubmed", "id": ",".join(ids), "retmode": "xml", "tool": "coscientist"}
        return self._transport.fetch("/efetch.fcgi", parameters, read_records, absent=(400, 404), post=True)

    def _one(self, scheme: str, value: str) -> Fetched[Reading]:
        return _only(self._records((value,)), scheme, value)

    def _by_doi(self, doi: str) -> Fetched[Reading]:
        # PubMed drops a term that it does not know and answers with something else: only the same DOI counts.
        bare = doi.replace('"', "")
        return _only(self._search(f'"{bare}"[AID]', 5, None), "doi", doi)


def _only(fetched: Fetched[Reading], scheme: str, value: str) -> Fetched[Reading]:
    sources = fetched.value.sources if fetched.value else ()
    same = tuple(source for source in sources if source.identifiers.get(scheme) == value)
    return Fetched(Reading(same[:1]), fetched.at)


def read_hits(body: bytes) -> Hits:
    """Read the ids of a search. A term that PubMed left out of it is a remark: the hits are then for something else."""
    data = read_json(body)
    if (error := text_at(data, "error") or text_at(data, "esearchresult", "ERROR")) is not None:
        raise UnreadableAnswerError(f"it answered with an error ({error[:100]})")
    result = at(data, "esearchresult")
    total = whole_at(result, "count")
    ids = at(result, "idlist")
    if total is None or not isinstance(ids, list):
        raise UnreadableAnswerError("it answered without a list of ids")
    unknown = [str(phrase) for phrase in list_at(result, "errorlist", "phrasesnotfound")]
    remarks = tuple(f"PubMed does not know {phrase!r} and searched without it" for phrase in unknown)
    return Hits(tuple(str(name) for name in ids if str(name).isdigit()), total, remarks)


def read_records(body: bytes) -> Reading:
    """Read fetched records."""
    if body.lstrip()[:1] == b"{":
        error = text_at(read_json(body), "error") or "JSON where XML was asked for"
        raise UnreadableAnswerError(f"it answered with an error ({error[:100]})")
    root = read_xml(body)
    if root.tag != "PubmedArticleSet":
        raise UnreadableAnswerError(f"it sent <{root.tag}> where records were expected")
    sources, remarks = readable(list(read_article_set(root, PubMed.name)))
    return Reading(sources, remarks=remarks)
