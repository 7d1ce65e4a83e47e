"""How a result is judged, in words and in numbers."""

from coscientist.domain.brief import Brief
from coscientist.domain.brief_analysis import Condition, Contrast, ContrastKind
from coscientist.domain.brief_quantity import unit_label
from coscientist.domain.hypothesis import EffectDirection
from coscientist.experiments.rendering.text import bullets, cell, effect_phrase, level, one_line, table


def decided(brief: Brief) -> list[str]:
    """When the run counts, how it is analysed, and what each outcome leads to."""
    plan, rule = brief.analysis, brief.decision
    primary = next(c for c in plan.contrasts if c.primary)
    labels = {t.ref: t.label for t in brief.treatments}
    lines = ["## How it is decided", "", "The run counts when:", "", *bullets(_acceptance(brief))]
    lines += ["", f"**Analysis, frozen before any result.** {one_line(plan.model)} {one_line(plan.multiplicity)}"]
    against = cell(" and ".join(labels[r] for r in primary.reference))
    lines += ["", f"Primary contrast: {_compared(primary, against)}.", ""]
    go, no_go, open_ = _in_words(primary)
    rows = [
        ("**go** (supported)", go, _conditions(rule.go, primary.unit), cell(rule.next_action.go)),
        ("**no go** (refuted)", no_go, _conditions(rule.no_go, primary.unit), cell(rule.next_action.no_go)),
        ("**inconclusive**", open_, _conditions(rule.inconclusive, primary.unit), cell(rule.next_action.inconclusive)),
    ]
    return [*lines, *table(("Verdict", "When", "Exactly", "Then"), rows), "", one_line(rule.note)]


def _acceptance(brief: Brief) -> list[str]:
    qc = brief.qc
    accept = [f"At most {100 * qc.max_excluded:.0f} % of wells are excluded or lost."]
    if brief.design.n_technical > 1:
        accept.append(f"Technical replicates agree: median CV at most {qc.cv_max:g} %.")
    if qc.zprime_min is not None:
        accept.append(
            f"Z' of positive control against vehicle is at least {qc.zprime_min:g}; a plate below it is rejected."
        )
    if qc.perturbation is not None:
        accept.append(
            f"{qc.perturbation.what}: {qc.perturbation.op} {qc.perturbation.threshold:g} in every replicate; one that "
            "misses it is rejected, and without these numbers a missing effect counts as inconclusive."
        )
    accept.append(f"At least {qc.min_blocks} independent replicates are left.")
    return [*accept, *(f"Confirmed by you: {text}" for text in qc.acceptance)]


def _in_words(contrast: Contrast) -> tuple[str, str, str]:
    """Say each branch in words: go, no go, inconclusive."""
    smallest, unit = contrast.smallest_effect, contrast.unit
    match contrast.direction:
        case EffectDirection.NO_CHANGE | EffectDirection.CHANGE:
            matters = effect_phrase(smallest, unit)
            found = f"the 95 % interval excludes no effect and reaches {matters}"
            absent = f"the whole 95 % interval is smaller than {matters}"
            unclear = f"the 95 % interval holds both no effect and {matters}"
            swapped = contrast.direction is EffectDirection.NO_CHANGE
            return (absent, found, unclear) if swapped else (found, absent, unclear)
        case EffectDirection.DECREASE:
            mark, side, beyond = level(-smallest, unit), "below", "lower"
        case _:
            mark, side, beyond = level(smallest, unit), "above", "higher"
    return (
        f"the whole 95 % interval lies {side} the reference and reaches {mark} or {beyond}",
        f"the 95 % interval does not reach {mark}: {contrast.direction.value} of that size is ruled out",
        f"the 95 % interval holds both the reference's own level and {mark} or {beyond}",
    )


def _compared(contrast: Contrast, reference: str) -> str:
    tests = ", ".join(contrast.test)
    match contrast.kind:
        case ContrastKind.INTERACTION:
            return f"excess of {tests} over what their single agents predict by Bliss independence"
        case ContrastKind.BEST_SINGLE:
            return f"{tests}, on average, against each of their single agents; the smaller difference counts"
        case ContrastKind.TREND:
            return f"change fitted along {tests}, from {reference} to the highest dose"
    return f"{tests} against {reference}"


_STATISTICS = {
    "interval_low": "lower end",
    "interval_high": "upper end",
    "absolute_low": "distance from zero",
    "absolute_high": "size of the farther end",
}


def _conditions(conditions: tuple[Condition, ...], unit: str) -> str:
    """Write conditions on the interval, turned so that plus is the predicted direction."""
    label = unit_label(unit)
    shown = (
        f"{_STATISTICS.get(c.statistic, c.statistic)} {c.op.value} {c.threshold:g} {label}".rstrip() for c in conditions
    )
    return "; ".join(shown).replace("<", "&lt;").replace(">", "&gt;")
