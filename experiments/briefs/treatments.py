"""What is done to samples: treatments, the materials they use and how many wells each gets."""

from collections.abc import Sequence

from coscientist.domain.base import Value
from coscientist.domain.brief_analysis import ContrastKind
from coscientist.domain.brief_bench import Material
from coscientist.domain.brief_design import Control, ControlKind, Treatment
from coscientist.domain.brief_quantity import Amount
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.hypothesis import EffectDirection
from coscientist.experiments.briefs.dosing import DoseRange, dose_levels, molar
from coscientist.experiments.catalogue.archetypes import ControlData, Perturbation
from coscientist.experiments.catalogue.choosing import Choice
from coscientist.experiments.plates.places import Group

AQUEOUS_FROM = 1e-4
"""mol/L. A thousandfold stock of a higher dose would be above 100 mmol/L, more than DMSO usually holds."""


_STORAGE = {
    "siRNA": "-20 °C, RNase-free, single-use aliquots",
    "plasmid": "-20 °C",
    "compound": "by its data sheet; stocks at -20 °C in single-use aliquots",
}


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


class _Maker:
    """Collects treatments under running references."""

    def __init__(self, choice: Choice, words: dict[str, str], vehicle: str, vehicle_pct: float | None) -> None:
        self.choice = choice
        self.words = words
        self.vehicle = vehicle
        self.vehicle_pct = vehicle_pct
        self.groups: list[Group] = []
        self.materials: list[Material] = []
        hours = choice.assay.readout.hours + choice.perturbation.lead_hours
        self.duration = Amount(value=hours, ucum="h") if hours < 24 * 14 else Amount(value=hours / 24, ucum="d")

    def material(self, name: str, kind: str, note: str = "") -> str:
        ref = f"M{len(self.materials) + 1:02d}"
        self.materials.append(Material(ref=ref, kind=kind, name=name, note=note, storage=_STORAGE.get(kind)))
        return ref

    def treatment(
        self,
        label: str,
        role: str,
        material: str,
        wells: int,
        *,
        dose: Amount | None = None,
        partner: tuple[str, Amount] | None = None,
        prepared_as: str | None = None,
    ) -> str:
        ref = f"T{len(self.groups) + 1:02d}"
        treatment = Treatment(
            ref=ref,
            label=label,
            role=role,
            material=material,
            dose=dose,
            partner=partner[0] if partner else None,
            partner_dose=partner[1] if partner else None,
            vehicle=None if role == "blank" else self.vehicle,
            vehicle_pct=None if role == "blank" else self.vehicle_pct,
            duration=None if role == "blank" else self.duration,
            route=self.choice.perturbation.route,
            prepared_as=prepared_as,
        )
        self.groups.append(Group(treatment=treatment, wells=wells))
        return ref


def make_arms(choice: Choice, doses: Sequence[DoseRange], words: dict[str, str]) -> Arms:
    """Lay out the treatments for a choice: reference, test series, controls.

    `doses` holds one range per target for dose series and checkerboards, and is otherwise not looked at.
    """
    perturbation, assay = choice.perturbation, choice.assay
    aqueous = any((molar(d.top) or 0.0) > AQUEOUS_FROM for d in doses)
    soluble = perturbation.vehicle == "DMSO" and not aqueous
    vehicle = perturbation.vehicle if soluble or perturbation.vehicle != "DMSO" else "none, dissolved directly"
    maker = _Maker(choice, words, vehicle, perturbation.vehicle_pct if soluble else None)
    spread = assay.edge_wells == "filler"
    n = assay.n_technical
    label, base = _reference(maker, perturbation)
    zero = maker.treatment(label, "vehicle", base, 2 * n if spread else n)
    match perturbation.kind:
        case "dose series":
            kind, test, also = _dose_series(maker, choice, doses[0], n)
        case "checkerboard":
            kind, test, also = _checkerboard(maker, choice, doses, n)
        case "factorial":
            kind, test, also = _factorial(maker, choice, doses, n)
        case "composition series":
            kind, test, also = _composition(maker, choice, n)
        case _:
            kind, test, also = _two_groups(maker, choice, n)
    controls, missing = _controls(maker, choice, n, spread=spread, vehicle_ref=zero, vehicle_label=label)
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


def _reference(maker: _Maker, perturbation: Perturbation) -> tuple[str, str]:
    """Return the label and the material of the group that everything is compared with."""
    if perturbation.reference_label != "vehicle":
        kind = {"knockdown": "siRNA", "overexpression": "plasmid"}.get(perturbation.id, "control reagent")
        return perturbation.reference_label, maker.material(perturbation.reference_label, kind)
    percent = f"{maker.vehicle_pct:g} % " if maker.vehicle_pct else ""
    grade = f"{maker.vehicle}, cell-culture grade" if maker.vehicle == "DMSO" else maker.vehicle
    return f"vehicle ({percent}{maker.vehicle})", maker.material(grade, "control reagent")


_Series = tuple[ContrastKind, tuple[str, ...], tuple[tuple[str, ContrastKind, tuple[str, ...]], ...]]


def _agent_kind(concept: Concept) -> str:
    return "compound" if concept.kind.value in {"compound", "other", "process", "disease", "property"} else "reagent"


def _dose_series(maker: _Maker, choice: Choice, doses: DoseRange, n: int) -> _Series:
    target = choice.targets[0]
    agent = maker.material(target.name, _agent_kind(target))
    levels = dose_levels(doses.top, choice.assay.max_doses)
    test = tuple(maker.treatment(f"{target.name} {dose}", "test", agent, n, dose=dose) for dose in levels)
    return ContrastKind.TREND, test, tuple((f"{ref} against reference", ContrastKind.PAIRED, (ref,)) for ref in test)


