"""The four states of a citation, and the ways to get one wrong, each told apart."""

import httpx
import pytest

from coscientist.domain.literature import Answer, Found, Inquiry, NotFound, Passage, Source, Unavailable
from coscientist.literature.citations.check import check_citation, check_citations
from coscientist.literature.citations.compare import SAME_TITLE, title_likeness
from coscientist.literature.citations.lookup import search_with
from coscientist.literature.citations.parse import citations_in_bibtex, citations_in_text
from coscientist.literature.citations.values import Citation, CitationCheck, Judgement, Problem
from coscientist.literature.identifiers import Identifier
from coscientist.literature.sources import crossref, europe_pmc, openalex, semantic_scholar, unpaywall
from coscientist.literature.sources.gather import resolver
from tests.literature.sources.services import adapter, recorded, replies
from tests.support.clocks import SetClock

WHEN = "2026-01-02T03:04:05+00:00"
ASKED = (Inquiry(service="crossref", query="x", at=WHEN),)
DOI = Identifier(scheme="doi", value="10.1234/real")
RECORD = Source(
    id="doi:10.1234/real",
    title="Magnesium raises the threshold of spreading depression in the rat",
    authors=("Doe, Jo", "van der Berg, P.", "Müller, Hans"),
    year=2012,
    other_years=(2011,),
    identifiers={"doi": "10.1234/real"},
    abstract="Magnesium raised the threshold of spreading depression. Calcium did not change it in any of the animals.",
    retracted=False,
    found_in=("crossref",),
)


def knowing(*records: Source) -> dict[str, Source]:
    return {record.identifiers["doi"]: record for record in records}


def check(citation: Citation, *records: Source, down: bool = False, **options: object) -> CitationCheck:
    known = knowing(*(records or (RECORD,)))

    def resolve(identifier: Identifier) -> Answer:
        if down:
            return Unavailable(inquiries=ASKED, why="Crossref: HTTP 500: it failed.")
        record = known.get(identifier.value)
        return Found(inquiries=ASKED, sources=(record,)) if record else NotFound(inquiries=ASKED)

    return check_citation(citation, resolve, **options)  # type: ignore[arg-type]


def citation(**changes: object) -> Citation:
    stated: dict[str, object] = {
        "text": "Doe et al. 2012",
        "identifiers": (DOI,),
        "authors": ("Doe",),
        "et_al": True,
        "year": 2012,
        "title": RECORD.title,
    }
    return Citation.model_validate(stated | changes)


def test_a_sound_citation_has_no_problems() -> None:
    found = check(citation())
    assert (found.exists.holds, found.metadata_right.holds, found.not_retracted.holds) == ("yes", "yes", "yes")
    assert found.supports.holds == "unknown"
    assert found.sound


def test_an_invented_identifier() -> None:
    found = check(citation(identifiers=(Identifier(scheme="doi", value="10.9999/made.up"),)))
    assert found.problems == (Problem.INVENTED,)
    assert found.exists.holds == "no"
    assert "unknown to crossref (2026-01-02)" in found.exists.why
    assert {found.metadata_right.holds, found.supports.holds, found.not_retracted.holds} == {"unknown"}


def test_a_service_that_is_down_makes_nothing_invented() -> None:
    found = check(citation(), down=True)
    assert (found.exists.holds, found.problems) == ("unavailable", ())
    assert "HTTP 500" in found.exists.why


@pytest.mark.parametrize("authors", [("Smith",), ("Doe", "Smith"), ("van der Berg",)])
def test_a_wrong_author(authors: tuple[str, ...]) -> None:
    found = check(citation(authors=authors))
    assert found.problems == (Problem.WRONG_AUTHOR,)
    assert found.metadata_right.holds == "no"
    assert "Doe" in found.metadata_right.why


@pytest.mark.parametrize("authors", [("Doe",), ("Doe", "Mueller"), ("DOE", "Berg")])
def test_a_right_author_however_spelt(authors: tuple[str, ...]) -> None:
    assert check(citation(authors=authors)).sound


