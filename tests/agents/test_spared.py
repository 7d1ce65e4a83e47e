"""What a goal wants left as it is."""

import pytest

from coscientist.agents.planning.plan import read_goal
from coscientist.agents.planning.spared import spared
from tests.support.small_world import ABOUT, SmallWorld


@pytest.mark.parametrize(
    ("goal", "rest"),
    [
        ("lower NOX4 but leave AMPK alone", "lower NOX4 without AMPK"),
        ("What lowers NOX4 and leaves the AMPK pathway unchanged?", "What lowers NOX4 without the AMPK pathway?"),
        ("lower NOX4 while keeping AMPK signalling intact", "lower NOX4 without AMPK signalling"),
        ("lower NOX4 independently of AMPK", "lower NOX4 without AMPK"),
        ("AMPK-independent NOX4 inhibitors for mice", "NOX4 inhibitors for mice without AMPK"),
        ("Drugs that leave the cell", "Drugs that leave the cell"),
        ("keep neurons alive", "keep neurons alive"),
    ],
)
def test_what_is_to_stay_as_it_is_is_left_out(goal: str, rest: str) -> None:
    assert spared(goal) == rest


def test_a_plan_leaves_it_out(small_world: SmallWorld) -> None:
    plan = read_goal("Lower collagen I but leave AMPK alone", small_world.graph(), ABOUT)
    assert plan.excluded_concepts == ("ampk",)
    assert plan.constraints == ("not ampk",)
    assert not plan.context
