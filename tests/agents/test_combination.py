"""Combination: two compounds with separate mechanisms, never put together."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.generation.combination import Combination, independent
from coscientist.agents.workbench import GenerationStrategy, Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.evidence.paths import EvidencePath
from tests.support.small_world import world_of

UP, DOWN = "increases", "decreases"


def proposed(bench: Workbench, strategy: GenerationStrategy, cycle: int = 0) -> dict[str, Hypothesis]:
    return {" + ".join(item.interventions): item for item in strategy.propose(bench, cycle=cycle)}


def paths(item: Hypothesis, bench: Workbench) -> tuple[EvidencePath, ...]:
    found = []
    for start in item.interventions:
        steps = [step for step in item.mechanism if step.subject == start]
        links = (bench.graph.link(start, steps[0].object), bench.graph.link(steps[0].object, item.outcome))
        found.append(EvidencePath(links=tuple(link for link in links if link is not None), score=1.0))
    return tuple(found)


def test_the_two_of_a_combination_work_through_separate_things(bench: Workbench) -> None:
    for item in proposed(bench, Combination()).values():
        first, second = paths(item, bench)
        assert independent(bench.graph, first, second)
        assert not set(first.between) & set(second.between)


def test_a_pair_that_a_passage_names_together_is_not_new(bench: Workbench) -> None:
    pairs = {frozenset(item.interventions) for item in proposed(bench, Combination()).values()}
    assert frozenset({"apocynin", "pirfenidone"}) not in pairs
    assert frozenset({"fasudil", "apocynin"}) in pairs


def test_a_compound_is_in_two_combinations_at_most(bench: Workbench) -> None:
    used = Counter(end for item in proposed(bench, Combination()).values() for end in item.interventions)
    assert max(used.values()) <= 2


def test_a_combination_is_tested_against_bliss_independence_and_each_half_by_its_mediator(bench: Workbench) -> None:
    pair = next(iter(Combination().propose(bench, cycle=0)))
    assert pair.title == "Pirfenidone with metformin lowers collagen I"
    assert pair.statement == (
        "Pirfenidone and metformin together lower collagen I in renal fibrosis by more than their separate effects "
        "predict (Bliss independence), because pirfenidone acts through SMAD3 phosphorylation and metformin through "
        "AMPK."
    )
    assert [(item.readout, item.comparator) for item in pair.predictions] == [
        ("collagen I protein level", "the effect expected from each alone under Bliss independence"),
        ("SMAD3 phosphorylation, relative to total SMAD3", "vehicle"),
        ("AMPK activity", "vehicle"),
    ]


@pytest.mark.parametrize(
    "joining",
    [
        {"subject": "MEK1", "predicate": UP, "object": "JNK3"},
        {"subject": "JNK3", "predicate": "is associated with", "object": "MEK1"},
    ],
)
def test_mediators_that_a_claim_joins_are_not_independent(tmp_path: Path, joining: dict[str, Any]) -> None:
    apart = _two_drugs(tmp_path, "MEK1", "JNK3")
    assert list(Combination().propose(apart, cycle=0))
    (tmp_path / "joined").mkdir()
    assert not list(Combination().propose(_two_drugs(tmp_path / "joined", "MEK1", "JNK3", joining), cycle=0))


def test_members_of_one_gene_family_are_not_independent(tmp_path: Path) -> None:
    concepts = [
        {"id": name, "name": name, "kind": "protein", "identifiers": {"HGNC": name}} for name in ("MARK2", "MARK4")
    ]
    assert not list(Combination().propose(_two_drugs(tmp_path, "MARK2", "MARK4", concepts=concepts), cycle=0))


def test_a_pair_that_is_a_concept_of_its_own_is_not_new(tmp_path: Path) -> None:
    concepts = [
        {"id": "one", "name": "drug one", "kind": "compound"},
        {"id": "two", "name": "drug two", "kind": "compound"},
        {"id": "both", "name": "one with two", "kind": "complex", "members": ["one", "two"]},
    ]
    assert not list(Combination().propose(_two_drugs(tmp_path, "MEK1", "JNK3", concepts=concepts), cycle=0))


def _two_drugs(folder: Path, first: str, second: str, *more: dict[str, Any], concepts: Any = ()) -> Workbench:
    drug = {"subject_kind": "compound"}
    return world_of(
        folder,
        {"subject": "drug one", "predicate": DOWN, "object": first, **drug},
        {"subject": "drug two", "predicate": DOWN, "object": second, **drug},
        {"subject": first, "predicate": UP, "object": "collagen I"},
        {"subject": second, "predicate": UP, "object": "collagen I"},
        *more,
        concepts=concepts,
    ).bench("reduce collagen I")


def test_a_compound_that_is_reported_to_do_the_opposite_is_no_half_of_a_combination(tmp_path: Path) -> None:
    kinds = {"subject_kind": "compound", "object_kind": "protein"}
    claims = [
        {"subject": "metformin", "predicate": DOWN, "object": "NOX4", **kinds},
        {"subject": "fasudil", "predicate": DOWN, "object": "CTGF", **kinds},
        {"subject": "NOX4", "predicate": UP, "object": "collagen I"},
        {"subject": "CTGF", "predicate": UP, "object": "collagen I"},
    ]
    against = {"subject": "fasudil", "predicate": UP, "object": "collagen I"}
    assert len(proposed(world_of(tmp_path, *claims).bench("reduce collagen I"), Combination())) == 1
    assert proposed(world_of(tmp_path, *claims, against).bench("reduce collagen I"), Combination()) == {}
