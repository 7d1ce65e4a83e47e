"""Applies the frozen plan to a result: one number per replicate, one test per contrast, one verdict."""

from collections.abc import Collection, Mapping
from statistics import fmean

from coscientist.domain.base import Value, content_id
from coscientist.domain.brief import Brief
from coscientist.domain.brief_analysis import Contrast, ContrastKind, Readout
from coscientist.domain.errors import FileError
from coscientist.domain.hypothesis import EffectDirection
from coscientist.domain.result import Result
from coscientist.domain.result_analysis import Analysis, OutcomeCall, QualityReport, TestOutcome
from coscientist.experiments.analysis.frame import Means, block_means, decisive, unit_values, usable
from coscientist.experiments.analysis.quality import quality_control
from coscientist.experiments.analysis.synergy import combination_indices
from coscientist.experiments.analysis.wording import compared, effect_text, reached, summary
from coscientist.experiments.briefs.freeze import verify
from coscientist.experiments.statistics.contrasts import contrast_weights
from coscientist.experiments.statistics.decision import call, decision_rule, statistics
from coscientist.experiments.statistics.e_values import e_value
from coscientist.experiments.statistics.t_tests import Estimate, holm, one_sample, welch

MOST_CENSORED = 0.2
"""Fraction of a contrast's values; with more, its mean is the limit's rather than the sample's."""
SOFTWARE = "coscientist.experiments with scipy.stats"


def analyse(brief: Brief, result: Result) -> Analysis:
    """Test what the brief committed to, by its frozen plan, and return the verdict of its decision rule.

    A failed or QC-rejected run has no outcomes and is no evidence.

    Raises: ConflictError when the plan was changed after it was frozen; FileError when it answers another brief.
    """
    verify(brief)
    if result.brief != brief.brief_id or result.brief_sha256 != brief.content_sha256:
        raise FileError(f"Result {result.id} answers {result.brief!r}, not {brief.brief_id!r}.", "Take its own brief.")
    quality = quality_control(brief, result)
    if not quality.passed:
        return _analysis(brief, result, quality, (), (), "")
    outcomes, dropped = _outcomes(brief, result, quality)
    again, _ = _outcomes(brief, result, quality, excluded_too=True)
    first, second = _primary(outcomes), _primary(again)
    note = (
        "" if first.call is second.call else f"With excluded wells included the verdict would be {second.call.value}."
    )
    return _analysis(brief, result, quality, outcomes, dropped, note)


def _primary(outcomes: Collection[TestOutcome]) -> TestOutcome:
    return next(o for o in outcomes if o.primary)


def _analysis(
    brief: Brief,
    result: Result,
    quality: QualityReport,
    outcomes: tuple[TestOutcome, ...],
    dropped: tuple[str, ...],
    sensitivity: str,
) -> Analysis:
    verdict = _primary(outcomes).call if outcomes else OutcomeCall.INCONCLUSIVE
    return Analysis(
        id=content_id("analysis", brief.analysis.preregistered_sha256, result.id),
        result=result.id,
        brief=brief.brief_id,
        hypothesis=brief.provenance.hypothesis,
        plan_sha256=brief.analysis.preregistered_sha256,
        quality=quality,
        outcomes=outcomes,
        call=verdict,
        is_evidence=quality.passed and bool(outcomes),
        dropped_treatments=dropped,
        sensitivity=sensitivity,
        exploratory=combination_indices(brief, result, quality.rejected_blocks) if outcomes else (),
        summary=summary(brief, quality, _primary(outcomes) if outcomes else None, dropped, sensitivity),
        software=SOFTWARE,
    )


def _outcomes(
    brief: Brief, result: Result, quality: QualityReport, *, excluded_too: bool = False
) -> tuple[tuple[TestOutcome, ...], tuple[str, ...]]:
    readouts = {r.id: r for r in brief.readouts}
    dropped = harmful(brief, result, quality.rejected_blocks)
    outcomes = [
        _outcome(brief, result, quality, contrast, readouts[contrast.readout], dropped, excluded_too=excluded_too)
        for contrast in brief.analysis.contrasts
    ]
    secondary = [o for o in outcomes if not o.primary and o.p is not None]
    adjusted = dict(
        zip((o.contrast for o in secondary), holm([o.p for o in secondary if o.p is not None]), strict=True)
    )
    final = [o.model_copy(update={"p_adjusted": o.p if o.primary else adjusted.get(o.contrast)}) for o in outcomes]
    return tuple(final), dropped


def harmful(brief: Brief, result: Result, rejected: Collection[str] = ()) -> tuple[str, ...]:
    """Return treatments whose companion readout lies below the brief's limit on average over blocks."""
    rule = brief.analysis.tolerability
    if rule is None:
        return ()
    readout = next(r for r in brief.readouts if r.id == rule.readout)
    means = block_means(result, readout, without=rejected)
    vehicle = next(t.ref for t in brief.treatments if t.role == "vehicle")
    harmed: list[str] = []
    for treatment in brief.treatments:
        ratios = [by[treatment.ref] / by[vehicle] for by in means.values() if {treatment.ref, vehicle} <= set(by)]
        if treatment.role == "test" and ratios and fmean(ratios) < rule.minimum_fraction:
            harmed.append(treatment.ref)
    return tuple(harmed)


