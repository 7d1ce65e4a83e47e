"""Every well is full, nothing runs out, and dilutions give the doses that they promise."""

import pytest

from coscientist.domain.brief import Brief
from coscientist.experiments.briefs.dosing import molar
from tests.experiments.values import a_brief, a_hypothesis

CASES = [
    a_hypothesis("c:minocycline"),
    a_hypothesis("p:GSK3B", sign=-1),
    a_hypothesis("c:minocycline", "c:curcumin", kind="viability", readout="viable cells"),
    a_hypothesis("c:minocycline", kind="aggregation", readout="tau fibrils"),
    a_hypothesis("c:minocycline", "c:curcumin"),
]


@pytest.mark.parametrize("hypothesis", CASES, ids=lambda h: "+".join(h.interventions))
def test_the_parts_of_every_well_add_up_to_its_volume(hypothesis) -> None:  # type: ignore[no-untyped-def]
    brief = a_brief(hypothesis)
    assert brief.layout.well_volume is not None
    for treatment in brief.treatments:
        parts = [v.per_well.value for v in brief.layout.volumes if v.treatment == treatment.ref]
        assert sum(parts) == pytest.approx(brief.layout.well_volume.value)


@pytest.mark.parametrize("hypothesis", CASES, ids=lambda h: "+".join(h.interventions))
def test_what_is_prepared_covers_what_is_used(hypothesis) -> None:  # type: ignore[no-untyped-def]
    for volume in a_brief(hypothesis).layout.volumes:
        assert volume.total.value >= volume.per_well.value * volume.wells * 1.1


def _concentrations(brief: Brief) -> dict[str, float]:
    """Follow every dilution step and return what it really gives, by `kind of treatment`."""
    made: dict[str, float] = {}
    for step in brief.layout.dilutions:
        name = f"{step.makes} of {step.treatment}"
        promised = molar(step.concentration)
        if promised is None:
            continue
        if step.take is None or step.take_from not in made:
            made[name] = promised
            continue
        made[name] = made[step.take_from] * step.take.value / (step.take.value + step.add_volume.value)
        assert made[name] == pytest.approx(promised, rel=0.01), name
    return made


def test_a_dose_series_reaches_its_final_doses() -> None:
    brief = a_brief()
    made = _concentrations(brief)
    share = next(v.per_well.value for v in brief.layout.volumes if v.component == "working solution of T05")
    assert brief.layout.well_volume is not None
    for treatment in brief.treatments:
        if treatment.role == "test" and treatment.dose is not None:
            in_well = made[f"working solution of {treatment.ref}"] * share / brief.layout.well_volume.value
            assert in_well == pytest.approx(molar(treatment.dose), rel=0.01)


@pytest.mark.parametrize("hypothesis", [CASES[2], CASES[4]], ids=["checkerboard", "two by two"])
def test_two_compounds_reach_both_doses_and_one_vehicle_content(hypothesis) -> None:  # type: ignore[no-untyped-def]
    brief = a_brief(hypothesis)
    made = _concentrations(brief)
    for treatment in brief.treatments:
        if treatment.partner is not None and treatment.dose is not None:
            assert made[f"working solution of {treatment.ref}"] / 2 == pytest.approx(molar(treatment.dose), rel=0.01)
    assert {t.vehicle_pct for t in brief.treatments if t.role in ("test", "vehicle")} == {0.2}


def test_no_transfer_is_too_small_to_pipette() -> None:
    for hypothesis in CASES:
        for step in a_brief(hypothesis).layout.dilutions:
            assert step.take is None or step.take.value >= 2.0


def test_a_stock_lasts_for_everything_that_is_taken_from_it() -> None:
    for hypothesis in CASES:
        dilutions = a_brief(hypothesis).layout.dilutions
        for step in dilutions:
            name = f"{step.makes} of {step.treatment}"
            made = (step.take.value if step.take else 0.0) + step.add_volume.value
            used = sum(d.take.value for d in dilutions if d.take and d.take_from == name)
            used += sum(d.add_volume.value for d in dilutions if d.add == name)
            assert used <= made, name
