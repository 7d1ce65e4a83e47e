"""Doped compositions beside their hosts: what is put in for what, the charge left, sizes, tolerance factors."""

import pytest

from coscientist.domain.check import CheckRole, Verdict
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.tools.checks import check_concepts
from coscientist.tools.materials.doping import DopingError, perovskite, read_doping
from coscientist.tools.materials.doping_checks import doping_checks


@pytest.mark.parametrize(
    ("host", "doped", "said"),
    [
        ("Li7La3Zr2O12", "Li6.9La3Zr1.9Ta0.1O12", "each Ta takes the place of one Zr; beside it 1 Li fewer"),
        ("Li6PS5Cl", "Li5.7Ga0.1PS5Cl", "each Ga takes the place of one Li; beside it 2 Li fewer"),
        ("LiTi2(PO4)3", "Li1.1Ti1.9Al0.1(PO4)3", "each Al takes the place of one Ti; beside it 1 Li more"),
        ("SrTiO3", "Sr0.9Ca0.1TiO3", "each Ca takes the place of one Sr"),
    ],
)
def test_what_pays_for_the_charge_is_counted(host: str, doped: str, said: str) -> None:
    checks = {check.property: check for check in doping_checks(host, doped)}
    assert checks["what is put in for what"].value == said
    left = checks["charge left with the host's oxidation states"]
    assert (left.value, left.verdict) == (0.0, Verdict.PASS)


def test_a_charge_that_nothing_pays_for_fails_and_gates() -> None:
    (left,) = [c for c in doping_checks("LiTi2P3O12", "LiTi1.9Al0.1P3O12") if c.property.startswith("charge left")]
    assert (left.value, left.verdict, left.role) == (-0.1, Verdict.FAIL, CheckRole.GATE)


def test_sizes_are_shannons() -> None:
    (size,) = [c for c in doping_checks("Li3InCl6", "Li2.9In0.9Hf0.1Cl6") if c.property.startswith("size")]
    assert size.value == pytest.approx(100 * (0.71 - 0.80) / 0.80)
    (far,) = [c for c in doping_checks("SrTiO3", "Sr0.9Ba0.1TiO3") if c.property.startswith("size")]
    assert (far.unit, far.verdict) == ("%", Verdict.PASS)


def test_tolerance_factors_are_those_of_the_literature() -> None:
    """Goldschmidt's t of SrTiO3 is 1.00 and of CaTiO3 0.97 with Shannon's radii; Bartel's tau is below 4.18."""
    strontium, calcium = perovskite("SrTiO3"), perovskite("CaTiO3")
    assert strontium is not None
    assert calcium is not None
    assert strontium.tolerance == pytest.approx(1.00, abs=0.005)
    assert calcium.tolerance == pytest.approx(0.97, abs=0.005)
    assert strontium.tau is not None
    assert strontium.tau < 4.18


@pytest.mark.parametrize("formula", ["Li3InCl6", "Fe2O3", "LiFePO4", "NaCl"])
def test_what_is_no_abx3_has_no_tolerance_factor(formula: str) -> None:
    assert perovskite(formula) is None


def test_two_formulae_must_differ_by_one_element() -> None:
    with pytest.raises(DopingError, match="one element beside those of"):
        read_doping("LiFePO4", "NaMnPO4")


def test_a_proposed_composition_is_checked_beside_its_host() -> None:
    stated = {"formula": "Li2.9In0.9Zr0.1Cl6", "host": "Li3InCl6", "charge": "4", "element": "Zr"}
    concept = Concept(id="doped:Li3InCl6:Zr", name="Zr in it", kind=ConceptKind.MATERIAL, identifiers=stated)
    found = {check.property: check for check in check_concepts([concept])}
    assert found["charge balance"].verdict is Verdict.PASS
    assert found["charge left with the host's oxidation states"].value == 0.0
    assert "proposed for the host Li3InCl6" in found["molar mass"].source
    unpaid = concept.model_copy(update={"identifiers": {**stated, "formula": "Li3In0.9Zr0.1Cl6"}})
    checks = {check.property: check for check in check_concepts([unpaid])}
    assert checks["charge left with the host's oxidation states"].verdict is Verdict.FAIL
