"""A second look at a hypothesis that lost: which arguments count, and which do not."""

import asyncio
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.reflection.model_reviewer import ModelFindings
from coscientist.agents.reflection.recurrent import RecurrentReviewer, losses_of
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match, Outcome
from coscientist.domain.review import Severity
from coscientist.llm.testing import ScriptedModel
from coscientist.llm.transports.port import Request
from tests.support.model_world import passages_in, scientist, small_bench, small_pack, with_model

__all__ = ["small_bench", "small_pack"]
LESSON = Pattern(kind="single source", hypotheses=3, share=0.5, weight=3.0, examples=("It rests on one paper.",))


@pytest.fixture(scope="module")
def subject(small_bench: Workbench) -> Hypothesis:
    return next(Bridging().propose(small_bench, cycle=0))


def lost(subject: Hypothesis, reason: str, judge: str = "model:m", number: int = 1) -> Match:
    return Match(
        id=f"match-{reason}-{number}", first="h-other", second=subject.id, judge=judge, outcome=Outcome.FIRST,
        round=number, reason=reason,
    )  # fmt: skip


def second_look(bench: Workbench, subject: Hypothesis, *points: dict[str, Any]) -> ModelFindings:
    def answers(request: Request) -> dict[str, Any]:
        first = next(iter(passages_in(request.prompt)))
        made = [{**item, "points_at": item["points_at"].replace("PASSAGE", first)} for item in points]
        return {"points": made, "open_question": "Is it active?"}

    work = RecurrentReviewer().review(
        with_model(bench, ScriptedModel(answers)),
        subject,
        matches=[lost(subject, "No dose.")],
        lessons=[LESSON],
        cycle=2,
    )
    return asyncio.run(work)


def point(argument: str, points_at: str, holds: str = "holds") -> dict[str, Any]:
    return {"argument": argument, "holds": holds, "why": "It is so.", "points_at": points_at}


def test_why_it_lost_and_what_recurs_are_what_is_asked_about(small_bench: Workbench, subject: Hypothesis) -> None:
    model = ScriptedModel(scientist)
    work = RecurrentReviewer().review(
        with_model(small_bench, model), subject, matches=[lost(subject, "No dose.")], lessons=[LESSON], cycle=2
    )
    asyncio.run(work)
    assert "Loss 1: «No dose.»" in model.requests[0].prompt
    assert "Criticism 1: «single source»" in model.requests[0].prompt


def test_an_argument_that_holds_is_an_objection_and_weighs_more_with_a_passage(
    small_bench: Workbench, subject: Hypothesis
) -> None:
    found = second_look(small_bench, subject, point("loss 1", "PASSAGE"), point("criticism 1", "step 1"))
    assert found.review is not None
    assert [(item.kind, item.severity) for item in found.review.objections] == [
        ("lost on this", Severity.MAJOR),
        ("criticism holds", Severity.MINOR),
    ]
    assert found.review.eliminate is None
    assert found.review.reviewer == "reflection/recurrent-2"


@pytest.mark.parametrize(
    "given",
    [point("loss 2", "step 1"), point("criticism 7", "step 1"), point("loss 1", "the field"), point("x", "step 1")],
)
def test_an_argument_or_a_place_that_does_not_exist_does_not_count(
    small_bench: Workbench, subject: Hypothesis, given: dict[str, Any]
) -> None:
    found = second_look(small_bench, subject, given)
    assert found.review is not None
    assert not found.review.objections
    assert "1 point pointed at nothing" in found.review.summary


def test_an_argument_that_does_not_hold_is_dropped(small_bench: Workbench, subject: Hypothesis) -> None:
    found = second_look(small_bench, subject, point("loss 1", "step 1", holds="does not hold"))
    assert found.review is not None
    assert not found.review.objections


def test_nothing_is_asked_about_a_hypothesis_that_lost_nothing(small_bench: Workbench, subject: Hypothesis) -> None:
    model = ScriptedModel(scientist)
    work = RecurrentReviewer().review(with_model(small_bench, model), subject, matches=[], lessons=[], cycle=2)
    assert asyncio.run(work) == ModelFindings()
    assert not model.requests


def test_what_models_said_comes_before_the_panels_figures(subject: Hypothesis) -> None:
    panel = lost(subject, "novelty 0.8 against 0.2.", judge="panel/novelty", number=9)
    assert losses_of(subject.id, [panel, lost(subject, "No dose.")]) == ["No dose.", "novelty 0.8 against 0.2."]


# --- tools ---------------------------------------------------------------------------------------------------------
