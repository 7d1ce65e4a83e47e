"""Pairs of what is reported to move the outcome by itself, where no route is known."""

from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.generation.combination import Combination
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from tests.support.small_world import world_of

UP, DOWN = "increases", "decreases"
GIVEN = {"subject_kind": "compound"}


def says(subject: str, predicate: str, object_: str, **more: Any) -> dict[str, Any]:
    return {"subject": subject, "predicate": predicate, "object": object_, **GIVEN, **more}


def proposed(bench: Workbench) -> list[Hypothesis]:
    return list(Combination().propose(bench, cycle=0))


def test_two_that_papers_report_alone_are_tried_together(tmp_path: Path) -> None:
    bench = world_of(tmp_path, says("metformin", DOWN, "collagen I"), says("fasudil", DOWN, "collagen I")).bench(
        "reduce collagen I"
    )
    (pair,) = proposed(bench)
    assert pair.title == "Fasudil with metformin lowers collagen I"
    assert pair.statement == (
        "Fasudil and metformin together lower collagen I by more than the better of the two alone: sources report it "
        "of each by itself, and none of both together."
    )
    assert [item.comparator for item in pair.predictions] == ["the better of the two alone", "vehicle", "vehicle"]
    assert len(pair.claims) == 2


def test_what_else_each_changes_says_why_two_may_be_better_than_one(tmp_path: Path) -> None:
    bench = world_of(
        tmp_path,
        says("metformin", DOWN, "collagen I"),
        says("fasudil", DOWN, "collagen I"),
        says("metformin", UP, "AMPK", object_kind="protein"),
        says("fasudil", DOWN, "ROCK1", object_kind="protein"),
    ).bench("reduce collagen I")
    (pair,) = proposed(bench)
    assert "different routes, for fasudil lowers ROCK1 and metformin raises AMPK" in pair.statement
    assert len(pair.claims) == 4


@pytest.mark.parametrize(
    "other",
    [
        says("fasudil", UP, "collagen I"),
        says("ROCK1", DOWN, "collagen I", subject_kind="protein"),
        says("fasudil", DOWN, "collagen I", source="doc-metformin"),
    ],
)
def test_what_moves_it_otherwise_or_is_not_given_makes_no_pair(tmp_path: Path, other: dict[str, Any]) -> None:
    first = says("metformin", DOWN, "collagen I", source="doc-metformin")
    assert proposed(world_of(tmp_path, first, other).bench("reduce collagen I")) == []


@pytest.mark.parametrize("routes", [[], [says("metformin", UP, "AMPK"), says("fasudil", DOWN, "ROCK1")]])
def test_two_inhibitors_of_one_enzyme_are_a_pair_only_where_something_tells_their_routes_apart(
    tmp_path: Path, routes: list[dict[str, Any]]
) -> None:
    alone = [says(name, DOWN, "NOX4", object_aspect="catalytic activity") for name in ("metformin", "fasudil")]
    assert bool(proposed(world_of(tmp_path, *alone, *routes).bench("inhibit NOX4"))) is bool(routes)


@pytest.mark.parametrize(("goal", "object_", "pairs"), [
    ("increase the chlorophyll content", "chlorophyll content", 1),
    ("increase collagen I", "collagen I", 0),
])  # fmt: skip
def test_what_plants_are_fed_is_given_to_plants_alone(tmp_path: Path, goal: str, object_: str, pairs: int) -> None:
    claims = [says(name, UP, object_, object_kind="process") for name in ("silicon", "melatonin")]
    assert len(proposed(world_of(tmp_path, *claims).bench(goal))) == pairs


def test_members_of_one_family_are_no_different_routes(tmp_path: Path) -> None:
    bench = world_of(
        tmp_path,
        says("metformin", DOWN, "collagen I"),
        says("fasudil", DOWN, "collagen I"),
        says("metformin", DOWN, "MAPK1", object_kind="protein"),
        says("fasudil", DOWN, "MAPK3", object_kind="protein"),
    ).bench("reduce collagen I")
    (pair,) = proposed(bench)
    assert "different routes" not in pair.statement


@pytest.mark.parametrize(("host", "pairs"), [("Li6PS5Cl", 1), ("Li3InCl6", 0)])
def test_what_is_put_into_two_materials_makes_no_pair(tmp_path: Path, host: str, pairs: int) -> None:
    made = {"subject_kind": "material", "object_kind": "property"}
    bench = world_of(
        tmp_path,
        says(
            "Al doping", UP, "ionic conductivity", quote="Al doping of Li6PS5Cl raised its ionic conductivity.", **made
        ),
        says(
            "Zr doping", UP, "ionic conductivity", quote=f"Zr doping of {host} raised its ionic conductivity.", **made
        ),
    ).bench("increase ionic conductivity")
    assert len(proposed(bench)) == pairs
