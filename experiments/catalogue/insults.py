"""Insults: what cells are given so that less death can show."""

from collections.abc import Sequence

from coscientist.domain.hypothesis import EffectDirection
from coscientist.experiments.catalogue.archetypes import AssayArchetype, Insult, MaterialData, StepData


def fitting_insult(insults: Sequence[Insult], mechanism: str, setting: str) -> tuple[Insult, str] | None:
    """Return the insult that fits and the word it was chosen by, of the mechanism before the setting.

    The one without words fits where no other does; its word is empty. None where there is none.
    """
    for text in (mechanism.casefold(), setting.casefold()):
        for insult in insults:
            word = next((each for each in insult.words if each in text), "")
            if word:
                return insult, word
    return next(((insult, "") for insult in insults if not insult.words), None)


def with_insult(
    assay: AssayArchetype, direction: EffectDirection, insults: Sequence[Insult], mechanism: str, setting: str
) -> AssayArchetype:
    """Return the assay with an insult in every well where what it measures has to be brought about to be lowered."""
    if not assay.insulted_for_less or direction is not EffectDirection.DECREASE:
        return assay
    found = fitting_insult(insults, mechanism, setting)
    if found is None:
        return assay
    insult, word = found
    why = f"it fits “{word}”" if word else "nothing in the hypothesis points to another"
    return assay.model_copy(
        update={
            "materials": (*assay.materials, MaterialData(name=insult.name, kind="reagent", note="the insult")),
            "steps": (
                *assay.steps,
                StepData(
                    phase="Treat",
                    action=f"1 h after the treatments, add 2 µL of {insult.name}, 101 times as strong as the pilot's "
                    "dose, to every well with cells but those of the vehicle without insult: these get its solvent.",
                    critical=True,
                    why="Less death shows only where cells die: the vehicle wells have to lose a third to a half.",
                ),
            ),
            "held_constant": (*assay.held_constant, f"{insult.name}: lot, dose and time"),
            "unknowns": (
                f"Dose of {insult.name}, the insult ({why}): in a pilot over {insult.pilot}, find the dose that kills "
                "30 to 50 % of these cells by the time of reading. Replace the insult if another fits better.",
                f"Whether the treatments destroy {insult.name} in the medium: without cells, measure what the top dose "
                "leaves of it.",
                *assay.unknowns,
            ),
        }
    )