@pytest.mark.parametrize(("year", "sound"), [(2012, True), (2011, True), (2013, False), (1999, False)])
def test_a_wrong_year_is_one_that_no_record_gives(year: int, sound: bool) -> None:
    found = check(citation(year=year))
    assert found.sound is sound
    assert (Problem.WRONG_YEAR in found.problems) is not sound


def test_a_year_beside_the_right_one_says_why_that_may_be() -> None:
    assert "online and print" in check(citation(year=2013)).metadata_right.why
    assert "online and print" not in check(citation(year=1999)).metadata_right.why


def test_a_wrong_title() -> None:
    found = check(citation(title="Calcium and the heart of the dog: a review"))
    assert found.problems == (Problem.WRONG_TITLE,)
    assert RECORD.title in found.metadata_right.why


@pytest.mark.parametrize(
    "title",
    [
        "Magnesium Raises the Threshold of Spreading Depression",
        "magnesium raises the treshold of spreading depression in the rat",
        "Magnesium raises the threshold of “spreading depression” in the rat.",
    ],
)
def test_a_title_may_be_shortened_or_slightly_misspelt(title: str) -> None:
    assert check(citation(title=title)).sound


def test_a_real_identifier_of_another_work() -> None:
    found = check(citation(title="Deep learning for the segmentation of leaves", authors=("Smith",), year=2020))
    assert found.problems[0] == Problem.ANOTHER_WORK
    assert found.exists.holds == "yes"


@pytest.mark.parametrize(
    ("retracted", "holds", "problems"),
    [(True, "no", (Problem.RETRACTED,)), (False, "yes", ()), (None, "unavailable", ())],
)
def test_a_retracted_paper(retracted: bool | None, holds: str, problems: tuple[Problem, ...]) -> None:
    record = RECORD.model_copy(update={"retracted": retracted, "retraction": "crossref: notice 10.1234/n"})
    found = check(citation(), record)
    assert (found.not_retracted.holds, found.problems) == (holds, problems)


def judge(verdicts: dict[str, str]) -> object:
    def decide(claim: str, passage: Passage) -> Judgement:
        word = next((word for word in verdicts if word in passage.quote), "")
        return Judgement.model_validate({"verdict": verdicts.get(word, "silent")})

    return decide


@pytest.mark.parametrize(
    ("verdicts", "holds", "problems"),
    [
        ({"Magnesium": "supports"}, "yes", ()),
        ({}, "no", (Problem.UNSUPPORTED,)),
        ({"Calcium": "contradicts"}, "no", (Problem.CONTRADICTED,)),
        ({"Magnesium": "supports", "Calcium": "contradicts"}, "unknown", ()),
        ({"Magnesium": "unknown"}, "unknown", ()),
    ],
)
def test_what_the_paper_says(verdicts: dict[str, str], holds: str, problems: tuple[Problem, ...]) -> None:
    found = check(citation(claim="Magnesium helps."), judge=judge(verdicts))
    assert (found.supports.holds, found.problems) == (holds, problems)
    assert bool(found.passages) == (verdicts.get("Magnesium") != "unknown")


def test_what_was_not_read_is_said() -> None:
    found = check(citation(claim="Magnesium helps."), judge=judge({}))
    assert "the full text was not read" in found.supports.why
    no_text = check(citation(claim="x"), RECORD.model_copy(update={"abstract": None}), judge=judge({}))
    assert (no_text.supports.holds, no_text.problems) == ("unavailable", ())


def test_several_wrongs_are_all_told() -> None:
    record = RECORD.model_copy(update={"retracted": True})
    found = check(citation(authors=("Smith",), year=1999), record)
    assert found.problems == (Problem.WRONG_AUTHOR, Problem.WRONG_YEAR, Problem.RETRACTED)


def test_a_reference_without_identifier_is_found_by_its_title() -> None:
    def search(_: Citation) -> Answer:
        return Found(inquiries=ASKED, sources=(RECORD.model_copy(update={"title": "Another"}), RECORD))

    bare = citation(identifiers=(), authors=("Smith",))
    found = check(bare, search=search)
    assert (found.exists.holds, found.problems) == ("yes", (Problem.WRONG_AUTHOR,))


