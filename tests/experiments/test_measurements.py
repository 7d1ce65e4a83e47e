"""Rows that do not fit are listed with their line and what to do; nothing is recorded then."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coscientist.domain.errors import FileError
from coscientist.experiments.intake.reading import read_results
from tests.experiments.values import dose_brief, filled, rows_of, table_of

Row = dict[str, str]


def _read(folder: Path, rows: list[Row]) -> None:
    path = folder / "results.csv"
    path.write_text(table_of(rows), encoding="utf-8")
    read_results(path, dose_brief())


def _set(**values: str) -> Callable[[Row], None]:
    return lambda row: row.update(values)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_set(well="Z9"), "not in the layout"),
        (_set(plate_id="P77"), "not in the layout"),
        (_set(readout_id="R9"), "readout 'R9' is not in the brief"),
        (_set(timepoint="3"), "time point 3 h is not asked for"),
        (_set(timepoint=""), "timepoint is empty"),
        (_set(sample_id="B9-99"), "sample_id is 'B9-99'"),
        (_set(treatment_ref="T99"), "treatment_ref is 'T99'"),
        (_set(role="sham"), "role is 'sham'"),
        (_set(block="B77"), "block is 'B77'"),
        (_set(replicate_bio="9"), "replicate_bio is '9'"),
        (_set(dose="77"), "dose is 77"),
        (_set(unit="nmol/L"), "unit is 'nmol/L'"),
        (_set(value="high"), "value is 'high', which is no number"),
        (_set(value="0,53"), "use a decimal point"),
        (_set(value="<0.1"), "set `censored`"),
        (_set(value="inf"), "no finite number"),
        (_set(value="1_0"), "no finite number"),
        (_set(value="1e308"), "larger than anything that is measured"),
        (_set(value="-2e200"), "larger than anything that is measured"),
        (_set(value="-1"), "a ratio must be above 0"),
        (_set(censored="maybe"), "censored is 'maybe'"),
        (_set(exclude="perhaps"), "exclude is 'perhaps'"),
        (_set(exclude="true"), "without an exclude_reason"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(tmp_path: Path, change: Callable[[Row], None], message: str) -> None:
    rows = rows_of(filled(dose_brief()))
    change(rows[2])
    with pytest.raises(FileError) as caught:
        _read(tmp_path, rows)
    assert "line 4:" in caught.value.message
    assert message in caught.value.message


def test_at_most_twenty_rows_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    rows = rows_of(filled(dose_brief()))
    for row in rows[:50]:
        row["value"] = "bad"
    with pytest.raises(FileError, match=r"50 row\(s\)") as caught:
        _read(tmp_path, rows)
    assert caught.value.message.count("line ") == 20
    assert "and 30 more" in caught.value.message


def test_a_well_given_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    rows = rows_of(filled(dose_brief()))
    with pytest.raises(FileError, match=r"line 194: plate P1 well .* is here and in line 2; keep one"):
        _read(tmp_path, [*rows, rows[0]])


def test_missing_columns_are_named(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if k not in ("value", "unit")} for row in rows_of(filled(dose_brief()))]
    with pytest.raises(FileError, match="lacks the columns value, unit"):
        _read(tmp_path, rows)


def test_optional_columns_may_be_missing(tmp_path: Path) -> None:
    drop = (
        "dose",
        "dose_unit",
        "role",
        "treatment_ref",
        "sample_id",
        "qc_flag",
        "censored",
        "exclude",
        "exclude_reason",
    )
    _read(tmp_path, [{k: v for k, v in row.items() if k not in drop} for row in rows_of(filled(dose_brief()))])


def test_another_briefs_results_are_refused(tmp_path: Path) -> None:
    rows = rows_of(filled(dose_brief(), change=_set(brief_id="brief-other")))
    with pytest.raises(FileError, match=r"answers 'brief-other', but this brief is"):
        _read(tmp_path, rows)


def test_an_empty_brief_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="has to be filled in"):
        _read(tmp_path, rows_of(filled(dose_brief(), change=_set(brief_id=""))))


@pytest.mark.parametrize("text", ["", "\n\n", "brief_id,well\n", "a,a\n1,2\n"])
def test_empty_or_headless_tables_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "results.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError):
        read_results(path, dose_brief())


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02", b'a,b\n"unclosed', b"a,b\n1,2,3\n", b"\xff\xfe\x00", b"a" * 200_000, b"\x89PNG\r\n"]
)
def test_broken_tables_end_in_an_answer(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "results.csv"
    path.write_bytes(content)
    with pytest.raises(FileError):
        read_results(path, dose_brief())


def test_other_time_and_unit_spellings_of_the_same_thing_are_taken(tmp_path: Path) -> None:
    def respell(row: Row) -> None:
        row.update(timepoint="1", time_unit="d", unit="ratio")
        if row["dose_unit"]:
            row["dose_unit"] = "µM"

    _read(tmp_path, rows_of(filled(dose_brief(), change=respell)))


def test_an_excluded_well_may_hold_any_number(tmp_path: Path) -> None:
    rows = rows_of(filled(dose_brief()))
    rows[0].update(value="-3", exclude="yes", exclude_reason="bubble")
    _read(tmp_path, rows)
