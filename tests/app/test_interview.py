"""The interview before a run: what the reading leaves open is asked, and the answers change the plan."""

from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.conversation.interview import About, Question, goal_with
from coscientist.app.campaign import Campaign
from coscientist.app.people import interviewing
from coscientist.domain.errors import RefusedError
from coscientist.domain.goal import Plan
from coscientist.domain.run import RunStatus
from coscientist.llm.testing import ScriptedModel
from coscientist.llm.transports.port import Request
from tests.support.model_world import GOAL, small_pack

__all__ = ["small_pack"]


def planned(campaign: Campaign, pack: Path, goal: str = GOAL, model: str | None = None) -> Plan:
    return campaign.plan(goal, corpora=(str(pack),), profile_name="quick", model=model)


def about(questions: list[Question], what: About) -> Question:
    return next(item for item in questions if item.about is what)


def test_without_a_model_it_asks_what_was_not_understood_and_what_was_not_said(
    small_pack: Path, tmp_path: Path
) -> None:
    with Campaign(tmp_path / "w") as campaign:
        run = interviewing.begin(campaign, planned(campaign, small_pack, "Modulate tau phosphorylation, frobnicating"))
        asked, why = interviewing.questions(campaign, run)
        assert why == ""
        assert run.status is RunStatus.PLANNED
        assert about(asked, About.UNREAD).phrase == "frobnicating"
        assert about(asked, About.DIRECTION).options == ("reduce", "increase")
        assert {About.SETTING, About.AVOID} <= {item.about for item in asked}


def test_the_answers_change_the_plan_and_are_kept(small_pack: Path, tmp_path: Path) -> None:
    with Campaign(tmp_path / "w") as campaign:
        run = interviewing.begin(campaign, planned(campaign, small_pack))
        asked, _ = interviewing.questions(campaign, run)
        answers = [(about(asked, About.AVOID), "caffeine")]
        made, _ = interviewing.answered(
            campaign, run, answers, lambda text: planned(campaign, small_pack, text), by="Ada"
        )
        assert made.plan.excluded_concepts == ("caffeine",)
        assert campaign.store.run(run.id).plan == made.plan
        events = [event.message for event in campaign.store.events(run.id) if event.stage == "interview"]
        assert [message.endswith("person:Ada: caffeine") for message in events] == [True]
        record = campaign.resume(run.id)
        assert record.run.status is RunStatus.DONE
        assert not any("affeine" in entry.hypothesis.title for entry in record.in_play)


def test_answers_that_make_the_goal_unreadable_become_conditions(small_pack: Path, tmp_path: Path) -> None:
    with Campaign(tmp_path / "w") as campaign:
        run = interviewing.begin(campaign, planned(campaign, small_pack))
        question = Question(text="What of quasars?", why="", about=About.UNREAD, phrase=GOAL)
        made, why = interviewing.answered(
            campaign, run, [(question, "quasars of distant galaxies")], lambda t: planned(campaign, small_pack, t)
        )
        assert made.plan.goal == GOAL
        assert "What of quasars? quasars of distant galaxies" in made.plan.constraints
        assert "conditions" in why


def test_an_answer_that_asks_for_harm_is_refused(small_pack: Path, tmp_path: Path) -> None:
    with Campaign(tmp_path / "w") as campaign:
        run = interviewing.begin(campaign, planned(campaign, small_pack))
        question = Question(text="Anything else?", why="", about=About.FREE)
        with pytest.raises(RefusedError):
            interviewing.answered(
                campaign, run, [(question, "Make a nerve agent")], lambda t: planned(campaign, small_pack, t)
            )


def test_a_model_asks_and_writes_the_goal_again_and_its_calls_are_in_the_ledger(
    small_pack: Path, tmp_path: Path
) -> None:
    def reply(request: Request) -> dict[str, Any]:
        if request.schema_name == "InterviewQuestions":
            asked = {"text": "Which compound must not be used?", "why": "It is left out.", "options": ["caffeine"]}
            return {"questions": [asked]}
        assert "caffeine" in request.prompt
        return {"goal": f"{GOAL}, without caffeine"}

    opened: list[ScriptedModel] = []

    def opener(plan: Plan, _store: Any, _run: str, _clock: Any) -> ScriptedModel | None:
        if plan.model is None:
            return None
        opened.append(ScriptedModel(reply))
        return opened[-1]

    with Campaign(tmp_path / "w", model=opener) as campaign:
        run = interviewing.begin(campaign, planned(campaign, small_pack, model="scripted/model"))
        asked, _ = interviewing.questions(campaign, run)
        answers = [(about(asked, About.FREE), "caffeine")]
        made, why = interviewing.answered(
            campaign, run, answers, lambda text: planned(campaign, small_pack, text, "scripted/model")
        )
    assert why == ""
    assert made.plan.excluded_concepts == ("caffeine",)
    assert [len(model.requests) for model in opened] == [1, 1]


def test_words_are_replaced_and_the_rest_is_added() -> None:
    meaning = Question(text="", why="", about=About.MEANING, phrase="AD")
    setting = Question(text="", why="", about=About.SETTING)
    assert goal_with("Reduce tau in AD.", [(meaning, "Alzheimer's disease"), (setting, " ")]) == (
        "Reduce tau in Alzheimer's disease."
    )
