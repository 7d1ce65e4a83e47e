"""What the words beside a name say it is: something given, or something that cells make."""

import pytest

from coscientist.datasets.packs.kinds import kind_by_name
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.contexts import Contexts, substances
from coscientist.literature.extraction.formulae import formulae
from coscientist.literature.extraction.terms import mined
from coscientist.literature.extraction.vocabulary import Vocabulary


@pytest.mark.parametrize(
    "sentence",
    [
        "Rats were treated with XQ7 for a week.",
        "XQ7 (20 mg/kg) lowered the pressure.",
        "The calcium antagonists verapamil, nifedipine and XQ7 relaxed the vessel.",
        "XQ7 (4-chloro-2-methyl-phenol ester) relaxed the vessel.",
        "The concentration of XQ7 rose.",
    ],
)
def test_a_code_beside_a_dose_is_a_compound(sentence: str) -> None:
    assert Contexts([sentence], {"x": ["XQ7"]}).kind("x") is ConceptKind.COMPOUND


@pytest.mark.parametrize(
    "sentence",
    ["The xqrA gene was cloned.", "Deletion of xqrA slowed growth.", "We saw xqrA mutants.", "xqrA mRNA rose."],
)
def test_a_code_beside_a_gene_is_a_genes_product(sentence: str) -> None:
    assert Contexts([sentence], {"x": ["xqrA"]}).kind("x") is ConceptKind.PROTEIN


def test_a_code_alone_says_neither() -> None:
    assert Contexts(["XQ7 was low in winter."], {"x": ["XQ7"]}).kind("x") is None


def test_a_symbol_is_marked_as_a_genes_product_where_its_sentences_show_it() -> None:
    found = {
        item.name: item
        for item in mined(
            [
                "The XQRA gene.",
                "XQRA mutants grew.",
                "XQ7 was given.",
                "Treatment with XQ7.",
                "ZZK1 rose.",
                "ZZK1 fell.",
            ],
            kind_by_name,
        )
    }
    assert found["XQRA"].identifiers == {"symbol": "XQRA"}
    assert found["XQ7"].kind is ConceptKind.COMPOUND
    assert (found["ZZK1"].kind, found["ZZK1"].identifiers) == (ConceptKind.PROTEIN, {})


def test_a_natural_substance_of_one_word_is_found_where_it_is_given_and_a_plain_word_is_not() -> None:
    texts = [
        "Zedoarone treatment helped.",
        "Mice received zedoarone.",
        "Hormone treatment.",
        "They received a hormone.",
    ]
    assert [item.name for item in mined(texts, kind_by_name) if item.kind is ConceptKind.COMPOUND] == ["zedoarone"]
    assert substances(["medicine and medicine", "medicine"]) == []


def test_cells_keep_the_word_that_says_so() -> None:
    texts = ["Hepatic stellate cells grew.", "Activated hepatic stellate cells.", "In hepatic stellate cells it fell."]
    assert [item.name for item in mined(texts, kind_by_name)] == ["hepatic stellate cells"]


def test_an_abbreviation_that_reads_like_a_formula_is_none() -> None:
    assert formulae(["The hepatic stellate cells (HSCs) were active.", "HSCs grew."], kind_by_name) == []


@pytest.mark.parametrize(
    "text",
    [
        "Two ethanones and -lysines were made.",
        "They changed lysine residues of the enzyme.",
        "Some lysine derivatives were tried.",
        "The 6-keto-lysine was inert.",
        "Cyclic lysine 3',5'-monophosphate rose.",
    ],
)
def test_a_name_within_the_name_of_another_substance_is_not_meant(text: str) -> None:
    names = Vocabulary([Concept(id="lysine", name="lysine", kind=ConceptKind.COMPOUND)])
    assert names.find(text) == []
    assert names.find("They gave L-lysine.") != []


def test_brackets_that_belong_to_a_symbol_stay() -> None:
    names = Vocabulary([Concept(id="r", name="QX-HT(2B)", kind=ConceptKind.PROTEIN)])
    assert names.meaning("QX-HT") is None
    assert names.meaning("QX-HT(2B)") == "r"
