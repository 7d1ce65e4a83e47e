"""Template, fill, read: what goes in comes out, however it was packed."""

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coscientist.domain.result import ResultStatus
from coscientist.experiments.briefs.returning import COLUMNS
from coscientist.experiments.briefs.template import expected_rows, results_template
from coscientist.experiments.intake.reading import read_results
from tests.experiments.values import dose_brief, filled, rows_of, table_of

TMP = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
VALUES = st.floats(1e-6, 1e6, allow_nan=False).map(lambda x: float(f"{x:.6g}"))


def _csv(folder: Path, text: str, name: str = "results.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_the_template_has_every_well_readout_and_time_once() -> None:
    brief = dose_brief()
    rows = rows_of(results_template(brief))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(brief.layout.wells) * len(brief.readouts) == len(expected_rows(brief))
    assert {row["value"] for row in rows} == {""}


def test_a_blind_sheet_does_not_tell_the_treatment() -> None:
    brief = dose_brief()
    text = results_template(brief, blind=True)
    assert not any(t.ref in text for t in brief.treatments)
    assert "vehicle" not in text


@TMP
@given(data=st.data())
def test_values_come_back_as_they_were_filled_in(tmp_path: Path, data: st.DataObject) -> None:
    brief = dose_brief()
    rows = rows_of(results_template(brief))
    for row in rows:
        row["value"] = f"{data.draw(VALUES):.6g}"
    result = read_results(_csv(tmp_path, table_of(rows)), brief)
    assert [f"{m.value:.6g}" for m in result.measurements] == [row["value"] for row in rows]
    assert result.status is ResultStatus.COMPLETE
    assert [(m.plate_id, m.well, m.treatment_ref) for m in result.measurements] == [
        (row["plate_id"], row["well"], row["treatment_ref"]) for row in rows
    ]


@TMP
@given(order=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(tmp_path: Path, order) -> None:  # type: ignore[no-untyped-def]
    text = filled(dose_brief())
    rows = rows_of(text)
    order.shuffle(rows)
    first = read_results(_csv(tmp_path, text), dose_brief())
    assert read_results(_csv(tmp_path, table_of(rows)), dose_brief()).id == first.id


def test_a_filled_blind_sheet_gives_the_same_result(tmp_path: Path) -> None:
    brief = dose_brief()
    blind = rows_of(results_template(brief, blind=True))
    for row, full in zip(blind, rows_of(filled(brief)), strict=True):
        row["value"] = full["value"]
    one = read_results(_csv(tmp_path, table_of(blind)), brief)
    assert one.id == read_results(_csv(tmp_path, filled(brief)), brief).id


def test_zip_folder_and_single_file_are_one_result(tmp_path: Path) -> None:
    brief, text = dose_brief(), filled(dose_brief())
    folder = tmp_path / "package"
    folder.mkdir()
    _csv(folder, text)
    (folder / ".DS_Store").write_bytes(b"x")
    with zipfile.ZipFile(tmp_path / "flat.zip", "w") as archive:
        archive.writestr("results.csv", text)
    with zipfile.ZipFile(tmp_path / "wrapped.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my results/results.csv", text)
        archive.writestr("__MACOSX/my results/._results.csv", b"x")
    paths = [folder, tmp_path / "flat.zip", tmp_path / "wrapped.zip", _csv(tmp_path, text)]
    assert len({read_results(path, brief).id for path in paths}) == 1


def test_another_value_is_another_result(tmp_path: Path) -> None:
    brief = dose_brief()
    one = read_results(_csv(tmp_path, filled(brief, seed=1)), brief)
    assert one.id != read_results(_csv(tmp_path, filled(brief, seed=2)), brief).id


@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("latin-1", "Latin-1")]
)
def test_encodings_are_read_and_guesses_are_said(tmp_path: Path, encoding: str, said: str) -> None:
    text = filled(dose_brief(), change=lambda row: row.update(qc_flag="große Blase"))
    result = read_results(_csv(tmp_path, text, encoding=encoding), dose_brief())
    assert result.measurements[0].qc_flag == "große Blase"
    assert (said in " ".join(result.notes)) if said else not any("Latin" in n for n in result.notes)


def test_a_semicolon_table_with_decimal_commas_is_read_and_said(tmp_path: Path) -> None:
    brief, text = dose_brief(), filled(dose_brief())
    rows = rows_of(text)
    for row in rows:
        row["value"] = row["value"].replace(".", ",")
    result = read_results(_csv(tmp_path, table_of(rows, delimiter=";")), brief)
    assert result.measurements == read_results(_csv(tmp_path, text), brief).measurements
    assert any("Decimal commas" in note for note in result.notes)


def test_windows_line_ends_extra_columns_and_padded_wells_are_taken(tmp_path: Path) -> None:
    rows = [
        {**row, "comment": "ok", "well": f"{row['well'][0]}0{row['well'][1:]}"} for row in rows_of(filled(dose_brief()))
    ]
    result = read_results(_csv(tmp_path, table_of(rows).replace("\n", "\r\n")), dose_brief())
    assert result.status is ResultStatus.COMPLETE
    assert any("comment" in note for note in result.notes)


def test_missing_values_make_it_partial(tmp_path: Path) -> None:
    text = filled(dose_brief(), change=lambda row: row.update(value="NA") if row["well"] == "A1" else None)
    assert read_results(_csv(tmp_path, text), dose_brief()).status is ResultStatus.PARTIAL
    rows = rows_of(filled(dose_brief()))[:-5]
    assert read_results(_csv(tmp_path, table_of(rows)), dose_brief()).status is ResultStatus.PARTIAL


def test_a_failed_run_needs_no_table(tmp_path: Path) -> None:
    (tmp_path / "metadata.json").write_text(json.dumps({"status": "failed", "status_reason": "contaminated"}))
    result = read_results(tmp_path, dose_brief())
    assert result.status is ResultStatus.FAILED
    assert result.measurements == ()


def test_claimed_completeness_is_checked(tmp_path: Path) -> None:
    _csv(tmp_path, table_of(rows_of(filled(dose_brief()))[:-5]))
    (tmp_path / "metadata.json").write_text(json.dumps({"status": "complete", "lab": "L", "temperature": 3}))
    result = read_results(tmp_path, dose_brief())
    assert result.status is ResultStatus.PARTIAL
    assert any("Called complete" in note for note in result.notes)
    assert any("temperature" in note for note in result.notes)
    assert result.metadata.lab == "L"