def _checkerboard(maker: _Maker, choice: Choice, doses: Sequence[DoseRange], n: int) -> _Series:
    first, second = choice.targets[:2]
    a, b = maker.material(first.name, "compound"), maker.material(second.name, "compound")
    # Three levels a compound keep the board inside one plate's inner wells with three wells each.
    a_levels, b_levels = dose_levels(doses[0].top, 3), dose_levels(doses[1].top, 3)
    a_alone = tuple(maker.treatment(f"{first.name} {x}", "test", a, n, dose=x) for x in a_levels)
    b_alone = tuple(maker.treatment(f"{second.name} {y}", "test", b, n, dose=y) for y in b_levels)
    both = tuple(
        maker.treatment(f"{first.name} {x} + {second.name} {y}", "test", a, n, dose=x, partner=(b, y))
        for x in a_levels
        for y in b_levels
    )
    also = (
        ("excess over Bliss independence", ContrastKind.INTERACTION, both),
        ("top combination against each single agent", ContrastKind.BEST_SINGLE, both[-1:]),
        (f"{first.name} alone", ContrastKind.TREND, a_alone),
        (f"{second.name} alone", ContrastKind.TREND, b_alone),
    )
    return _combination_kind(choice), both, also


def _factorial(maker: _Maker, choice: Choice, doses: Sequence[DoseRange], n: int) -> _Series:
    targets = choice.targets[:2]
    names = [t.name for t in targets]
    refs = [maker.material(t.name, _agent_kind(t)) for t in targets]
    # A compound gets the middle dose of its range; for other agents the amount is the laboratory's to set.
    amounts = [
        dose_levels(d.top, 3)[1] if t.kind is ConceptKind.COMPOUND else Amount(value=1, ucum="1")
        for t, d in zip(targets, doses, strict=False)
    ]
    labels = [name if a.ucum == "1" else f"{name} {a}" for name, a in zip(names, amounts, strict=True)]
    singles = tuple(
        maker.treatment(f"{label} alone", "test", ref, n, dose=amount)
        for label, ref, amount in zip(labels, refs, amounts, strict=True)
    )
    both = (maker.treatment(" + ".join(labels), "test", refs[0], n, dose=amounts[0], partner=(refs[1], amounts[1])),)
    also = (
        ("excess over Bliss independence", ContrastKind.INTERACTION, both),
        ("combination against each single agent", ContrastKind.BEST_SINGLE, both),
        *((f"{name} alone", ContrastKind.PAIRED, (ref,)) for name, ref in zip(names, singles, strict=False)),
    )
    return _combination_kind(choice), both, also


def _combination_kind(choice: Choice) -> ContrastKind:
    """Read from the prediction's comparator what the combination is to be held against."""
    comparator = choice.prediction.comparator.casefold()
    if any(word in comparator for word in ("bliss", "additiv", "expected", "independence", "synerg")):
        return ContrastKind.INTERACTION
    if any(word in comparator for word in ("alone", "single", "either", "each")):
        return ContrastKind.BEST_SINGLE
    return ContrastKind.PAIRED


def _composition(maker: _Maker, choice: Choice, n: int) -> _Series:
    name = " and ".join(t.name for t in choice.targets)
    agent = maker.material(name, "sample", note="Composition and precursors: see unknowns.")
    levels = [Amount(value=step, ucum="%") for step in (2.5, 5.0, 7.5, 10.0)]
    test = tuple(maker.treatment(f"{name}, {level} substitution", "test", agent, n, dose=level) for level in levels)
    return ContrastKind.TREND, test, tuple((f"{ref} against reference", ContrastKind.PAIRED, (ref,)) for ref in test)


def _two_groups(maker: _Maker, choice: Choice, n: int) -> _Series:
    perturbation = choice.perturbation
    name_of_all = " and ".join(t.name for t in choice.targets)
    test: list[str] = []
    for number in range(1, perturbation.replicate_reagents + 1):
        many = perturbation.replicate_reagents > 1
        verb = {"knockdown": "siRNA", "overexpression": "plasmid", "reduction": "tool lowering", "dosing": ""}
        name = " ".join(x for x in (verb.get(perturbation.id, ""), str(number) if many else "") if x)
        joiner = {"knockdown": "against ", "overexpression": "for "}.get(perturbation.id, "")
        label = f"{name} {joiner}{name_of_all}".strip()
        kind = {"knockdown": "siRNA", "overexpression": "plasmid", "dosing": "compound"}.get(perturbation.id, "reagent")
        test.append(maker.treatment(label, "test", maker.material(label, kind), n, dose=perturbation.dose))
    if choice.assay.setting == "animal":
        return ContrastKind.TWO_SAMPLE, tuple(test), ()
    also = tuple((f"{ref} against reference", ContrastKind.PAIRED, (ref,)) for ref in test) if len(test) > 1 else ()
    return ContrastKind.PAIRED, tuple(test), also


def _controls(
    maker: _Maker, choice: Choice, n: int, *, spread: bool, vehicle_ref: str, vehicle_label: str
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


def _fitting(controls: Sequence[ControlData], direction: EffectDirection) -> list[ControlData]:
    """Keep controls for the predicted direction; `any` stands in only where no positive one is specific to it."""
    wanted = direction.value if direction in (EffectDirection.DECREASE, EffectDirection.INCREASE) else "any"
    specific = {c.kind for c in controls if c.when == wanted != "any"}
    return [c for c in controls if c.when == wanted or (c.when == "any" and c.kind not in specific)]
