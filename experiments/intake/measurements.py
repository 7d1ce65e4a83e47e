"""Checks every row of results.csv against the brief and turns it into measurements."""

import math
from collections.abc import Mapping, Sequence

from coscientist.domain.base import Value
from coscientist.domain.brief import Brief
from coscientist.domain.brief_quantity import UCUM_LABELS
from coscientist.domain.errors import FileError
from coscientist.domain.result import Censoring, Measurement
from coscientist.experiments.briefs.returning import COLUMNS
from coscientist.experiments.briefs.template import CODED, Key, expected_rows

MOST_ERRORS = 20
LARGEST = 1e100
"""The largest size of a number, in any unit; an analysis squares and adds up such numbers."""
ESSENTIAL = tuple(
    c for c in COLUMNS if c not in (*CODED, "qc_flag", "censored", "exclude", "exclude_reason", "sample_id")
)
"""Columns without which a row means nothing; the others may be missing and are then taken as empty."""
_MISSING = {"", "na", "n/a", "nan", "null", "none", "-"}
_TRUE, _FALSE = {"true", "1", "yes", "y", "x"}, {"false", "0", "no", "n", ""}
_HOURS = {"s": 1 / 3600, "min": 1 / 60, "h": 1.0, "d": 24.0, "wk": 168.0}


class Reading(Value):
    """The rows of a table that fit the brief."""

    measurements: tuple[Measurement, ...]
    missing: int
    """Rows that the brief asks for and that have no value, or are not there, and are not excluded."""
    notes: tuple[str, ...]


def read_measurements(
    rows: Sequence[Mapping[str, str]], brief: Brief, name: str, *, decimal_comma: bool = False
) -> Reading:
    """Check rows against the brief's layout and readouts.

    Raises: FileError that lists the offending rows (up to twenty) with what to do.
    """
    _check_columns(rows, name)
    _check_brief(rows, brief, name)
    expected = expected_rows(brief)
    asked = _Asked(expected)
    minima = {r.id: (r.minimum, r.maximum, r.scale) for r in brief.readouts}
    problems: list[str] = []
    found: dict[Key, Measurement] = {}
    lines: dict[Key, str] = {}
    for row in rows:
        line = row["#"]
        try:
            key = _key(row, asked)
            if key in found:
                raise _RowError(f"plate {key[0]} well {key[1]} {key[2]} is here and in line {lines[key]}; keep one")
            measurement = _measurement(row, expected[key], minima[key[2]], decimal_comma=decimal_comma)
        except _RowError as problem:
            problems.append(f"line {line}: {problem}")
            continue
        found[key], lines[key] = measurement, line
    if problems:
        raise _listed(problems, name)
    missing = sum(key not in found or (found[key].value is None and not found[key].exclude) for key in expected)
    ordered = tuple(found[key] for key in expected if key in found)
    extra = sorted({column for row in rows[:1] for column in row} - {*COLUMNS, "#"})
    notes = (f"{name} has further columns that are not used: {', '.join(extra)}.",) if extra else ()
    return Reading(measurements=ordered, missing=missing, notes=notes)


class _RowError(Exception):
    """What is wrong with one row."""


def _check_columns(rows: Sequence[Mapping[str, str]], name: str) -> None:
    if not rows:
        raise FileError(f"{name} has a header and no rows.", "Fill in the brief's results template.")
    absent = [column for column in ESSENTIAL if column not in rows[0]]
    if absent:
        raise FileError(
            f"{name} lacks the columns {', '.join(absent)}.",
            "Start from `coscientist results template BRIEF` and keep its header.",
        )


def _check_brief(rows: Sequence[Mapping[str, str]], brief: Brief, name: str) -> None:
    others = sorted({row["brief_id"] for row in rows} - {brief.brief_id})
    if others:
        raise FileError(
            f"{name} answers {', '.join(repr(o[:60]) for o in others[:3])}, but this brief is {brief.brief_id!r}.",
            "Upload it to the brief whose id it carries; an empty brief_id has to be filled in.",
        )


def _listed(problems: Sequence[str], name: str) -> FileError:
    shown = "\n  ".join(problems[:MOST_ERRORS])
    more = f"\n  … and {len(problems) - MOST_ERRORS} more" if len(problems) > MOST_ERRORS else ""
    return FileError(
        f"{name} has {len(problems)} row(s) that do not fit the brief:\n  {shown}{more}",
        "Correct these rows; nothing was recorded.",
    )


class _Asked:
    """The rows that the brief asks for, by where they are."""

    def __init__(self, expected: Mapping[Key, Mapping[str, str]]) -> None:
        self.expected = expected
        self.times: dict[tuple[str, str, str], list[tuple[Key, str]]] = {}
        for key, row in expected.items():
            self.times.setdefault(key[:3], []).append((key, row["time_unit"]))
        self.places = {key[:2] for key in expected}
        self.readouts = sorted({key[2] for key in expected})


def _key(row: Mapping[str, str], asked: _Asked) -> Key:
    plate, well, readout = row["plate_id"], row["well"].upper(), row["readout_id"]
    if len(well) == 3 and well[1] == "0":
        well = well[0] + well[2]  # A01 and A1 are one place
    place = (plate, well, readout)
    time = _number(row["timepoint"], "timepoint")
    if time is None:
        raise _RowError("timepoint is empty")
    if place[:2] not in asked.places:
        raise _RowError(f"plate {place[0]!r} well {place[1]!r} is not in the layout")
    if place not in asked.times:
        raise _RowError(f"readout {place[2]!r} is not in the brief ({', '.join(asked.readouts)})")
    for key, unit in asked.times[place]:
        if (unit == row["time_unit"] and key[3] == time) or _same_time(time, row["time_unit"], key[3], unit):
            return key
    wanted = sorted(f"{key[3]:g} {unit}" for key, unit in asked.times[place])
    raise _RowError(f"time point {row['timepoint']} {row['time_unit']} is not asked for ({', '.join(wanted)})")


