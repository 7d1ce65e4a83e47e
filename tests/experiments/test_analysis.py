"""The frozen plan gives the verdict, and without an effect it does not give support."""

import pytest

from coscientist.domain.brief import Brief
from coscientist.domain.errors import ConflictError, FileError
from coscientist.domain.hypothesis import EffectDirection, Hypothesis
from coscientist.domain.result_analysis import Analysis, OutcomeCall, TestOutcome
from coscientist.experiments.analysis.analysing import analyse, weakest
from coscientist.experiments.statistics.t_tests import one_sample
from tests.experiments.values import a_brief, a_hypothesis, dose_brief, filled, result_of, rows_of, table_of

Row = dict[str, str]


def _analysis(brief: Brief, **how) -> Analysis:  # type: ignore[no-untyped-def]
    metadata = how.pop("metadata", {})
    return analyse(brief, result_of(brief, filled(brief, **how), **metadata))


def _primary(analysis: Analysis) -> TestOutcome:
    return next(o for o in analysis.outcomes if o.primary)


@pytest.mark.parametrize(
    ("direction", "effect", "call"),
    [
        (EffectDirection.DECREASE, -2.0, OutcomeCall.SUPPORTED),
        (EffectDirection.DECREASE, 2.0, OutcomeCall.REFUTED),
        (EffectDirection.DECREASE, 0.0, OutcomeCall.REFUTED),
        (EffectDirection.INCREASE, 2.0, OutcomeCall.SUPPORTED),
        (EffectDirection.INCREASE, -2.0, OutcomeCall.REFUTED),
        (EffectDirection.CHANGE, 2.0, OutcomeCall.SUPPORTED),
        (EffectDirection.CHANGE, 0.0, OutcomeCall.REFUTED),
        (EffectDirection.NO_CHANGE, 0.0, OutcomeCall.SUPPORTED),
        (EffectDirection.NO_CHANGE, 2.0, OutcomeCall.REFUTED),
    ],
)
def test_the_verdict_follows_the_data(direction: EffectDirection, effect: float, call: OutcomeCall) -> None:
    brief = a_brief(a_hypothesis(direction=direction))
    assert _analysis(brief, log2_effect=effect, noise=0.1).call is call


def test_a_noisy_run_is_neither_for_nor_against() -> None:
    analysis = _analysis(dose_brief(), log2_effect=-0.3, noise=1.2)
    assert analysis.call is OutcomeCall.INCONCLUSIVE
    assert analysis.is_evidence


def test_the_effect_is_the_one_put_in() -> None:
    outcome = _primary(_analysis(dose_brief(), log2_effect=-1.2, noise=0.01, well_noise=0.01))
    assert outcome.effect == pytest.approx(-1.2, abs=0.05)
    assert outcome.low is not None
    assert outcome.high is not None
    assert outcome.low < -1.2 + 0.05
    assert outcome.high > -1.2 - 0.05


def test_technical_replicates_do_not_add_to_n() -> None:
    outcome = _primary(_analysis(dose_brief()))
    assert outcome.n == dose_brief().design.n_biological
    assert len(outcome.block_effects) == outcome.n


def test_a_shift_of_a_whole_replicate_changes_nothing() -> None:
    def shift(row: Row) -> None:
        if row["block"] == "B1" and row["readout_id"] == "R1":
            row["value"] = f"{float(row['value']) * 8:.6g}"

    plain, shifted = _analysis(dose_brief(), log2_effect=-1), _analysis(dose_brief(), log2_effect=-1, change=shift)
    assert _primary(shifted).effect == pytest.approx(_primary(plain).effect, abs=1e-4)


@pytest.mark.slow
def test_without_an_effect_support_is_rarer_than_alpha() -> None:
    """Null runs of the whole analysis; two-sided alpha 0.05 allows 2.5 % in the predicted direction."""
    runs = 400
    calls = [_analysis(dose_brief(), noise=0.6, seed=seed).call for seed in range(runs)]
    three_standard_errors = 3 * (0.025 * 0.975 / runs) ** 0.5
    assert calls.count(OutcomeCall.SUPPORTED) / runs <= 0.025 + three_standard_errors


