"""A person pins a hypothesis, and asks about it."""

from typing import Any

import pytest

from coscientist.app.campaign import Campaign
from coscientist.app.people import contributing as people
from coscientist.app.people import questions
from coscientist.domain.decision import Decision
from coscientist.domain.errors import ConflictError, ServiceError
from coscientist.domain.hypothesis import Status
from coscientist.llm.testing import ScriptedModel
from coscientist.llm.transports.port import Request
from coscientist.safety.screen import refused
from tests.support.model_world import passages_in
from tests.support.workspace import FinishedRun


def out_of_play(campaign: Campaign, run: str) -> str:
    """Return a hypothesis that was eliminated by its parent or merged, after making one so where there is none."""
    entry = campaign.record(run).in_play[-1]
    by_panel = Decision(
        id="d-1", hypothesis=entry.hypothesis.id, status=Status.ELIMINATED, by="parent match", why="It lost."
    )
    campaign.store.add_decisions(run, [by_panel])
    return entry.hypothesis.id


def test_a_pin_brings_a_hypothesis_back_and_keeps_it_against_the_agents(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        name = out_of_play(campaign, own_run.run)
        people.pin(campaign, own_run.run, name, "The only one we can do here", by="Ada")
        again = Decision(id="d-2", hypothesis=name, status=Status.MERGED, by="proximity", why="Same.", into="h-x")
        campaign.store.add_decisions(own_run.run, [again])
        entry = campaign.record(own_run.run).entry(name)
        assert entry.rank is not None
        assert entry.decision is not None
        assert (entry.decision.by, entry.decision.why) == ("person:Ada", "The only one we can do here")


def test_a_pin_that_is_taken_off_leaves_it_to_the_agents(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        name = out_of_play(campaign, own_run.run)
        people.pin(campaign, own_run.run, name, "")
        with pytest.raises(ConflictError, match="pinned already"):
            people.pin(campaign, own_run.run, name, "")
        people.pin(campaign, own_run.run, name, "", on=False)
        again = Decision(id="d-2", hypothesis=name, status=Status.MERGED, by="proximity", why="Same.", into="h-x")
        campaign.store.add_decisions(own_run.run, [again])
        assert campaign.record(own_run.run).entry(name).status is Status.MERGED


def test_a_veto_ends_a_pin(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        name = campaign.record(own_run.run).in_play[0].hypothesis.id
        people.pin(campaign, own_run.run, name, "")
        campaign.veto(own_run.run, name, "No.")
        assert campaign.record(own_run.run).entry(name).rank is None


def test_the_same_veto_counts_again_after_a_pin(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        name = campaign.record(own_run.run).in_play[0].hypothesis.id
        campaign.veto(own_run.run, name, "No.")
        people.pin(campaign, own_run.run, name, "")
        campaign.veto(own_run.run, name, "No.")
        assert campaign.record(own_run.run).entry(name).status is Status.ELIMINATED


def test_what_was_refused_on_safety_grounds_cannot_be_pinned_nor_brought_back(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        name = campaign.record(own_run.run).in_play[0].hypothesis.id
        campaign.store.add_decisions(own_run.run, [refused(name, "it is listed")])
        with pytest.raises(ConflictError, match="safety grounds"):
            people.pin(campaign, own_run.run, name, "")
        lab = Decision(id="d-9", hypothesis=name, status=Status.SUPPORTED, by="lab:r1", why="Measured.")
        campaign.store.add_decisions(own_run.run, [lab])
        assert campaign.record(own_run.run).entry(name).status is Status.ELIMINATED


def test_without_a_model_the_record_itself_answers(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        entry = campaign.record(own_run.run).in_play[0]
        told = questions.ask(campaign, own_run.run, entry.hypothesis.id, "What reduces collagen I?", by="Ada")
        assert told.model is None
        assert told.sentences == ()
        assert any("collagen" in item.text.casefold() for item in told.found)
        kept = [event for event in campaign.store.events(own_run.run) if event.stage == "conversation"]
        assert [event.data["by"] for event in kept] == ["person:Ada"]


def test_a_question_the_record_says_nothing_on_gets_nothing(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        entry = campaign.record(own_run.run).in_play[0]
        told = questions.ask(campaign, own_run.run, entry.hypothesis.id, "Quasar luminosity zzz?")
        assert told.found == ()


def scripted(reply: Any) -> Any:
    opened: list[ScriptedModel] = []

    def opener(plan: Any, _store: Any, _run: str, _clock: Any) -> ScriptedModel | None:
        if plan.model is None:
            return None
        opened.append(ScriptedModel(reply))
        return opened[-1]

    opener.opened = opened  # type: ignore[attr-defined]
    return opener


def grounded(request: Request) -> dict[str, Any]:
    shown = list(passages_in(request.prompt)) or ["p-none"]
    cited = [word.split("]")[0] for word in request.prompt.split("[")[1:] if word.startswith(("p-", "rv-", "ck-"))]
    return {
        "sentences": [
            {"text": "The record says so.", "cites": [cited[0]]},
            {"text": "An invention.", "cites": ["p-000000000000"]},
            {"text": "A claim without a source.", "cites": []},
        ],
        "missing": f"The dose ({len(shown)} entries were shown).",
    }


def test_a_model_answers_from_the_record_and_what_cites_nothing_is_left_out(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace, model=scripted(grounded)) as campaign:
        entry = campaign.record(own_run.run).in_play[0]
        told = questions.ask(campaign, own_run.run, entry.hypothesis.id, "At which dose?", model="scripted/model")
        assert [item.text for item in told.sentences] == ["The record says so."]
        assert told.rejected == 2
        assert {key for item in told.sentences for key in item.cites} == {item.id for item in told.found}
        assert "The dose" in told.missing


def test_a_reply_that_cannot_be_used_is_said_to_be_none(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace, model=scripted(lambda _request: "no JSON")) as campaign:
        entry = campaign.record(own_run.run).in_play[0]
        with pytest.raises(ServiceError, match="no usable answer"):
            questions.ask(campaign, own_run.run, entry.hypothesis.id, "Why?", model="scripted/model")
