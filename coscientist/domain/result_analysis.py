"""What a results package says about the predictions that its brief had committed to."""

from enum import StrEnum

from coscientist.domain.base import Value


class OutcomeCall(StrEnum):
    """What the decision rule makes of a test."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    INCONCLUSIVE = "inconclusive"


class QualityFinding(Value):
    """One acceptance rule applied to one part of the data."""

    rule: str
    where: str
    """Plate, readout or the whole package."""
    value: float | None
    threshold: float | None
    passed: bool | None
    """None: it could not be computed; `note` says why."""
    note: str = ""


class QualityReport(Value):
    """Whether the run worked. A run that did not is recorded, and is evidence of nothing."""

    passed: bool
    findings: tuple[QualityFinding, ...]
    reasons: tuple[str, ...] = ()
    """Why it failed; empty when it passed."""
    rejected_blocks: tuple[str, ...] = ()
    """Replicates whose own controls failed; the analysis leaves them out."""
    perturbation_shown: bool | None = None
    """Whether it was shown that the perturbation did what it should; None: the brief asks for no such number."""


class TestOutcome(Value):
    """One contrast of the frozen plan, computed."""

    __test__ = False  # not a pytest class

    contrast: str
    prediction: str | None
    readout: str
    primary: bool
    compared: str = ""
    """What was compared with what, in words."""
    method: str
    effect: float | None
    low: float | None
    """Lower end of the 95 % interval (of the plan's 1 - alpha interval)."""
    high: float | None
    unit: str
    effect_text: str
    """The effect as a person says it: `0.62-fold (95 % CI 0.51 to 0.75)`."""
    n: int
    """Biological replicates used; for independent groups the smaller group."""
    p: float | None
    """Two-sided, against no effect."""
    p_adjusted: float | None
    p_direction: float | None
    """One-sided, against no effect in the predicted direction."""
    p_against: float | None
    """Against what is predicted: of an effect as large as the smallest of interest in the predicted direction."""
    call: OutcomeCall
    why: str
    e_for: float | None = None
    """E-value for the prediction, from `p_direction`."""
    e_against: float | None = None
    """E-value against the prediction, from `p_against`."""
    block_effects: dict[str, float] = {}
    """Each biological replicate's own contrast."""


class Analysis(Value):
    """The frozen plan applied to one result."""

    id: str
    result: str
    brief: str
    hypothesis: str
    plan_sha256: str
    quality: QualityReport
    outcomes: tuple[TestOutcome, ...] = ()
    call: OutcomeCall
    """For the hypothesis: that of the primary prediction."""
    is_evidence: bool
    """False: failed, or rejected by quality control."""
    dropped_treatments: tuple[str, ...] = ()
    """Left out of the contrasts because they harmed the cells."""
    sensitivity: str = ""
    """What the verdict would be with every well that has a value, excluded ones too."""
    exploratory: tuple[str, ...] = ()
    """Computed beside the plan; changes no verdict."""
    summary: str
    software: str = ""
