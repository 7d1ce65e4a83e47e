"""Says effects and verdicts in sentences that can be quoted."""

from collections.abc import Collection

from coscientist.domain.brief import Brief
from coscientist.domain.brief_quantity import unit_label
from coscientist.domain.result_analysis import OutcomeCall, QualityReport, TestOutcome
from coscientist.experiments.render_text import one_line
from coscientist.experiments.t_tests import Estimate


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
    used = [ref for ref in contrast.test if ref not in dropped]
    tested = labels[used[0]] if len(used) == 1 else f"{labels[used[0]]} to {labels[used[-1]]}" if used else "nothing"
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
    return one_line(" ".join([sentence, *extra, *([sensitivity] if sensitivity else [])]))


def _verdict(call: OutcomeCall) -> str:
    return "neither supported nor refuted" if call is OutcomeCall.INCONCLUSIVE else call.value


def _article(direction: str) -> str:
    return {"increase": "an increase", "decrease": "a decrease", "change": "a change"}.get(direction, direction)
