"""Bridging: signed paths whose ends no claim joins."""

from collections import Counter
from pathlib import Path

import pytest

from coscientist.agents.generation.bridging import Bridging, joined_already
from coscientist.agents.workbench import GenerationStrategy, Workbench
from coscientist.domain.hypothesis import Hypothesis
from tests.support.small_world import world_of

UP, DOWN = "increases", "decreases"


def proposed(bench: Workbench, strategy: GenerationStrategy, cycle: int = 0) -> dict[str, Hypothesis]:
    return {" + ".join(item.interventions): item for item in strategy.propose(bench, cycle=cycle)}


def test_bridging_proposes_what_no_claim_joins_with_the_outcome(bench: Workbench) -> None:
    for item in proposed(bench, Bridging(), cycle=1).values():
        assert not joined_already(bench, item.interventions[0], item.outcome)
    assert "losartan" not in proposed(bench, Bridging(), cycle=1)


def test_a_protein_that_drives_the_outcome_is_knocked_down_and_one_that_brakes_it_is_raised(bench: Workbench) -> None:
    made = proposed(bench, Bridging(), cycle=3)
    assert (made["tgfbr1"].intervention_sign, made["ppm1a"].intervention_sign) == (-1, 1)
    assert made["tgfbr1"].statement.startswith("Knock-down of TGFBR1 lowers collagen I")


def test_more_degradation_of_a_driver_is_less_of_it(bench: Workbench) -> None:
    ligase = proposed(bench, Bridging(), cycle=2)["smurf2"]
    assert ligase.intervention_sign == 1
    assert ligase.mechanism[0].sign == -1


def test_one_mediator_does_not_fill_the_list_and_later_cycles_look_further(bench: Workbench) -> None:
    for cycle in (0, 1, 2):
        stations = Counter(item.mechanism[-1].subject for item in proposed(bench, Bridging(), cycle).values())
        assert max(stations.values()) == 2 + cycle


def test_a_second_route_shares_no_station_with_the_first(bench: Workbench) -> None:
    metformin = proposed(bench, Bridging())["metformin"]
    assert metformin.notes == ("A second route runs through NOX4.",)
    second = {c.id for c in bench.graph.claims_between("metformin", "nox4")}
    assert second & set(metformin.claims)


def test_a_bridge_reads_as_a_scientist_would_write_it(bench: Workbench) -> None:
    metformin = proposed(bench, Bridging())["metformin"]
    assert metformin.title == "Metformin lowers collagen I via AMPK"
    assert metformin.statement == (
        "Metformin lowers collagen I in renal fibrosis by activating AMPK, which lowers collagen I."
    )
    assert [step.text for step in metformin.mechanism] == [
        "metformin activates AMPK (2 sources)",
        "AMPK lowers collagen I (1 source)",
    ]
    assert metformin.mechanism[0].assumption == (
        "seen in mice; has to hold in renal fibrosis too; the change of AMPK activity must be large enough to act on "
        "collagen I"
    )
    assert metformin.null == "Metformin does not change collagen I, compared with vehicle."
    assert metformin.alternative == (
        "Collagen I falls although AMPK activity does not change: metformin works by another route."
    )
    assert [(item.direction.value, item.readout) for item in metformin.predictions] == [
        ("decrease", "collagen I protein level"),
        ("increase", "AMPK activity"),
        ("no change", "collagen I protein level, with AMPK removed or held constant"),
    ]
    assert metformin.falsifiers == (
        "Collagen I does not fall at any dose that leaves the cells viable.",
        "AMPK activity changes as predicted under metformin, and collagen I still does not fall.",
        "Collagen I changes just as much when AMPK is removed: the effect is there, the mechanism is wrong.",
    )


def test_a_knock_down_reads_as_one(bench: Workbench) -> None:
    knocked = proposed(bench, Bridging())["agtr1"]
    assert knocked.statement == (
        "Knock-down of AGTR1 lowers collagen I in renal fibrosis by lowering NOX4, which raises collagen I."
    )
    assert knocked.null == "Knock-down of AGTR1 does not change collagen I, compared with non-targeting siRNA."
    assert knocked.falsifiers[0] == (
        "Collagen I does not fall under confirmed knock-down of AGTR1 that leaves the cells viable."
    )


def test_a_chain_of_three_links_reads_as_one_sentence(tmp_path: Path) -> None:
    kinds = {"subject_kind": "protein", "object_kind": "protein"}
    bench = world_of(
        tmp_path,
        {
            "subject": "fasudil",
            "predicate": DOWN,
            "object": "ROCK1",
            "subject_kind": "compound",
            "object_aspect": "activity",
        },
        {"subject": "ROCK1", "predicate": UP, "object": "MRTFA", **kinds},
        {"subject": "MRTFA", "predicate": UP, "object": "collagen I", **kinds},
    ).bench("reduce collagen I")
    made = {item.interventions[0]: item for item in Bridging().propose(bench, cycle=1)}
    assert made["c:fasudil"].statement == (
        "Fasudil lowers collagen I by inhibiting ROCK1 and thereby lowering MRTFA, which raises collagen I."
    )


@pytest.mark.parametrize(
    ("name", "kind", "carries"),
    [
        ("autophagy", "process", True),
        ("memory", "process", False),
        ("motor behavior", "process", False),
        ("microglia", "other", False),
        ("astrocytes", "other", False),
    ],
)
def test_no_effect_on_a_protein_runs_through_a_cell_or_what_a_whole_animal_does(
    tmp_path: Path, name: str, kind: str, carries: bool
) -> None:
    before = {"subject": "fasudil", "predicate": UP, "object": name, "subject_kind": "compound", "object_kind": kind}
    after = {
        "subject": name,
        "predicate": DOWN,
        "object": "collagen I",
        "subject_kind": kind,
        "object_kind": "protein",
    }
    papers = [{**claim, "source": f"{claim['predicate']}:{number}"} for claim in (before, after) for number in range(2)]
    bench = world_of(tmp_path, *papers).bench("reduce collagen I")
    assert bool([*Bridging().propose(bench, cycle=1)]) is carries


def test_what_cells_die_of_is_not_tried_only_where_they_live(tmp_path: Path) -> None:
    bench = world_of(
        tmp_path,
        {
            "subject": "fasudil",
            "predicate": DOWN,
            "object": "ROCK1",
            "subject_kind": "compound",
            "object_kind": "protein",
        },
        {
            "subject": "ROCK1",
            "predicate": UP,
            "object": "cell viability",
            "subject_kind": "protein",
            "object_kind": "process",
        },
    ).bench("reduce cell viability")
    (made,) = [item for item in Bridging().propose(bench, cycle=1) if item.interventions == ("c:fasudil",)]
    assert made.falsifiers[0] == "Cell viability does not fall at any dose that stays dissolved."
