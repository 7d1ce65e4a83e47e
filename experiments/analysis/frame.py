"""Measurements as tables of block by treatment, ready for the frozen analysis."""

from collections import defaultdict
from collections.abc import Collection
from math import isfinite, log2
from statistics import fmean

from coscientist.domain.brief import Brief
from coscientist.domain.brief_analysis import Readout
from coscientist.domain.result import Measurement, Result

Means = dict[str, dict[str, float]]
"""Block to treatment to mean of the transformed values of its technical replicates."""


def usable(measurement: Measurement, *, excluded_too: bool = False) -> bool:
    """Say whether a row has a value that may be analysed."""
    return measurement.value is not None and (excluded_too or not measurement.exclude)


def decisive(result: Result, readout: Readout) -> list[Measurement]:
    """Return the rows of a readout at its decisive time point."""
    when = readout.decisive_timepoint.value
    return [m for m in result.measurements if m.readout_id == readout.id and m.timepoint == when]


def transformed(value: float, readout: Readout) -> float:
    """Return a value on the scale of the analysis: log2 for ratios."""
    return log2(value) if readout.scale == "ratio" else value


def block_means(
    result: Result, readout: Readout, *, without: Collection[str] = (), excluded_too: bool = False
) -> Means:
    """Average technical replicates; blocks in `without` are left out.

    A replicate measured eight times is still one replicate: only these means enter a test.
    Source: pseudoreplication, Lazic et al. 2018, doi:10.1371/journal.pbio.2005282.
    """
    values: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in decisive(result, readout):
        if usable(row, excluded_too=excluded_too) and row.block not in without:
            number = transformed_or_none(row.value, readout)
            if number is not None:
                values[row.block][row.treatment_ref].append(number)
    return {b: {t: fmean(v) for t, v in sorted(by.items())} for b, by in sorted(values.items())}


def transformed_or_none(value: float | None, readout: Readout) -> float | None:
    """Return the transformed value, or None where it has none (a ratio of zero or less in an excluded well)."""
    if value is None or (readout.scale == "ratio" and value <= 0):
        return None
    number = transformed(value, readout)
    return number if isfinite(number) else None


def unit_values(result: Result, readout: Readout, *, excluded_too: bool = False) -> dict[str, list[float]]:
    """Return one value per independent unit and treatment, for designs without blocks."""
    values: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in decisive(result, readout):
        number = transformed_or_none(row.value, readout)
        if usable(row, excluded_too=excluded_too) and number is not None:
            values[row.treatment_ref][row.sample_id].append(number)
    return {t: [fmean(v) for _, v in sorted(by.items())] for t, by in sorted(values.items())}


def primary_readout(brief: Brief) -> Readout:
    """Return the readout of the primary prediction."""
    return next(r for r in brief.readouts if r.primary)
