"""What is done to samples: treatments, the materials they use and how many wells each gets."""

from collections.abc import Mapping, Sequence

from coscientist.domain.base import Value
from coscientist.domain.brief_analysis import ContrastKind
from coscientist.domain.brief_bench import Material
from coscientist.domain.brief_design import Control, ControlKind
from coscientist.domain.hypothesis import EffectDirection
from coscientist.experiments.briefs.arm_maker import ArmMaker
from coscientist.experiments.briefs.dosing import DoseRange, molar
from coscientist.experiments.briefs.known_active import KnownActive
from coscientist.experiments.briefs.series import checkerboard, composition, dose_series, factorial, two_groups
from coscientist.experiments.catalogue.archetypes import ControlData, Perturbation
from coscientist.experiments.catalogue.choosing import Choice
from coscientist.experiments.plates.places import Group

AQUEOUS_FROM = 1e-4
"""mol/L. A thousandfold stock of a higher dose would be above 100 mmol/L, more than DMSO usually holds."""


class Arms(Value):
    """The treatments of an experiment and how they are compared."""

    groups: tuple[Group, ...]
    controls: tuple[Control, ...]
    missing_controls: tuple[str, ...]
    reference: tuple[str, ...]
    test: tuple[str, ...]
    kind: ContrastKind
    also: tuple[tuple[str, ContrastKind, tuple[str, ...]], ...] = ()
    """Secondary contrasts: name, kind, test treatments."""
    agents: tuple[Material, ...]
    vehicle: str
    vehicle_pct: float | None

    def has(self, agent: str) -> bool:
        """Say whether something of that name is given."""
        return any(material.name == agent for material in self.agents)


def make_arms(
    choice: Choice, doses: Sequence[DoseRange], words: dict[str, str], active: KnownActive | None = None
) -> Arms:
    """Lay out the treatments for a choice: reference, test series, controls.

    `doses` holds one range per target for dose series and checkerboards, and is otherwise not looked at. `active` gets
    an arm beside the dose series of one compound in cells, where the vehicle is the same.
    """
    perturbation, assay = choice.perturbation, choice.assay
    aqueous = any((molar(d.top) or 0.0) > AQUEOUS_FROM for d in doses)
    soluble = perturbation.vehicle == "DMSO" and not aqueous
    vehicle = perturbation.vehicle if soluble or perturbation.vehicle != "DMSO" else "none, dissolved directly"
    maker = ArmMaker(choice, words, vehicle, perturbation.vehicle_pct if soluble else None)
    spread = assay.edge_wells == "filler"
    n = assay.n_technical
    label, base = _reference(maker, perturbation)
    zero = maker.treatment(label, "vehicle", base, 2 * n if spread else n)
    match perturbation.kind:
        case "dose series":
            kind, test, also = dose_series(maker, choice, doses[0], n)
        case "checkerboard":
            kind, test, also = checkerboard(maker, choice, doses, n)
        case "factorial" | "two compounds":
            kind, test, also = factorial(maker, choice, doses, n)
        case "composition series":
            kind, test, also = composition(maker, choice, n)
        case _:
            kind, test, also = two_groups(maker, choice, n)
    controls, missing = _controls(maker, choice, n, spread=spread, vehicle_ref=zero, vehicle_label=label)
    if active is not None and _can_stand_beside(choice, active, soluble=soluble):
        control, contrast = _known_active(maker, active, words, n)
        controls, also = (*controls, control), (*also, contrast)
    return Arms(
        groups=tuple(maker.groups),
        controls=controls,
        missing_controls=missing,
        reference=(zero,),
        test=test,
        kind=kind,
        also=also,
        agents=tuple(maker.materials),
        vehicle=vehicle,
        vehicle_pct=maker.vehicle_pct,
    )


def _reference(maker: ArmMaker, perturbation: Perturbation) -> tuple[str, str]:
    """Return the label and the material of the group that everything is compared with."""
    if perturbation.reference_label != "vehicle":
        return perturbation.reference_label, maker.material(perturbation.reference_label, perturbation.reference_kind)
    percent = f"{maker.vehicle_pct:g} % " if maker.vehicle_pct else ""
    grade = f"{maker.vehicle}, cell-culture grade" if maker.vehicle == "DMSO" else maker.vehicle
    return f"vehicle ({percent}{maker.vehicle})", maker.material(grade, "control reagent")


def _controls(
    maker: ArmMaker, choice: Choice, n: int, *, spread: bool, vehicle_ref: str, vehicle_label: str
) -> tuple[tuple[Control, ...], tuple[str, ...]]:
    assay, direction = choice.assay, choice.prediction.direction
    controls = [
        Control(
            kind=ControlKind.VEHICLE,
            material=vehicle_label,
            expected="The reference that every test treatment is compared with",
            treatment=vehicle_ref,
        )
    ]
    for data in (*_fitting(assay.controls, direction), *choice.perturbation.controls):
        text = data.material.format_map(maker.words)
        ref = None
        if data.wells:
            # A derived control is a sample that got the vehicle first; it is nothing that one buys.
            derived = data.added == "before reading" or data.kind is ControlKind.BLANK
            made_here = derived or data.kind in (ControlKind.NEGATIVE, ControlKind.ISOTYPE)
            material = maker.material(text, "control sample" if made_here else "control reagent")
            many = n + 1 if spread and data.kind is ControlKind.POSITIVE else n
            ref = maker.treatment(
                f"{data.kind.value} control: {text}",
                data.kind.value,
                material,
                many,
                dose=data.dose,
                prepared_as=vehicle_ref if derived else None,
            )
        controls.append(
            Control(
                kind=data.kind,
                material=text,
                expected=data.expected.format_map(maker.words),
                expected_direction=data.expected_direction if data.kind is ControlKind.POSITIVE else None,
                treatment=ref,
            )
        )
    missing = [text.format_map(maker.words) for text in (assay.no_positive, assay.no_negative) if text]
    return tuple(controls), tuple(missing)


def _can_stand_beside(choice: Choice, active: KnownActive, *, soluble: bool) -> bool:
    """Say whether a known active fits in: same vehicle, living cells, and a dose that its stock can hold."""
    return (
        choice.perturbation.kind == "dose series"
        and choice.assay.setting == "cells"
        and soluble
        and (molar(active.dose) or 0.0) <= AQUEOUS_FROM
    )


def _known_active(
    maker: ArmMaker, active: KnownActive, words: Mapping[str, str], n: int
) -> tuple[Control, tuple[str, ContrastKind, tuple[str, ...]]]:
    name = active.concept.name
    ref = maker.treatment(
        f"known active: {name} {active.dose}", "reference", maker.material(name, "compound"), n, dose=active.dose
    )
    control = Control(
        kind=ControlKind.REFERENCE,
        material=f"{name}, reported to act on this readout ({', '.join(active.sources)}): “{active.quote}”",
        expected=f"{words['readout']} moves the predicted way. Where it does not, these cells may not answer at all, "
        f"and no effect of {words['intervention']} says little",
        treatment=ref,
    )
    return control, (f"{ref} against reference", ContrastKind.PAIRED, (ref,))


def _fitting(controls: Sequence[ControlData], direction: EffectDirection) -> list[ControlData]:
    """Keep controls for the predicted direction; `any` stands in only where no positive one is specific to it."""
    wanted = direction.value if direction in (EffectDirection.DECREASE, EffectDirection.INCREASE) else "any"
    specific = {c.kind for c in controls if c.when == wanted != "any"}
    return [c for c in controls if c.when == wanted or (c.when == "any" and c.kind not in specific)]
