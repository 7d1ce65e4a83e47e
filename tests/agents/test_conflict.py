"""Conflict: sources disagree, and what differs between them would explain why."""

from pathlib import Path
from typing import Any

from coscientist.agents.generation.conflict import ConflictResolution
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from tests.support.small_world import world_of

UP, DOWN = "increases", "decreases"


def _disputed(folder: Path, ours: dict[str, Any], theirs: dict[str, Any], subject: str = "SIRT1") -> list[Hypothesis]:
    kind = {"subject_kind": "compound"} if subject.islower() else {}
    bench = world_of(
        folder, *({"subject": subject, "object": "collagen I", **kind, **side} for side in (ours, theirs))
    ).bench("reduce collagen I")
    return list(ConflictResolution().propose(bench, cycle=0))


def test_sources_that_disagree_are_reconciled_by_what_differs_between_them(bench: Workbench) -> None:
    (made,) = ConflictResolution().propose(bench, cycle=0)
    assert made.statement == (
        "Sirolimus lowers collagen I in fibroblasts but raises it in mesangial cells: the cell type decides, which "
        "would explain why 1 source disagrees with 1 other."
    )
    assert [(item.direction.value, item.readout) for item in made.predictions] == [
        ("decrease", "collagen I protein level, in fibroblasts"),
        ("increase", "collagen I protein level, in mesangial cells"),
    ]
    assert [step.text for step in made.mechanism] == [
        "sirolimus lowers collagen I in fibroblasts (1 source)",
        "sirolimus raises collagen I in mesangial cells (1 source)",
    ]
    assert made.null == "The effect of sirolimus on collagen I is the same in fibroblasts and in mesangial cells."


def test_a_conflict_without_a_difference_explains_nothing(tmp_path: Path) -> None:
    same = {"context": {"species": "mouse"}}
    assert not _disputed(tmp_path, {"predicate": UP, **same}, {"predicate": DOWN, **same})
    (tmp_path / "b").mkdir()
    assert not _disputed(tmp_path / "b", {"predicate": UP}, {"predicate": DOWN})


def test_a_compound_of_which_neither_side_serves_the_goal_is_no_answer(tmp_path: Path) -> None:
    mouse, rat = {"context": {"species": "mouse"}}, {"context": {"species": "rat"}}
    assert not _disputed(tmp_path, {"predicate": UP, **mouse}, {"predicate": "causes no change in", **rat}, "drug")
    (tmp_path / "b").mkdir()
    (knocked,) = _disputed(tmp_path / "b", {"predicate": UP, **mouse}, {"predicate": "causes no change in", **rat})
    assert knocked.statement.startswith("Knock-down of SIRT1 lowers collagen I in mice but not in rats: the species")
