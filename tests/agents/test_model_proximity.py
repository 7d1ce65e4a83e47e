"""Pairs that look alike are read by a model; merging needs more than its word."""

import asyncio
from itertools import islice
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.proximity.likeness import likeness
from coscientist.agents.proximity.meaning import ALIKE, MOST, Near, PairReader, merged, near_pairs
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.llm.testing import ScriptedModel
from tests.support.model_world import small_bench, small_pack, with_model

__all__ = ["small_bench", "small_pack"]
ONE = {"relation": "same idea", "told_apart_by": "There is none.", "why": "Two wordings."}


@pytest.fixture(scope="module")
def made(small_bench: Workbench) -> list[Hypothesis]:
    return list(islice(Bridging().propose(small_bench, cycle=0), 6))


def read(bench: Workbench, one: Hypothesis, other: Hypothesis, answer: Any = ONE) -> Near | str:
    return asyncio.run(PairReader().read(with_model(bench, ScriptedModel(lambda _: answer)), one, other))


def reworded(item: Hypothesis, **update: Any) -> Hypothesis:
    return item.model_copy(update={"id": "h-reworded", "statement": f"Put otherwise: {item.statement}", **update})


def test_two_wordings_of_one_idea_are_merged_with_the_reason_and_the_elder_keeps_the_evidence(
    small_bench: Workbench, made: list[Hypothesis]
) -> None:
    pair = read(small_bench, made[0], reworded(made[0]))
    assert isinstance(pair, Near)
    (decision,) = merged([pair])
    assert (decision.hypothesis, decision.into, decision.status) == ("h-reworded", made[0].id, Status.MERGED)
    assert "Two wordings" in decision.why
    assert "evidence is kept" in decision.why


@pytest.mark.parametrize(
    ("update", "why"),
    [({"outcome_sign": 1}, "different directions"), ({"intervention_sign": -1}, "different directions")],
)
def test_what_moves_another_way_stays_apart_whatever_the_model_says(
    small_bench: Workbench, made: list[Hypothesis], update: dict[str, Any], why: str
) -> None:
    pair = read(small_bench, made[0], reworded(made[0], **update))
    assert isinstance(pair, Near)
    assert why in pair.kept_apart
    assert not merged([pair])


def test_two_interventions_are_two(small_bench: Workbench, made: list[Hypothesis]) -> None:
    other = next(item for item in made if item.interventions != made[0].interventions)
    pair = read(small_bench, made[0], other)
    assert isinstance(pair, Near)
    assert pair.kept_apart == "they change different things"


@pytest.mark.parametrize("relation", ["variants", "related", "different"])
def test_only_one_idea_is_merged(small_bench: Workbench, made: list[Hypothesis], relation: str) -> None:
    pair = read(small_bench, made[0], reworded(made[0]), {**ONE, "relation": relation})
    assert isinstance(pair, Near)
    assert not merged([pair])


@pytest.mark.parametrize("reply", ["I cannot help with that.", "", "the same, I think", '{"relation": "twins"}'])
def test_a_failure_merges_nothing_and_says_why(small_bench: Workbench, made: list[Hypothesis], reply: str) -> None:
    found = read(small_bench, made[0], reworded(made[0]), reply)
    assert isinstance(found, str)
    assert made[0].title in found


def test_one_that_has_gone_into_another_takes_nobody_in() -> None:
    def same(first: str, second: str) -> Near:
        return Near(first=first, second=second, relation="same idea", why="One.", told_apart_by="Nothing.")

    decisions = merged([same("h-a", "h-b"), same("h-b", "h-c"), same("h-a", "h-c")])
    assert [(item.hypothesis, item.into) for item in decisions] == [("h-b", "h-a"), ("h-c", "h-a")]


def test_only_pairs_that_look_alike_are_read_each_once_and_not_parents_with_children(
    small_bench: Workbench, made: list[Hypothesis]
) -> None:
    child = reworded(made[0], parents=(made[0].id,), cycle=1)
    pairs = near_pairs(small_bench, [*made, child])
    assert len(pairs) <= MOST
    assert {made[0].id, child.id} not in [{one.id, other.id} for one, other in pairs]
    alike = [(one, other) for one, other in pairs if likeness(one, other) >= ALIKE]
    assert alike
    done = {frozenset((one.id, other.id)) for one, other in pairs}
    assert not {frozenset((one.id, other.id)) for one, other in near_pairs(small_bench, [*made, child], done)} & done
