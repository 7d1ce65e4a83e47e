"""Cells are harmed first where a brief looks for less death."""

import pytest

from coscientist.domain.hypothesis import EffectDirection
from coscientist.experiments.catalogue.insults import fitting_insult, with_insult
from coscientist.experiments.catalogue.loading import default_catalogue

INSULTS = default_catalogue().insults
DEATH = default_catalogue().assay("cell-death")


@pytest.mark.parametrize(
    ("mechanism", "setting", "name", "word"),
    [
        ("alpha-tocopherol Oxidative stress", "amyotrophic lateral sclerosis", "hydrogen peroxide", "oxidative stress"),
        ("curcumin amyloid-β", "reactive oxygen species", "amyloid-β42 oligomers", "amyloid"),
        ("curcumin caspase-3", "dopaminergic neurons exposed to rotenone", "rotenone", "rotenone"),
        ("curcumin caspase-3", "Parkinson's disease", "MPP+ iodide", "parkinson"),
        ("curcumin caspase-3", "the kidney", "staurosporine, low dose", ""),
    ],
)
def test_the_mechanism_chooses_before_the_setting(mechanism: str, setting: str, name: str, word: str) -> None:
    found = fitting_insult(INSULTS, mechanism, setting)
    assert found is not None
    assert (found[0].name, found[1]) == (name, word)


def test_less_death_needs_an_insult_with_a_step_a_material_and_a_pilot() -> None:
    insulted = with_insult(DEATH, EffectDirection.DECREASE, INSULTS, "oxidative stress", "")
    assert "hydrogen peroxide" in [material.name for material in insulted.materials]
    (step,) = [step for step in insulted.steps if "hydrogen peroxide" in step.action]
    assert step.phase == "Treat"
    assert any("pilot over 50 to 800 µmol/L" in unknown for unknown in insulted.unknowns)
    assert set(insulted.unknowns) > set(DEATH.unknowns)


@pytest.mark.parametrize("direction", [EffectDirection.INCREASE, EffectDirection.CHANGE])
def test_more_death_needs_none(direction: EffectDirection) -> None:
    assert with_insult(DEATH, direction, INSULTS, "oxidative stress", "") is DEATH


def test_other_assays_and_a_catalogue_without_insults_stay_as_they_are() -> None:
    western = next(each for each in default_catalogue().assays if not each.insulted_for_less)
    assert with_insult(western, EffectDirection.DECREASE, INSULTS, "", "") is western
    assert with_insult(DEATH, EffectDirection.DECREASE, (), "", "") is DEATH


def test_exactly_one_insult_fits_where_no_word_does() -> None:
    assert [insult.id for insult in INSULTS if not insult.words] == ["staurosporine-low-dose"]
