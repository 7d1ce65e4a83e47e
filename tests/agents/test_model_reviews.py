"""What a model says of a hypothesis counts only as far as it points at something; failures are no verdicts."""

import asyncio
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.planning.plan import REFEREED
from coscientist.agents.ranking.pairwise import PairwiseJudge
from coscientist.agents.ranking.panel import panel
from coscientist.agents.reflection.full import FullReviewer
from coscientist.agents.reflection.model_reviewer import ModelFindings
from coscientist.agents.reflection.verification import VerificationReviewer
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match, Outcome
from coscientist.domain.review import Severity
from coscientist.llm.testing import ScriptedModel
from coscientist.llm.transports.port import Request
from tests.support.model_world import answer_for, passages_in, scientist, small_bench, small_pack, with_model

__all__ = ["small_bench", "small_pack"]


@pytest.fixture
def pair(small_bench: Workbench) -> tuple[Hypothesis, Hypothesis]:
    stream = Bridging().propose(small_bench, cycle=0)
    return next(stream), next(stream)


def review(bench: Workbench, hypothesis: Hypothesis, *objections: dict[str, Any], **update: Any) -> ModelFindings:
    def answers(request: Request) -> dict[str, Any]:
        if request.schema_name == "ToolWishes":
            return {"calls": []}
        content = answer_for("FullReview", request.prompt)
        first = next(iter(passages_in(request.prompt)))
        made = [{**item, "points_at": item["points_at"].replace("PASSAGE", first)} for item in objections]
        return {**content, "objections": made, **update}

    return asyncio.run(FullReviewer().review(with_model(bench, ScriptedModel(answers)), hypothesis, ()))


def objection(points_at: str, severity: str = "fatal") -> dict[str, Any]:
    return {"kind": "contradicted step", "text": "It is not so.", "severity": severity, "points_at": points_at}


def test_a_fatal_objection_that_points_at_a_passage_eliminates(
    small_bench: Workbench, pair: tuple[Hypothesis, Hypothesis]
) -> None:
    found = review(small_bench, pair[0], objection("PASSAGE"))
    assert found.review is not None
    (made,) = found.review.objections
    assert made.severity is Severity.FATAL
    assert made.claims
    assert found.review.eliminate == made.text
    assert found.passages


def test_an_objection_that_points_at_nothing_does_not_count(
    small_bench: Workbench, pair: tuple[Hypothesis, Hypothesis]
) -> None:
    found = review(small_bench, pair[0], objection("p-000000000000"), objection("the field"), objection("step 9"))
    assert found.review is not None
    assert not found.review.objections
    assert found.review.eliminate is None
    assert "3 objections pointed at nothing" in found.review.summary


def test_reasoning_about_an_assumption_alone_eliminates_nothing(
    small_bench: Workbench, pair: tuple[Hypothesis, Hypothesis]
) -> None:
    found = review(small_bench, pair[0], objection("assumption 1"))
    assert found.review is not None
    assert [item.severity for item in found.review.objections] == [Severity.MAJOR]
    assert found.review.objections[0].step == 0
    assert found.review.eliminate is None


def test_a_refusal_is_a_skipped_review(small_bench: Workbench, pair: tuple[Hypothesis, Hypothesis]) -> None:
    model = ScriptedModel(["I can't help with that request.", "I can't help with that request."])
    found = asyncio.run(FullReviewer().review(with_model(small_bench, model), pair[0], ()))
    assert found.review is None
    assert found.skipped


