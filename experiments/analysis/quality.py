"""Whether a run worked, by rules that the brief fixed; a run that did not is evidence of nothing."""

from collections import defaultdict
from collections.abc import Iterable
from math import isfinite
from statistics import fmean, median, stdev

from coscientist.domain.brief import Brief
from coscientist.domain.brief_analysis import ContrastKind, Operator, Readout
from coscientist.domain.brief_bench import PerturbationCheck
from coscientist.domain.brief_design import Control
from coscientist.domain.result import Measurement, Result, ResultStatus
from coscientist.domain.result_analysis import QualityFinding, QualityReport
from coscientist.experiments.analysis.frame import block_means, decisive, primary_readout, unit_values, usable
from coscientist.experiments.statistics.contrasts import contrast_weights

FEWEST_FOR_ZPRIME = 3


def quality_control(brief: Brief, result: Result) -> QualityReport:
    """Apply the brief's quality rules to a result.

    A replicate whose own controls fail is left out; the run fails when too few replicates remain, when controls are
    missing, when too many wells are lost, or when technical replicates scatter too much.
    """
    if result.status is ResultStatus.FAILED:
        why = result.metadata.status_reason or "no reason given"
        return QualityReport(passed=False, findings=(), reasons=(f"The laboratory calls the run failed: {why}.",))
    readout = primary_readout(brief)
    rows = decisive(result, readout)
    findings: list[QualityFinding] = [_lost(brief, rows)]
    rejected: set[str] = set()
    for finding, block in (*_windows(brief, rows), *_perturbation(brief, result), *_alive(brief, result)):
        findings.append(finding)
        if finding.passed is False:
            rejected.add(block)
    findings += [
        *_controls(brief, result, readout, rejected),
        _scatter(brief, rows, rejected),
        _replicates(brief, result, readout, rejected),
    ]
    findings += [
        QualityFinding(rule=rule, where="laboratory", value=None, threshold=None, passed=None, note="not computed here")
        for rule in brief.qc.acceptance
    ]
    gates = [f for f in findings if f.rule not in _BLOCKWISE]
    reasons = tuple(f"{f.rule} ({f.where}): {f.note}" for f in gates if f.passed is False)
    return QualityReport(
        passed=not reasons,
        findings=tuple(findings),
        reasons=reasons,
        rejected_blocks=tuple(sorted(rejected)),
        perturbation_shown=_shown(brief.qc.perturbation, findings),
    )


ZPRIME, PERTURBATION, ALIVE = "assay window (Z')", "perturbation shown", "vehicle tolerated"
_BLOCKWISE = {ZPRIME, PERTURBATION, ALIVE}
"""Rules that reject a replicate rather than the run."""


def zprime(positive: list[float], reference: list[float]) -> float:
    """Return the screening window coefficient of two sets of control wells.

    Source: Zhang, Chung and Oldenburg 1999, doi:10.1177/108705719900400206.
    Limits: assumes roughly normal controls; with three wells it is itself uncertain.
    """
    distance = abs(fmean(positive) - fmean(reference))
    if distance == 0:
        return float("-inf")
    return 1 - 3 * (stdev(positive) + stdev(reference)) / distance


def coefficient_of_variation(values: list[float]) -> float | None:
    """Return the CV in percent; None where the mean is zero."""
    mean = fmean(values)
    return None if mean == 0 else 100 * stdev(values) / abs(mean)


def _lost(brief: Brief, rows: list[Measurement]) -> QualityFinding:
    asked = len(brief.layout.wells)
    good = sum(usable(row) for row in rows)
    fraction = 1 - good / asked
    return QualityFinding(
        rule="wells excluded or lost",
        where="package",
        value=round(fraction, 4),
        threshold=brief.qc.max_excluded,
        passed=fraction <= brief.qc.max_excluded,
        note=f"{asked - good} of {asked} wells have no usable value",
    )


def _values(rows: Iterable[Measurement], role: str) -> list[float]:
    return [row.value for row in rows if row.role == role and usable(row) and row.value is not None]


def _windows(brief: Brief, rows: list[Measurement]) -> list[tuple[QualityFinding, str]]:
    """Compute Z' on every plate, where the brief asks for it."""
    if brief.qc.zprime_min is None:
        return []
    by_plate: dict[tuple[str, str], list[Measurement]] = defaultdict(list)
    for row in rows:
        by_plate[row.plate_id, row.block].append(row)
    found: list[tuple[QualityFinding, str]] = []
    for (plate, block), mine in sorted(by_plate.items()):
        positive, vehicle = _values(mine, "positive"), _values(mine, "vehicle")
        enough = min(len(positive), len(vehicle)) >= FEWEST_FOR_ZPRIME
        value = zprime(positive, vehicle) if enough else None
        finding = QualityFinding(
            rule=ZPRIME,
            where=f"plate {plate}",
            value=None if value is None or not isfinite(value) else round(value, 4),
            threshold=brief.qc.zprime_min,
            passed=value is not None and value >= brief.qc.zprime_min,
            note=f"{len(positive)} positive and {len(vehicle)} vehicle wells{_no_window(value)}",
        )
        found.append((finding, block))
    return found


def _no_window(value: float | None) -> str:
    if value is None:
        return f", fewer than {FEWEST_FOR_ZPRIME}: not computable"
    return "" if isfinite(value) else " of the same mean: there is no window"


