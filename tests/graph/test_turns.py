"""Briefs go to the best, and then to other routes among those as good."""

from itertools import pairwise

import pytest

from coscientist.domain.hypothesis import Hypothesis, MechanismStep
from coscientist.domain.rating import Rating
from coscientist.graph.turns import in_turn


def made(name: str, *route: str) -> Hypothesis:
    ends = (name, *route, "tau")
    return Hypothesis(
        id=name,
        title=name,
        statement=name,
        strategy="generation/bridging",
        interventions=(name,),
        intervention_sign=1,
        outcome="tau",
        outcome_sign=-1,
        mechanism=tuple(MechanismStep(subject=a, object=b, sign=-1, text="") for a, b in pairwise(ends)),
    )


def rated(name: str, tier: int) -> Rating:
    return Rating(hypothesis=name, value=1200, low=1100, high=1300, matches=1, p_best=0.1, tier=tier)


@pytest.mark.parametrize(
    ("table", "order"),
    [
        ([("a", "gsk", 0), ("b", "gsk", 0), ("c", "cdk", 0)], "acb"),
        ([("a", "gsk", 0), ("b", "gsk", 0), ("c", "cdk", 1)], "abc"),
        ([("a", "gsk", 0), ("b", "cdk", 0), ("c", "p38", 0)], "abc"),
        ([("a", "gsk", 0), ("b", "gsk", 0), ("c", "gsk", 0)], "abc"),
        ([], ""),
    ],
)
def test_of_equals_those_by_another_route_come_first(table: list[tuple[str, str, int]], order: str) -> None:
    players = {name: made(name, mediator) for name, mediator, _ in table}
    turns = in_turn([rated(name, tier) for name, _, tier in table], players)
    assert "".join(each.hypothesis for each in turns) == order


def test_direct_effects_of_different_things_are_different_routes() -> None:
    players = {name: made(name) for name in "ab"}
    assert [each.hypothesis for each in in_turn([rated("a", 0), rated("b", 0)], players)] == ["a", "b"]
