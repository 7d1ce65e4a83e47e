"""Papers on materials: what is put into them, their properties, and what does what to these."""

import pytest

from coscientist.datasets.packs.kinds import kind_by_name
from coscientist.datasets.properties import properties
from coscientist.datasets.vocabularies import reading_vocabulary
from coscientist.domain.claim import Predicate
from coscientist.domain.concept import ConceptKind
from coscientist.domain.literature import Passage
from coscientist.literature.extraction.dopants import dopants
from coscientist.literature.extraction.extract import extract


def said(*sentences: str) -> set[tuple[str, Predicate, str]]:
    vocabulary = reading_vocabulary(sentences, kind_by_name)
    passages = [Passage(id=f"p{n}", source="s", quote=text) for n, text in enumerate(sentences)]
    return {(claim.subject, claim.predicate, claim.object) for claim in extract(passages, vocabulary).claims}


UP, DOWN = Predicate.INCREASES, Predicate.DECREASES
SIGMA = "property:ionic conductivity"


@pytest.mark.parametrize(
    ("sentence", "subject", "predicate", "object_"),
    [
        ("Nb-doped Li7La3Zr2O12 pellets showed a higher ionic conductivity.", "dopant:Nb", UP, SIGMA),
        ("The ionic conductivity of Li3YCl6 increased with Zr substitution.", "dopant:Zr", UP, SIGMA),
        ("Upon Zr4+ substitution, the ionic conductivity rises.", "dopant:Zr", UP, SIGMA),
        ("With Hf doping, cells change, which leads to an increased ionic conductivity.", "dopant:Hf", UP, SIGMA),
        ("They improved the ionic conductivity by replacing Ti4+ with Al3+ doping.", "dopant:Al", UP, SIGMA),
        ("Sr doping is the best method for enhancing the ionic conductivity.", "dopant:Sr", UP, SIGMA),
        ("Ga doping lowers the activation energy.", "dopant:Ga", DOWN, "property:activation energy"),
        ("The grain boundary resistance decreased upon Sb doping.", "dopant:Sb", DOWN,
         "property:grain boundary resistance"),
    ],
)  # fmt: skip
def test_what_is_put_in_changes_a_property(sentence: str, subject: str, predicate: Predicate, object_: str) -> None:
    assert (subject, predicate, object_) in said(sentence)


def test_what_is_taken_out_does_not_act() -> None:
    found = said("The conductivity rose by replacement of Zr with Nb doping, and Zr doping was tried as well.")
    assert not any(subject == "dopant:Zr" for subject, _, _ in found)


def test_a_list_of_nouns_before_a_comma_has_no_property() -> None:
    assert said("For batteries of LiCoO2, electrolytes with higher ionic conductivity are needed.") == set()


def test_elements_go_by_the_ways_in_which_they_are_put_in() -> None:
    (found,) = dopants(["Al-doped Li7La3Zr2O12 held Al3+ at the site."])
    assert (found.id, found.name, found.kind) == ("dopant:Al", "Al doping", ConceptKind.MATERIAL)
    assert {"Al substitution", "Al3+ doping", "Al3+", "Al"} <= set(found.synonyms)


def test_ions_of_cells_and_organic_substituents_are_no_dopants() -> None:
    assert dopants(["Ca2+ entered the cells.", "An amino acid substitution.", "N-substituted amides bound Zn2+."]) == []


def test_the_element_that_all_the_materials_are_made_of_is_no_dopant() -> None:
    texts = ["Li6PS5Cl, Li7La3Zr2O12 and Li3InCl6 let Li+ move.", "Li substitution in Li6PS5Br.", "Al-doped Li6PS5Cl."]
    assert [item.id for item in dopants(texts)] == ["dopant:Al"]


def test_conductivity_alone_is_that_of_ions_only_where_no_other_is_spoken_of() -> None:
    def names(*texts: str) -> tuple[str, ...]:
        return next(item.synonyms for item in properties(texts) if item.id == SIGMA)

    assert "conductivity" in names("The ionic conductivity rose.")
    assert "conductivity" not in names("The ionic conductivity rose.", "The thermal conductivity fell.")


MU, TRAPS, PEAI = "property:carrier mobility", "property:trap density", "c:phenethylammonium iodide"
RECOMBINATION, EFFICIENCY = "property:non-radiative recombination", "property:power conversion efficiency"


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "Al-doped SnO2 showed higher electron mobility and reduced hysteresis.",
            {("dopant:Al", UP, MU), ("dopant:Al", DOWN, "property:hysteresis")},
        ),
        ("Magnesium doping increased the electron mobility.", {("dopant:Mg", UP, MU)}),
        (
            "Passivation with phenethylammonium iodide decreased the trap density and increased the fill factor.",
            {(PEAI, DOWN, TRAPS), (PEAI, UP, "property:fill factor")},
        ),
        (
            "They took poly(vinylpyrrolidone) (PVP). PVP-doped SnO2 increased the electron mobility.",
            {("c:poly(vinylpyrrolidone)", UP, MU)},
        ),
        (
            "PbI2 leads to reduced hysteresis and ionic migration.",
            {("c:pbi2", DOWN, "property:hysteresis"), ("c:pbi2", DOWN, "property:ion migration")},
        ),
        (
            "The power conversion efficiency is limited by non-radiative recombination losses due to defect states.",
            {(RECOMBINATION, DOWN, EFFICIENCY), (TRAPS, UP, RECOMBINATION)},
        ),
    ],
)
def test_it_is_what_was_put_in_that_acts_and_not_its_host(
    sentence: str, wanted: set[tuple[str, Predicate, str]]
) -> None:
    assert said(sentence) == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Phenethylammonium iodide passivates defects of solar cells.", (PEAI, DOWN, TRAPS)),
        ("The electron mobility of SnO2 is higher than that of TiO2.", ("c:sno2", UP, MU)),
        ("CeO2/NiFe2O4 exhibits good kinetics with a low overpotential.", ("c:ceo2", DOWN, "property:overpotential")),
        ("In solar cells, defects act as centers, limiting the efficiency below the limit.", (TRAPS, DOWN, EFFICIENCY)),
    ],
)
def test_materials_are_compared_passivated_and_limited(sentence: str, wanted: tuple[str, Predicate, str]) -> None:
    assert wanted in said(sentence)


def test_efficiency_is_that_of_cells_only_where_texts_speak_of_them() -> None:
    assert not any("efficiency" in object_ for _, _, object_ in said("SnO2 raised the efficiency of the pump."))