def _outcome(
    brief: Brief,
    result: Result,
    quality: QualityReport,
    contrast: Contrast,
    readout: Readout,
    dropped: Collection[str],
    *,
    excluded_too: bool,
) -> TestOutcome:
    alpha = brief.analysis.alpha
    if contrast.kind is ContrastKind.TWO_SAMPLE:
        values = unit_values(result, readout, excluded_too=excluded_too)
        groups = [[v for ref in refs for v in values.get(ref, [])] for refs in (contrast.test, contrast.reference)]
        estimates = [welch(groups[0], groups[1], alpha)]
        effects: dict[str, float] = {}
    else:
        means = block_means(result, readout, without=quality.rejected_blocks, excluded_too=excluded_too)
        per_set = block_effects(brief, contrast, means, dropped)
        estimates = [one_sample(list(by.values()), alpha) for by in per_set]
        effects = per_set[0] if len(per_set) == 1 else {}
    estimate = weakest(estimates, contrast.direction)
    return _called(brief, contrast, estimate, effects, quality, _censored(result, readout, contrast))


def block_effects(
    brief: Brief, contrast: Contrast, means: Means, dropped: Collection[str] = ()
) -> list[dict[str, float]]:
    """Return the contrast of every block that can give one; one mapping per set of weights."""
    sets: list[dict[str, float]] = []
    for block, by in means.items():
        available = set(by) - set(dropped)
        for i, weights in enumerate(contrast_weights(contrast, brief.treatments, available)):
            if len(sets) <= i:
                sets.append({})
            sets[i][block] = sum(weight * by[ref] for ref, weight in weights.items())
    return sets


def weakest(estimates: list[Estimate | None], direction: EffectDirection) -> Estimate | None:
    """Return the estimate that speaks least for the prediction: all must hold for it to hold."""
    found = [e for e in estimates if e is not None]
    if not found or len(found) < len(estimates):
        return None
    match direction:
        case EffectDirection.INCREASE:
            return min(found, key=lambda e: e.effect)
        case EffectDirection.DECREASE:
            return max(found, key=lambda e: e.effect)
        case EffectDirection.CHANGE:
            return min(found, key=lambda e: abs(e.effect))
        case EffectDirection.NO_CHANGE:
            return max(found, key=lambda e: abs(e.effect))


def _censored(result: Result, readout: Readout, contrast: Contrast) -> float:
    refs = {*contrast.test, *contrast.reference}
    rows = [m for m in decisive(result, readout) if m.treatment_ref in refs and usable(m)]
    return sum(m.censored.value != "none" for m in rows) / len(rows) if rows else 0.0


def _called(
    brief: Brief,
    contrast: Contrast,
    estimate: Estimate | None,
    effects: Mapping[str, float],
    quality: QualityReport,
    censored: float,
) -> TestOutcome:
    base = {
        "contrast": contrast.id,
        "prediction": contrast.prediction,
        "readout": contrast.readout,
        "primary": contrast.primary,
        "compared": compared(brief, contrast),
        "unit": contrast.unit,
        "p_adjusted": None,
        "block_effects": {b: round(e, 6) for b, e in effects.items()},
    }
    if estimate is None:
        return TestOutcome(
            **base, method="not computed", effect=None, low=None, high=None, effect_text="not estimable", n=0, p=None,
            p_direction=None, p_against=None, call=OutcomeCall.INCONCLUSIVE,
            why="too few replicates or treatments are left, or all replicates are identical",
        )  # fmt: skip
    rule = brief.decision
    if not contrast.primary:
        rule = decision_rule(
            contrast.readout, contrast.direction, contrast.smallest_effect, actions=brief.decision.next_action
        )
    verdict = call(rule, statistics(contrast.direction, estimate.low, estimate.high))
    verdict, why, carries = _guarded(verdict, contrast, quality, censored)
    towards = estimate.p_towards(contrast.direction, contrast.smallest_effect)
    against = estimate.p_against(contrast.direction, contrast.smallest_effect)
    return TestOutcome(
        **base,
        method=estimate.method,
        effect=round(estimate.effect, 6),
        low=round(estimate.low, 6),
        high=round(estimate.high, 6),
        effect_text=effect_text(estimate, contrast.unit, brief.analysis.alpha),
        n=estimate.n,
        p=estimate.p,
        p_direction=towards,
        p_against=against,
        call=verdict,
        why=why,
        e_for=e_value(towards) if carries.for_it else 1.0,
        e_against=e_value(against) if carries.against_it else 1.0,
    )


def _guarded(
    verdict: OutcomeCall, contrast: Contrast, quality: QualityReport, censored: float
) -> tuple[OutcomeCall, str, "_Carries"]:
    """Withhold verdicts that the numbers alone would give but the experiment cannot carry."""
    if censored > MOST_CENSORED:
        why = f"{100 * censored:.0f} % of the values lie beyond the measuring range"
        return OutcomeCall.INCONCLUSIVE, why, _Carries(for_it=False, against_it=False)
    carries = _Carries(for_it=True, against_it=quality.perturbation_shown is not False)
    if verdict is OutcomeCall.REFUTED and not carries.against_it:
        why = "there is no effect, but it was not shown in every replicate that the perturbation worked"
        return OutcomeCall.INCONCLUSIVE, why, carries
    matters = reached(contrast)
    reasons = {
        OutcomeCall.SUPPORTED: f"the interval excludes no effect and reaches {matters}",
        OutcomeCall.REFUTED: f"the interval rules out an effect as large as matters, {matters}",
        OutcomeCall.INCONCLUSIVE: f"the interval holds both no effect and {matters}",
    }
    if contrast.direction is EffectDirection.NO_CHANGE:
        reasons[OutcomeCall.SUPPORTED] = f"the interval rules out {matters}"
        reasons[OutcomeCall.REFUTED] = f"the interval excludes no effect and reaches {matters}"
    return verdict, reasons[verdict], carries


class _Carries(Value):
    """Which way an experiment can speak at all; an e-value of 1 says nothing."""

    for_it: bool
    against_it: bool
