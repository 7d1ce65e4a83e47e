"""The state machine on a small literature: order of steps, local failures, bounded loops, and a state of ids alone."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from coscientist.agents.generation.stated import from_statement
from coscientist.agents.workbench import Workbench
from coscientist.domain.check import Check
from coscientist.domain.concept import Concept
from coscientist.domain.errors import FileError
from coscientist.domain.event import Event
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.run import Run
from coscientist.graph.execute import has_checkpoint
from coscientist.graph.standing import in_play
from tests.graph.machine import NUMBERS, Machine, machine
from tests.support.small_world import SmallWorld


@pytest.fixture
def make(small_world: SmallWorld, tmp_path: Path) -> Callable[..., Machine]:
    return lambda **plan: machine(small_world, tmp_path, **plan)


@pytest.fixture(scope="module")
def finished(small_world: SmallWorld, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A run of two cycles that was carried to its end, for tests that only look."""
    made = machine(small_world, tmp_path_factory.mktemp("finished"))
    final = made.go()
    assert (final["cycle"], final["pending"], final["ended"]) == (1, [], "")
    return made


def test_a_run_proposes_reviews_plays_evolves_and_concludes(finished: Machine) -> None:
    stages = list(dict.fromkeys(event.stage for event in finished.told))
    assert stages[:3] == ["propose", "review", "tournament"]
    assert stages[-1] == "brief"
    made = finished.store.hypotheses("run-1")
    assert len([item for item in made if item.cycle == 0]) == NUMBERS["hypotheses"]
    assert any(item.strategy.startswith("evolution/") for item in made if item.cycle == 1)
    assert len(finished.store.briefs("run-1")) == NUMBERS["briefs"]


def test_everybody_in_play_was_reviewed_and_has_played(finished: Machine) -> None:
    players = {item.id for item in in_play(finished.store, "run-1")}
    played = {end for match in finished.store.matches("run-1") for end in (match.first, match.second)}
    assert players <= played
    assert players <= {review.hypothesis for review in finished.store.reviews("run-1")}


def test_copies_are_of_those_who_stood_there_when_a_tournament_ended_whatever_was_decided_since(
    finished: Machine,
) -> None:
    ended = {event.data["round"] for event in finished.told if (event.stage, event.kind) == ("tournament", "stage")}
    judged = {match.round for match in finished.store.matches("run-1") if match.control is not None}
    assert len(ended) == NUMBERS["cycles"]
    assert judged
    assert judged <= ended


def test_the_panel_alone_is_asked_about_a_pair_once(finished: Machine) -> None:
    family = {frozenset((child.id, parent)) for child in finished.store.hypotheses("run-1") for parent in child.parents}
    asked = {
        (frozenset((match.first, match.second)), match.round)
        for match in finished.store.matches("run-1")
        if match.control is None and match.judge.startswith("panel/")
    }
    # Children meet their parents once more after the tournament.
    strangers = [pair for pair, _ in asked if pair not in family]
    assert strangers
    assert len(set(strangers)) == len(strangers)


def test_checkpoints_hold_ids_and_counters_alone(finished: Machine) -> None:
    async def states() -> list[dict[str, Any]]:
        async with AsyncSqliteSaver.from_conn_string(str(finished.checkpoints)) as saver:
            config: Any = {"configurable": {"thread_id": "run-1"}}
            return [item.checkpoint["channel_values"] async for item in saver.alist(config)]

    found = asyncio.run(states())
    assert len(found) > 10
    for state in found:
        for name in ("run", "cycle", "round", "pending", "ended"):
            value = state.get(name, "")
            assert isinstance(value, str | int) or all(isinstance(item, str) and len(item) < 40 for item in value)


def test_it_is_known_which_runs_got_as_far_as_a_checkpoint(finished: Machine, tmp_path: Path) -> None:
    assert asyncio.run(has_checkpoint(finished.checkpoints, "run-1"))
    assert not asyncio.run(has_checkpoint(finished.checkpoints, "run-2"))
    assert not asyncio.run(has_checkpoint(tmp_path / "none.db", "run-1"))


def test_a_later_cycle_says_what_it_does_differently(finished: Machine) -> None:
    advice = [event for event in finished.told if event.kind == "meta-review"]
    assert any("was raised about" in event.message for event in advice)
    assert {event.data["cycle"] for event in advice} == {1}


def test_a_run_that_has_ended_stays_as_it_is(finished: Machine) -> None:
    events = len(finished.told)
    assert finished.go(None)["pending"] == []
    assert len(finished.told) == events


# --- failures are local --------------------------------------------------------------------------------------------


def _failing(bench: Workbench, which: str) -> Callable[[Hypothesis, Sequence[Concept]], Sequence[Check]]:
    def check(hypothesis: Hypothesis, _concepts: Sequence[Concept]) -> Sequence[Check]:
        if which in hypothesis.interventions:
            raise RuntimeError("the tool broke")
        return ()

    return check


