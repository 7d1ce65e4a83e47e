"""Records of one work become one record."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from coscientist.domain.literature import Source
from coscientist.literature.sources import crossref, openalex, semantic_scholar, unpaywall
from coscientist.literature.sources.merge import AUTHORITY, merge, title_key
from tests.literature.sources.services import recorded

TITLE = "On the growth of things in the dark"


def record(service: str = "crossref", **fields: object) -> Source:
    values: dict[str, object] = {"id": "x", "title": TITLE, "year": 2012, "found_in": (service,)}
    return Source.model_validate(values | fields)


def test_four_services_telling_of_one_article_make_one_record() -> None:
    doi = "10.1016-j.xgen.2025.100814.json"
    told = [
        *crossref.read_work(recorded("crossref", f"work-{doi}")).sources,
        *openalex.read_work(recorded("openalex", f"work-{doi}")).sources,
        *semantic_scholar.read_paper(recorded("semantic-scholar", f"paper-{doi}")).sources,
        *unpaywall.read_work(recorded("unpaywall", doi)).sources,
    ]
    (work,) = merge(told)
    assert work.id == "pmid:40120586"
    assert work.year == 2025
    assert 2024 in work.other_years
    assert work.retracted is False
    assert work.licence == "CC BY 4.0"
    assert work.found_in == ("crossref", "openalex", "unpaywall", "semantic-scholar")
    assert set(work.identifiers) == {"doi", "pmid", "pmcid", "openalex", "s2"}


def test_a_preprint_and_its_article_stay_two_works() -> None:
    works = merge(openalex.read_list(recorded("openalex", "works-title-search-augmenting-llm.json")).sources)
    assert [work.kind for work in works] == ["article", "preprint"]


def test_unless_a_service_says_that_they_are_one() -> None:
    both = openalex.read_list(recorded("openalex", "works-title-search-augmenting-llm.json")).sources
    matched = recorded("semantic-scholar", "match-augmenting-llm.json")
    found = semantic_scholar.read_list(matched.replace(b"{", b'{"total": 1, ', 1)).sources
    (work,) = merge([*both, *found])
    assert work.kind == "article"
    assert work.identifiers["arxiv"] == "2304.05376"
    assert work.identifiers["doi"] == "10.1038/s42256-024-00832-8"


def test_title_and_year_join_what_has_no_identifier_in_common() -> None:
    (work,) = merge(
        [record(identifiers={"doi": "10.1/a"}), record("pubmed", identifiers={"pmid": "1"}, title=TITLE + ".")]
    )
    assert work.id == "pmid:1"


def test_title_and_year_join_nothing_when_identifiers_say_otherwise() -> None:
    one, two, unnamed = (
        record(identifiers={"doi": "10.1/a"}),
        record(identifiers={"doi": "10.1/b"}),
        record("pubmed", identifiers={"pmid": "1"}),
    )
    assert len(merge([one, two, unnamed])) == 3


def test_short_titles_and_other_years_are_other_works() -> None:
    assert len(merge([record(title="Editorial", id="a"), record(title="Editorial", id="b")])) == 2
    assert len(merge([record(id="a"), record(id="b", year=2013)])) == 2


def test_retracted_is_retracted_whoever_says_so() -> None:
    (work,) = merge(
        [
            record(identifiers={"doi": "10.1/a"}, retracted=False),
            record("openalex", identifiers={"doi": "10.1/a"}, retracted=True, retraction="openalex"),
        ]
    )
    assert (work.retracted, work.retraction) == (True, "openalex")


def test_titles_are_compared_without_dress() -> None:
    assert title_key("Über α-Synuclein: A  Study.") == title_key("Uber Α‐synuclein — a study")


_records = st.lists(
    st.builds(
        lambda service, doi, pmid, title, year, retracted: Source(
            id="x",
            title=title,
            year=year,
            retracted=retracted,
            identifiers={k: v for k, v in (("doi", doi), ("pmid", pmid)) if v},
            found_in=(service,),
        ),
        st.sampled_from(AUTHORITY),
        st.sampled_from([None, "10.1/a", "10.1/b"]),
        st.sampled_from([None, "1", "2"]),
        st.sampled_from([TITLE, "Another matter altogether, seen from afar"]),
        st.sampled_from([2011, 2012]),
        st.sampled_from([None, True, False]),
    ),
    max_size=8,
)


@given(records=_records, seed=st.integers())
def test_the_order_of_services_does_not_change_what_works_there_are(records: list[Source], seed: int) -> None:
    shuffled = Random(seed).sample(records, len(records))
    assert {w.model_dump_json() for w in merge(records)} == {w.model_dump_json() for w in merge(shuffled)}


@given(records=_records)
def test_no_retraction_and_no_identifier_is_lost(records: list[Source]) -> None:
    works = merge(records)
    assert any(r.retracted for r in records) == any(w.retracted for w in works)
    names = {value for r in records for value in r.identifiers.items()}
    joined = {value for w in works for value in w.identifiers.items()}
    assert joined <= names
    assert {value for value in names if value[0] == "pmid"} >= {value for value in joined if value[0] == "pmid"}
