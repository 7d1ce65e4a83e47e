"""What a run says that found nothing: what was read; and that a disease is improved when there is less of it."""

from pathlib import Path

import pytest

from coscientist.agents.generation.why_none import why_none
from coscientist.agents.planning.plan import read_goal
from coscientist.agents.planning.what_was_read import what_was_read
from coscientist.domain.errors import GoalError
from coscientist.domain.goal import Direction
from tests.support.small_world import SmallWorld, world_of

CLAIM = {"subject": "losartan", "predicate": "decreases", "object": "collagen I", "subject_kind": "compound"}


def test_claims_are_counted_by_what_they_say(tmp_path: Path) -> None:
    bench = world_of(tmp_path, CLAIM).bench("reduce collagen I")
    assert what_was_read(bench.graph) == (
        "Read from 1 paper: 1 claim, 1 of them on what raises or lowers what; most are on collagen I and losartan."
    )
    assert "Read from 1 paper" in why_none(bench)


def test_a_goal_that_is_not_covered_is_told_what_was_read(tmp_path: Path) -> None:
    graph = world_of(tmp_path, CLAIM).bench("reduce collagen I").graph
    with pytest.raises(GoalError, match="most are on collagen I and losartan"):
        read_goal("improve the efficiency of windmills", graph, ("papers",))


def test_to_improve_a_disease_is_to_have_less_of_it(small_world: SmallWorld) -> None:
    graph = small_world.bench().graph
    (target,) = [t for t in read_goal("improve renal fibrosis", graph, ()).targets if t.name == "renal fibrosis"]
    assert target.direction is Direction.REDUCE
