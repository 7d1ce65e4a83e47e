"""Plates, volumes and dilutions of an experiment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from coscientist.domain.brief_design import Dilution, Layout, Treatment, Volume
from coscientist.domain.brief_quantity import Amount
from coscientist.experiments.briefs.treatments import Arms
from coscientist.experiments.catalogue.archetypes import Labware, SettingDefaults
from coscientist.experiments.catalogue.choosing import Choice
from coscientist.experiments.plates.dilutions import PREMIX, WORKING, dilution_series, mixed, vehicle_solution
from coscientist.experiments.plates.places import randomised_wells
from coscientist.experiments.plates.volumes import well_volumes


def make_layout(
    choice: Choice, arms: Arms, setting: SettingDefaults, labware: Labware, blocks: Sequence[str], *, seed: int
) -> Layout:
    """Place every sample, fill every well, and say how each dose is made."""
    edges = choice.assay.edge_wells == "used"
    wells = randomised_wells(arms.groups, labware, blocks, edges=edges, seed=seed)
    treatments = [g.treatment for g in arms.groups]
    added = choice.perturbation.addition_fraction
    volumes = well_volumes(
        treatments,
        wells,
        labware,
        added=added,
        addition=choice.perturbation.addition_name,
        cells=choice.assay.setting == "cells",
    )
    return Layout(
        labware=labware.name,
        rows=labware.rows,
        columns=labware.columns,
        wells=wells,
        edge_policy=setting.all_wells_policy if edges else setting.edge_policy,
        well_volume=labware.well_volume,
        volumes=volumes,
        dilutions=_dilutions(choice, arms, treatments, volumes, added) if volumes else (),
    )


def _dilutions(
    choice: Choice, arms: Arms, treatments: Sequence[Treatment], volumes: Sequence[Volume], added: float
) -> tuple[Dilution, ...]:
    """Return dilutions of every agent that comes as a concentration, and of the vehicle."""
    kind = choice.perturbation.kind
    paired = kind in ("checkerboard", "two compounds")
    if kind != "dose series" and not paired:
        return ()
    solutions = [v for v in volumes if v.component.startswith(f"{choice.perturbation.addition_name} of ")]
    need: dict[str, float] = defaultdict(float)
    for volume in solutions:
        need[volume.component.rsplit(" ", 1)[-1]] += volume.total.value
    agents = list(dict.fromkeys(t.material for t in treatments if t.dose is not None and t.prepared_as is None))
    diluent = "culture medium" if choice.assay.setting == "cells" else "reaction buffer"
    # Two agents share a well: each is made twice as strong, carries half the vehicle, and is half of the addition.
    share = 2 if paired else 1
    percent = arms.vehicle_pct / share if arms.vehicle_pct else None
    amounts = _shared_need(treatments, need) if paired else need
    made: list[Dilution] = []
    for agent in agents:
        series = [t for t in treatments if t.material == agent and t.dose is not None and t.partner is None]
        made += dilution_series(
            series,
            amounts,
            vehicle=arms.vehicle,
            vehicle_pct=percent,
            added=added / share,
            diluent=diluent,
            makes=PREMIX if paired else WORKING,
        )
    reference = next(t for t in treatments if t.ref == arms.reference[0])
    if percent:
        made.append(
            vehicle_solution(
                reference,
                amounts[reference.ref],
                vehicle=arms.vehicle,
                vehicle_pct=percent,
                added=added / share,
                diluent=diluent,
                makes=PREMIX if paired else WORKING,
            )
        )
    return (*made, *(_mixtures(treatments, need, reference.ref, added) if paired else ()))


def _mixtures(treatments: Sequence[Treatment], need: Mapping[str, float], vehicle: str, added: float) -> list[Dilution]:
    """Return how premixes are joined: with the partner's, or with the vehicle's where an agent is alone."""
    singles = {(t.material, t.dose): t.ref for t in treatments if t.partner is None}
    made: list[Dilution] = []
    for treatment in treatments:
        if treatment.dose is None or treatment.prepared_as is not None:
            continue
        second = singles[treatment.partner, treatment.partner_dose] if treatment.partner else vehicle
        final = Amount(value=treatment.dose.value / added, ucum=treatment.dose.ucum)
        first = singles[treatment.material, treatment.dose]
        made.append(mixed(treatment, first, second, need[treatment.ref], final))
    if made and any(t.ref == vehicle and t.vehicle_pct for t in treatments):
        reference = next(t for t in treatments if t.ref == vehicle)
        content = Amount(value=(reference.vehicle_pct or 0.0) / added, ucum="%")
        made.append(mixed(reference, vehicle, vehicle, need[vehicle], content))
    return made


def _shared_need(treatments: Sequence[Treatment], need: Mapping[str, float]) -> dict[str, float]:
    """Count each single agent's solution for its own wells and for every combination that it goes into."""
    shared: dict[str, float] = defaultdict(float)
    singles = {(t.material, t.dose): t.ref for t in treatments if t.partner is None}
    vehicle = next(t.ref for t in treatments if t.role == "vehicle")
    for treatment in treatments:
        half = need.get(treatment.ref, 0.0) / 2
        if treatment.partner is not None:
            shared[singles[treatment.material, treatment.dose]] += half
            shared[singles[treatment.partner, treatment.partner_dose]] += half
        else:
            shared[treatment.ref] += half
            shared[vehicle] += half
    return shared
