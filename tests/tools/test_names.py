"""How a compound's name is read: one spelling, and what may be left off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.tools.chemistry.ions import ion_structure
from coscientist.tools.chemistry.names import (
    is_accession,
    names_a_class,
    names_a_configuration,
    names_an_ester_of,
    readings,
    spelling,
)


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Nilotinib", "nilotinib"),
        ("  okadaic   acid ", "okadaic acid"),
        ("β‑carotene", "beta-carotene"),
        ("3′,5′‐cyclic AMP", "3',5'-cyclic amp"),
    ],
)
def test_a_name_has_one_spelling(name: str, spelt: str) -> None:
    assert spelling(name) == spelt


@given(st.text(max_size=80))
def test_spelling_twice_changes_nothing(name: str) -> None:
    assert spelling(spelling(name)) == spelling(name)


@pytest.mark.parametrize(
    ("name", "text", "dropped"),
    [
        ("memantine", "memantine", ()),
        ("(-)-epicatechin", "epicatechin", ("stereochemistry (-)",)),
        ("Tiapride hydrochloride", "tiapride", ("salt hydrochloride",)),
        ("dasatinib (anhydrous)", "dasatinib", ("qualifier anhydrous",)),
        ("prostaglandin E2(1-)", "prostaglandin e2", ("charge (1-)",)),
        ("hexadecanoate", "hexadecanoic acid", ("charge of the anion",)),
        ("L-glutamate(2-)", "glutamic acid", ("charge (2-)", "stereochemistry l", "charge of the anion")),
    ],
)
def test_what_was_left_off_is_kept(name: str, text: str, dropped: tuple[str, ...]) -> None:
    assert {reading.text: reading.dropped for reading in readings(name)}[text] == dropped


@given(st.text(min_size=1, max_size=60))
def test_the_first_reading_is_the_name_itself(name: str) -> None:
    found = readings(name)
    assert not found or (found[0].text, found[0].dropped) == (spelling(name), ())


def test_an_ester_is_not_read_as_its_alcohol() -> None:
    assert [reading.text for reading in readings("testosterone acetate")] == ["testosterone acetate"]
    assert names_an_ester_of("testosterone undecanoate", "testosterone")
    assert not names_an_ester_of("disodium cromoglycate", "cromolyn sodium")
    assert not names_an_ester_of("pyridoxal 5'-phosphate", "pyridoxal phosphate")
    assert not names_an_ester_of("fasudil hydrochloride", "fasudil")


@pytest.mark.parametrize("name", ["10013505", "PUBCHEM:5757", "CONSO00006", "GO:0097418", "D002800"])
def test_bare_accession_numbers_are_recognised(name: str) -> None:
    assert is_accession(name)


@pytest.mark.parametrize("name", ["C646", "GTS-21", "LY294002", "ID-8", "SB-239063", "torin 1"])
def test_laboratory_codes_are_names(name: str) -> None:
    assert not is_accession(name)


def test_names_of_actions_are_classes() -> None:
    assert names_a_class("mTOR inhibitor")
    assert names_a_class("Muscarinic Antagonists")
    assert names_a_class("fatty acid")
    assert not names_a_class("trypsin inhibitor peptide 3")
    assert not names_a_class("okadaic acid")


def test_configurations_are_recognised() -> None:
    assert names_a_configuration("(2R,3S)-tartaric acid")
    assert names_a_configuration("L-dopa")
    assert not names_a_configuration("lithium(1+)")


@pytest.mark.parametrize(
    ("name", "smiles"),
    [
        ("lithium(1+)", "[Li+]"),
        ("zinc(2+)", "[Zn+2]"),
        ("calcium cation", "[Ca+2]"),
        ("iron(0)", "[Fe]"),
        ("gadolinium atom", "[Gd]"),
        ("proton", "[H+]"),
        ("chloride", "[Cl-]"),
    ],
)
def test_monatomic_ions_spell_their_structure(name: str, smiles: str) -> None:
    assert ion_structure(name) == smiles


@pytest.mark.parametrize(
    "name", ["iron cation", "lithium", "unobtainium(2+)", "calcium(99+)", "water", "lithium(1+) x"]
)
def test_nothing_else_is_taken_for_an_ion(name: str) -> None:
    assert ion_structure(name) is None
