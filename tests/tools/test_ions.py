"""Ions that could stand for one another: of one charge, of nearly one size, and of closed shells like their model."""

from coscientist.tools.materials.ions import like_ions, radius_of


def test_ions_of_one_charge_and_size_are_found_nearest_first() -> None:
    assert [ion.element for ion in like_ions("Zr", 4)] == ["Hf", "Sn"]
    assert [ion.element for ion in like_ions("Ta", 5)] == ["Nb", "Sb"]


def test_an_ion_of_open_shells_stands_for_none_of_closed_ones_but_for_its_like() -> None:
    assert not {"Cr", "Co", "Fe"} & {ion.element for ion in like_ions("Al", 3)}
    assert "Co" in {ion.element for ion in like_ions("Fe", 3)}


def test_poisonous_and_precious_elements_are_not_offered() -> None:
    assert not {"Tl", "Cd", "Ru", "Ir"} & {ion.element for e, c in (("Ga", 3), ("Ca", 2)) for ion in like_ions(e, c)}


def test_radii_are_those_of_the_table_and_none_where_it_has_none() -> None:
    assert radius_of("Al", 3) == 0.535  # Shannon 1976, Å
    assert radius_of("Al", 7) is None
    assert like_ions("Al", 7) == ()


def test_ions_with_a_lone_pair_stand_for_one_another_alone() -> None:
    assert "Ge" not in {ion.element for ion in like_ions("Mg", 2)}
