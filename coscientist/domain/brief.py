"""An experiment brief: what a laboratory needs to test a hypothesis."""

from enum import StrEnum

from pydantic import model_validator

from coscientist.domain.base import Value
from coscientist.domain.brief_analysis import AnalysisPlan, DataReturn, DecisionRule, Readout
from coscientist.domain.brief_bench import Cost, Instrument, Material, Protocol, QualityRules, Safety, TimelineTask
from coscientist.domain.brief_design import Design, Layout, Treatment
from coscientist.domain.brief_science import BriefHypothesis, Provenance

BRIEF_SCHEMA_VERSION = "1.0"


class BriefStatus(StrEnum):
    """How far a brief has come; nothing is sent before a person approved it."""

    DRAFT = "draft"
    APPROVED = "approved"
    DECLINED = "not approved"
    SENT = "sent"
    RETURNED = "returned"


class Approval(Value):
    """A person's word that the brief may go on."""

    by: str
    at: str
    what: str
    note: str = ""


class Brief(Value):
    """Everything needed to do one experiment and to judge what it says, fixed before it is done.

    Raises: ValueError when wells, treatments, materials, readouts or predictions refer to something that is not there,
    or the parts of a well do not add up to its volume.
    """

    brief_id: str
    schema_version: str = BRIEF_SCHEMA_VERSION
    content_sha256: str
    """SHA-256 over the canonical JSON of everything but the id, the run, the hash itself, times, status, approvals."""
    status: BriefStatus = BriefStatus.DRAFT
    created_at: str
    approvals: tuple[Approval, ...] = ()
    title: str
    objective: str
    provenance: Provenance
    hypothesis: BriefHypothesis
    design: Design
    materials: tuple[Material, ...]
    treatments: tuple[Treatment, ...]
    layout: Layout
    protocol: Protocol
    instruments: tuple[Instrument, ...]
    qc: QualityRules
    timeline: tuple[TimelineTask, ...]
    readouts: tuple[Readout, ...]
    analysis: AnalysisPlan
    decision: DecisionRule
    safety: Safety
    cost: Cost
    unknowns: tuple[str, ...]
    """What nobody here knows and the laboratory has to settle before starting."""
    assumptions: tuple[str, ...]
    data_return: DataReturn

    @model_validator(mode="after")
    def _references_resolve(self) -> "Brief":
        materials = {m.ref for m in self.materials}
        treatments = {t.ref for t in self.treatments}
        readouts = {r.id for r in self.readouts}
        predictions = {p.id for p in self.hypothesis.predictions}
        contrasts = self.analysis.contrasts
        problems = {
            "treatments name unknown materials": {t.material for t in self.treatments} - materials,
            "treatments name unknown partners": {t.partner for t in self.treatments if t.partner} - materials,
            "wells name unknown treatments": {w.treatment for w in self.layout.wells} - treatments,
            "treatments have no well": treatments - {w.treatment for w in self.layout.wells},
            "controls name unknown treatments": {c.treatment for c in self.design.controls if c.treatment} - treatments,
            "predictions name unknown readouts": {p.readout for p in self.hypothesis.predictions} - readouts,
            "contrasts name unknown readouts": {c.readout for c in contrasts} - readouts,
            "contrasts name unknown predictions": {c.prediction for c in contrasts if c.prediction} - predictions,
            "contrasts name unknown treatments": {t for c in contrasts for t in (*c.test, *c.reference)} - treatments,
        }
        for problem, names in problems.items():
            if names:
                raise ValueError(f"{problem}: {', '.join(sorted(names))}")
        if self.layout.well_volume is not None and self.layout.volumes:
            for treatment in treatments:
                parts = sum(v.per_well.value for v in self.layout.volumes if v.treatment == treatment)
                if abs(parts - self.layout.well_volume.value) > 0.01:
                    raise ValueError(f"the parts of {treatment} add up to {parts:g}, not {self.layout.well_volume}")
        places = [(w.plate, w.well) for w in self.layout.wells]
        if len(places) != len(set(places)):
            raise ValueError("two samples share a well")
        return self
