"""Names are found whole, longest first, in any spelling, and symbols only as symbols."""

import pytest

from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.abbreviations import defined
from coscientist.literature.extraction.occurring import Occurring
from coscientist.literature.extraction.vocabulary import Vocabulary


def vocabulary(**synonyms: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(
        [
            Concept(id=name, name=names[0], synonyms=names[1:], kind=ConceptKind.PROTEIN)
            for name, names in synonyms.items()
        ]
    )


def named(known: Vocabulary, text: str) -> list[tuple[str, str]]:
    return [(mention.concept, text[mention.start : mention.end]) for mention in known.find(text)]


@pytest.mark.parametrize("written", ["GSK-3β", "GSK3β", "GSK3beta", "GSK-3 beta", "GSK‐3‐beta"])
def test_greek_letters_and_hyphens_come_as_they_come(written: str) -> None:
    assert named(vocabulary(g=("GSK-3β",)), f"Active {written}, it seems") == [("g", written)]


def test_the_longest_name_wins_and_no_two_overlap() -> None:
    known = vocabulary(a=("amyloid",), b=("amyloid precursor protein",), c=("protein kinase A",))
    assert named(known, "amyloid precursor protein kinase A") == [("b", "amyloid precursor protein")]


def test_a_name_is_no_part_of_a_word() -> None:
    assert named(vocabulary(a=("tau",)), "taurine and restaurants") == []


def test_a_symbol_is_written_with_capitals() -> None:
    known = vocabulary(c=("CHIP",), r=("REST",))
    assert named(known, "a chip at rest; CHIP") == [("c", "CHIP")]


def test_plural_and_possessive_forms_are_found() -> None:
    known = vocabulary(n=("nicotinic receptor",), a=("Alzheimer's disease",))
    assert [concept for concept, _ in named(known, "nicotinic receptors in Alzheimer disease")] == ["n", "a"]


def test_the_first_vocabulary_that_has_a_name_owns_it() -> None:
    first = Concept(id="1", name="nicotine", kind=ConceptKind.COMPOUND)
    second = Concept(id="2", name="Nicotine", kind=ConceptKind.PROTEIN, synonyms=("cotinine",))
    assert [mention.concept for mention in Vocabulary([first], [second]).find("nicotine, cotinine")] == ["1", "2"]


def test_a_text_defines_its_abbreviations() -> None:
    assert defined("Activation of glycogen synthase kinase 3 (GSK3) and of the dorsal raphe nucleus (DRN, n = 3)") == [
        ("GSK3", "glycogen synthase kinase 3"),
        ("DRN", "dorsal raphe nucleus"),
    ]


def test_what_stands_in_brackets_without_its_letters_before_it_is_no_abbreviation() -> None:
    assert defined("Cells were counted (Fig) in all of them (USA).") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Antibodies were seen.", "antibody"),
        ("The genes were active.", "gene"),
        ("A necrotic core.", "necrosis"),
        ("IgA and Schönlein purpura.", "Schonlein purpura"),
        ("TNF-α rose.", "TNF-alpha"),
        ("An oestrogen receptor.", "estrogen receptors"),
    ],
)
def test_a_quick_look_rules_out_no_name_that_a_text_may_hold(text: str, name: str) -> None:
    assert Occurring([text])(name)


def test_a_quick_look_rules_out_names_with_words_of_which_no_text_has_the_beginning() -> None:
    assert not Occurring(["Antibodies were seen."])("antibiotic resistance")
