"""What is special about one service or another."""

import json
from random import Random

import httpx
import pytest

from coscientist.domain.errors import SettingsError
from coscientist.literature.identifiers import Identifier
from coscientist.literature.sources import arxiv, crossref, europe_pmc, openalex, pubmed, semantic_scholar
from coscientist.literature.sources.opening import Access, open_services
from coscientist.literature.sources.transport import UnreadableAnswerError
from tests.literature.sources.services import adapter, recorded, replies
from tests.support.clocks import SetClock


def ok(content: bytes) -> httpx.Response:
    return httpx.Response(200, content=content)


def test_a_degraded_europe_pmc_is_down_and_not_empty() -> None:
    with pytest.raises(UnreadableAnswerError):
        europe_pmc.read_search(b'{"version": "6.9"}')


def test_hits_that_are_counted_but_not_listed_are_a_failure() -> None:
    with pytest.raises(UnreadableAnswerError, match="12 hits"):
        europe_pmc.read_search(b'{"hitCount": 12, "resultList": {"result": []}}')


def test_a_retraction_notice_is_not_itself_retracted() -> None:
    reading = europe_pmc.read_search(recorded("europe-pmc", "trimmed-lite-with-retraction-notice.json"))
    notice = reading.sources[0]
    assert notice.title.startswith("Retraction Note")
    assert (notice.retracted, notice.kind) == (False, "other")


def test_europe_pmc_flags_retracted_publications() -> None:
    record = {"pmid": "1", "title": "A thing", "pubType": "retracted publication; journal article"}
    body = json.dumps({"hitCount": 1, "resultList": {"result": [record]}}).encode()
    assert europe_pmc.read_search(body).sources[0].retracted is True


def test_a_full_text_comes_as_passages_with_their_sections() -> None:
    service = adapter("europe-pmc", replies(ok(recorded("jats-fulltext", "pone.0000217.xml"))), SetClock())
    assert isinstance(service, europe_pmc.EuropePmc)
    answer = service.read(Identifier(scheme="pmcid", value="PMC1790863"))
    assert answer.kind == "found"
    assert answer.sources[0].id == "pmid:17299597"
    assert {passage.source for passage in answer.passages} == {"pmid:17299597"}
    locators = {passage.locator for passage in answer.passages}
    assert {"abstract", "Introduction"} <= locators
    assert len(answer.passages) > 80


def test_an_article_that_is_not_open_is_found_to_have_no_full_text() -> None:
    service = adapter("europe-pmc", replies(httpx.Response(404)), SetClock())
    assert isinstance(service, europe_pmc.EuropePmc)
    answer = service.read(Identifier(scheme="pmcid", value="PMC3040717"))
    assert answer.kind == "not found"
    assert "no open full text" in answer.remarks[0]


def test_a_term_that_pubmed_dropped_is_a_remark() -> None:
    hits = pubmed.read_hits(recorded("ncbi-eutils", "esearch-phrase-not-found-40362-hits.json"))
    assert hits.total == 40362
    assert "p.E1317Q" in hits.remarks[0]


def test_pubmeds_rate_limit_is_a_failure_whatever_its_status() -> None:
    for read in (pubmed.read_hits, pubmed.read_records):
        with pytest.raises(UnreadableAnswerError, match="rate limit"):
            read(recorded("ncbi-eutils", "rate-limit-exceeded.json"))


def test_a_pubmed_record_has_its_own_identifiers_and_not_those_of_its_references() -> None:
    source = pubmed.read_records(recorded("ncbi-eutils", "efetch-pubmed-30108519.xml")).sources[0]
    assert source.identifiers["pmid"] == "30108519"
    assert source.identifiers["doi"].startswith("10.")
    references = pubmed.read_records(recorded("ncbi-eutils", "efetch-pubmed-28775130.xml")).sources[0]
    assert references.identifiers == {"doi": "10.1136/oemed-2017-104431", "pmcid": "PMC5771820", "pmid": "28775130"}


def test_pubmed_keeps_both_years_of_an_article_that_was_online_first() -> None:
    source = pubmed.read_records(recorded("ncbi-eutils", "efetch-pubmed-28775130.xml")).sources[0]
    assert (source.year, source.other_years, source.date) == (2018, (2017,), "2018-02")


@pytest.mark.parametrize(
    "mark",
    [
        "<PublicationTypeList><PublicationType>Retracted Publication</PublicationType></PublicationTypeList>",
        "",
    ],
)
def test_pubmed_flags_retractions_by_type_or_by_link(mark: str) -> None:
    link = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><PMID>77</PMID></CommentsCorrections>'
        "</CommentsCorrectionsList>"
    )
    body = (
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>5</PMID>"
        f"<Article><ArticleTitle>On things.</ArticleTitle>{mark}</Article>"
        f"{'' if mark else link}</MedlineCitation></PubmedArticle></PubmedArticleSet>"
    )
    source = pubmed.read_records(body.encode()).sources[0]
    assert source.retracted is True
    assert (source.retraction or "").startswith("pubmed: ")
    assert ("77" in (source.retraction or "")) == (mark == "")