def _perturbation(brief: Brief, result: Result) -> list[tuple[QualityFinding, str]]:
    """Read from the metadata whether every replicate's perturbation was shown to work."""
    check = brief.qc.perturbation
    if check is None:
        return []
    found: list[tuple[QualityFinding, str]] = []
    for block in brief.design.randomisation.blocks:
        text = result.metadata.environment.get(f"{check.key}_{block}", "")
        try:
            value: float | None = float(text)
        except ValueError:
            value = None
        passed = None if value is None else Operator(check.op).holds(value, check.threshold)
        finding = QualityFinding(
            rule=PERTURBATION,
            where=f"replicate {block}",
            value=value,
            threshold=check.threshold,
            passed=passed,
            note=check.what if value is not None else f"{check.key}_{block} is not in the metadata",
        )
        found.append((finding, block))
    return found


def _alive(brief: Brief, result: Result) -> list[tuple[QualityFinding, str]]:
    """Find replicates in which harm cannot be told: vehicle was not measured, or has nothing left that would fall."""
    rule = brief.analysis.tolerability
    if rule is None:
        return []
    readout = next(r for r in brief.readouts if r.id == rule.readout)
    vehicle = next(t.ref for t in brief.treatments if t.role == "vehicle")
    means = block_means(result, readout)
    found: list[tuple[QualityFinding, str]] = []
    for block in sorted(block_means(result, primary_readout(brief))):
        value = means.get(block, {}).get(vehicle)
        if value is not None and value > 0:
            continue
        said = "was not measured" if value is None else f"is {value:g}"
        finding = QualityFinding(
            rule=ALIVE,
            where=block,
            value=None if value is None else round(value, 4),
            threshold=0.0,
            passed=None if value is None else False,
            note=f"{readout.name} of vehicle {said}: whether a dose is tolerated cannot be told",
        )
        found.append((finding, block))
    return found


def _shown(check: PerturbationCheck | None, findings: list[QualityFinding]) -> bool | None:
    if check is None:
        return None
    mine = [f for f in findings if f.rule == PERTURBATION]
    return any(f.passed for f in mine) and all(f.passed is not None for f in mine)


def _controls(brief: Brief, result: Result, readout: Readout, rejected: set[str]) -> list[QualityFinding]:
    """Every control of the layout must have been measured, and lie on its side of the vehicle."""
    means = block_means(result, readout, without=rejected)
    vehicle = next(t.ref for t in brief.treatments if t.role == "vehicle")
    return [
        _control(control, means, vehicle)
        for control in brief.design.controls
        if control.treatment is not None and not (readout.scale == "ratio" and control.kind.value == "blank")
    ]


def _control(control: Control, means: dict[str, dict[str, float]], vehicle: str) -> QualityFinding:
    name = f"{control.kind.value} control"
    present = [b for b, by in means.items() if control.treatment in by]
    measured = QualityFinding(
        rule=f"{name} measured",
        where=str(control.treatment),
        value=len(present),
        threshold=len(means),
        passed=bool(present) and (control.kind.value != "vehicle" or len(present) == len(means)),
        note=f"{control.material} has values in {len(present)} of {len(means)} replicates",
    )
    differences = [means[b][str(control.treatment)] - means[b][vehicle] for b in present if vehicle in means[b]]
    if not measured.passed or control.expected_direction is None or not differences:
        return measured
    moved = fmean(differences)
    return QualityFinding(
        rule=f"{name} moves as it should",
        where=str(control.treatment),
        value=round(moved, 4),
        threshold=0.0,
        passed=moved * control.expected_direction > 0,
        note=f"mean difference from vehicle on the scale of the analysis; expected: {control.expected}",
    )


def _scatter(brief: Brief, rows: list[Measurement], rejected: set[str]) -> QualityFinding:
    groups: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in rows:
        if usable(row) and row.role in ("vehicle", "test") and row.block not in rejected and row.value is not None:
            groups[row.block, row.treatment_ref].append(row.value)
    replicated = [values for values in groups.values() if len(values) > 1]
    if brief.design.n_technical < 2:
        replicated = []
    spreads = [cv for cv in map(coefficient_of_variation, replicated) if cv is not None]
    value = median(spreads) if spreads else None
    return QualityFinding(
        rule="technical replicates agree (median CV, %)",
        where="package",
        value=None if value is None else round(value, 3),
        threshold=brief.qc.cv_max,
        passed=None if value is None else value <= brief.qc.cv_max,
        note=f"over {len(spreads)} groups" if spreads else "no group has two technical replicates",
    )


def _replicates(brief: Brief, result: Result, readout: Readout, rejected: set[str]) -> QualityFinding:
    """Count the replicates on which the primary contrast can be computed."""
    primary = next(c for c in brief.analysis.contrasts if c.primary)
    if primary.kind is ContrastKind.TWO_SAMPLE:
        values = unit_values(result, readout)
        count = min(sum(len(values.get(t, [])) for t in refs) for refs in (primary.reference, primary.test))
    else:
        means = block_means(result, readout, without=rejected)
        count = sum(bool(contrast_weights(primary, brief.treatments, by)) for by in means.values())
    return QualityFinding(
        rule="independent replicates",
        where="package",
        value=count,
        threshold=brief.qc.min_blocks,
        passed=count >= brief.qc.min_blocks,
        note=f"{count} complete, {brief.design.n_biological} planned"
        + (f", rejected: {', '.join(sorted(rejected))}" if rejected else ""),
    )