def _same_time(value: float, unit: str, asked: float, asked_unit: str) -> bool:
    if unit not in _HOURS or asked_unit not in _HOURS:
        return False
    return math.isclose(value * _HOURS[unit], asked * _HOURS[asked_unit], rel_tol=1e-6)


def _measurement(
    row: Mapping[str, str],
    asked: Mapping[str, str],
    bounds: tuple[float | None, float | None, str],
    *,
    decimal_comma: bool,
) -> Measurement:
    _agree(row, asked)
    value = _number(row["value"], "value", decimal_comma=decimal_comma)
    censored, exclude = _censoring(row), _exclusion(row)
    if value is not None and not exclude and asked["role"] != "blank":
        _within(value, bounds)
    dose = asked["dose"]
    return Measurement(
        plate_id=asked["plate_id"],
        well=asked["well"],
        sample_id=asked["sample_id"],
        treatment_ref=asked["treatment_ref"],
        role=asked["role"],
        dose=float(dose) if dose else None,
        dose_unit=asked["dose_unit"] or None,
        replicate_bio=int(asked["replicate_bio"]),
        replicate_tech=int(asked["replicate_tech"]),
        block=asked["block"],
        timepoint=float(asked["timepoint"]),
        time_unit=asked["time_unit"],
        readout_id=asked["readout_id"],
        value=value,
        unit=asked["unit"],
        censored=censored,
        qc_flag=row.get("qc_flag", ""),
        exclude=exclude,
        exclude_reason=row.get("exclude_reason", ""),
    )


def _agree(row: Mapping[str, str], asked: Mapping[str, str]) -> None:
    """What the row repeats of the layout must be what the layout says; columns of the code may be left empty."""
    for column in ("sample_id", "treatment_ref", "role", "replicate_bio", "replicate_tech", "block"):
        said = row.get(column, "")
        if said and said != asked[column]:
            raise _RowError(
                f"{column} is {said!r}, the layout has {asked[column]!r} in plate {asked['plate_id']} {asked['well']}"
            )
    dose = row.get("dose", "")
    if dose:
        number = _number(dose, "dose")
        unit = _unit(row.get("dose_unit", "") or asked["dose_unit"])
        wanted = float(asked["dose"]) if asked["dose"] else None
        if number is not None and (wanted is None or not math.isclose(number, wanted, rel_tol=1e-3)):
            raise _RowError(f"dose is {dose}, the brief has {asked['dose'] or 'none'} for {asked['treatment_ref']}")
        if unit != asked["dose_unit"]:
            raise _RowError(f"dose_unit is {unit!r}, the brief has {asked['dose_unit']!r}")
    if _unit(row["unit"]) != asked["unit"]:
        raise _RowError(f"unit is {row['unit']!r}, the brief asks for {asked['unit']!r}")


def _unit(text: str) -> str:
    """Return the UCUM code for a code or for its usual spelling (`µM` for `umol/L`)."""
    if text in UCUM_LABELS:
        return text
    spelled = text.replace("μ", "µ").replace("uM", "µM")
    for code, label in UCUM_LABELS.items():
        if label and spelled == label:
            return code
    return text


def _number(text: str, column: str, *, decimal_comma: bool = False) -> float | None:
    if text.casefold() in _MISSING:
        return None
    if decimal_comma and text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        hint = "; use a decimal point" if "," in text else ""
        hint = "; for a value beyond the range write the limit and set `censored`" if text[:1] in "<>" else hint
        raise _RowError(f"{column} is {text[:40]!r}, which is no number{hint}") from None
    if not math.isfinite(value) or "_" in text:
        raise _RowError(f"{column} is {text!r}, which is no finite number")
    if abs(value) > LARGEST:
        raise _RowError(f"{column} is {text[:40]}, larger than anything that is measured; leave a lost value empty")
    return value


def _within(value: float, bounds: tuple[float | None, float | None, str]) -> None:
    minimum, maximum, scale = bounds
    if scale == "ratio" and value <= 0:
        raise _RowError(f"value is {value:g}; a ratio must be above 0: write the detection limit and `censored` = left")
    if minimum is not None and value < minimum:
        raise _RowError(f"value is {value:g}, below the smallest possible, {minimum:g}")
    if maximum is not None and value > maximum:
        raise _RowError(f"value is {value:g}, above the largest possible, {maximum:g}")


def _censoring(row: Mapping[str, str]) -> Censoring:
    text = row.get("censored", "").casefold()
    if text in {"", "none", "no", "false", "0"}:
        return Censoring.NONE
    if text in {"left", "right"}:
        return Censoring(text)
    raise _RowError(f"censored is {text[:20]!r}; use none, left or right")


def _exclusion(row: Mapping[str, str]) -> bool:
    text = row.get("exclude", "").casefold()
    if text not in _TRUE | _FALSE:
        raise _RowError(f"exclude is {text[:20]!r}; use true or false")
    exclude = text in _TRUE
    if exclude and not row.get("exclude_reason", ""):
        raise _RowError("exclude is true without an exclude_reason: say what happened")
    return exclude
