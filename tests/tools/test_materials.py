"""Compositions and crystals of known materials."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymatgen.core.composition import Composition
from pymatgen.core.lattice import Lattice
from pymatgen.core.structure import Structure

from coscientist.domain.check import CheckRole, Verdict
from coscientist.tools.materials.charge import Balance, charge_balance, electronegativity_difference
from coscientist.tools.materials.composition import FormulaError, is_formula, read_formula
from coscientist.tools.materials.crystal import MAX_CIF, CrystalError, read_crystal
from coscientist.tools.materials.element_flags import LISTS
from coscientist.tools.materials.material_checks import composition_checks, crystal_checks


def cif(structure: Structure) -> str:
    return str(structure.to(fmt="cif"))


def rock_salt() -> Structure:
    return Structure.from_spacegroup("Fm-3m", Lattice.cubic(5.6402), ["Na", "Cl"], [[0, 0, 0], [0.5, 0.5, 0.5]])


@pytest.mark.parametrize(
    ("formula", "reduced", "molar_mass"),
    [
        ("LiFePO4", "LiFePO4", 157.757),
        ("Fe4O6", "Fe2O3", 319.376),
        ("CuSO4·5H2O", "CuH10SO9", 249.685),
        ("Ca(OH)2", "Ca(HO)2", 74.093),
        ("La0.7Sr0.3MnO3", "Sr0.3La0.7Mn1O3", 226.456),
    ],
)
def test_known_formulae(formula: str, reduced: str, molar_mass: float) -> None:
    found = read_formula(formula)
    assert found.reduced == reduced
    assert found.molar_mass == pytest.approx(molar_mass, abs=0.01)


@pytest.mark.parametrize(
    "text", ["", "Insulin", "X", "Xx2", "Li+", "Bronze", "Si0", "H99999999999", "'", "((((", "NaCl·", "x" * 301]
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        read_formula(text)


def test_a_formula_with_two_readings_is_refused_with_the_clear_spelling() -> None:
    with pytest.raises(FormulaError, match="raised dot"):
        read_formula("CuSO4.5H2O")


@settings(max_examples=200)
@given(st.text(max_size=40) | st.text(alphabet="LiFePO4NaCl()·.*0123456789", max_size=40))
def test_no_text_makes_reading_a_formula_fail_in_another_way(text: str) -> None:
    with suppress(FormulaError):
        assert charge_balance(read_formula(text)).balance


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 20))
def test_multiplying_a_formula_changes_neither_its_reduction_nor_its_balance(iron: int, oxygen: int, by: int) -> None:
    one, many = read_formula(f"Fe{iron}O{oxygen}"), read_formula(f"Fe{iron * by}O{oxygen * by}")
    assert one.reduced == many.reduced
    assert charge_balance(one).balance == charge_balance(many).balance


@pytest.mark.parametrize(
    ("formula", "balance"),
    [
        ("LiFePO4", Balance.BALANCED),
        ("Fe3O4", Balance.BALANCED),
        ("YBa2Cu3O7", Balance.BALANCED),
        ("Li10GeP2S12", Balance.BALANCED),
        ("FeS2", Balance.BALANCED),
        ("PbTe", Balance.BALANCED),
        ("Na2O2", Balance.PEROXIDE),
        ("KO2", Balance.PEROXIDE),
        ("Al2O", Balance.UNCOMMON),
        ("NaCl2", Balance.UNBALANCED),
        ("Na3Cl", Balance.UNBALANCED),
        ("CaF", Balance.UNBALANCED),
        ("Cu3Au", Balance.NOT_IONIC),
        ("Nd2Fe14B", Balance.NOT_IONIC),
        ("MgB2", Balance.NOT_IONIC),
        ("C6H12O6", Balance.NOT_IONIC),
        ("Si", Balance.NOT_IONIC),
    ],
)
def test_charge_balance_of_known_compounds(formula: str, balance: Balance) -> None:
    assert charge_balance(read_formula(formula)).balance is balance


@pytest.mark.parametrize(
    "formula", ["LiFePO4", "NaCl", "Fe3O4", "CaTiO3", "BaTiO3", "Al2O3", "CsPbI3", "GaN", "LiCoO2"]
)
def test_the_assignment_agrees_with_pymatgens_own_guess(formula: str) -> None:
    own = dict(charge_balance(read_formula(formula)).states)
    assert own == pytest.approx(Composition(formula).oxi_state_guesses()[0])


def test_assigned_states_add_up_to_zero() -> None:
    for formula in ("LiFePO4", "Fe3O4", "La0.7Sr0.3MnO3", "Na2O2", "KO2", "Al2O"):
        found = read_formula(formula)
        states = dict(charge_balance(found).states)
        assert sum(states[symbol] * amount for symbol, amount in found.amounts) == pytest.approx(0, abs=1e-6)


def test_an_unbalanced_salt_fails_a_gate_and_a_balanced_one_passes() -> None:
    bad, good = ({c.property: c for c in composition_checks(f)}["charge balance"] for f in ("NaCl2", "NaCl"))
    assert (bad.verdict, bad.role) == (Verdict.FAIL, CheckRole.GATE)
    assert (good.verdict, good.note) == (Verdict.PASS, "Cl -1, Na +1")


def test_electronegativity_difference_of_rock_salt_is_paulings() -> None:
    assert electronegativity_difference(read_formula("NaCl")) == pytest.approx(3.16 - 0.93)
    assert electronegativity_difference(read_formula("NaHe")) is None


def test_toxic_and_scarce_elements_are_named_with_the_list() -> None:
    found = {check.property: check for check in composition_checks("CdCo2O4")}
    assert found["toxic element of public-health concern"].value == "Cd"
    assert found["critical raw material in the EU"].value == "Co"
    assert "2024/1252" in found["critical raw material in the EU"].source


def test_every_listed_element_exists() -> None:
    for listed in LISTS:
        for symbol in listed.elements:
            assert read_formula(symbol).elements == (symbol,), listed.name


def test_a_name_may_be_a_formula() -> None:
    assert is_formula("TiO2")
    assert not is_formula("graphene")
    assert not is_formula("BaTiO3 nanoparticles")
    assert not is_formula("PEDOT")


def test_rock_salt_has_its_density_symmetry_and_bond_length() -> None:
    found = read_crystal(cif(rock_salt()))
    assert found.formula == "NaCl"
    assert found.density == pytest.approx(2.163, abs=0.005)
    assert found.space_group == "Fm-3m (225)"
    assert found.shortest_distance == pytest.approx(5.6402 / 2, abs=1e-3)
    assert found.shortest_pair == ("Cl", "Na")


def test_the_primitive_cell_tells_the_same() -> None:
    whole, primitive = (read_crystal(cif(s)) for s in (rock_salt(), rock_salt().get_primitive_structure()))
    assert primitive.density == pytest.approx(whole.density, rel=1e-4)
    assert primitive.space_group == whole.space_group


def test_a_lone_atom_meets_its_own_images() -> None:
    iron = rock_salt().from_spacegroup("Im-3m", Lattice.cubic(2.87), ["Fe"], [[0, 0, 0]]).get_primitive_structure()
    assert read_crystal(cif(iron)).shortest_distance == pytest.approx(2.87 * 3**0.5 / 2, abs=1e-3)


def test_colliding_atoms_fail_a_gate() -> None:
    collision = Structure(Lattice.cubic(4), ["Na", "Cl"], [[0.0, 0.0, 0.0], [0.05, 0.0, 0.0]])
    found = {check.property: check for check in crystal_checks(cif(collision))}["shortest distance"]
    assert (found.verdict, found.role) == (Verdict.FAIL, CheckRole.GATE)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "1 to 1,000,000 characters"),
        ("x" * (MAX_CIF + 1), "1 to 1,000,000 characters"),
        ("NaCl", "no atom sites"),
        ("data_x\n_atom_site_fract_x\n1", "cannot be read"),
    ],
)
def test_what_is_no_crystal_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(CrystalError, match=complaint):
        read_crystal(text)


def test_a_cell_with_too_many_sites_is_refused() -> None:
    with pytest.raises(CrystalError, match="at most 500"):
        read_crystal(cif(rock_salt() * (4, 4, 4)))
