"""Loewe additivity is computed as published, and only where it can be."""

import pytest

from coscientist.experiments.analysis.analysing import analyse
from coscientist.experiments.analysis.synergy import MedianEffect, combination_index, fit_median_effect
from tests.experiments.values import a_brief, a_hypothesis, dose_brief, filled, result_of


def _hill(dose: float, median: float, slope: float) -> float:
    return float(dose**slope / (median**slope + dose**slope))


def test_the_fit_finds_the_curve_that_made_the_points() -> None:
    fit = fit_median_effect({d: _hill(d, 3.0, 1.4) for d in (1.0, 3.0, 10.0)})
    assert fit is not None
    assert fit.median == pytest.approx(3.0)
    assert fit.slope == pytest.approx(1.4)


def test_an_agent_combined_with_itself_is_additive() -> None:
    agent = MedianEffect(median=2.0, slope=1.3)
    affected = _hill(1.0 + 2.5, 2.0, 1.3)
    assert combination_index(agent, agent, (1.0, 2.5), affected) == pytest.approx(1.0)


def test_more_than_additive_lies_below_one() -> None:
    agent = MedianEffect(median=2.0, slope=1.3)
    assert combination_index(agent, agent, (1.0, 1.0), _hill(4.0, 2.0, 1.3)) == pytest.approx(0.5)


@pytest.mark.parametrize("points", [{}, {1.0: 0.5}, {1.0: 0.0, 2.0: 1.0}, {1.0: 0.6, 2.0: 0.3}])
def test_points_that_make_no_curve_give_no_fit(points: dict[float, float]) -> None:
    assert fit_median_effect(points) is None


def test_a_checkerboard_reports_it_beside_the_plan() -> None:
    brief = a_brief(a_hypothesis("c:minocycline", "c:curcumin", kind="viability", readout="viable cells"))
    treatments = {t.ref: t for t in brief.treatments}

    def respond(row: dict[str, str]) -> None:
        treatment = treatments[row["treatment_ref"]]
        if treatment.role == "test":
            doses = [d.value for d in (treatment.dose, treatment.partner_dose) if d is not None]
            row["value"] = f"{1 - _hill(sum(doses), 6.0, 1.2):.6g}"

    said = analyse(brief, result_of(brief, filled(brief, noise=0.0, well_noise=0.01, change=respond))).exploratory
    indices = [float(text.split("index ")[1].split(" ")[0]) for text in said if "index " in text and ": Loewe" in text]
    assert len(indices) == 9
    assert all(0.85 < index < 1.15 for index in indices)


def test_other_designs_report_none() -> None:
    assert analyse(dose_brief(), result_of(dose_brief(), filled(dose_brief()))).exploratory == ()
