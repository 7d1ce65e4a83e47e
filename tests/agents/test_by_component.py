"""What improves a component of a property may improve the whole, where no source says so."""

from pathlib import Path
from typing import Any

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from tests.support.small_world import world_of

GOAL = "increase the power conversion efficiency"
CONCEPTS = [
    {"id": "pce", "name": "power conversion efficiency", "kind": "property"},
    {"id": "traps", "name": "trap density", "kind": "property"},
    {"id": "mg", "name": "Mg doping", "kind": "material"},
    {"id": "pvp", "name": "PVP", "kind": "compound"},
]


def bench(folder: Path, *more: dict[str, Any]) -> Workbench:
    claims = (
        {"subject": "pvp", "predicate": "increases", "object": "pce"},
        {"subject": "mg", "predicate": "decreases", "object": "traps"},
        *more,
    )
    return world_of(folder, *claims, concepts=CONCEPTS).bench(GOAL)


def proposed(found: Workbench) -> list[Hypothesis]:
    return list(Bridging().propose(found, cycle=0))


def test_what_lowers_traps_is_tried_for_the_efficiency(tmp_path: Path) -> None:
    (made,) = proposed(bench(tmp_path))
    assert made.interventions == ("mg",)
    assert made.outcome == "pce"
    assert made.outcome_sign == 1
    first, last = made.mechanism
    assert first.claims
    assert not last.claims
    assert last.text.endswith("(by what it is made up of; no source here reports it)")
    assert last.assumption == "trap density must be what limits power conversion efficiency here"


def test_a_link_that_sources_state_is_bridged_and_not_presumed(tmp_path: Path) -> None:
    (made,) = proposed(bench(tmp_path, {"subject": "traps", "predicate": "decreases", "object": "pce"}))
    assert made.mechanism[-1].claims


def test_what_is_known_for_the_whole_is_not_proposed_by_its_part(tmp_path: Path) -> None:
    assert proposed(bench(tmp_path, {"subject": "mg", "predicate": "increases", "object": "pce"})) == []