def test_a_title_that_nobody_knows_is_not_found_and_says_who_was_asked() -> None:
    found = check(citation(identifiers=()), search=lambda _: NotFound(inquiries=ASKED))
    assert (found.exists.holds, found.problems) == ("no", (Problem.NOT_FOUND,))
    assert "crossref (2026-01-02)" in found.exists.why


def test_author_and_year_alone_decide_only_when_one_record_fits() -> None:
    bare = citation(identifiers=(), title=None)
    other = RECORD.model_copy(update={"id": "doi:10.1234/other", "title": "Another work of the same year"})
    one = check(bare, search=lambda _: Found(inquiries=ASKED, sources=(RECORD,)))
    two = check(bare, search=lambda _: Found(inquiries=ASKED, sources=(RECORD, other)))
    assert (one.exists.holds, two.exists.holds, two.problems) == ("yes", "unknown", ())


def test_without_search_a_bare_reference_is_unavailable() -> None:
    assert check(citation(identifiers=())).exists.holds == "unavailable"


def test_an_identifier_is_asked_about_once() -> None:
    asked: list[Identifier] = []

    def resolve(identifier: Identifier) -> Answer:
        asked.append(identifier)
        return Found(inquiries=ASKED, sources=(RECORD,))

    assert len(list(check_citations([citation()] * 5, resolve))) == 5
    assert asked == [DOI]


def test_titles_of_one_work_are_alike_in_all_services_and_others_are_not() -> None:
    name = "10.1016-j.xgen.2025.100814.json"
    titles = [
        crossref.read_work(recorded("crossref", f"work-{name}")).sources[0].title,
        openalex.read_work(recorded("openalex", f"work-{name}")).sources[0].title,
        semantic_scholar.read_paper(recorded("semantic-scholar", f"paper-{name}")).sources[0].title,
        unpaywall.read_work(recorded("unpaywall", name)).sources[0].title,
    ]
    assert all(title_likeness(one, other) >= SAME_TITLE for one in titles for other in titles)
    others = {
        *(s.title for s in europe_pmc.read_search(recorded("europe-pmc", "search-core-cancer-25.json")).sources),
        *(s.title for s in crossref.read_list(recorded("crossref", "works-query-has-abstract-rows10.json")).sources),
    }
    pairs = [(one, other) for one in others for other in others if one != other]
    assert max(title_likeness(one, other) for one, other in pairs) < SAME_TITLE


def test_a_text_is_checked_against_recorded_services_from_end_to_end() -> None:
    crossref_ = adapter("crossref", replies(_ok("crossref", "work-10.1371-journal.pone.0033693.json")), SetClock())
    resolve = resolver([crossref_])
    text = (
        "Methylphenidate kills dopamine neurons (Sadasivan et al., 2012, doi:10.1371/journal.pone.0033693).\n\n"
        "It does so in fish (Smith et al., 2019, doi:10.1371/journal.pone.0033693)."
    )
    right, wrong = check_citations(citations_in_text(text), resolve)
    assert right.sound
    assert right.not_retracted.holds == "yes"
    assert wrong.problems == (Problem.WRONG_AUTHOR, Problem.WRONG_YEAR)


def test_a_bibliography_is_searched_in_recorded_services() -> None:
    search = search_with(
        [adapter("openalex", replies(_ok("openalex", "works-title-search-augmenting-llm.json")), SetClock())]
    )
    bib = (
        "@article{a, title={Augmenting large language models with chemistry tools}, author={Bran, A.}, year=2024}"
        "@article{b, title={A title that no model of language ever wrote}, author={Bran, A.}, year=2024}"
    )
    resolve = resolver([])
    known, unknown = check_citations(citations_in_bibtex(bib)[0], resolve, search=search)
    assert known.sound
    assert known.source is not None
    assert known.source.id == "pmid:38799228"
    assert unknown.problems == (Problem.NOT_FOUND,)


def _ok(folder: str, name: str) -> httpx.Response:
    return httpx.Response(200, content=recorded(folder, name))
