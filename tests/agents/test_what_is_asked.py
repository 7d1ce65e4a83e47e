"""What a goal asks of compounds: that they are like natural products, that they reach the brain."""

from dataclasses import replace

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.planning.plan import HAS_TO_REACH, NATURAL_PRODUCT, read_goal
from coscientist.agents.planning.sought import asks_for_natural_products
from coscientist.agents.workbench import Workbench
from tests.support.small_world import ABOUT, SmallWorld

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
