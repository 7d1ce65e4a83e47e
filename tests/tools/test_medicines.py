"""Whether a compound is a medicine: what the drug table tells, and what it leaves open."""

import pytest

from coscientist.tools.chemistry.medicines import Standing, medicine_standing


@pytest.mark.parametrize(
    "name",
    ["metformin", "Metformin hydrochloride", "lithium", "venetoclax", "paclitaxel", "clavulanic acid", "caffeine"],
)
def test_a_leaflet_for_patients_shows_a_medicine(name: str) -> None:
    found = medicine_standing(name)
    assert found.standing is Standing.MEDICINE
    assert "leaflet on" in found.why


@pytest.mark.parametrize("name", ["nocodazole", "trichostatin A", "staurosporine", "tideglusib"])
def test_a_registry_number_alone_shows_nothing(name: str) -> None:
    found = medicine_standing(name)
    assert found.standing is Standing.REGISTERED
    assert "does not say whether it was ever approved" in found.why


@pytest.mark.parametrize("name", ["cycloheximide", "SB-216763", "no such thing", ""])
def test_what_no_table_knows_is_said_to_be_unknown(name: str) -> None:
    assert medicine_standing(name).standing is Standing.UNLISTED


def test_a_synonym_will_do() -> None:
    assert medicine_standing("ABT-199 of ours", ("venetoclax",)).standing is Standing.MEDICINE
