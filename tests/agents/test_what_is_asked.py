"""What a goal asks of compounds: that they are of a class, act on one, are like natural products, reach the brain."""

from dataclasses import replace
from pathlib import Path

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.why_none import why_none
from coscientist.agents.planning.conditions import HAS_TO_ACT, HAS_TO_BE, HAS_TO_REACH, NATURAL_PRODUCT
from coscientist.agents.planning.plan import read_goal
from coscientist.agents.planning.sought import asks_for_action_on, asks_for_natural_products
from coscientist.agents.workbench import Workbench
from tests.support.small_world import ABOUT, SmallWorld, world_of

GOAL = "Find natural products that reduce collagen I"


def given(bench: Workbench) -> set[str]:
    return {item for made in Bridging().propose(bench, cycle=3) for item in made.interventions}


@pytest.mark.parametrize(
    "goal",
    [
        GOAL,
        "Which phytochemicals lower tau?",
        "plant-derived compounds against fibrosis",
        "Naturally occurring compounds",
    ],
)
def test_natural_products_are_recognised(goal: str) -> None:
    assert asks_for_natural_products(goal)


@pytest.mark.parametrize("goal", ["the natural history of tau", "lower gene products", "natural killer cells"])
def test_other_things_are_not(goal: str) -> None:
    assert not asks_for_natural_products(goal)


def test_it_is_a_condition_of_the_plan(small_world: SmallWorld) -> None:
    plan = read_goal(GOAL, small_world.graph(), ABOUT)
    assert plan.constraints == (NATURAL_PRODUCT,)
    assert plan.intervention_kinds == ("compound",)


def test_only_compounds_with_such_a_structure_are_proposed(bench: Workbench) -> None:
    asking = replace(bench, plan=bench.plan.model_copy(update={"goal": GOAL}))
    assert "pirfenidone" in given(bench), "else this shows nothing"
    assert "metformin" in given(asking)
    assert "pirfenidone" not in given(asking)


@pytest.mark.parametrize(("place", "barred"), [("blood brain barrier", True), ("kidney", False)])
def test_what_cannot_reach_the_brain_is_not_proposed_where_it_has_to(
    bench: Workbench, place: str, barred: bool
) -> None:
    asking = replace(bench, plan=bench.plan.model_copy(update={"constraints": (f"{HAS_TO_REACH} {place}",)}))
    sirolimus = bench.concept("sirolimus")
    assert bool(asking.asked.turned_down(sirolimus)) is barred
    assert asking.can_be_changed("sirolimus") is not barred
    assert asking.can_be_changed("tranilast"), "nothing is known of its structure"


def test_only_medicines_of_the_class_are_proposed(bench: Workbench, small_world: SmallWorld) -> None:
    plan = read_goal("Which antihypertensives lower collagen I?", small_world.graph(), ABOUT)
    assert plan.constraints == (f"{HAS_TO_BE}blood pressure drug",)
    asking = replace(bench, plan=bench.plan.model_copy(update={"constraints": plan.constraints}))
    assert asking.can_be_changed("losartan")
    assert bench.can_be_changed("metformin")
    assert not asking.can_be_changed("metformin")
    assert "“blood pressure drug”" in asking.asked.turned_down(asking.concept("metformin"))


@pytest.mark.parametrize(
    ("goal", "found"),
    [
        ("Which kinase inhibitors lower collagen I?", ("kinase inhibitors", "kinase", "inhibit")),
        ("receptor agonists against fibrosis", ("receptor agonists", "receptor", "activate")),
        ("Rho kinase inhibitors", None),
        ("NOX4 kinase inhibitors", None),
        ("lower collagen I without kinase inhibitors", None),
        ("Which kinases lower collagen I?", None),
    ],
)
def test_action_on_a_class_of_proteins_is_asked_for(goal: str, found: tuple[str, str, str] | None) -> None:
    assert asks_for_action_on(goal, {"NOX4", "Rho kinase"}.__contains__) == found


def test_only_what_is_reported_to_act_on_the_class_is_proposed(tmp_path: Path) -> None:
    kinds = {"subject_kind": "compound", "object_kind": "protein"}
    world = world_of(
        tmp_path,
        {"subject": "fasudil", "predicate": "decreases", "object": "Rho kinase", "source": "paper:1", **kinds},
        {"subject": "tempol", "predicate": "increases", "object": "Rho kinase", "source": "paper:2", **kinds},
        {"subject": "losartan", "predicate": "decreases", "object": "collagen I", "source": "paper:3", **kinds},
        {"subject": "Rho kinase", "predicate": "increases", "object": "collagen I", "source": "paper:4",
         "subject_kind": "protein", "object_kind": "protein"},
    )  # fmt: skip
    bench = world.bench("Which kinase inhibitors lower collagen I?")
    assert bench.plan.constraints == (f"{HAS_TO_ACT}inhibit kinase",)
    assert bench.asked.turned_down(bench.concept("c:fasudil")) == ""
    for other in ("c:tempol", "c:losartan"):
        assert "would lower a kinase" in bench.asked.turned_down(bench.concept(other))


def test_where_nothing_meets_a_condition_it_is_named(bench: Workbench) -> None:
    asking = replace(bench, plan=bench.plan.model_copy(update={"constraints": (f"{HAS_TO_BE}antidepressant",)}))
    assert f"; {HAS_TO_BE}antidepressant)" in why_none(asking)
