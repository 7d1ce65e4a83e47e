"""The practical part of a brief: materials, steps, instruments, time, safety, cost."""

from collections.abc import Iterable, Mapping, Sequence

from coscientist.domain.brief_bench import (
    Cost,
    CostItem,
    Hazard,
    HumanReview,
    Instrument,
    Material,
    ProtocolStep,
    Safety,
    TimelineTask,
)
from coscientist.domain.brief_quantity import Amount
from coscientist.experiments.catalogue.archetypes import Labware, MaterialData, SettingDefaults, StepData, TaskData
from coscientist.experiments.catalogue.choosing import Choice

Words = Mapping[str, str]
HUMAN_REVIEW = "A person with the authority to release laboratory work reads and approves this brief before it is sent."


def fill(text: str, words: Words) -> str:
    """Put names into a catalogue text."""
    return text.format_map(dict(words))


def plain(text: str) -> str:
    """Return text that `fill` gives back as it is."""
    return text.replace("{", "{{").replace("}", "}}")


def supplies(data: Iterable[MaterialData], words: Words, *, first: int) -> tuple[Material, ...]:
    """Return materials of the catalogue under running references, each name once."""
    named: dict[str, MaterialData] = {}
    for item in data:
        named.setdefault(fill(item.name, words), item)
    return tuple(
        Material(
            ref=f"M{first + i:02d}",
            kind=item.kind,
            name=name,
            purity=item.purity,
            storage=item.storage,
            note=fill(item.note, words),
        )
        for i, (name, item) in enumerate(named.items())
    )


def steps(data: Iterable[StepData], words: Words) -> tuple[ProtocolStep, ...]:
    """Number the steps through."""
    return tuple(
        ProtocolStep(
            n=n,
            action=fill(step.action, words),
            parameters=step.parameters,
            duration=step.duration,
            temperature=step.temperature,
            critical=step.critical,
            why=fill(step.why, words),
            phase=step.phase,
        )
        for n, step in enumerate(data, start=1)
    )


def seeding_step(choice: Choice, labware: Labware, *, when: str) -> StepData:
    """Return the step that puts cells into wells, with this system's medium and density."""
    full = labware.well_volume.value if labware.well_volume else 0.0
    verb = "Seed" if choice.perturbation.cells_first else "Suspend"
    volume = Amount(value=round(full * (1 - choice.perturbation.addition_fraction), 1), ucum="uL")
    parameters: dict[str, Amount | str] = {
        "medium": choice.system.medium,
        **_density(choice, labware, full, volume.value),
    }
    return StepData(
        phase="Prepare cells",
        action=f"{verb} {choice.system.name}, {volume} per well, for every well of the map that holds cells and for "
        f"one or two spare wells for checks. {when}",
        parameters=parameters,
        duration=Amount(value=24, ucum="h") if "24 h" in when else None,
        temperature=Amount(value=37, ucum="Cel"),
        critical=True,
        why="Uneven seeding is the largest source of variation between wells.",
    )


def _density(choice: Choice, labware: Labware, full: float, volume: float) -> dict[str, Amount | str]:
    """Return cells per well and the suspension that gives them in the volume that is pipetted."""
    seeding = choice.system.seeding
    if seeding is None or not volume:
        return {}
    if seeding.ucum == "{cells}/mL":
        cells = seeding.value * full / 1000
    elif labware.growth_area is not None:
        cells = seeding.value * labware.growth_area.value
    else:
        return {"density": seeding}
    return {
        "density": seeding,
        "cells per well": Amount(value=float(f"{cells:.3g}"), ucum="{cells}"),
        "suspension": Amount(value=float(f"{cells / volume * 1000:.3g}"), ucum="{cells}/mL"),
    }


def instruments(*groups: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """Join lists of instruments, each once."""
    joined = {i.name: i for group in groups for i in group}
    return tuple(joined.values())


def timeline(setting: SettingDefaults, choice: Choice, words: Words, *, blocks: int) -> tuple[TimelineTask, ...]:
    """Return tasks in order: preparations side by side, then the replicates, then values and return."""
    preparations = [
        TimelineTask(task=fill(t.task, words), duration=t.duration)
        for t in (*setting.timeline, *choice.perturbation.timeline, *choice.assay.timeline[:-1])
    ]
    last: TaskData = choice.assay.timeline[-1]
    whole = blocks if setting.id != "animal" else 1
    replicates = TimelineTask(
        task=f"{fill(last.task, words)}; {whole} in all, one after another" if whole > 1 else fill(last.task, words),
        duration=Amount(value=last.duration.value * whole, ucum=last.duration.ucum),
        depends_on=tuple(t.task for t in preparations),
    )
    closing = TimelineTask(
        task="Open the code, fill in results.csv and metadata.json, send the package",
        duration=Amount(value=1, ucum="d"),
        depends_on=(replicates.task,),
    )
    return (*preparations, replicates, closing)


def safety(
    choice: Choice,
    setting: SettingDefaults,
    materials: Sequence[Material],
    words: Words,
    *,
    dual_use: str | None,
    hazards: Sequence[Hazard],
) -> Safety:
    """Return what is known of the dangers. No hazard class is stated that does not come from a list or a sheet."""
    hazardous = [m.name for m in materials if m.kind not in {"cells", "animal", "medium", "sample", "control sample"}]
    reasons = [HUMAN_REVIEW]
    if setting.id == "animal":
        reasons.append("Animal experiment: the ethics committee's approval number goes into the approval.")
    if dual_use is None:
        reasons.append("No dual-use screen is recorded for this brief.")
    notes = tuple(fill(note, words) for note in choice.assay.safety_notes)
    classified = {hazard.material for hazard in hazards}
    return Safety(
        ghs=tuple(hazard for hazard in hazards if hazard.material in {m.name for m in materials}),
        biosafety_level=choice.system.biosafety_level,
        biosafety_basis=choice.system.biosafety_basis,
        sds=tuple(
            f"{name}: consult the safety data sheet (not verified here)" for name in hazardous if name not in classified
        ),
        waste=(*notes, *setting.waste, *choice.assay.waste),
        ethics=choice.system.ethics,
        dual_use=dual_use or "Not screened: the reviewer named below judges it before the brief is sent.",
        human_review=HumanReview(reasons=tuple(reasons)),
    )


def cost(labware: str, plates: int, blocks: int) -> Cost:
    """Return what has to be bought as far as the design tells; prices are the laboratory's to quote."""
    return Cost(
        items=(
            CostItem(name=labware, quantity=Amount(value=plates, ucum="1")),
            CostItem(name="independent replicates to run", quantity=Amount(value=blocks, ucum="1")),
        ),
        basis="No prices are known here: the laboratory quotes them. Materials without amounts are to be added.",
    )
