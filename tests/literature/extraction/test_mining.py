"""Names of things that no list has: formulae of materials, defined abbreviations, recurring symbols and phrases."""

from coscientist.datasets.packs.kinds import kind_by_name
from coscientist.domain.concept import ConceptKind
from coscientist.literature.extraction.formulae import formulae
from coscientist.literature.extraction.terms import mined


def test_materials_are_found_by_formula_one_for_each_composition() -> None:
    found = formulae(["Bi2Te3 and Bi4Te6 against LiFePO4."], kind_by_name)
    assert [(item.name, item.synonyms, item.kind) for item in found] == [
        ("Bi2Te3", ("Bi4Te6",), ConceptKind.MATERIAL),
        ("LiFePO4", (), ConceptKind.MATERIAL),
    ]


def test_what_only_looks_like_a_formula_is_none() -> None:
    assert formulae(["HeLa cells, the chaperone BiP, PrP and the SbCC subtype; In As, No."], kind_by_name) == []


def test_two_elements_without_a_number_are_a_material_beside_plainer_formulae() -> None:
    assert [item.name for item in formulae(["SnSe, unlike Bi2Te3."], kind_by_name)] == ["Bi2Te3", "SnSe"]


def test_a_defined_abbreviation_makes_a_concept_of_its_long_form() -> None:
    (found,) = mined(["We measured carotid intima media thickness (CIMT)."], kind_by_name)
    assert (found.id, found.synonyms) == ("c:carotid intima media thickness", ("CIMT",))


def test_a_phrase_must_recur_and_a_part_that_never_stands_alone_is_none() -> None:
    texts = [
        "Lower grain boundary scattering was seen.",
        "The grain boundary scattering fell.",
        "No grain boundary scattering.",
    ]
    assert [item.name for item in mined(texts, kind_by_name)] == ["grain boundary scattering"]
    assert mined(texts[:2], kind_by_name) == []


def test_what_a_vocabulary_knows_is_not_mined_again() -> None:
    texts = ["TFEB rose.", "TFEB fell."]
    assert [item.name for item in mined(texts, kind_by_name)] == ["TFEB"]
    assert mined(texts, kind_by_name, known=lambda name: name == "TFEB") == []
