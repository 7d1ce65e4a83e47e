"""What a hypothesis changes on the way, and whether that is how the goal wants it."""

from dataclasses import replace

import pytest

from coscientist.agents.changes import along, changes, on_the_way
from coscientist.agents.generation.bridging import Bridging, bridges
from coscientist.agents.planning.plan import read_goal
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from tests.support.small_world import ABOUT, SmallWorld


def proposed(bench: Workbench) -> list[Hypothesis]:
    return list(Bridging().propose(bench, cycle=0))


def test_signs_multiply_along_the_mechanism_to_the_wanted_outcome(bench: Workbench) -> None:
    made = proposed(bench)
    assert made
    for item in made:
        last = changes(item)[-1]
        assert (last.concept, last.sign) == (item.outcome, -1), "the goal is to reduce collagen I"
        assert item.outcome not in {change.concept for change in on_the_way(item)}


def test_a_path_says_the_same_before_it_is_a_hypothesis(bench: Workbench) -> None:
    (path,) = [each for each in bridges(bench, "col1") if each.start == "metformin" and each.between == ("nox4",)]
    assert [(change.concept, change.sign) for change in along(path, 1)] == [("metformin", 1), ("nox4", -1)]


@pytest.mark.parametrize(
    ("goal", "through", "sign"),
    [
        ("Reduce collagen I by inhibiting NOX4", "nox4", -1),
        ("Find AMPK activators that reduce collagen I", "ampk", 1),
        ("Activate AMPK to reduce collagen I", "ampk", 1),
        ("Lower NOX4-mediated collagen I", "nox4", 0),
        ("Does metformin lower collagen I?", "metformin", 0),
        ("Reduce collagen I with metformin", "metformin", 0),
    ],
)
def test_a_plan_says_which_way_its_route_changes(small_world: SmallWorld, goal: str, through: str, sign: int) -> None:
    plan = read_goal(goal, small_world.graph(), ABOUT)
    assert (plan.through, plan.through_sign) == ((through,), sign)


def test_only_mechanisms_that_change_the_route_that_way_answer(bench: Workbench) -> None:
    def routed(sign: int) -> set[tuple[str, ...]]:
        plan = bench.plan.model_copy(update={"through": ("ampk",), "through_sign": sign})
        return {item.interventions for item in proposed(replace(bench, plan=plan))}

    assert ("metformin",) in routed(1)
    assert ("metformin",) in routed(0)
    assert routed(-1) == set()


@pytest.mark.parametrize("sign", [1, 0])
def test_what_a_mechanism_does_not_say_is_let_through(bench: Workbench, sign: int) -> None:
    plan = bench.plan.model_copy(update={"through": ("ampk",), "through_sign": -1})
    (item,) = [each for each in proposed(bench) if each.interventions == ("resveratrol",)]
    asked = replace(bench, plan=plan).asked
    changed = [each._replace(sign=sign) if each.concept == "ampk" else each for each in on_the_way(item)]
    assert asked.keeps_route(changed) is (sign == 0)
