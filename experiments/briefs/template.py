"""The table that a laboratory fills in: one row per well, readout and time point."""

import csv
import io
from collections.abc import Iterator

from coscientist.domain.brief import Brief
from coscientist.domain.brief_analysis import ContrastKind, Readout
from coscientist.domain.brief_design import Treatment, Well
from coscientist.domain.brief_quantity import Amount
from coscientist.experiments.briefs.returning import COLUMNS
from coscientist.experiments.plates.places import in_reading_order

CODED = ("treatment_ref", "role", "dose", "dose_unit")
"""Columns that tell the treatment; a blind sheet leaves them empty, and the reader fills them from the layout."""

Key = tuple[str, str, str, float]
"""Plate, well, readout, time point."""


def results_template(brief: Brief, *, blind: bool = False) -> str:
    """Return `results.csv` with everything filled in but the values.

    A `blind` sheet leaves out what tells the treatment, for whoever measures.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in expected_rows(brief).values():
        writer.writerow({**row, **dict.fromkeys(CODED, "")} if blind else row)
    return text.getvalue()


def expected_rows(brief: Brief) -> dict[Key, dict[str, str]]:
    """Return every row that the brief asks for, by plate, well, readout and time point."""
    treatments = {t.ref: t for t in brief.treatments}
    units = independent_units(brief)
    rows: dict[Key, dict[str, str]] = {}
    for well, readout, time in _asked(brief):
        rows[well.plate, well.well, readout.id, time.value] = _row(
            brief, well, treatments[well.treatment], readout, time, units
        )
    return rows


def independent_units(brief: Brief) -> dict[tuple[str, str], int]:
    """Number the biological replicate of every well: its block, or its own number where each sample is independent."""
    blocks = list(brief.design.randomisation.blocks)
    if any(c.primary and c.kind is ContrastKind.TWO_SAMPLE for c in brief.analysis.contrasts):
        return {(w.plate, w.well): i for i, w in enumerate(in_reading_order(brief.layout.wells), start=1)}
    return {(w.plate, w.well): blocks.index(w.block) + 1 for w in brief.layout.wells}


def _asked(brief: Brief) -> Iterator[tuple[Well, Readout, Amount]]:
    for readout in brief.readouts:
        for time in readout.timepoints:
            for well in in_reading_order(brief.layout.wells):
                if readout.companion and well.role == "blank":
                    continue
                yield well, readout, time


def _row(
    brief: Brief, well: Well, treatment: Treatment, readout: Readout, time: Amount, units: dict[tuple[str, str], int]
) -> dict[str, str]:
    return {
        "brief_id": brief.brief_id,
        "plate_id": well.plate,
        "well": well.well,
        "sample_id": well.sample,
        "treatment_ref": well.treatment,
        "role": well.role,
        "dose": f"{treatment.dose.value:.10g}" if treatment.dose else "",
        "dose_unit": treatment.dose.ucum if treatment.dose else "",
        "replicate_bio": str(units[well.plate, well.well]),
        "replicate_tech": str(well.replicate),
        "block": well.block,
        "timepoint": f"{time.value:.10g}",
        "time_unit": time.ucum,
        "readout_id": readout.id,
        "value": "",
        "unit": readout.unit,
        "censored": "none",
        "qc_flag": "",
        "exclude": "false",
        "exclude_reason": "",
    }
