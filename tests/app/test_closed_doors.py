"""Whoever opens a door to a model for a person's question closes it again, whatever comes of the question."""

from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.conversation.interview import About
from coscientist.app.campaign import Campaign
from coscientist.app.people import interviewing, questions
from coscientist.domain.errors import ServiceError
from coscientist.domain.goal import Plan
from coscientist.llm.testing import ScriptedModel
from coscientist.llm.transports.port import Request
from tests.app.conftest import kidney_run, kidney_workspace, own_run, own_workspace
from tests.support.model_world import GOAL, small_pack
from tests.support.small_world import small_world
from tests.support.workspace import FinishedRun

__all__ = ["kidney_run", "kidney_workspace", "own_run", "own_workspace", "small_pack", "small_world"]


class Doors:
    """Opens scripted models and counts those that are open."""

    def __init__(self, reply: Any) -> None:
        self.opened = 0
        self.open = 0
        self._reply = reply

    def __call__(self, plan: Plan, *_: Any) -> ScriptedModel | None:
        if plan.model is None:
            return None
        doors = self
        self.opened += 1
        self.open += 1

        class Counted(ScriptedModel):
            def close(self) -> None:
                doors.open -= 1
                super().close()

        return Counted(self._reply)


@pytest.mark.parametrize("reply", ["no JSON", {"sentences": [], "missing": "All of it."}])
def test_after_a_question(own_run: FinishedRun, reply: Any) -> None:
    doors = Doors(lambda _request: reply)
    with Campaign(own_run.workspace, model=doors) as campaign:
        top = campaign.record(own_run.run).in_play[0].hypothesis.id
        try:
            questions.ask(campaign, own_run.run, top, "At which dose?", model="scripted/model")
        except ServiceError:
            assert reply == "no JSON"
    assert (doors.opened, doors.open) == (1, 0)


def test_after_an_interview(small_pack: Path, tmp_path: Path) -> None:
    def reply(request: Request) -> dict[str, Any]:
        if request.schema_name == "InterviewQuestions":
            return {"questions": [{"text": "Which compound must not be used?", "why": "So.", "options": []}]}
        return {"goal": f"{GOAL}, without caffeine"}

    doors = Doors(reply)
    with Campaign(tmp_path / "w", model=doors) as campaign:
        plan = campaign.plan(GOAL, corpora=(str(small_pack),), profile_name="quick", model="scripted/model")
        run = interviewing.begin(campaign, plan)
        asked, _ = interviewing.questions(campaign, run)
        number = next(place for place, item in enumerate(asked, start=1) if item.about is About.FREE)
        interviewing.answered_by_number(campaign, run, asked, {number: "caffeine"})
    assert (doors.opened, doors.open) == (2, 0)
