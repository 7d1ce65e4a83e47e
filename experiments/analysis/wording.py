"""Says effects and verdicts in sentences that can be quoted."""

from collections.abc import Collection, Sequence

from coscientist.domain.brief import Brief
from coscientist.domain.brief_analysis import Contrast, ContrastKind
from coscientist.domain.brief_quantity import unit_label
from coscientist.domain.hypothesis import EffectDirection
from coscientist.domain.result_analysis import OutcomeCall, QualityReport, TestOutcome
from coscientist.experiments.rendering.text import effect_phrase, level
from coscientist.experiments.statistics.t_tests import Estimate


def effect_text(estimate: Estimate, unit: str, alpha: float) -> str:
    """Return an effect with its interval; log2 ratios as a fold of the reference."""
    percent = f"{100 * (1 - alpha):g} % CI"
    if unit == "{log2}":
        low, high = 2**estimate.low, 2**estimate.high
        return f"{2**estimate.effect:.3g} times the reference ({percent} {low:.3g} to {high:.3g})"
    label = unit_label(unit)
    shown = f"{estimate.effect:+.3g} {label}".strip()
    return f"{shown} ({percent} {estimate.low:+.3g} to {estimate.high:+.3g})"


def p_text(p: float) -> str:
    """Return a p value as papers print it."""
    return "p < 0.0001" if p < 1e-4 else f"p = {p:.2g}"


def summary(
    brief: Brief,
    quality: QualityReport,
    outcome: TestOutcome | None,
    dropped: Collection[str],
    sensitivity: str,
) -> str:
    """Return the result in a few sentences: what was measured, the effect, and what it means for the prediction."""
    if outcome is None:
        return f"The run is no evidence: {'; '.join(quality.reasons) or 'nothing could be analysed'}"
    readout = next(r for r in brief.readouts if r.id == outcome.readout)
    prediction = next(p for p in brief.hypothesis.predictions if p.id == outcome.prediction)
    contrast = next(c for c in brief.analysis.contrasts if c.id == outcome.contrast)
    labels = {t.ref: t.label for t in brief.treatments}
    tested = _series(brief, [ref for ref in contrast.test if ref not in dropped])
    system = next((m.name for m in brief.materials if m.authentication), "the test system")
    sentence = (
        f"In {system}, {readout.name} at {readout.decisive_timepoint} with {tested}, against "
        f"{labels[contrast.reference[0]]}, was {outcome.effect_text} ({contrast.kind.value}; n = {outcome.n} "
        "independent replicates"
        + (f"; {p_text(outcome.p)}" if outcome.p is not None else "")
        + f"): the prediction of {_article(prediction.direction.value)} is {_verdict(outcome.call)}."
    )
    extra = [f"Left out because they harmed the cells: {', '.join(labels[d] for d in dropped)}."] if dropped else []
    if quality.rejected_blocks:
        extra.append(f"Replicates rejected by their own controls: {', '.join(quality.rejected_blocks)}.")
    if outcome.call is OutcomeCall.INCONCLUSIVE:
        extra.append(f"Inconclusive because {outcome.why}.")
    return " ".join(" ".join([sentence, *extra, *([sensitivity] if sensitivity else [])]).split())


def compared(brief: Brief, contrast: Contrast) -> str:
    """Say what a contrast holds against what, such as `indirubin 1 µM against vehicle (0.1 % DMSO)`."""
    reference = " and ".join(t.label for t in brief.treatments if t.ref in contrast.reference)
    tested = _series(brief, contrast.test)
    match contrast.kind:
        case ContrastKind.TREND:
            return f"trend over {tested}, from {reference}"
        case ContrastKind.INTERACTION:
            return f"excess of {tested} over Bliss independence"
        case ContrastKind.BEST_SINGLE:
            return f"{tested} against each single agent"
    return f"{tested} against {reference}"


def reached(contrast: Contrast) -> str:
    """Say the smallest effect of interest on the predicted side."""
    match contrast.direction:
        case EffectDirection.DECREASE:
            return level(-contrast.smallest_effect, contrast.unit)
        case EffectDirection.INCREASE:
            return level(contrast.smallest_effect, contrast.unit)
    return effect_phrase(contrast.smallest_effect, contrast.unit)


def _series(brief: Brief, refs: Sequence[str]) -> str:
    """Name treatments: one by its label, a dose series by agent and range, others by first and last."""
    treatments = [t for t in brief.treatments if t.ref in refs]
    if not treatments:
        return "nothing"
    first, last = treatments[0], treatments[-1]
    if first is last:
        return first.label
    if {t.material for t in treatments} == {first.material} and first.partner is None and last.dose is not None:
        return f"{first.label} to {last.dose}"
    return f"{first.label} to {last.label}" if len(treatments) > 2 else f"{first.label} and {last.label}"


def _verdict(call: OutcomeCall) -> str:
    return "neither supported nor refuted" if call is OutcomeCall.INCONCLUSIVE else call.value


def _article(direction: str) -> str:
    return {"increase": "an increase", "decrease": "a decrease", "change": "a change"}.get(direction, direction)