@pytest.mark.slow
def test_with_the_smallest_effect_the_planned_power_is_reached() -> None:
    """Noise as assumed, effect as small as matters: go follows at about the planned 80 %."""
    brief = dose_brief()
    smallest = next(c for c in brief.analysis.contrasts if c.primary).smallest_effect
    noise = brief.design.power.sd / 1.265  # of one treatment's mean; the contrast's SD is 1.265 times that
    calls = [
        _analysis(brief, log2_effect=-smallest, noise=noise, well_noise=0.01, seed=seed).call for seed in range(150)
    ]
    assert 0.70 <= calls.count(OutcomeCall.SUPPORTED) / 150 <= 0.93
    assert calls.count(OutcomeCall.REFUTED) / 150 <= 0.07


def test_harmful_doses_are_left_out_by_the_rule() -> None:
    top = dose_brief().analysis.contrasts[0].test[-1]

    def kill(row: Row) -> None:
        if row["treatment_ref"] == top:
            row["value"] = "0.4" if row["readout_id"] == "R-viability" else "0.01"

    analysis = _analysis(dose_brief(), noise=0.1, change=kill)
    assert analysis.dropped_treatments == (top,)
    assert analysis.call is OutcomeCall.REFUTED
    assert "harmed the cells" in analysis.summary


def test_when_every_dose_harms_nothing_is_concluded() -> None:
    def kill(row: Row) -> None:
        if row["role"] == "test":
            row["value"] = "0.3"

    analysis = _analysis(dose_brief(), change=kill)
    assert analysis.call is OutcomeCall.INCONCLUSIVE
    assert _primary(analysis).effect is None


def test_identical_replicates_are_not_believed() -> None:
    def copy(row: Row) -> None:
        row["value"] = "0.1" if row["role"] in ("test", "positive") else "1"

    assert _analysis(dose_brief(), change=copy).call is OutcomeCall.INCONCLUSIVE


def test_a_missing_effect_without_shown_knock_down_is_inconclusive() -> None:
    brief = a_brief(a_hypothesis("p:GSK3B", sign=-1))
    shown = {"environment": {f"knockdown_{b}": "0.1" for b in brief.design.randomisation.blocks}}
    assert _analysis(brief, noise=0.1).call is OutcomeCall.INCONCLUSIVE
    assert _primary(_analysis(brief, noise=0.1)).e_against == 1.0
    assert _analysis(brief, noise=0.1, metadata=shown).call is OutcomeCall.REFUTED


def test_values_beyond_the_range_are_not_averaged_into_a_verdict() -> None:
    def limit(row: Row) -> None:
        if row["role"] == "test":
            row["censored"] = "left"

    outcome = _primary(_analysis(dose_brief(), log2_effect=-2, change=limit))
    assert outcome.call is OutcomeCall.INCONCLUSIVE
    assert outcome.e_for == outcome.e_against == 1.0


def test_exclusions_that_make_the_verdict_are_reported() -> None:
    def exclude(row: Row) -> None:
        place = (row["readout_id"], row["role"], row["replicate_tech"])
        if place == ("R1", "test", "1") and row["block"] in ("B1", "B2"):
            row.update(value="60", exclude="true", exclude_reason="bubble")

    analysis = _analysis(dose_brief(), log2_effect=-1.2, noise=0.1, change=exclude)
    assert analysis.call is OutcomeCall.SUPPORTED
    assert "With excluded wells included" in analysis.sensitivity


def test_secondary_contrasts_are_adjusted_and_change_no_verdict() -> None:
    analysis = _analysis(dose_brief(), log2_effect=-1.5, noise=0.2)
    secondary = [o for o in analysis.outcomes if not o.primary]
    assert secondary
    assert all(o.p is not None and o.p_adjusted is not None and o.p_adjusted >= o.p for o in secondary)
    assert analysis.call is _primary(analysis).call
    assert _primary(analysis).p_adjusted == _primary(analysis).p


