"""Edges of a BEL graph, read into sources, passages and signed claims."""

from typing import Any

import pytest

from coscientist.datasets.packs.bel_claims import claim, passage, source
from coscientist.domain.claim import Claim, Predicate

CITATION = {
    "type": "PubMed",
    "reference": " 123 ",
    "name": "J Test",
    "title": "A title",
    "authors": ["A", "B"],
    "date": "2011-05-01",
}


def made(relation: str, evidence: str = "A does B.", **link: Any) -> Claim | None:
    cited = source(CITATION, "CC0", "somebody")
    return claim({"relation": relation, **link}, "a", "b", passage(evidence, cited, {}), "pack:test")


def read(relation: str, evidence: str = "A does B.", **link: Any) -> Claim:
    found = made(relation, evidence, **link)
    assert found is not None
    return found


def test_a_citation_becomes_a_source_with_its_terms() -> None:
    cited = source(CITATION, "CC BY 4.0", "somebody")
    assert (cited.id, cited.year, cited.title, cited.journal) == ("pmid:123", 2011, "A title", "J Test")
    assert cited.authors == ("A", "B")
    assert (cited.licence, cited.attribution) == ("CC BY 4.0", "somebody")
    assert cited.url == "https://pubmed.ncbi.nlm.nih.gov/123/"


def test_a_citation_without_a_date_has_no_year() -> None:
    assert source({**CITATION, "date": None}, "", "").year is None


def test_a_quote_stays_as_it_is() -> None:
    quote = "  “A” does  B\n(see Fig. 1). "
    assert passage(quote, source(CITATION, "", ""), {}).quote == quote


@pytest.mark.parametrize(
    ("relation", "predicate", "direct"),
    [
        ("increases", Predicate.INCREASES, False),
        ("directlyDecreases", Predicate.DECREASES, True),
        ("causesNoChange", Predicate.NO_CHANGE, False),
        ("positiveCorrelation", Predicate.POSITIVE_CORRELATION, False),
    ],
)
def test_a_relation_becomes_a_predicate(relation: str, predicate: Predicate, direct: bool) -> None:
    found = read(relation)
    assert (found.subject, found.predicate, found.object, found.direct) == ("a", predicate, "b", direct)


def test_a_whole_that_has_a_part_is_turned_round() -> None:
    found = read("hasComponent")
    assert (found.subject, found.predicate, found.object) == ("b", Predicate.PART_OF, "a")


def test_relations_that_say_nothing_and_loops_make_no_claim() -> None:
    assert made("transcribedTo") is None
    assert claim({"relation": "increases"}, "a", "a", None, "pack:test") is None


def test_degradation_of_the_object_turns_the_sign() -> None:
    assert read("increases", object={"modifier": "Degradation"}).sign == -1


def test_an_activity_is_named_by_its_kind() -> None:
    kinase = {"modifier": "Activity", "effect": {"name": "kin"}}
    assert read("increases", subject=kinase, object={"modifier": "Activity"}).subject_aspect == "kinase activity"
    assert read("increases", object={"modifier": "Activity"}).object_aspect == "activity"


def test_a_sentence_that_speculates_is_hedged() -> None:
    assert read("increases", "A may do B.").hedged
    assert not read("increases", "A does B.").hedged


def test_the_lowest_grade_of_confidence_counts() -> None:
    assert read("increases", annotations={"Confidence": {"High": True, "Low": True}}).confidence == 0.25


def test_the_context_is_put_into_words() -> None:
    annotations = {
        "Species": {"10090": True},
        "MeSHAnatomy": {"Dopaminergic Neurons": True},
        "CellLine": {"PC12": True},
    }
    assert read("increases", annotations=annotations).context == {
        "anatomy": ("dopaminergic neurons",),
        "cell line": ("PC12",),
        "species": ("mouse",),
    }


def test_one_sentence_twice_is_one_claim() -> None:
    assert read("increases").id == read("increases").id
    assert read("increases").id != read("increases", "Other words.").id
