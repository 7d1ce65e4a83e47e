"""Plans, budgets, and runs that go otherwise than planned; all through the one door that every face uses."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from coscientist.app import compose
from coscientist.app.campaign import Campaign
from coscientist.app.running.ending import NOTHING_PROPOSED
from coscientist.domain.check import Check
from coscientist.domain.concept import Concept
from coscientist.domain.errors import (
    ConflictError,
    CorpusError,
    FileError,
    GoalError,
    NotFoundError,
    SettingsError,
)
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.run import RunStatus
from coscientist.tools.checks import check_concepts
from tests.app.conftest import kidney_plan
from tests.support.artefacts import read
from tests.support.small_world import GOAL, SmallWorld, write_pack
from tests.support.workspace import FinishedRun

ALL_FILES = {
    "run.json",
    "hypotheses.json",
    "tournament.json",
    "evidence.json",
    "overview.json",
    "events.jsonl",
    "report.html",
}


def test_a_plan_is_read_and_nothing_is_spent(own_workspace: Path, small_world: SmallWorld) -> None:
    with Campaign(own_workspace) as campaign:
        plan = campaign.plan(GOAL, corpora=["kidney"], profile_name="quick", seed=7, until=2014, max_seconds=60)
        assert (plan.profile, plan.hypotheses, plan.cycles, plan.seed) == ("quick", 16, 1, 7)
        assert (plan.corpora, plan.until, plan.max_seconds) == (("kidney",), 2014, 60)
        assert campaign.runs() == []


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"profile_name": "huge"}, SettingsError, "Unknown profile 'huge'. Profiles: quick, standard, deep."),
        ({"hypotheses": 1}, SettingsError, "hypotheses is 1; expected at least 2"),
        ({"max_seconds": -1}, SettingsError, "max_seconds is -1; expected at least 0"),
        ({"corpora": ["nowhere"]}, CorpusError, "There is no corpus named 'nowhere'. Known: hbp, kidney."),
        ({"corpora": ["../secrets"]}, CorpusError, "there is no such file or folder"),
        ({"corpora": ["x" * 5_000]}, CorpusError, "is no name for a corpus"),
        ({"corpora": ["kidney", "kidney"]}, CorpusError, "The corpus kidney was given twice."),
    ],
)
def test_what_cannot_be_planned_is_said(
    own_workspace: Path, options: dict[str, Any], error: type[Exception], said: str
) -> None:
    with Campaign(own_workspace) as campaign, pytest.raises(error) as caught:
        campaign.plan(GOAL, **{"corpora": ["kidney"], **options})
    assert said in str(caught.value)


@pytest.mark.parametrize("goal", ["", "x" * 100_000])
def test_nobody_waits_for_a_corpus_to_hear_that_there_is_no_goal(tmp_path: Path, goal: str) -> None:
    with Campaign(tmp_path / "ws") as campaign, pytest.raises(GoalError):
        campaign.plan(goal, corpora=["nowhere"])


def test_a_workspace_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileError, match="cannot be written"):
        Campaign(tmp_path / "file" / "ws")


def test_a_file_given_as_corpus_is_loaded_under_its_name_and_may_go_afterwards(
    tmp_path: Path, small_world: SmallWorld
) -> None:
    pack = write_pack(tmp_path / "my kidney (1).jsonl")
    with Campaign(tmp_path / "ws") as campaign:
        plan = campaign.plan(GOAL, corpora=[str(pack)])
        assert plan.corpora == ("my-kidney-1",)
        pack.unlink()
        assert campaign.plan(GOAL, corpora=plan.corpora).targets == plan.targets


def test_without_time_a_run_ends_at_once_with_its_artefacts(own_workspace: Path, small_world: SmallWorld) -> None:
    with Campaign(own_workspace) as campaign:
        record = campaign.run(kidney_plan(campaign, small_world, max_seconds=0.0))
    assert (record.run.status, record.run.ended_because) == (RunStatus.BUDGET_ENDED, "The time is used up.")
    folder = own_workspace / "runs" / record.run.id
    assert {path.name for path in folder.iterdir()} >= ALL_FILES
    assert read(folder, "hypotheses.json")["hypotheses"] == []


def test_a_run_that_somebody_stops_says_so_and_goes_on_when_resumed(
    own_workspace: Path, small_world: SmallWorld
) -> None:
    with Campaign(own_workspace) as campaign:
        told: list[str] = []
        plan = kidney_plan(campaign, small_world, cycles=1, hypotheses=4)
        record = campaign.run(
            plan, listeners=(lambda event: told.append(event.kind),), stop_asked=lambda: "reviewed" in told
        )
        assert record.run.ended_because == "Somebody asked it to stop."
        assert len(record.in_play) < 4
        assert campaign.resume(record.run.id).run.status is RunStatus.DONE
        assert len(campaign.record(record.run.id).in_play) == 4


def test_resuming_a_finished_run_leaves_it_as_it_is(own_run: FinishedRun) -> None:
    folder = own_run.workspace / "runs" / own_run.run
    before = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with Campaign(own_run.workspace) as campaign:
        campaign.resume(own_run.run)
    assert {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_tool_that_breaks_on_one_hypothesis_does_not_stop_the_others(
    own_workspace: Path, small_world: SmallWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(hypothesis: Hypothesis, concepts: Sequence[Concept]) -> Sequence[Check]:
        if "metformin" in hypothesis.interventions:
            raise ZeroDivisionError("the tool broke")
        return check_concepts(concepts, hypothesis=hypothesis.id)

    monkeypatch.setattr(compose, "check", check)
    with Campaign(own_workspace) as campaign:
        record = campaign.run(kidney_plan(campaign, small_world, cycles=1))
        broken = [entry for entry in record.entries if "metformin" in entry.hypothesis.interventions]
        assert broken
        assert all(entry.rank is None and not entry.reviews for entry in broken)
        assert len(record.in_play) == len(record.entries) - len(broken)
        assert record.run.status is RunStatus.DONE
        assert len(record.briefs) == 2
        assert any("ZeroDivisionError: the tool broke" in event.message for event in record.events)


def test_corpora_that_give_nothing_to_propose_are_said_to(tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [
        {"type": "source", "id": "s", "title": "One paper", "year": 2000},
        {
            "type": "claim",
            "subject": "losartan",
            "subject_kind": "compound",
            "predicate": "decreases",
            "object": "TGFB1",
            "source": "s",
            "quote": "Losartan lowers TGFB1.",
        },
    ]
    with Campaign(tmp_path / "ws") as campaign:
        record = campaign.run("reduce TGFB1 in rats", corpora=[str(write_pack(tmp_path / "one.jsonl", lines))])
        assert record.run.ended_because == NOTHING_PROPOSED or record.entries
        assert record.run.status is RunStatus.DONE


def test_the_documented_example_yields_hypotheses(tmp_path: Path) -> None:
    example = Path(__file__).resolve().parents[2] / "examples" / "kidney-fibrosis.jsonl"
    with Campaign(tmp_path / "ws") as campaign:
        plan = campaign.plan("Find interventions that reduce collagen I in renal fibrosis", corpora=[str(example)])
        record = campaign.run(plan.model_copy(update={"hypotheses": 4, "cycles": 1, "briefs": 1}))
        titles = [entry.hypothesis.title for entry in record.in_play]
        assert "Metformin lowers collagen I via AMPK" in titles
        assert "Pirfenidone lowers collagen I via phosphorylated SMAD3" in titles


def test_runs_are_listed_latest_first_and_unknown_ones_said(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        assert [run.id for run in campaign.runs()] == [own_run.run]
        with pytest.raises(NotFoundError):
            campaign.record("run-nothing")
        with pytest.raises(NotFoundError):
            campaign.resume("run-nothing")


def test_a_run_that_continues_itself_is_an_error(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        run = campaign.store.run(own_run.run)
        campaign.store.save_run(run.model_copy(update={"continues": run.id}))
        with pytest.raises(ConflictError, match="continues itself"):
            campaign.lineage(campaign.store.run(run.id))
