"""A goal that asks for natural products gets compounds whose structures are like theirs."""

from dataclasses import replace

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.planning.plan import NATURAL_PRODUCT, read_goal
from coscientist.agents.planning.sought import asks_for_natural_products
from coscientist.agents.workbench import Workbench
from tests.support.small_world import ABOUT, SmallWorld

GOAL = "Find natural products that reduce collagen I"


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
    every, natural = (
        {item for made in Bridging().propose(each, cycle=3) for item in made.interventions} for each in (bench, asking)
    )
    assert "pirfenidone" in every, "else this shows nothing"
    assert "metformin" in natural
    assert "pirfenidone" not in natural
