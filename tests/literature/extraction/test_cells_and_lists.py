"""Sentences of immunology and oncology: markers of cells, twins, names that share an end, what is only spoken of."""

import pytest

from coscientist.datasets.packs.kinds import kind_by_name
from coscientist.datasets.vocabularies import reading_vocabulary
from coscientist.domain.claim import Predicate
from coscientist.domain.literature import Passage
from coscientist.literature.extraction.extract import Reader, extract

UP, DOWN = Predicate.INCREASES, Predicate.DECREASES
PROLIFERATION, ACTIVATION = "process:t cell proliferation", "process:t cell activation"


def said(sentence: str) -> set[tuple[str, Predicate, str]]:
    vocabulary = reading_vocabulary([sentence], kind_by_name)
    passages = [Passage(id="p", source="s", quote=sentence)]
    return {(claim.subject, claim.predicate, claim.object) for claim in extract(passages, vocabulary).claims}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("TGFβ and PD-L1 restrain stem cell-like CD8 T cell expansion.",
         {("gene:TGFB1", DOWN, PROLIFERATION), ("gene:CD274", DOWN, PROLIFERATION)}),
        ("GITR promotes activation, expansion and survival of T cells.",
         {("gene:TNFRSF18", UP, ACTIVATION), ("gene:TNFRSF18", UP, PROLIFERATION)}),
        ("Inhibition of CXCR1/2, TGF-β, and PD-L1 drives antitumor immunity.",
         {(f"gene:{name}", DOWN, "process:antitumor immunity") for name in ("CXCR1", "TGFB1", "CD274")}),
        ("Blocking IFNγ abolishes the anti-PD-L1 therapy efficacy.", set()),
        ("We used an inhibitor of CXCR1 and an agent that blocks PD-L1.", set()),
        ("CXCR1 reduces tumor epithelial E-cadherin.", {("gene:CXCR1", DOWN, "gene:CDH1")}),
    ],
)  # fmt: skip
def test_what_acts_on_what(sentence: str, expected: set[tuple[str, Predicate, str]]) -> None:
    assert said(sentence) == expected


def test_a_protein_by_which_cells_are_told_is_none_there() -> None:
    text = "CD8+ T cells and CD4 T lymphocytes; CD8 is bound."
    found = Reader(reading_vocabulary([text], kind_by_name), [text]).mentions(text)
    assert [text[item.start : item.end] for item in found if item.concept.startswith("gene:")] == ["CD8"]


def test_greek_letters_without_a_hyphen_name_the_same() -> None:
    text = "IFNγ was high."
    assert [item.concept for item in reading_vocabulary([text], kind_by_name).find(text)] == ["gene:IFNG"]


def test_no_gene_is_read_within_a_formula() -> None:
    text = "Li3InCl6 and Li1+xAlxTi2-x(PO4)3 conduct."
    found = Reader(reading_vocabulary([text], kind_by_name), [text]).mentions(text)
    assert not [item for item in found if item.concept.startswith("gene:")]