def test_one_chain_that_breaks_does_not_stop_the_others(make: Callable[..., Machine]) -> None:
    run = make(cycles=1)
    bench = run.services.bench
    run.go(bench=replace(bench, check=_failing(bench, "metformin")))
    made = {item.id: item for item in run.store.hypotheses("run-1")}
    broken = {item.id for item in made.values() if "metformin" in item.interventions}
    assert broken
    assert {item.id for item in in_play(run.store, "run-1")} == set(made) - broken
    skipped = [event for event in run.told if event.kind == "skipped" and event.stage == "review"]
    assert {event.data["id"] for event in skipped} == broken
    assert all("RuntimeError: the tool broke" in event.message for event in skipped)
    assert len(run.store.briefs("run-1")) == NUMBERS["briefs"]


def test_a_chain_that_broke_leaves_nothing_half_written(make: Callable[..., Machine]) -> None:
    run = make(cycles=1)
    bench = run.services.bench
    run.go(bench=replace(bench, check=_failing(bench, "metformin")))
    broken = {item.id for item in run.store.hypotheses("run-1") if "metformin" in item.interventions}
    assert not [review for review in run.store.reviews("run-1") if review.hypothesis in broken]


def test_when_every_chain_breaks_the_run_still_ends(make: Callable[..., Machine]) -> None:
    run = make(cycles=2)

    def check(_hypothesis: Hypothesis, _concepts: Sequence[Concept]) -> Sequence[Check]:
        raise OSError("no disk")

    run.go(bench=replace(run.services.bench, check=check))
    assert in_play(run.store, "run-1") == []
    assert run.store.matches("run-1") == []
    assert "No matches, because 0 hypotheses are in play." in [event.message for event in run.told]


def test_a_brief_that_cannot_be_written_gives_its_place_to_the_next_best(make: Callable[..., Machine]) -> None:
    run = make(cycles=1)
    write, refused = run.services.make_brief, list[str]()

    def picky(run: Run, hypothesis: Hypothesis, rating: Any) -> Any:
        if not refused:
            refused.append(hypothesis.id)
            raise FileError("No assay measures it.", "Add one.")
        return write(run, hypothesis, rating)

    run.go(make_brief=picky)
    written = [brief.provenance.hypothesis for brief in run.store.briefs("run-1")]
    assert len(written) == NUMBERS["briefs"]
    assert refused[0] not in written
    assert any("No assay measures it." in event.message for event in run.told if event.kind == "skipped")


# --- every loop is bounded -----------------------------------------------------------------------------------------


def test_without_time_nothing_is_proposed_and_the_run_ends(make: Callable[..., Machine]) -> None:
    run = make(max_seconds=0.0)
    assert run.go()["ended"] == "time"
    assert run.store.hypotheses("run-1") == []


def test_a_run_out_of_time_concludes_with_what_it_has(make: Callable[..., Machine]) -> None:
    run = make()
    asked = iter([False] * 4 + [True] * 10_000)
    run.go(stop_asked=lambda: next(asked))
    assert run.store.hypotheses("run-1")
    assert "Not reviewed, because the time is used up" in " ".join(event.message for event in run.told)


def test_no_more_cycles_are_run_than_planned(make: Callable[..., Machine]) -> None:
    run = make(cycles=1)
    run.go()
    assert {item.cycle for item in run.store.hypotheses("run-1")} == {0}


# --- people --------------------------------------------------------------------------------------------------------


def test_what_a_person_adds_while_it_runs_is_taken_up(make: Callable[..., Machine]) -> None:
    run = make(cycles=1)
    stated = from_statement(run.services.bench, "Tranilast reduces collagen I by lowering CTGF", cycle=0)

    def add(event: Event) -> None:
        if event.stage == "tournament":
            run.store.add_hypotheses("run-1", [stated])

    run.go(listeners=(run.told.append, add))
    assert stated.id in {item.id for item in in_play(run.store, "run-1")}
    assert stated.id in {end for match in run.store.matches("run-1") for end in (match.first, match.second)}
    assert f"Taken up: {stated.title}" in [event.message for event in run.told]


# --- steps taken again ---------------------------------------------------------------------------------------------


def test_a_step_that_is_taken_again_adds_nothing(make: Callable[..., Machine]) -> None:
    run = make(cycles=1)
    run.go()

    def written() -> list[int]:
        store = run.store
        kinds = (
            store.hypotheses,
            store.reviews,
            store.matches,
            store.events,
            store.decisions,
            store.briefs,
            store.claims,
        )
        return [len(kind("run-1")) for kind in kinds]

    before = written()
    run.checkpoints.unlink()
    run.go()
    assert written() == before
