"""Parents and children: a child must beat its parent, and one that says the same on better grounds replaces it."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from langgraph.runtime import Runtime

from coscientist.agents.generation.bridging import Bridging
from coscientist.domain.decision import Decision
from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.domain.match import Match, Outcome
from coscientist.domain.review import Review
from coscientist.graph.nodes.inherit import inherit, lead
from coscientist.graph.standing import statuses
from tests.graph.machine import Machine, machine
from tests.support.small_world import SmallWorld

CRITERIA = ("evidence", "mechanism", "novelty", "feasibility", "translation", "testability", "prospect")


@pytest.fixture
def run(small_world: SmallWorld, tmp_path: Path) -> Machine:
    return machine(small_world, tmp_path)


@pytest.fixture
def parent(run: Machine) -> Hypothesis:
    return next(Bridging().propose(run.services.bench, cycle=0))


def born(parent: Hypothesis, name: str = "h-child", **changed: Any) -> Hypothesis:
    fields = {"id": name, "parents": (parent.id,), "cycle": 1, "strategy": "evolution/ground", **changed}
    return parent.model_copy(update=fields)


def met(run: Machine, scores: dict[str, float], *items: Hypothesis) -> dict[str, Status]:
    """Review each on every criterion as `scores` say, let children meet their parents, and return who stands how."""
    run.store.add_hypotheses("run-1", items)
    for item in items:
        given = dict.fromkeys(CRITERIA, scores[item.id])
        review = Review(id=f"r {item.id}", hypothesis=item.id, reviewer="x", summary="", scores=given)
        run.store.add_reviews("run-1", [review])
    asyncio.run(inherit({"run": "run-1", "cycle": 1, "round": 4}, Runtime(context=run.services)))
    return statuses(run.store, "run-1")


def test_a_child_must_beat_its_parent(run: Machine, parent: Hypothesis) -> None:
    status = met(run, {parent.id: 0.8, "h-child": 0.2}, parent, born(parent))
    assert (status["h-child"], status[parent.id]) == (Status.ELIMINATED, Status.UNTESTED)
    (decision,) = run.store.decisions("run-1", "h-child")
    assert decision.by == "parent match"
    assert decision.why == f"It did not beat its parent {parent.id}: 0 votes for the child, 7 against, 0 ties."


def test_a_tie_is_not_enough(run: Machine, parent: Hypothesis) -> None:
    assert met(run, {parent.id: 0.5, "h-child": 0.5}, parent, born(parent))["h-child"] is Status.ELIMINATED


def test_the_match_is_in_the_ledger_in_a_round_of_its_own(run: Machine, parent: Hypothesis) -> None:
    met(run, {parent.id: 0.5, "h-child": 0.9}, parent, born(parent))
    matches = run.store.matches("run-1")
    assert {(match.first, match.second, match.round) for match in matches} == {("h-child", parent.id, 5)}


def test_a_child_that_says_the_same_on_better_grounds_takes_its_parent_s_place(
    run: Machine, parent: Hypothesis
) -> None:
    status = met(run, {parent.id: 0.5, "h-child": 0.9}, parent, born(parent))
    assert (status["h-child"], status[parent.id]) == (Status.UNTESTED, Status.MERGED)
    (decision,) = run.store.decisions("run-1", parent.id)
    assert (decision.into, decision.by) == ("h-child", "parent match")


def test_of_two_such_children_one_takes_the_place(run: Machine, parent: Hypothesis) -> None:
    two = (born(parent, "h-child-1"), born(parent, "h-child-2"))
    met(run, {parent.id: 0.5, "h-child-1": 0.9, "h-child-2": 0.9}, parent, *two)
    assert len(run.store.decisions("run-1", parent.id)) == 1


def test_a_child_of_another_idea_leaves_its_parent_in_play(run: Machine, parent: Hypothesis) -> None:
    other = born(parent, interventions=("resveratrol",))
    assert met(run, {parent.id: 0.5, "h-child": 0.9}, parent, other)[parent.id] is Status.UNTESTED


def test_a_parent_that_a_laboratory_measured_is_not_replaced(run: Machine, parent: Hypothesis) -> None:
    run.store.add_hypotheses("run-1", [parent])
    measured = Decision(id="d", hypothesis=parent.id, status=Status.SUPPORTED, by="lab:x", why="Measured.")
    run.store.add_decisions("run-1", [measured])
    status = met(run, {parent.id: 0.5, "h-child": 0.9}, parent, born(parent))
    assert (status[parent.id], status["h-child"]) == (Status.SUPPORTED, Status.UNTESTED)


def test_children_of_earlier_cycles_do_not_meet_their_parents_again(run: Machine, parent: Hypothesis) -> None:
    old = born(parent, cycle=0)
    assert met(run, {parent.id: 0.8, "h-child": 0.2}, parent, old)["h-child"] is Status.UNTESTED
    assert run.store.matches("run-1") == []


def test_a_step_that_is_taken_again_decides_the_same(run: Machine, parent: Hypothesis) -> None:
    scores = {parent.id: 0.8, "h-child": 0.2}
    assert met(run, scores, parent, born(parent)) == met(run, scores, parent, born(parent))
    assert len(run.store.decisions("run-1")) == 1


@pytest.mark.parametrize(("of_model", "leads"), [("first", 1), ("second", -1), ("tie", 5), (None, 5)])
def test_between_child_and_parent_the_models_preference_decides_and_the_panel_where_it_has_none(
    of_model: str | None, leads: int
) -> None:
    def vote(judge: str, outcome: str) -> Match:
        return Match(id=judge, first="child", second="parent", judge=judge, outcome=Outcome(outcome))

    by_panel = [vote(f"panel/{number}", "first") for number in range(5)]
    assert lead(by_panel, [vote("model:m", of_model)] if of_model else []) == leads
