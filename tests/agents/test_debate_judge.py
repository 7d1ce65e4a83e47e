"""Debates before the verdict, and what both orders of a pair say together."""

import asyncio
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.ranking.debate import TURNS, DebateJudge
from coscientist.agents.ranking.orders import CONTRADICTION, settled, with_contradictions_told
from coscientist.agents.ranking.pairwise import PairwiseJudge
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match, Outcome
from coscientist.llm.testing import ScriptedModel
from coscientist.llm.transports.port import Request
from coscientist.tournaments.ratings.rating import rate
from tests.support.model_world import scientist, small_bench, small_pack, with_model

__all__ = ["small_bench", "small_pack"]
Pair = tuple[Hypothesis, Hypothesis]
LESSON = Pattern(kind="single source", hypotheses=3, share=0.5, weight=3.0, examples=("It rests on one paper.",))
TURN = {"argument": "Step 1 of the first is weak.", "decisive": "Whether CDK5 is active.", "leaning": "second"}
VERDICT = {"criteria": [{"criterion": "novelty", "better": "second"}], "reason": "CDK5 is.", "better": "second"}


@pytest.fixture(scope="module")
def pair(small_bench: Workbench) -> Pair:
    stream = Bridging().propose(small_bench, cycle=0)
    return next(stream), next(stream)


def debate(
    bench: Workbench, pair: Pair, answers: Any, lessons: tuple[Pattern, ...] = ()
) -> tuple[Match, ScriptedModel]:
    model = ScriptedModel(answers)
    judge = DebateJudge(with_model(bench, model), lessons)
    return asyncio.run(judge.compare(*pair, round_number=3)), model


def test_a_debate_has_turns_that_hear_each_other_and_then_a_verdict(small_bench: Workbench, pair: Pair) -> None:
    match, model = debate(small_bench, pair, [TURN] * TURNS + [VERDICT])
    assert [request.schema_name for request in model.requests] == ["DebateTurn"] * TURNS + ["PairVerdict"]
    assert [request.prompt.count(TURN["argument"]) for request in model.requests] == list(range(TURNS + 1))
    assert {request.role for request in model.requests} == {"ranking/debate"}
    assert (match.outcome, match.criteria) == (Outcome.SECOND, {"novelty": Outcome.SECOND})


def test_the_turns_are_kept_with_the_verdict(small_bench: Workbench, pair: Pair) -> None:
    match, _ = debate(small_bench, pair, [TURN] * TURNS + [VERDICT])
    assert match.reason.startswith("CDK5 is. Turn 1: Step 1 of the first is weak.")
    assert f"Turn {TURNS}:" in match.reason
    assert (match.prompt_version or "").startswith("ranking/debate@")
    assert match.judge == "model:scripted/model (debate)"


@pytest.mark.parametrize("good_turns", range(TURNS + 1))
@pytest.mark.parametrize("reply", ["I cannot assist with that.", "", "neither", '{"better": "both"}'])
def test_a_debate_that_breaks_off_has_no_result(
    small_bench: Workbench, pair: Pair, good_turns: int, reply: str
) -> None:
    match, model = debate(small_bench, pair, [TURN] * good_turns + [reply] * 2)
    assert match.outcome is Outcome.NO_RESULT
    assert match.reason.startswith("No verdict, because of ")
    assert len(model.requests) <= good_turns + 2


def test_judges_are_told_to_disregard_scores_and_see_none(small_bench: Workbench, pair: Pair) -> None:
    _, model = debate(small_bench, pair, scientist)
    for request in model.requests:
        assert "Disregard whatever reviewers may have scored" in request.prompt
        for unseen in (pair[0].id, pair[0].strategy, "rating", "Elo"):
            assert unseen not in request.prompt


@pytest.mark.parametrize("judge", [PairwiseJudge, DebateJudge])
def test_what_recurs_in_the_run_is_in_a_judges_prompt(
    small_bench: Workbench, pair: Pair, judge: type[PairwiseJudge] | type[DebateJudge]
) -> None:
    told = []
    for lessons in ((), (LESSON,)):
        model = ScriptedModel(scientist)
        asyncio.run(judge(with_model(small_bench, model), lessons).compare(*pair, round_number=1))
        told.append("«It rests on one paper.»" in model.requests[0].prompt)
    assert told == [False, True]


def test_a_debate_and_a_single_turn_in_one_round_are_two_matches(small_bench: Workbench, pair: Pair) -> None:
    bench = with_model(small_bench, ScriptedModel(scientist))
    assert DebateJudge(bench).match_id(*pair, 3) != PairwiseJudge(bench).match_id(*pair, 3)


# --- both orders ---------------------------------------------------------------------------------------------------


def in_both_orders(bench: Workbench, pair: Pair, forward: str, backward: str) -> tuple[Match, Match]:
    def answers(request: Request) -> dict[str, Any]:
        shown_first = request.prompt.index(pair[0].statement) < request.prompt.index(pair[1].statement)
        return {**VERDICT, "criteria": [], "better": forward if shown_first else backward}

    judge = PairwiseJudge(with_model(bench, ScriptedModel(answers)))
    one = asyncio.run(judge.compare(*pair, round_number=1))
    return one, asyncio.run(judge.compare(pair[1], pair[0], round_number=1))


@pytest.mark.parametrize(
    ("forward", "backward", "together"),
    [
        ("first", "second", Outcome.FIRST),
        ("second", "first", Outcome.SECOND),
        ("first", "first", Outcome.TIE),
        ("second", "second", Outcome.TIE),
        ("first", "tie", Outcome.TIE),
        ("tie", "tie", Outcome.TIE),
    ],
)
def test_only_what_both_orders_say_is_a_win(
    small_bench: Workbench, pair: Pair, forward: str, backward: str, together: Outcome
) -> None:
    assert settled(*in_both_orders(small_bench, pair, forward, backward)) is together


def test_without_a_verdict_in_one_order_there_is_none(small_bench: Workbench, pair: Pair) -> None:
    one, other = in_both_orders(small_bench, pair, "first", "second")
    assert settled(one, other.model_copy(update={"outcome": Outcome.NO_RESULT})) is Outcome.NO_RESULT


def test_a_contradiction_is_told_in_both_matches_once_and_their_verdicts_stand(
    small_bench: Workbench, pair: Pair
) -> None:
    both = in_both_orders(small_bench, pair, "first", "first")
    told = with_contradictions_told(with_contradictions_told(both))
    assert [item.reason.count(CONTRADICTION) for item in told] == [1, 1]
    assert [item.outcome for item in told] == [Outcome.FIRST, Outcome.FIRST]
    agreeing = in_both_orders(small_bench, pair, "first", "second")
    assert with_contradictions_told(agreeing) == list(agreeing)


def test_a_contradiction_between_orders_is_a_tie_in_the_ratings(small_bench: Workbench, pair: Pair) -> None:
    both = in_both_orders(small_bench, pair, "first", "first")
    # Equal lengths, so that nothing but the verdicts can tell the two apart.
    even = [item.model_copy(update={"first_length": 0, "second_length": 0}) for item in both]
    one, other = rate(even, [item.id for item in pair], k=1).ratings
    assert one.value == pytest.approx(other.value)
