"""What a goal says is to be done to the proteins, genes and RNAs that it looks for."""

from pathlib import Path

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.combination import Combination
from coscientist.agents.generation.proposing import propose
from coscientist.agents.generation.why_none import why_none
from coscientist.agents.planning.manner import manner
from coscientist.agents.planning.plan import read_goal
from coscientist.agents.workbench import GenerationStrategy
from tests.support.small_world import ABOUT, SmallWorld, world_of


@pytest.mark.parametrize(
    ("goal", "rest", "sign"),
    [
        ("Which kinases, when inhibited, lower NOX4?", "Which kinases lower NOX4?", -1),
        ("Find targets whose inhibition lowers NOX4", "Find targets lowers NOX4", -1),
        ("Which genes lower NOX4 when silenced?", "Which genes lower NOX4 ?", -1),
        ("Knock-down of which genes raises AMPK?", "which genes raises AMPK?", -1),
        ("Find genes whose loss of function raises AMPK", "Find genes raises AMPK", -1),
        ("Which miRNAs could be antagonised to raise AMPK?", "Which miRNAs to raise AMPK?", -1),
        ("Which proteins, if over-expressed, raise AMPK?", "Which proteins raise AMPK?", 1),
    ],
)
def test_what_is_done_to_what_is_looked_for_is_read_apart_from_the_rest(goal: str, rest: str, sign: int) -> None:
    assert manner(goal)[0] == rest
    assert manner(goal)[2] == sign


@pytest.mark.parametrize(
    "goal",
    [
        "reduce collagen I upon activation of AMPK",
        "increase the survival of T cells once activated",
        "Which drugs lower NOX4 when microglia are activated?",
        "inhibit NOX4",
    ],
)
def test_what_is_done_to_something_else_is_left_where_it_is(goal: str) -> None:
    assert manner(goal) == (goal, "", 0)


def test_a_plan_says_in_words_what_may_be_changed_and_how(small_world: SmallWorld) -> None:
    plan = read_goal("Which kinases, when inhibited, lower collagen I?", small_world.graph(), ABOUT)
    assert plan.means == "protein (kinase), lowered"
    assert plan.reading.understood["when inhibited"] == "lowered"
    assert not plan.reading.not_understood


@pytest.fixture
def world(tmp_path: Path) -> SmallWorld:
    genes = [
        {"id": name.lower(), "name": name, "kind": "protein", "identifiers": {"HGNC": name}}
        for name in ("ROCK1", "PPM1A", "AKT1", "CCN2", "COL1A1")
    ]
    claims = [
        {"subject": "rock1", "predicate": "increases", "object": "ccn2"},
        {"subject": "ppm1a", "predicate": "increases", "object": "ccn2"},
        {"subject": "akt1", "predicate": "decreases", "object": "ccn2"},
        {"subject": "ccn2", "predicate": "increases", "object": "col1a1"},
    ]
    return world_of(tmp_path, *claims, concepts=genes)


@pytest.mark.parametrize(
    ("goal", "found"),
    [
        ("Which proteins lower COL1A1?", {"ROCK1": -1, "PPM1A": -1, "AKT1": 1}),
        ("Which proteins, when inhibited, lower COL1A1?", {"ROCK1": -1, "PPM1A": -1}),
        ("Which kinases lower COL1A1?", {"ROCK1": -1, "AKT1": 1}),
        ("Which phosphatases lower COL1A1?", {"PPM1A": -1}),
        ("Which kinases, when activated, lower COL1A1?", {"AKT1": 1}),
    ],
)
def test_only_what_the_goal_asks_for_is_proposed(world: SmallWorld, goal: str, found: dict[str, int]) -> None:
    bench = world.bench(goal)
    proposed = Bridging().propose(bench, cycle=0)
    assert {bench.name(item.interventions[0]): item.intervention_sign for item in proposed} == found


def test_where_no_protein_is_of_the_class_that_is_said(world: SmallWorld) -> None:
    bench = world.bench("Which phosphatases, when activated, lower COL1A1?")
    assert not list(Bridging().propose(bench, cycle=0))
    assert "leads to COL1A1 as the goal asks (by means of: protein (phosphatase), raised)" in why_none(bench)


def test_where_two_together_are_asked_for_nothing_alone_is_proposed(small_world: SmallWorld) -> None:
    alone = small_world.bench("Find drugs that lower collagen I")
    together = small_world.bench("Find drug combinations that lower collagen I")
    strategies: list[GenerationStrategy] = [Bridging(), Combination()]
    shares = {strategy.name: 3 for strategy in strategies}
    sizes = [
        {len(item.interventions) for item in propose(bench, strategies, shares, existing=(), cycle=0)}
        for bench in (alone, together)
    ]
    assert sizes == [{1, 2}, {2}]
