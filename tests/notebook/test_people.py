"""A person's part in a run, from a notebook's cells."""

from pathlib import Path

import pytest

from coscientist.app.campaign import Campaign
from coscientist.app.laboratory import results
from coscientist.domain.brief import BriefStatus
from coscientist.domain.errors import ConflictError, NotFoundError
from coscientist.domain.run import RunStatus
from coscientist.notebook import Interview, approve_brief, approve_plan, ask, pin
from tests.app.conftest import kidney_run, kidney_workspace, own_run, own_workspace
from tests.support.model_runs import plan_for
from tests.support.model_world import GOAL, small_pack
from tests.support.small_world import small_world
from tests.support.workspace import FinishedRun

__all__ = ["kidney_run", "kidney_workspace", "own_run", "own_workspace", "small_pack", "small_world"]


def test_an_interview_is_shown_answered_and_carried_out(small_pack: Path, tmp_path: Path) -> None:
    with Campaign(tmp_path / "w") as campaign:
        interview = Interview(campaign, GOAL, corpora=(str(small_pack),), profile_name="quick", by="ada")
        number = next(n for n, item in enumerate(interview.questions, start=1) if "leave out" in item.text)
        assert f"{number}. {interview.questions[number - 1].text}" in str(interview)
        with pytest.raises(NotFoundError, match="question 99"):
            interview.answer({99: "x"})
        run = interview.answer({number: "caffeine"})
        assert run.plan.excluded_concepts == ("caffeine",)
        assert run.status is RunStatus.PLANNED
        assert campaign.resume(run.id).run.status is RunStatus.DONE


def test_a_run_goes_on_when_plan_and_briefs_were_approved(small_pack: Path, tmp_path: Path) -> None:
    with Campaign(tmp_path / "w") as campaign:
        run = campaign.run(plan_for(campaign, small_pack, model=None), approve=True).run
        assert run.status is RunStatus.WAITING
        approve_plan(campaign, run.id, by="ada")
        record = campaign.resume(run.id)
        assert record.run.status is RunStatus.WAITING
        (brief,) = record.briefs
        with pytest.raises(ConflictError, match="waits for a person's approval"):
            results.upload(campaign, brief.brief_id, tmp_path / "results.csv")
        assert approve_brief(campaign, run.id, brief.brief_id, by="ada").status is BriefStatus.APPROVED
        assert campaign.resume(run.id).run.status is RunStatus.DONE


def test_results_of_a_declined_brief_are_not_taken_in(own_run: FinishedRun, tmp_path: Path) -> None:
    with Campaign(own_run.workspace) as campaign:
        brief = campaign.record(own_run.run).briefs[0]
        approve_brief(campaign, own_run.run, brief.brief_id, yes=False, why="Too dear.", by="ada")
        with pytest.raises(ConflictError, match="declined by person:ada, because: Too dear") as told:
            results.upload(campaign, brief.brief_id, tmp_path / "results.csv")
        assert "approve it first" in told.value.hint


def test_a_pin_keeps_a_hypothesis_in_play(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        last = campaign.record(own_run.run).in_play[-1].hypothesis
        assert pin(campaign, own_run.run, last.id, why="Ours.", by="ada").pin
        assert not pin(campaign, own_run.run, last.id, on=False).pin


def test_a_question_is_answered_from_the_record(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        top = campaign.record(own_run.run).in_play[0].hypothesis
        answer = ask(campaign, own_run.run, top.id, "What is predicted, and what would speak against it?", by="ada")
        assert answer.told.found
        assert answer.told.found[0].id in str(answer)
        assert answer._repr_html_().startswith("<pre>")
