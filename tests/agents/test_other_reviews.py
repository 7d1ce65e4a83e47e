"""Mechanism, feasibility, translation and testability."""

from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.stated import from_statement
from coscientist.agents.reflection.feasibility import BRAIN, KNOCK_DOWN, OVER_EXPRESSION, FeasibilityReviewer
from coscientist.agents.reflection.mechanism import MechanismReviewer
from coscientist.agents.reflection.testability import TestabilityReviewer
from coscientist.agents.reflection.translation import (
    DRUGGED_TARGET,
    HARMFUL_WAY,
    HARMS_ELSEWHERE,
    RAISED_TARGET,
    REAGENT,
    REGISTERED,
    RESEARCH_COMPOUND,
    TARGET,
    UNKNOWN_COMPOUND,
    TranslationReviewer,
)
from coscientist.agents.workbench import Workbench
from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.domain.hypothesis import EffectDirection, Hypothesis
from coscientist.domain.review import Review, Severity
from tests.support.small_world import world_of


def kinds(review: Review) -> dict[str, Severity]:
    return {objection.kind: objection.severity for objection in review.objections}


def check(subject: str, property_: str, value: Any, verdict: Verdict = Verdict.PASS, **more: Any) -> Check:
    return Check(
        id=f"{subject} {property_}", tool="t", subject=subject, property=property_, value=value, method="m", source="s",
        verdict=verdict, **more,
    )  # fmt: skip


def mechanism(bench: Workbench, hypothesis: Hypothesis) -> Review:
    return MechanismReviewer().review(bench, hypothesis, ())


