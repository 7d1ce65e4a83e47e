"""A hypothesis: a statement that could be wrong, and how one would see that it is."""

from collections.abc import Callable
from enum import StrEnum

from coscientist.domain.base import Value


class Status(StrEnum):
    """How far a hypothesis has come. An untested one is called untested."""

    UNTESTED = "untested"
    KNOWN = "known"
    ELIMINATED = "eliminated"
    MERGED = "merged"
    SUPPORTED = "supported"
    REFUTED = "refuted"
    INCONCLUSIVE = "inconclusive"


class EffectDirection(StrEnum):
    """Which way a measured quantity is expected to go against its control."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NO_CHANGE = "no change"
    CHANGE = "change"


class MechanismStep(Value):
    """One link of the proposed mechanism and what it rests on."""

    subject: str
    """Concept id."""
    object: str
    """Concept id."""
    sign: int
    """+1, -1, or 0 when the direction is not known."""
    text: str
    """The step as a sentence."""
    claims: tuple[str, ...] = ()
    """Claim ids that state this step; empty: nothing retrieved states it, it is what would be new."""
    assumption: str = ""
    """What has to hold for this step to carry over to the hypothesis."""


class Prediction(Value):
    """What a measurement would show if the hypothesis holds; committed before any result."""

    id: str
    readout: str
    """What is measured, in words: `tau phosphorylated at Ser396 / total tau`."""
    readout_concept: str | None = None
    readout_kind: str
    """Key into the assay archetypes: `phosphorylation`, `protein abundance`, `mRNA abundance`, `aggregation`,
    `viability`, `enzyme activity`, `interaction`, `material property`, `behaviour` …"""
    intervention: tuple[str, ...] = ()
    """Concept ids that are manipulated."""
    comparator: str = "vehicle"
    direction: EffectDirection
    effect: float | None = None
    """Expected size, only where a source gives one; None: direction only."""
    unit: str | None = None
    effect_source: str | None = None
    primary: bool = False
    rationale: str = ""


class Hypothesis(Value):
    """A proposed answer to the goal. Never edited: a changed hypothesis is a new one with this as its parent."""

    id: str
    title: str
    statement: str
    strategy: str
    """Which strategy made it: `generation/bridging`, `evolution/combine`, `user` …"""
    model: str | None = None
    """The language model that wrote it, if any."""
    parents: tuple[str, ...] = ()
    cycle: int = 0
    interventions: tuple[str, ...]
    """Concept ids that one would manipulate."""
    intervention_sign: int = 1
    """+1: more of the intervention (a dose, over-expression); -1: less of it (inhibition, knock-down)."""
    outcome: str
    """Concept id of what should change."""
    outcome_sign: int
    """-1: less of the outcome is expected; +1: more."""
    mechanism: tuple[MechanismStep, ...] = ()
    context: tuple[str, ...] = ()
    """The setting in which it is meant: disease, cell type, species."""
    claims: tuple[str, ...] = ()
    """Claim ids that it rests on."""
    null: str = ""
    alternative: str = ""
    predictions: tuple[Prediction, ...] = ()
    falsifiers: tuple[str, ...] = ()
    score: float | None = None
    """The generating strategy's own score; its meaning is the strategy's, and it is no rating."""
    notes: tuple[str, ...] = ()


def tried(hypothesis: Hypothesis, prediction: Prediction, name: Callable[[str], str]) -> str:
    """Say what a prediction manipulates: what is given together, and which mediator is held where its words do not say.

    Empty where nothing is manipulated.
    """
    told = f"{prediction.readout} {prediction.comparator}".casefold()
    own = set(hypothesis.interventions)
    given = [name(item) for item in prediction.intervention if item in own]
    others = [name(item) for item in prediction.intervention if item not in own]
    held = [each for each in others if each.casefold() not in told]
    parts = [" + ".join(given)] if given else []
    return " with ".join([*parts, f"{' and '.join(held)} held"] if held else parts)
