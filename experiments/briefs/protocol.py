"""The steps of an experiment in the order in which they are done."""

from collections.abc import Mapping, Sequence

from coscientist.domain.brief_bench import ProtocolStep
from coscientist.domain.brief_quantity import Amount
from coscientist.experiments.briefs import bench
from coscientist.experiments.catalogue.archetypes import Labware, SettingDefaults, StepData
from coscientist.experiments.catalogue.choosing import Choice

PHASES = (
    "Prepare cells",
    "Make the samples",
    "Prepare doses",
    "Prepare the reaction",
    "Treat",
    "Check the perturbation",
    "Stimulate",
    "Wait",
    "Harvest",
    "Measure",
    "Close",
)


def protocol_steps(
    choice: Choice,
    setting: SettingDefaults,
    labware: Labware,
    further: Sequence[StepData],
    words: Mapping[str, str],
) -> tuple[ProtocolStep, ...]:
    """Join the steps of setting, perturbation and assay, and sort them by phase."""
    companion = setting.companion.steps if choice.assay.companion_viability and setting.companion else ()
    parts: list[StepData] = [*setting.before]
    if setting.id == "cells":
        parts.append(_seeding(choice, labware))
    parts += [*choice.perturbation.steps, *_incubation(choice), *companion]
    parts += [*choice.assay.steps, *further, *setting.after]
    parts.append(
        StepData(
            phase="Close",
            action="Write every value into results.csv (one row per well, readout and time point), with exclusions "
            "and their reasons. Only then open the code; note the time, lots and deviations in metadata.json; put "
            "untouched instrument files into raw/.",
            critical=True,
            why="Exclusions decided after the code is open cannot be used.",
        )
    )
    unknown = {step.phase for step in parts} - set(PHASES)
    assert not unknown, f"the catalogue uses unknown phases: {sorted(unknown)}"
    return bench.steps(sorted(parts, key=lambda step: PHASES.index(step.phase)), words)


def _seeding(choice: Choice, labware: Labware) -> StepData:
    if choice.perturbation.cells_first:
        return bench.seeding_step(choice, labware, when="Leave 15 min on the bench to settle, then 24 h to attach.")
    return bench.seeding_step(choice, labware, when="Keep the suspension ready: it goes onto the complexes below.")


def _incubation(choice: Choice) -> list[StepData]:
    """Return the wait between treatment and harvest, where cells are what is treated."""
    if choice.assay.setting != "cells":
        return []
    return [
        StepData(
            phase="Wait",
            action="Incubate until harvest. Note the time of treatment and of harvest.",
            duration=Amount(value=choice.assay.readout.hours, ucum="h"),
            temperature=Amount(value=37, ucum="Cel"),
        )
    ]
