"""How well predictions matched measurements: effects against effects, probabilities against outcomes."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from coscientist.domain.base import Value
from coscientist.domain.brief import Brief
from coscientist.domain.result_analysis import Analysis, OutcomeCall
from coscientist.experiments.briefs.science import predicted_effect


class Calibration(Value):
    """Agreement of committed predictions with what was measured; None where too few pairs say it."""

    n_effects: int
    bias: float | None = None
    """Mean of predicted minus measured, in the unit of the analysis."""
    mae: float | None = None
    """Mean absolute error, same unit."""
    spearman: float | None = None
    """Rank correlation; needs three pairs that differ."""
    n_probabilities: int
    brier: float | None = None
    """Mean squared distance of the stated probability from 1 (supported) or 0 (refuted); 0 is perfect."""
    n_directions: int
    direction_hits: int
    """Conclusive predictions whose direction was right."""


class Pair(Value):
    """One prediction with its measurement."""

    predicted: float | None
    measured: float | None
    probability: float | None
    outcome: OutcomeCall


def pairs(tested: Iterable[tuple[Brief, Analysis]]) -> list[Pair]:
    """Collect every committed prediction that a valid experiment tested."""
    found: list[Pair] = []
    for brief, analysis in tested:
        if not analysis.is_evidence:
            continue
        scale = {r.id: r.scale for r in brief.readouts}
        for prediction in brief.hypothesis.predictions:
            outcome = next((o for o in analysis.outcomes if o.prediction == prediction.id), None)
            if outcome is not None:
                found.append(
                    Pair(
                        predicted=predicted_effect(prediction.effect, prediction.unit, scale[prediction.readout]),
                        measured=outcome.effect,
                        probability=prediction.probability,
                        outcome=outcome.call,
                    )
                )
    return found


def calibrate(pairs: Sequence[Pair]) -> Calibration:
    """Compute bias, error, rank correlation and Brier score over predictions that carry what each needs."""
    effects = [(p.predicted, p.measured) for p in pairs if p.predicted is not None and p.measured is not None]
    conclusive = [p for p in pairs if p.outcome is not OutcomeCall.INCONCLUSIVE]
    stated = [
        (p.probability, 1.0 if p.outcome is OutcomeCall.SUPPORTED else 0.0)
        for p in conclusive
        if p.probability is not None
    ]
    return Calibration(
        n_effects=len(effects),
        bias=fmean(a - b for a, b in effects) if effects else None,
        mae=fmean(abs(a - b) for a, b in effects) if effects else None,
        spearman=_spearman(effects),
        n_probabilities=len(stated),
        brier=fmean((p - o) ** 2 for p, o in stated) if stated else None,
        n_directions=len(conclusive),
        direction_hits=sum(p.outcome is OutcomeCall.SUPPORTED for p in conclusive),
    )


def _spearman(effects: Sequence[tuple[float, float]]) -> float | None:
    if len(effects) < 3 or any(len(set(side)) < 2 for side in zip(*effects, strict=True)):
        return None
    from scipy import stats

    return float(stats.spearmanr([a for a, _ in effects], [b for _, b in effects]).statistic)
