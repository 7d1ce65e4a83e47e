"""A run that did not work is recorded and is evidence of nothing."""

from collections.abc import Callable

import pytest

from coscientist.domain.brief import Brief
from coscientist.domain.result import ResultStatus
from coscientist.domain.result_analysis import QualityReport
from coscientist.experiments.analysis.analysing import analyse
from coscientist.experiments.analysis.quality import coefficient_of_variation, quality_control, zprime
from tests.experiments.values import a_brief, a_hypothesis, dose_brief, filled, result_of

Row = dict[str, str]
VIABILITY = a_brief(a_hypothesis(kind="viability", readout="viable cells"))
KNOCKDOWN = a_brief(a_hypothesis("p:GSK3B", sign=-1))


def _report(brief: Brief, change: Callable[[Row], None] | None = None, **metadata: object) -> QualityReport:
    return quality_control(brief, result_of(brief, filled(brief, change=change), **metadata))


def _when(condition: Callable[[Row], bool], **values: str) -> Callable[[Row], None]:
    return lambda row: row.update(values) if condition(row) else None


LOST = {"value": "", "exclude": "true", "exclude_reason": "contaminated"}


def test_a_good_run_passes() -> None:
    report = _report(dose_brief())
    assert report.passed
    assert report.reasons == ()


def test_a_failed_run_is_no_evidence() -> None:
    result = result_of(dose_brief(), filled(dose_brief(), log2_effect=-2), result_status=ResultStatus.FAILED)
    analysis = analyse(dose_brief(), result)
    assert not analysis.is_evidence
    assert analysis.outcomes == ()
    assert "failed" in analysis.summary


def test_missing_positive_controls_fail_the_run() -> None:
    report = _report(dose_brief(), _when(lambda r: r["role"] == "positive", **LOST))
    assert any("positive control measured" in reason for reason in report.reasons)


def test_positive_controls_on_the_wrong_side_fail_the_run() -> None:
    report = _report(dose_brief(), _when(lambda r: r["role"] == "positive" and r["readout_id"] == "R1", value="3"))
    assert any("moves as it should" in reason for reason in report.reasons)


def test_a_replicate_without_vehicle_fails_the_run() -> None:
    report = _report(dose_brief(), _when(lambda r: r["role"] == "vehicle" and r["block"] == "B1", **LOST))
    assert any("vehicle control measured" in reason for reason in report.reasons)


def test_too_many_lost_wells_fail_the_run() -> None:
    report = _report(dose_brief(), _when(lambda r: r["block"] in ("B1", "B2"), **LOST))
    assert any("wells excluded or lost" in reason for reason in report.reasons)


def test_scattering_technical_replicates_fail_the_run() -> None:
    result = result_of(dose_brief(), filled(dose_brief(), well_noise=1.5))
    assert any("median CV" in reason for reason in quality_control(dose_brief(), result).reasons)


def test_a_plate_with_a_poor_window_costs_its_replicate_only() -> None:
    def narrow(row: Row) -> None:
        if row["plate_id"] == "P1" and row["role"] == "positive":
            row["value"] = "0.9"

    report = _report(VIABILITY, narrow)
    assert report.rejected_blocks == ("B1",)
    assert report.passed == (VIABILITY.design.n_biological - 1 >= VIABILITY.qc.min_blocks)


def test_a_plate_without_any_window_is_told_in_numbers_that_json_has() -> None:
    report = _report(VIABILITY, lambda row: row.update(value="1"))
    windows = [f for f in report.findings if f.rule.startswith("assay window")]
    assert {(f.value, f.passed) for f in windows} == {(None, False)}
    assert all("no window" in f.note for f in windows)


def test_too_few_replicates_left_fail_the_run() -> None:
    report = _report(VIABILITY, _when(lambda r: r["role"] in ("positive", "vehicle"), value="0.9"))
    assert not report.passed
    assert len(report.rejected_blocks) == VIABILITY.design.n_biological


def test_a_replicate_without_knock_down_is_left_out() -> None:
    shown = {f"knockdown_{b}": "0.2" for b in KNOCKDOWN.design.randomisation.blocks}
    report = _report(KNOCKDOWN, environment={**shown, "knockdown_B2": "0.8"})
    assert report.rejected_blocks == ("B2",)
    assert report.perturbation_shown


@pytest.mark.parametrize("environment", [{}, {"knockdown_B1": "0.2"}, {"knockdown_B1": "good"}])
def test_unreported_knock_down_is_not_taken_for_shown(environment: dict[str, str]) -> None:
    report = _report(KNOCKDOWN, environment=environment)
    assert report.passed
    assert report.perturbation_shown is False


@pytest.mark.parametrize("viability", ["0", "-0.2"])
def test_a_replicate_whose_untreated_cells_are_dead_is_left_out(viability: str) -> None:
    dead = _when(
        lambda r: r["readout_id"] == "R-viability" and r["role"] == "vehicle" and r["block"] == "B2", value=viability
    )
    result = result_of(dose_brief(), filled(dose_brief(), change=dead))
    report = quality_control(dose_brief(), result)
    assert report.rejected_blocks == ("B2",)
    assert any("viab" in f.note and f.where == "B2" for f in report.findings if f.passed is False)
    assert analyse(dose_brief(), result).dropped_treatments == ()


def test_a_replicate_in_which_nobody_looked_whether_doses_are_tolerated_says_so_and_stays() -> None:
    unseen = _when(
        lambda r: r["readout_id"] == "R-viability" and r["role"] == "vehicle" and r["block"] == "B1", value=""
    )
    report = quality_control(dose_brief(), result_of(dose_brief(), filled(dose_brief(), change=unseen)))
    (said,) = [finding for finding in report.findings if finding.rule == "vehicle tolerated"]
    assert (said.where, said.passed) == ("B1", None)
    assert "was not measured" in said.note
    assert "B1" not in report.rejected_blocks


def test_a_run_whose_untreated_cells_are_all_dead_is_no_evidence() -> None:
    dead = _when(lambda r: r["readout_id"] == "R-viability" and r["role"] == "vehicle", value="0")
    assert not analyse(dose_brief(), result_of(dose_brief(), filled(dose_brief(), change=dead))).is_evidence


def test_rules_that_only_the_laboratory_can_confirm_are_listed_as_open() -> None:
    open_rules = [f.rule for f in _report(dose_brief()).findings if f.where == "laboratory"]
    assert open_rules == list(dose_brief().qc.acceptance)


def test_zprime_is_the_published_formula() -> None:
    # Means 10 and 110, SDs 2 and 4: 1 - 3 * 6 / 100.
    assert zprime([8.0, 10.0, 12.0], [106.0, 110.0, 114.0]) == pytest.approx(0.82)
    assert zprime([1.0, 2.0], [1.0, 2.0]) == float("-inf")
    assert coefficient_of_variation([9.0, 10.0, 11.0]) == pytest.approx(10.0)
    assert coefficient_of_variation([-1.0, 1.0]) is None
