"""The page on goals reads its own examples as it says."""

from pathlib import Path

import pytest

from coscientist.agents.planning.plan import ALL_KINDS, read_goal
from coscientist.domain.goal import Direction
from tests.support.small_world import ABOUT, SmallWorld

PAGE = Path(__file__).parents[2] / "docs" / "goals.md"
SIGNS = {
    Direction.REDUCE: "-",
    Direction.INCREASE: "+",
    Direction.MODULATE: "?",
    Direction.RESTORE: "r",
}
GIVEN = {ALL_KINDS: "anything", ("compound",): "compounds", ("protein",): "proteins"}


def examples() -> list[list[str]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_there_are_examples() -> None:
    assert len(examples()) > 10


@pytest.mark.parametrize("row", examples(), ids=lambda row: row[0])
def test_an_example_is_read_as_the_page_says(small_world: SmallWorld, row: list[str]) -> None:
    graph = small_world.graph()
    plan = read_goal(row[0], graph, ABOUT)
    read = [
        ", ".join(f"{SIGNS[each.direction]} {graph.concepts[each.concepts[0]].name}" for each in plan.targets),
        ", ".join(graph.concepts[item].name for item in plan.through),
        ", ".join(graph.concepts[item.concepts[0]].name for item in plan.context),
        GIVEN[plan.intervention_kinds],
    ]
    assert read == row[1:]
