"""Where a brief comes from and what it would put to the test."""

from coscientist.domain.base import Value
from coscientist.domain.hypothesis import EffectDirection


class BriefRating(Value):
    """The hypothesis's standing in its run's tournament when the brief was written."""

    value: float
    low: float
    high: float
    matches: int


class Provenance(Value):
    """Which run and which strategy the brief's hypothesis came from."""

    run: str
    goal: str
    hypothesis: str
    rating: BriefRating | None = None
    """None: it has not played."""
    strategy: str
    models: tuple[str, ...] = ()
    """Language models that took part; empty: none did."""
    seed: int
    software: str = ""


class BriefStep(Value):
    """One step of the mechanism, with what it rests on."""

    text: str
    claims: tuple[str, ...] = ()
    assumption: str = ""


class NearestKnown(Value):
    """A passage close to what the hypothesis states."""

    passage: str
    similarity: float
    relation: str
    quote: str | None = None
    source: str | None = None


class BriefNovelty(Value):
    """What was searched, until when, and what came nearest; never simply `novel`."""

    state: str
    searched: tuple[str, ...] = ()
    unavailable: tuple[str, ...] = ()
    """Services that should have been searched and did not answer, and why."""
    date: str | None = None
    """When the search was made, ISO 8601."""
    until: int | None = None
    """Last year of publication that was searched; None: no limit was set."""
    nearest: tuple[NearestKnown, ...] = ()
    opinions: tuple[str, ...] = ()
    """What referees hold to be known without a passage that states it: to be looked up before anything is ordered."""


class BriefPrediction(Value):
    """A prediction committed before any result, with the readout that tests it."""

    id: str
    readout: str
    """Id of the readout in this brief."""
    measured: str
    """What is measured, in the hypothesis's words."""
    direction: EffectDirection
    effect: float | None = None
    """Expected size where a source gives one; None: only the direction is predicted."""
    unit: str | None = None
    interval: tuple[float, float] | None = None
    effect_source: str | None = None
    probability: float | None = None
    """How probable the proposer held it, where somebody said so; for calibration only."""
    primary: bool = False
    intervention: tuple[str, ...] = ()
    comparator: str = "vehicle"


class BriefEvidence(Value):
    """A quoted sentence that speaks for or against the hypothesis."""

    source: str
    quote: str
    supports: bool
    """True: it supports; False: it contradicts."""
    claim: str | None = None
    passage: str | None = None
    year: int | None = None


class BriefHypothesis(Value):
    """The hypothesis as the laboratory should read it."""

    statement: str
    mechanism: tuple[BriefStep, ...] = ()
    null: str
    alternative: str
    falsifiers: tuple[str, ...] = ()
    novelty: BriefNovelty
    predictions: tuple[BriefPrediction, ...]
    evidence: tuple[BriefEvidence, ...] = ()