COMBINATION = a_hypothesis("c:minocycline", "c:curcumin", kind="viability", readout="viable cells")


def _combination(comparator: str, log2_interaction: float) -> Analysis:
    prediction = COMBINATION.predictions[0].model_copy(update={"comparator": comparator})
    hypothesis: Hypothesis = COMBINATION.model_copy(update={"predictions": (prediction,)})
    brief = a_brief(hypothesis)
    treatments = {t.ref: t for t in brief.treatments}

    def respond(row: Row) -> None:
        treatment = treatments[row["treatment_ref"]]
        if treatment.role != "test":
            return
        agents = 1 + (treatment.partner is not None)
        log2 = -0.4 * agents + (log2_interaction if agents == 2 else 0.0)
        row["value"] = f"{float(row['value']) * 2**log2:.6g}"

    return _analysis(brief, noise=0.05, change=respond)


def test_two_agents_that_only_add_up_are_no_synergy() -> None:
    assert _combination("Bliss independence", 0.0).call is OutcomeCall.REFUTED


def test_an_excess_over_bliss_is_found_with_its_size() -> None:
    analysis = _combination("Bliss independence", -0.9)
    assert analysis.call is OutcomeCall.SUPPORTED
    assert _primary(analysis).effect == pytest.approx(-0.9, abs=0.1)


def test_a_combination_must_beat_both_of_its_parts() -> None:
    assert _combination("each single agent", -0.9).call is OutcomeCall.SUPPORTED
    assert _combination("each single agent", 0.4).call is OutcomeCall.REFUTED


@pytest.mark.parametrize("direction", [EffectDirection.CHANGE, EffectDirection.NO_CHANGE])
@pytest.mark.parametrize("far", [-3.0, 3.0])
def test_without_a_predicted_side_the_size_of_an_effect_decides_which_speaks_least_for_it(
    direction: EffectDirection, far: float
) -> None:
    near, away = (one_sample([middle - 0.1, middle, middle + 0.1], 0.05) for middle in (0.05, far))
    assert weakest([near, away], direction) is (near if direction is EffectDirection.CHANGE else away)


def test_animals_are_compared_as_independent_units() -> None:
    brief = a_brief(a_hypothesis(kind="behaviour", readout="memory impairment"))

    def score(row: Row) -> None:
        row["value"] = f"{float(row['value']) - (2.0 if row['role'] == 'test' else 0.0):.5f}"

    analysis = _analysis(brief, noise=0.0, well_noise=0.5, change=score)
    assert analysis.call is OutcomeCall.SUPPORTED
    assert _primary(analysis).n == brief.design.n_biological
    assert _primary(analysis).method == "Welch's t test"


def test_the_same_result_gives_the_same_analysis() -> None:
    assert _analysis(dose_brief()) == _analysis(dose_brief())


def test_another_briefs_result_is_refused() -> None:
    other = a_brief(seed=9)
    with pytest.raises(FileError, match="answers"):
        analyse(other, result_of(dose_brief(), filled(dose_brief())))


def test_a_plan_changed_after_the_fact_is_refused() -> None:
    brief = dose_brief()
    changed = brief.model_copy(update={"analysis": brief.analysis.model_copy(update={"alpha": 0.2})})
    with pytest.raises(ConflictError):
        analyse(changed, result_of(brief, filled(brief)))


def test_a_partial_run_with_enough_replicates_is_still_evidence() -> None:
    rows = [row for row in rows_of(filled(dose_brief(), log2_effect=-2, noise=0.1)) if row["block"] != "B8"]
    analysis = analyse(dose_brief(), result_of(dose_brief(), table_of(rows)))
    assert analysis.is_evidence
    assert _primary(analysis).n == dose_brief().design.n_biological - 1
