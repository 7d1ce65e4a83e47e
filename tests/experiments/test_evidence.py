"""A result becomes evidence as a paper does: a source, a sentence, a claim about what was measured."""

import pytest

from coscientist.domain.brief import Brief
from coscientist.domain.claim import Predicate
from coscientist.domain.hypothesis import EffectDirection, Hypothesis, Prediction
from coscientist.domain.result import ResultStatus
from coscientist.experiments.analysis.analysing import analyse
from coscientist.experiments.beliefs.evidence import LabEvidence, evidence_from
from tests.experiments.values import CONCEPTS, a_brief, a_hypothesis, filled, result_of


def _evidence(hypothesis: Hypothesis, effect: float, noise: float = 0.1, **metadata) -> tuple[LabEvidence, Brief]:  # type: ignore[no-untyped-def]
    brief = a_brief(hypothesis)
    result = result_of(brief, filled(brief, log2_effect=effect, noise=noise), **metadata)
    analysis = analyse(brief, result)
    return evidence_from(analysis, brief=brief, result=result, hypothesis=hypothesis, concepts=CONCEPTS), brief


def _shown(hypothesis: Hypothesis) -> dict[str, str]:
    check = a_brief(hypothesis).qc.perturbation
    assert check is not None
    blocks = a_brief(hypothesis).design.randomisation.blocks
    return {f"{check.key}_{b}": str(check.threshold) for b in blocks}


@pytest.mark.parametrize(
    ("effect", "predicate"),
    [(-2.0, Predicate.DECREASES), (2.0, Predicate.INCREASES), (0.0, Predicate.NO_CHANGE)],
)
def test_the_claim_is_what_was_measured_whatever_was_predicted(effect: float, predicate: Predicate) -> None:
    found, _ = _evidence(a_hypothesis("c:minocycline"), effect)
    (claim,) = found.claims
    assert (claim.subject, claim.predicate, claim.object) == ("c:minocycline", predicate, "p:tau-p")


def test_a_knock_down_that_lowers_the_outcome_says_that_the_target_raises_it() -> None:
    hypothesis = a_hypothesis("p:GSK3B", sign=-1)
    found, _ = _evidence(hypothesis, -2.0, environment=_shown(hypothesis))
    assert [(c.subject, c.predicate) for c in found.claims] == [("p:GSK3B", Predicate.INCREASES)]


def test_everything_points_at_the_laboratorys_source() -> None:
    found, brief = _evidence(a_hypothesis(), -2.0, ended="2026-07-01", lab="A lab")
    (claim,), (passage,) = found.claims, found.passages
    assert found.source.id.startswith("lab:result-")
    assert found.source.kind == "lab"
    assert found.source.year == claim.year == passage.year == 2026
    assert claim.made_by == claim.source == passage.source == found.source.id
    assert claim.passages == (passage.id,)
    assert found.source.identifiers["brief"] == brief.brief_id


def test_the_sentence_says_system_dose_effect_interval_and_n() -> None:
    found, _ = _evidence(a_hypothesis(), -2.0)
    quote = found.passages[0].quote
    for part in ("SH-SY5Y", "minocycline", "95 % CI", "n = 8", "supported", "24 h"):
        assert part in quote


def test_an_inconclusive_result_is_told_and_claims_nothing() -> None:
    found, _ = _evidence(a_hypothesis(), -0.3, noise=1.2)
    assert len(found.passages) == 1
    assert found.claims == ()


def test_a_failed_run_leaves_a_source_and_nothing_to_cite() -> None:
    found, _ = _evidence(a_hypothesis(), -2.0, result_status=ResultStatus.FAILED)
    assert (found.passages, found.claims) == ((), ())


def test_a_combination_is_claimed_for_both_together() -> None:
    hypothesis = a_hypothesis("c:minocycline", "c:curcumin", kind="viability", readout="viable cells")
    found, _ = _evidence(hypothesis, -3.0)
    (claim,), (concept,) = found.claims, found.concepts
    assert claim.subject == concept.id
    assert concept.members == ("c:curcumin", "c:minocycline")


def test_predicted_constancy_that_held_is_a_claim_of_no_change() -> None:
    found, _ = _evidence(a_hypothesis(direction=EffectDirection.NO_CHANGE), 0.0)
    assert [c.predicate for c in found.claims] == [Predicate.NO_CHANGE]


def test_the_same_result_gives_the_same_ids() -> None:
    assert _evidence(a_hypothesis(), -2.0)[0] == _evidence(a_hypothesis(), -2.0)[0]


def test_the_sentence_is_plain_text() -> None:
    quote = _evidence(a_hypothesis(), -3.0, noise=0.05)[0].passages[0].quote
    assert "p < 0.0001" in quote
    assert "minocycline 0.316 µM to 10 µM" in quote


def test_two_readouts_of_one_thing_that_agree_make_one_claim_with_both_passages() -> None:
    second = Prediction(
        id="pr-2", readout="tau phosphorylated at Ser396", readout_concept="p:tau-p", readout_kind="phosphorylation",
        intervention=("c:minocycline",), direction=EffectDirection.DECREASE,
    )  # fmt: skip
    found, brief = _evidence(a_hypothesis("c:minocycline", more=(second,)), -2.0)
    assert len(brief.hypothesis.predictions) == 2
    (claim,) = found.claims
    assert claim.passages == tuple(passage.id for passage in found.passages)
    assert len(found.passages) == 2