def test_crossref_flags_a_title_that_its_publisher_marked() -> None:
    source = crossref.read_list(recorded("crossref", "trimmed-retracted-title-items.json")).sources[0]
    assert source.retracted is True


def test_crossrefs_silence_in_a_cut_down_record_is_not_a_clean_record() -> None:
    cut = crossref.read_list(recorded("crossref", "search-retracted-paper-select-hides-flag.json")).sources[0]
    assert cut.retracted is None
    whole = crossref.read_work(recorded("crossref", "work-10.1371-journal.pone.0033693.json")).sources[0]
    assert whole.retracted is False


@pytest.mark.parametrize(("kind", "retracted"), [("retraction", True), ("correction", False)])
def test_crossref_tells_retractions_from_corrections(kind: str, retracted: bool) -> None:
    data = json.loads(recorded("crossref", "work-10.1371-journal.pone.0033693.json"))
    data["message"]["updated-by"][0]["type"] = kind
    source = crossref.read_work(json.dumps(data).encode()).sources[0]
    assert source.retracted is retracted
    assert ("annotation" in (source.retraction or "")) is retracted


def test_openalex_puts_abstracts_together_again() -> None:
    source = openalex.read_work(recorded("openalex", "work-W2741809807-with-abstract.json")).sources[0]
    assert (source.abstract or "").startswith("Despite growing interest in Open Access (OA) to scholarly literature,")
    assert source.retracted is False


@pytest.mark.parametrize("positions", [{"word": [10**9]}, {"word": "x"}, {"word": [None]}, []])
def test_openalex_refuses_absurd_abstracts(positions: object) -> None:
    data = json.loads(recorded("openalex", "work-W2741809807-with-abstract.json"))
    data["abstract_inverted_index"] = positions
    assert openalex.read_work(json.dumps(data).encode()).sources[0].abstract is None


def test_an_arxiv_error_entry_is_not_a_paper() -> None:
    with pytest.raises(UnreadableAnswerError, match="incorrect id format"):
        arxiv.read_feed(recorded("arxiv", "id-malformed-400.xml"))


def test_a_malformed_arxiv_id_is_not_found() -> None:
    handler = replies(httpx.Response(400, content=recorded("arxiv", "id-malformed-400.xml")))
    answer = adapter("arxiv", handler, SetClock()).look_up(Identifier(scheme="arxiv", value="abc"))
    assert answer.kind == "not found"


def test_an_arxiv_feed_that_lost_its_entries_is_a_failure() -> None:
    feed = recorded("arxiv", "id-unknown-empty-feed.xml").replace(
        b">0</opensearch:totalResults", b">9</opensearch:totalResults"
    )
    with pytest.raises(UnreadableAnswerError, match="counts 9"):
        arxiv.read_feed(feed)


def test_a_preprint_keeps_its_own_name() -> None:
    source = arxiv.read_feed(recorded("arxiv", "search-testing-10.xml")).sources[0]
    assert source.id == "arxiv:2202.12139"
    assert source.identifiers["doi"] == "10.1109/icstw55395.2022.00035"


def test_a_null_among_semantic_scholars_papers_costs_only_itself() -> None:
    papers = json.loads(recorded("semantic-scholar", "batch-with-null-and-abstract.json"))
    reading = semantic_scholar.read_list(json.dumps({"total": len(papers), "data": papers}).encode())
    assert len(reading.sources) == sum(paper is not None for paper in papers)
    assert reading.remarks[0].startswith("1 records")


def test_the_year_limit_is_part_of_the_question() -> None:
    asked: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.url.query.decode()} {request.content.decode()}")
        return httpx.Response(404)

    names = ("europe-pmc", "pubmed", "openalex", "crossref", "arxiv", "semantic-scholar")
    for name in names:
        adapter(name, handler, SetClock()).find("migraine magnesium", until=1987)
    assert len(asked) == len(names)
    assert all("1987" in question for question in asked)


def test_an_unknown_service_is_named_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"'scopus'.*europe-pmc"):
        open_services(["scopus"], Access(), clock=SetClock(), rng=Random(0), sleep=lambda _: None)


def test_unpaywall_without_an_address_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(SettingsError, match="address"):
        open_services(["unpaywall"], Access(), clock=SetClock(), rng=Random(0), sleep=lambda _: None)