def test_a_further_route_speaks_for_a_mechanism(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    alone = made["metformin"].model_copy(update={"notes": ()})
    with_route, without = mechanism(bench, made["metformin"]), mechanism(bench, alone)
    assert with_route.scores["mechanism"] == pytest.approx(without.scores["mechanism"] + 0.1)


def test_steps_seen_in_no_common_species_are_objected_to(bench: Workbench) -> None:
    item = from_statement(bench, "Metformin reduces collagen I by inhibiting NOX4", cycle=0)
    review = mechanism(bench, item)
    assert "No species was common to all steps: mouse against rat." in [o.text for o in review.objections]


def test_a_step_without_a_system_is_objected_to(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    assert "unstated system" in kinds(mechanism(bench, made["tranilast"]))
    assert "unstated system" not in kinds(mechanism(bench, made["pirfenidone"]))


def test_a_longer_chain_scores_less(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    short = made["apocynin"]
    long = short.model_copy(update={"mechanism": (*short.mechanism, short.mechanism[-1])})
    assert mechanism(bench, long).scores["mechanism"] < mechanism(bench, short).scores["mechanism"]
    assert "long chain" in kinds(mechanism(bench, long))


def feasibility(bench: Workbench, hypothesis: Hypothesis, *checks: Check) -> Review:
    return FeasibilityReviewer().review(bench, hypothesis, checks)


def test_a_registered_drug_of_good_quality_is_easiest(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    item = made["pirfenidone"]
    bare = feasibility(bench, item).scores["feasibility"]
    drug = feasibility(
        bench, item, check("pirfenidone", "DrugBank id", "DB04951"), check("pirfenidone", "QED", 0.5)
    ).scores["feasibility"]
    assert bare == 0.55
    assert drug == pytest.approx(0.85)


def test_warnings_cost_up_to_three(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    alerts = [
        check("pirfenidone", name, "x", Verdict.WARN)
        for name in ("PAINS alerts", "Brenk alerts", "NIH alerts", "synthetic accessibility")
    ]
    review = feasibility(bench, made["pirfenidone"], *alerts)
    assert review.scores["feasibility"] == pytest.approx(0.25)
    assert {checks for objection in review.objections for checks in objection.checks} == {item.id for item in alerts}


def test_a_compound_without_a_structure_has_to_be_identified_first(
    bench: Workbench, made: dict[str, Hypothesis]
) -> None:
    review = feasibility(bench, made["tranilast"])
    assert review.scores["feasibility"] == 0.3
    assert "no structure" in kinds(review)


def test_a_knock_down_is_easier_than_an_over_expression(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    assert feasibility(bench, made["agtr1"]).scores["feasibility"] == KNOCK_DOWN
    assert feasibility(bench, made["ppm1a"]).scores["feasibility"] == OVER_EXPRESSION


def test_the_least_feasible_of_two_counts(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    assert feasibility(bench, made["candesartan + tranilast"]).scores["feasibility"] == 0.3


def test_brain_access_matters_only_where_the_goal_is_set_in_the_brain(
    bench: Workbench, made: dict[str, Hypothesis]
) -> None:
    barred = check("pirfenidone", BRAIN, False)
    assert "brain access" not in kinds(feasibility(bench, made["pirfenidone"], barred))


def test_a_failed_gate_eliminates(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    failed = check("pirfenidone", "structure", None, Verdict.FAIL, role=CheckRole.GATE, note="No valence.")
    review = feasibility(bench, made["pirfenidone"], failed)
    assert review.eliminate == "pirfenidone: structure fails. No valence."


@pytest.mark.parametrize(
    ("checks", "score"),
    [
        ([check("pirfenidone", "DrugBank id", "DB04951")], REGISTERED),
        ([check("pirfenidone", "structure", "CCO")], RESEARCH_COMPOUND),
        ([], UNKNOWN_COMPOUND),
        ([check("pirfenidone", "Brenk alerts", "aldehyde; nitro_group")], REAGENT),
    ],
)
def test_a_drug_is_nearer_to_use_than_a_research_compound_or_a_reagent(
    bench: Workbench, made: dict[str, Hypothesis], checks: list[Check], score: float
) -> None:
    assert TranslationReviewer().review(bench, made["pirfenidone"], checks).scores["translation"] == score


def test_a_target_that_a_compound_already_lowers_is_nearer_to_use(
    bench: Workbench, made: dict[str, Hypothesis]
) -> None:
    review = TranslationReviewer().review(bench, made["agtr1"], ())
    assert review.scores["translation"] == DRUGGED_TARGET
    assert "candesartan" in review.summary
    bare = TranslationReviewer().review(bench, made["tgfbr1"], ())
    assert (bare.scores["translation"], *kinds(bare)) == (TARGET, "no drug at hand")
    assert TranslationReviewer().review(bench, made["ppm1a"], ()).scores["translation"] == RAISED_TARGET


def testability(bench: Workbench, hypothesis: Hypothesis) -> Review:
    return TestabilityReviewer().review(bench, hypothesis, ())


testability.__test__ = False  # type: ignore[attr-defined]  # a helper whose name pytest would collect


def test_a_plate_assay_decides_best(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    assert testability(bench, made["metformin"]).scores["testability"] == 1.0


def test_a_hypothesis_without_a_primary_prediction_may_not_play(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    review = testability(bench, made["metformin"].model_copy(update={"predictions": ()}))
    assert review.eliminate == "No primary prediction is committed."
    assert review.scores["testability"] == 0.0


def test_a_prediction_without_direction_loses_a_third(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    item = made["metformin"]
    vague = item.predictions[0].model_copy(update={"direction": EffectDirection.CHANGE})
    review = testability(bench, item.model_copy(update={"predictions": (vague, *item.predictions[1:])}))
    assert review.scores["testability"] == pytest.approx(0.67)
    assert kinds(review)["no direction"] is Severity.MAJOR


def test_a_mediator_that_nothing_tests_is_objected_to(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    assert "mediator untested" in kinds(testability(bench, made["drug:valsartan"]))


def test_what_works_by_raising_what_a_disease_is_made_of_is_not_used(tmp_path: Path) -> None:
    kinds_ = {"subject_kind": "protein", "object_kind": "protein"}
    claims = [
        {"subject": "ribose", "predicate": "increases", "object": "tangles", "subject_kind": "compound",
         "object_kind": "protein", "source": "paper:1"},
        {"subject": "fasudil", "predicate": "decreases", "object": "tangles", "subject_kind": "compound",
         "object_kind": "protein", "source": "paper:2"},
        {"subject": "tangles", "predicate": "increases", "object": "NOX4", "source": "paper:3", **kinds_},
        *({"subject": "tangles", "predicate": "increases", "object": "dementia", "subject_kind": "protein",
           "object_kind": "disease", "source": f"disease:{number}"} for number in range(3)),
    ]  # fmt: skip
    world = world_of(tmp_path, *claims)
    for goal, start in (("increase NOX4", "c:ribose"), ("reduce NOX4", "c:fasudil")):
        bench = world.bench(goal)
        (item,) = [item for item in Bridging().propose(bench, cycle=0) if item.interventions == (start,)]
        review = TranslationReviewer().review(bench, item, ())
        if goal.startswith("increase"):
            assert review.scores["translation"] == HARMFUL_WAY
            (said,) = [each.text for each in review.objections if each.kind == "works by harm"]
            assert said == "It works through more tangles, which 3 sources say worsens dementia."
        else:
            assert "works by harm" not in kinds(review)


@pytest.mark.parametrize(
    ("goal", "severity", "score"),
    [
        ("increase NOX4", Severity.MAJOR, HARMFUL_WAY),
        ("increase NOX4 in dementia", Severity.MAJOR, HARMFUL_WAY),
        ("increase NOX4 in gout", Severity.MINOR, HARMS_ELSEWHERE),
    ],
)
def test_giving_what_worsens_a_disease_is_harm_most_of_all_in_the_one_that_is_meant(
    tmp_path: Path, goal: str, severity: Severity, score: float
) -> None:
    proteins = {"subject_kind": "protein", "object_kind": "protein"}
    worsens = {"predicate": "increases", "object": "dementia", "subject_kind": "protein", "object_kind": "disease"}
    bench = world_of(
        tmp_path,
        {"subject": "PSEN9", "predicate": "increases", "object": "SYK", **proteins},
        {"subject": "SYK", "predicate": "increases", "object": "NOX4", **proteins},
        {"subject": "NOX4", "predicate": "increases", "object": "gout", "subject_kind": "protein",
         "object_kind": "disease"},
        *({"subject": "PSEN9", "source": f"disease:{number}", **worsens} for number in range(3)),
    ).bench(goal)  # fmt: skip
    (item,) = Bridging().propose(bench, cycle=0)
    review = TranslationReviewer().review(bench, item, ())
    assert review.scores["translation"] == score
    assert kinds(review)["works by harm"] is severity


def test_a_drug_at_hand_is_seen_where_the_goal_asks_for_proteins(tmp_path: Path) -> None:
    bench = world_of(
        tmp_path,
        {"subject": "SYK", "predicate": "increases", "object": "CTGF", "subject_kind": "protein",
         "object_kind": "protein"},
        {"subject": "CTGF", "predicate": "increases", "object": "NOX4", "subject_kind": "protein",
         "object_kind": "protein"},
        {"subject": "fasudil", "predicate": "decreases", "object": "SYK", "subject_kind": "compound",
         "object_kind": "protein"},
    ).bench("Which proteins lower NOX4?")  # fmt: skip
    (item,) = [item for item in Bridging().propose(bench, cycle=0) if bench.name(item.interventions[0]) == "SYK"]
    review = TranslationReviewer().review(bench, item, ())
    assert "no drug at hand" not in kinds(review)
