"""Compositions with a variable: what is put in for what, and how far."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.literature.extraction.dopants import dopants
from coscientist.literature.extraction.series import all_series, beside, series, stated
from coscientist.literature.extraction.structure_types import families, family_of
from coscientist.literature.extraction.written_formulae import formula_spans, plain_formulae


@pytest.mark.parametrize(
    ("written", "host", "put_in", "site", "at_a_tenth"),
    [
        ("Li7−xLa3Zr2−xTaxO12", "Li7La3Zr2O12", "Ta", "Zr", "Li6.9La3Zr1.9Ta0.1O12"),
        ("Li7-3xGaxLa3Zr2O12", "Li7La3Zr2O12", "Ga", "Li", "Li6.7Ga0.1La3Zr2O12"),
        ("Li6+xP1−xGexS5I", "Li6PS5I", "Ge", "P", "Li6.1P0.9Ge0.1S5I"),
        ("Li1+xAlxTi2-x(PO4)3", "LiTi2(PO4)3", "Al", "Ti", "Li1.1Ti1.9Al0.1(PO4)3"),
        ("(Bi1-xSbx)2Te3", "Bi2Te3", "Sb", "Bi", "Bi1.9Sb0.1Te3"),
        ("La1-xSrxMnO3-δ", "LaMnO3", "Sr", "La", "La0.9Sr0.1MnO3"),
        ("Ca₁₂Al₁₄₋ₓGaₓO₃₃".replace("ₓ", "x").replace("₋", "-"), "Ca12Al14O33", "Ga", "Al", "Ca12Al13.9Ga0.1O33"),
    ],
)
def test_a_variable_tells_what_is_put_in_for_what(
    written: str, host: str, put_in: str, site: str, at_a_tenth: str
) -> None:
    (found,) = series([f"We made {written} by firing."])
    assert (found.host_formula, found.put_in, found.site, found.at(0.1)) == (host, put_in, site, at_a_tenth)


def test_two_variables_are_two_series_and_letters_stand_for_the_elements_that_are_listed() -> None:
    two = series(["Li1+x+2yCayZr2−ySixP3−xO12 (0 ≤ x ≤ 0.3, 0 ≤ y ≤ 0.2)"])
    assert {(item.put_in, item.site, item.most) for item in two} == {("Ca", "Zr", 0.2), ("Si", "P", 0.3)}
    listed = series(["argyrodites Li6+xP1−xMxS5I (M = Si, Ge, Sn)"])
    assert [item.put_in for item in listed] == ["Si", "Ge", "Sn"]
    assert series(["Li6+xP1−xMxS5I"]) == []


def test_the_end_of_a_series_is_read_from_a_range_or_a_list() -> None:
    assert series(["Li3-xIn1-xZrxCl6 with 0 ≤ x ≤ 0.5"])[0].most == 0.5
    assert series(["Li7−xLa3Zr2−xBixO12 (x = 0.10, 0.20, ..., 1.00)"])[0].most == 1.0


def test_a_doped_formula_beside_the_plain_one_tells_the_same() -> None:
    (found,) = beside(["Li6PS5Cl", "Li5.94Al0.02PS5Cl", "Li7La3Zr2O12"])
    assert (found.put_in, dict(found.changes), found.host_formula) == ("Al", {"Li": -3.0}, "Li6PS5Cl")
    assert beside(["LiFePO4", "FePO4", "NaHCO3", "H2CO3", "Li6PS5Cl", "Li6PS5Br"]) == []


def test_ions_named_with_their_charges_are_made_up_for_by_what_moves() -> None:
    (found,) = stated(["In LiTi2(PO4)3 the substitution of Ti4+ with Al3+ helps."])
    assert dict(found.changes) == {"Ti": -1.0, "Li": 1.0}
    (other,) = stated(["Garnet Li7La3Zr2O12.", "The substitution of Li+ by Ga3+ ions."])
    assert (dict(other.changes), other.site) == ({"Li": -3.0}, "Li")
    assert stated(["Substitution of Ti4+ with Nb5+ in SrTiO3."]) == []  # nothing there moves


@pytest.mark.parametrize(
    "text", ["Six years later, x was 2.", "Na3+xZr2Si2+xP1-xO12", "HeLa-x cells", "5-HT2A", "(see Fig. 2x)", "IL-6x"]
)
def test_other_words_are_no_series(text: str) -> None:
    assert all_series([text]) == []


@given(st.text(alphabet="LiNaPO()xyzδ0123456789.+-/ =,M", max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    for item in all_series([text]):
        assert all(count > 0 for _, count in item.host)


def test_brackets_of_the_sentence_are_none_of_the_formula() -> None:
    assert plain_formulae(["chloride (Li6PS5Cl) and (LiTi2(PO4)3)"]) == ["Li6PS5Cl", "LiTi2(PO4)3"]
    assert [*formula_spans("the (Li6PS5Cl) one, PINK1 and CdK5")] == [(5, 13)]


def test_what_a_composition_puts_in_is_named_by_it() -> None:
    found = {item.id: item for item in dopants(["Li7−xLa3Zr2−xTaxO12 conducts.", "Li7La3Zr2O12 does not."])}
    assert "Li7-xLa3Zr2-xTaxO12" in found["dopant:Ta"].synonyms


def test_materials_are_of_the_family_that_is_said_beside_them() -> None:
    texts = ["Garnet-type Li7La3Zr2O12 conducts.", "Argyrodites such as Li6PS5Cl do, too."]
    assert family_of(["Li7La3Zr2O12"], texts) == "garnet"
    assert family_of(["Li6PS5Cl"], texts) == "argyrodite"
    assert family_of(["LiFePO4"], texts) == ""
    assert families("antiperovskites") == ["antiperovskite"]


def test_what_is_put_on_a_site_needs_no_charge() -> None:
    found = stated(["Sr for the La site and Mg on the Ga site of LaGaO3."])
    assert [(item.put_in, item.site, item.host_formula) for item in found] == [
        ("Sr", "La", "LaGaO3"),
        ("Mg", "Ga", "LaGaO3"),
    ]


def test_less_oxygen_may_go_with_what_is_put_in() -> None:
    (found,) = beside(["LaGa0.9Mg0.1O2.95", "LaGaO3"])
    assert (found.put_in, found.site, dict(found.changes)) == ("Mg", "Ga", {"Ga": -1.0, "O": -0.5})
