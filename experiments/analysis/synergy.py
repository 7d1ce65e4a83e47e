"""Loewe additivity of a combination, as a median-effect index: exploratory, beside the frozen Bliss contrast."""

from collections.abc import Collection, Mapping
from math import exp, log
from statistics import fmean

from coscientist.domain.base import Value
from coscientist.domain.brief import Brief
from coscientist.domain.brief_design import Treatment
from coscientist.domain.result import Result
from coscientist.experiments.analysis.frame import block_means, primary_readout
from coscientist.experiments.statistics.contrasts import single_agents


class MedianEffect(Value):
    """One agent's dose response: affected / unaffected = (dose / median) ** slope."""

    median: float
    slope: float

    def dose_for(self, affected: float) -> float:
        """Return the dose that alone affects this fraction."""
        return self.median * exp(log(affected / (1 - affected)) / self.slope)


def fit_median_effect(affected: Mapping[float, float]) -> MedianEffect | None:
    """Fit the median-effect line to affected fractions by dose; None unless two lie inside (0, 1) and rise with dose.

    Source: Chou 2006, doi:10.1124/pr.58.3.10.
    Limits: three doses give a line and no idea of its error.
    """
    points = [(log(dose), log(f / (1 - f))) for dose, f in affected.items() if 0.01 < f < 0.99]
    if len(points) < 2:
        return None
    x0, y0 = fmean(x for x, _ in points), fmean(y for _, y in points)
    spread = sum((x - x0) ** 2 for x, _ in points)
    slope = sum((x - x0) * (y - y0) for x, y in points) / spread if spread else 0.0
    return MedianEffect(median=exp(x0 - y0 / slope), slope=slope) if slope > 0 else None


def combination_index(first: MedianEffect, second: MedianEffect, doses: tuple[float, float], affected: float) -> float:
    """Return the index: 1 is Loewe additivity, below 1 synergy, above 1 antagonism."""
    return doses[0] / first.dose_for(affected) + doses[1] / second.dose_for(affected)


def combination_indices(brief: Brief, result: Result, rejected: Collection[str] = ()) -> tuple[str, ...]:
    """Say the index of each combination of a checkerboard where the readout falls; empty for other designs."""
    readout = primary_readout(brief)
    combinations = [t for t in brief.treatments if t.partner is not None and t.dose is not None]
    if readout.scale != "ratio" or len(combinations) < 4:
        return ()
    affected = _affected(brief, result, rejected)
    said: list[str] = []
    for treatment in combinations:
        index = _index(brief, treatment, affected)
        if index is not None:
            said.append(f"{treatment.label}: Loewe combination index {index:.2f} (median effect, no interval).")
    missing = len(combinations) - len(said)
    if missing:
        said.append(f"No Loewe index for {missing} combination(s): affected fractions outside 1 to 99 % or not rising.")
    return tuple(said)


def _affected(brief: Brief, result: Result, rejected: Collection[str]) -> dict[str, float]:
    """Return the fraction of the vehicle's readout that is lost under each treatment, on average over blocks."""
    vehicle = next(t.ref for t in brief.treatments if t.role == "vehicle")
    means = block_means(result, primary_readout(brief), without=rejected)
    lost: dict[str, float] = {}
    for treatment in brief.treatments:
        logs = [by[treatment.ref] - by[vehicle] for by in means.values() if {treatment.ref, vehicle} <= set(by)]
        if logs:
            lost[treatment.ref] = 1 - 2 ** fmean(logs)
    return lost


def _index(brief: Brief, treatment: Treatment, affected: Mapping[str, float]) -> float | None:
    singles = single_agents(treatment.ref, brief.treatments)
    fits = [_fit(brief, ref, affected) for ref in singles]
    fraction = affected.get(treatment.ref, 0.0)
    if fits[0] is None or fits[1] is None or not 0.01 < fraction < 0.99:
        return None
    assert treatment.dose is not None
    assert treatment.partner_dose is not None
    return combination_index(fits[0], fits[1], (treatment.dose.value, treatment.partner_dose.value), fraction)


def _fit(brief: Brief, single: str, affected: Mapping[str, float]) -> MedianEffect | None:
    material = next(t.material for t in brief.treatments if t.ref == single)
    series = [t for t in brief.treatments if t.material == material and t.partner is None and t.role == "test"]
    return fit_median_effect({t.dose.value: affected[t.ref] for t in series if t.dose and t.ref in affected})
