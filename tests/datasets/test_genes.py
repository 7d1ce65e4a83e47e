"""Genes are found by their symbols and usual names; what is a word or means something else is not taken for one."""

import pytest

from coscientist.app.library.kinds import kind_of
from coscientist.datasets.genes import nomenclature
from coscientist.datasets.vocabularies import reading_vocabulary
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.extract import Reader


def named(text: str, *known: Concept) -> dict[str, str]:
    """Return what stands in a text, with the symbol of the gene that it was taken for."""
    vocabulary = reading_vocabulary([text], kind_of, known)
    return {
        text[mention.start : mention.end]: symbol
        for mention in vocabulary.find(text)
        if (symbol := vocabulary.concepts[mention.concept].identifiers.get("HGNC"))
    }


CALLED = {
    "FLT3": "FLT3",
    "p53": "TP53",
    "interleukin-6": "IL6",
    "TNF-α": "TNF",
    "tumour necrosis factor": "TNF",
    "catalase": "CAT",
    "miR-34a": "MIR34A",
    "PD-L1": "CD274",
    "α-synuclein": "SNCA",
    "Nrf2": "NFE2L2",
    "eNOS": "NOS3",
}


def test_a_gene_is_found_by_what_papers_call_it() -> None:
    assert named(" ".join(f"Loss of {written} in the liver was seen." for written in CALLED)) == CALLED


def test_words_and_other_abbreviations_are_no_genes() -> None:
    text = (
        "The rest of the cat was set to one side, with great impact. Cells were kept at REST, and a CAT scan was made "
        "of the SET. cAMP rose in CA1 and in all Tyr residues of patients with CAD. An assay Kit came with a kit."
    )
    assert named(text) == {}


def test_a_symbol_is_written_as_a_symbol_or_as_that_of_a_mouse() -> None:
    assert named("KIT and Kit act on cells; a kit does not.") == {"KIT": "KIT"}
    assert named("In mice, Flt3 and Npm1 were deleted.") == {"Flt3": "FLT3", "Npm1": "NPM1"}


def test_what_a_paper_defines_is_believed_over_a_symbol() -> None:
    texts = ["Mice with familial adenomatous polyposis (FAP) died.", "Loss of FAP was seen."]
    reader = Reader(reading_vocabulary(texts, kind_of), texts)
    assert [mention.concept for mention in reader.mentions(texts[1])] == ["disease:adenomatous polyposis coli"]
    assert named(texts[1]) == {"FAP": "FAP"}


def test_an_alias_that_two_genes_share_means_neither() -> None:
    owners: dict[str, set[str]] = {}
    for gene in nomenclature():
        for name in gene.names:
            owners.setdefault(name, set()).add(gene.symbol)
    assert {name for name, symbols in owners.items() if len(symbols) > 1 and name.isupper()} == set()


def test_a_known_concept_of_the_gene_is_found_by_the_names_of_the_nomenclature() -> None:
    known = Concept(id="p(HGNC:TP53)", name="TP53", kind=ConceptKind.PROTEIN, identifiers={"HGNC": "TP53"})
    vocabulary = reading_vocabulary(["p53 is lost."], kind_of, [known])
    assert [mention.concept for mention in vocabulary.find("p53 is lost.")] == ["p(HGNC:TP53)"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("LRRK2", ConceptKind.PROTEIN),
        ("fibronectin", ConceptKind.PROTEIN),
        ("miR-34a", ConceptKind.RNA),
        ("tremor", ConceptKind.DISEASE),
        ("cachexia", ConceptKind.DISEASE),
        ("met", ConceptKind.OTHER),
    ],
)
def test_a_listed_name_has_a_kind(name: str, kind: ConceptKind) -> None:
    assert kind_of(name) is kind
