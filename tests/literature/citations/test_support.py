"""The embedded judge: is a passage about a claim, and does it deny it?"""

import pytest

from coscientist.domain.literature import Found, Inquiry, Passage, Source
from coscientist.literature.citations.check import check_citation
from coscientist.literature.citations.support import EmbeddedSupport
from coscientist.literature.citations.values import Citation, Problem
from coscientist.literature.identifiers import Identifier

CLAIM = "Lithium inhibits GSK3 in cultured neurons"


def verdict(claim: str, quote: str) -> str:
    return EmbeddedSupport()(claim, Passage(id="p", source="s", quote=quote)).verdict


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("In cultured neurons lithium inhibits GSK3.", "supports"),
        ("Lithium did not inhibit GSK3 in cultured neurons.", "contradicts"),
        ("Lithium activates GSK3 in cultured neurons.", "contradicts"),
        ("The samples were kept on ice until analysis.", "silent"),
        ("We aimed to test whether lithium inhibits GSK3 in cultured neurons.", "silent"),
    ],
)
def test_a_passage_supports_contradicts_or_says_nothing(quote: str, expected: str) -> None:
    assert verdict(CLAIM, quote) == expected


def test_a_denial_that_the_claim_makes_too_is_no_contradiction() -> None:
    assert verdict("Lithium does not inhibit CDK5", "Lithium does not inhibit CDK5 in neurons.") == "supports"


def test_a_claim_without_words_cannot_be_judged() -> None:
    assert verdict("...", "Lithium inhibits GSK3.") == "unknown"


def test_only_the_passages_most_about_a_claim_decide_a_citation() -> None:
    source = Source(
        id="doi:10.1/x",
        title="Lithium",
        identifiers={"doi": "10.1/x"},
        abstract="Lithium inhibits GSK3 in cultured neurons of rats. Lithium did not change their weight.",
    )

    def resolve(_identifier: Identifier) -> Found:
        inquiry = Inquiry(service="crossref", query="10.1/x", at="2026-01-01T00:00:00Z")
        return Found(inquiries=(inquiry,), sources=(source,))

    cited = Citation(text="x", identifiers=(Identifier(scheme="doi", value="10.1/x"),), claim=CLAIM)
    checked = check_citation(cited, resolve, judge=EmbeddedSupport())
    assert checked.supports.holds == "yes"
    assert Problem.CONTRADICTED not in checked.problems
