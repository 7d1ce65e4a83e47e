"""Substances that laboratories use as tools are no candidates."""

import pytest

from coscientist.tools.chemistry.laboratory_agents import laboratory_use


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("formaldehyde", "fixative or cross-linker"),
        ("nocodazole", "poison of cells"),
        ("CCl4", "inducer of a disease in animals"),
        ("trypsin", "digestive enzyme or reagent protein"),
    ],
)
def test_a_reagent_is_known_by_its_use(name: str, use: str) -> None:
    assert laboratory_use(name) == use


@pytest.mark.parametrize("name", ["mebendazole", "streptozocin", "acetaminophen", "a compound of no list"])
def test_a_medicine_is_none_even_where_it_also_serves_as_a_model(name: str) -> None:
    assert laboratory_use(name) is None