def test_each_assumption_is_checked_by_itself(small_bench: Workbench, pair: tuple[Hypothesis, Hypothesis]) -> None:
    assumed = ["CDK5 is active in neurons.", "The compound enters cells."]

    def answers(request: Request) -> dict[str, Any]:
        if request.schema_name == "Assumptions":
            return {"assumptions": [{"text": text, "step": 1, "essential": True} for text in assumed]}
        fails = assumed[1] in request.prompt
        return {
            "verdict": "fails" if fails else "holds",
            "why": "Shown.",
            "passages": [next(iter(passages_in(request.prompt)))] if fails else [],
        }

    model = ScriptedModel(answers)
    found = asyncio.run(VerificationReviewer().review(with_model(small_bench, model), pair[0], ()))
    checks = [request.prompt for request in model.requests if request.schema_name == "AssumptionCheck"]
    assert len(checks) == 2
    assert not any(all(text in prompt for text in assumed) for prompt in checks)
    assert found.review is not None
    assert found.review.scores == {"assumptions": 0.5}
    assert found.review.eliminate is not None


def test_a_failing_assumption_without_a_passage_is_no_reason_to_eliminate(
    small_bench: Workbench, pair: tuple[Hypothesis, Hypothesis]
) -> None:
    def answers(request: Request) -> dict[str, Any]:
        if request.schema_name == "Assumptions":
            return {"assumptions": [{"text": "It enters cells.", "step": 1, "essential": True}]}
        return {"verdict": "fails", "why": "Everybody knows.", "passages": ["p-000000000000"]}

    found = asyncio.run(VerificationReviewer().review(with_model(small_bench, ScriptedModel(answers)), pair[0], ()))
    assert found.review is not None
    assert found.review.eliminate is None
    assert [item.severity for item in found.review.objections] == [Severity.MAJOR]
    assert "p-000000000000" not in found.review.model_dump_json()


def compare(bench: Workbench, model: ScriptedModel, pair: tuple[Hypothesis, Hypothesis]) -> Match:
    return asyncio.run(PairwiseJudge(with_model(bench, model)).compare(*pair, round_number=3))


def test_a_verdict_is_kept_with_its_judge_prompt_and_reason(
    small_bench: Workbench, pair: tuple[Hypothesis, Hypothesis]
) -> None:
    verdict = {"criteria": [{"criterion": "novelty", "better": "tie"}], "reason": "Shown.", "better": "second"}
    match = compare(small_bench, ScriptedModel([verdict]), pair)
    assert (match.judge, match.outcome, match.reason) == ("model:scripted/model", Outcome.SECOND, "Shown.")
    assert match.criteria == {"novelty": Outcome.TIE}
    assert (match.prompt_version or "").startswith("ranking/pairwise@")
    assert match.first_length > len(pair[0].statement)


@pytest.mark.parametrize("reply", ["the first one, I think", '{"better": "both"}', "", "I cannot assist with that."])
def test_an_unreadable_verdict_is_no_result(
    small_bench: Workbench, pair: tuple[Hypothesis, Hypothesis], reply: str
) -> None:
    match = compare(small_bench, ScriptedModel(lambda _: reply), pair)
    assert match.outcome is Outcome.NO_RESULT
    assert match.reason.startswith("No verdict, because of ")


def test_the_judge_sees_neither_scores_nor_authors(small_bench: Workbench, pair: tuple[Hypothesis, Hypothesis]) -> None:
    model = ScriptedModel(scientist)
    compare(small_bench, model, pair)
    (request,) = model.requests
    assert pair[0].statement in request.prompt
    for unseen in (pair[0].id, pair[0].strategy, "score", "rating"):
        assert unseen not in request.prompt.replace("may have scored", "")


def test_a_referees_marks_are_asked_of_the_panel_where_there_is_a_model(
    small_bench: Workbench, pair: tuple[Hypothesis, Hypothesis]
) -> None:
    found = review(small_bench, pair[0])
    assert found.review is not None
    marks = {criterion.name for criterion in REFEREED}
    assert marks <= set(found.review.scores)
    other = found.review.model_copy(update={"hypothesis": pair[1].id, "scores": dict.fromkeys(marks, 0.0)})
    judges = panel(REFEREED, [found.review, other])
    votes = [judge.compare(*pair, round_number=1).outcome for judge in judges]
    assert votes == [Outcome.FIRST, Outcome.FIRST]
