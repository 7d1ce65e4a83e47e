"""Turns an analysis into evidence: a source, a quotable passage and a signed claim, like a paper's."""

from collections.abc import Mapping

from coscientist.domain.base import Value, content_id
from coscientist.domain.brief import Brief
from coscientist.domain.brief_science import BriefPrediction
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.hypothesis import EffectDirection, Hypothesis
from coscientist.domain.literature import Passage, Source
from coscientist.domain.result import Result
from coscientist.domain.result_analysis import Analysis, OutcomeCall, TestOutcome


class LabEvidence(Value):
    """What the evidence graph and the store take in from one result."""

    source: Source
    passages: tuple[Passage, ...] = ()
    claims: tuple[Claim, ...] = ()
    concepts: tuple[Concept, ...] = ()
    """Combinations that the claims are about and that no corpus has."""


def evidence_from(
    analysis: Analysis,
    *,
    brief: Brief,
    result: Result,
    hypothesis: Hypothesis,
    concepts: Mapping[str, Concept] | None = None,
) -> LabEvidence:
    """Return the evidence in a result; a failed or rejected run gives its source and nothing that could be cited.

    The claim states what was measured, whatever had been predicted: the direction found, or no change where an
    effect that matters was ruled out. An inconclusive result gives a passage and no claim.
    """
    lab = f"lab:{result.id}"
    source = Source(
        id=lab,
        title=f"Laboratory result for: {brief.title}",
        authors=tuple(x for x in (result.metadata.operator,) if x),
        journal=result.metadata.lab,
        year=_year(result),
        date=result.metadata.ended or result.metadata.started,
        identifiers={"brief": brief.brief_id, "brief_sha256": brief.content_sha256, "result": result.id},
        retracted=None,
        kind="lab",
    )
    if not analysis.is_evidence:
        return LabEvidence(source=source)
    passages: list[Passage] = []
    claims: dict[str, Claim] = {}
    made: dict[str, Concept] = {}
    for prediction in brief.hypothesis.predictions:
        outcome = next((o for o in analysis.outcomes if o.prediction == prediction.id), None)
        if outcome is None:
            continue
        subject = subject_concept(prediction.intervention or hypothesis.interventions, concepts or {})
        given = f"with {subject.name}" if hypothesis.intervention_sign > 0 else f"with less {subject.name}"
        passage = _passage(analysis, outcome, brief, lab, given, source.year)
        passages.append(passage)
        claim = _claim(outcome, prediction, hypothesis, subject.id, brief, passage)
        if claim is not None:
            earlier = claims.get(claim.id)
            # Two readouts of one thing that say the same are one claim.
            both = claim.passages if earlier is None else (*earlier.passages, *claim.passages)
            claims[claim.id] = claim.model_copy(update={"passages": both})
            if len(prediction.intervention or hypothesis.interventions) > 1:
                made[subject.id] = subject
    return LabEvidence(
        source=source,
        passages=tuple(passages),
        claims=tuple(claims.values()),
        concepts=tuple(made[i] for i in sorted(made)),
    )


def subject_concept(interventions: tuple[str, ...], concepts: Mapping[str, Concept]) -> Concept:
    """Return the concept that was manipulated; several together are a combination of them."""
    known = [concepts.get(i) or Concept(id=i, name=i, kind=ConceptKind.OTHER) for i in interventions]
    if len(known) == 1:
        return known[0]
    return Concept(
        id=content_id("combination", sorted(interventions)),
        name=" with ".join(c.name for c in known),
        kind=ConceptKind.COMPLEX,
        modification="combination",
        members=tuple(sorted(interventions)),
    )


def _passage(analysis: Analysis, outcome: TestOutcome, brief: Brief, lab: str, given: str, year: int | None) -> Passage:
    quote = analysis.summary if outcome.primary else _secondary(outcome, brief, given)
    return Passage(
        id=content_id("passage", lab, outcome.contrast, quote), source=lab, quote=quote, locator="Results", year=year
    )


def _secondary(outcome: TestOutcome, brief: Brief, given: str) -> str:
    readout = next(r for r in brief.readouts if r.id == outcome.readout)
    return (
        f"{readout.name[0].upper()}{readout.name[1:]} was {outcome.effect_text} {given} (n = {outcome.n} independent "
        f"replicates; secondary prediction): {outcome.call.value}."
    )


def _claim(
    outcome: TestOutcome,
    prediction: BriefPrediction,
    hypothesis: Hypothesis,
    subject: str,
    brief: Brief,
    passage: Passage,
) -> Claim | None:
    predicate = measured_predicate(outcome, prediction.direction, hypothesis.intervention_sign)
    measured = next((p.readout_concept for p in hypothesis.predictions if p.id == prediction.id), None)
    target = measured or (hypothesis.outcome if prediction.primary else None)
    if predicate is None or target is None:
        return None
    system = next((m for m in brief.materials if m.authentication), None)
    lab = passage.source
    return Claim(
        id=content_id("claim", lab, subject, predicate.value, target),
        subject=subject,
        predicate=predicate,
        object=target,
        passages=(passage.id,),
        source=lab,
        year=passage.year,
        direct=False,
        context={"cell line" if system.kind == "cells" else "system": (system.name,)} if system else {},
        made_by=lab,
    )


def measured_predicate(outcome: TestOutcome, direction: EffectDirection, intervention_sign: int) -> Predicate | None:
    """Return what was found about more of the subject; None where nothing was.

    Lowering a thing (knock-down) and seeing less of the outcome says that the thing raises it.
    """
    if outcome.low is None or outcome.high is None or outcome.call is OutcomeCall.INCONCLUSIVE:
        return None
    excludes_zero = outcome.low > 0 or outcome.high < 0
    ruled_out = direction is EffectDirection.NO_CHANGE if outcome.call is OutcomeCall.SUPPORTED else not excludes_zero
    if ruled_out or not excludes_zero:
        return Predicate.NO_CHANGE
    rises = outcome.low > 0
    return Predicate.INCREASES if rises == (intervention_sign > 0) else Predicate.DECREASES


def _year(result: Result) -> int | None:
    for date in (result.metadata.ended, result.metadata.started):
        if date and date[:4].isdigit():
            return int(date[:4])
    return None
