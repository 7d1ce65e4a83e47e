"""Operators that ask a model make new hypotheses of old ones, and nothing when nothing better comes of it."""

import asyncio
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

import pytest

from coscientist.agents.evolution.breeding import ANSWERS, MODEL_OPERATORS, matings
from coscientist.agents.evolution.model_operator import ModelOperator, Stock
from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.ideas import Drafted
from coscientist.agents.meta_review.patterns import MetaReview, Pattern, Yield
from coscientist.agents.workbench import Workbench
from coscientist.domain.errors import BudgetEndedError
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Review, Severity
from coscientist.llm.limits.budget import BudgetLimits
from coscientist.llm.testing import ScriptedModel
from coscientist.llm.transports.port import Request
from tests.support.model_world import idea, passages_in, scientist, small_bench, small_pack, with_model

__all__ = ["small_bench", "small_pack"]
LESSON = Pattern(kind="single source", hypotheses=3, share=0.5, weight=3.0, examples=("It rests on one paper.",))
OBJECTION = Objection(kind="dose or time", text="Is it reached in the brain?", severity=Severity.MAJOR, step=0)
by_operator = pytest.mark.parametrize("operator", MODEL_OPERATORS, ids=lambda item: item.name)


@pytest.fixture(scope="module")
def family(small_bench: Workbench) -> list[Hypothesis]:
    return list(islice(Bridging().propose(small_bench, cycle=0), 4))


def review_of(hypothesis: Hypothesis, *objections: Objection) -> Review:
    return Review(id="rv-1", hypothesis=hypothesis.id, reviewer="reflection/full", summary="", objections=objections)


def stock(family: Sequence[Hypothesis], **update: Any) -> Stock:
    parent, *peers = family
    return Stock(**{"parent": parent, "reviews": [review_of(parent, OBJECTION)], "peers": peers, "cycle": 2, **update})


def evolved(
    bench: Workbench, operator: ModelOperator, given: Stock, answers: Callable[[Request], Any] = scientist
) -> tuple[Drafted | str, ScriptedModel]:
    model = ScriptedModel(answers)
    return asyncio.run(operator.evolve(with_model(bench, model), given)), model


@by_operator
def test_a_child_is_a_new_entry_with_its_lineage(
    small_bench: Workbench, family: list[Hypothesis], operator: ModelOperator
) -> None:
    before = [item.model_dump_json() for item in family]
    made, model = evolved(small_bench, operator, stock(family))
    assert isinstance(made, Drafted), made
    child = made.hypothesis
    assert child.strategy == operator.name
    assert child.parents[0] == family[0].id
    assert child.id not in {item.id for item in family}
    assert child.cycle == 2
    assert [item.model_dump_json() for item in family] == before
    assert [request.role for request in model.requests] == [operator.name]


@by_operator
def test_its_prompt_shows_the_parent_with_passages_that_may_be_cited_and_what_recurs(
    small_bench: Workbench, family: list[Hypothesis], operator: ModelOperator
) -> None:
    _, model = evolved(small_bench, operator, stock(family, lessons=(LESSON,)))
    prompt = model.requests[0].prompt
    assert family[0].statement in prompt
    assert passages_in(prompt)
    assert "«single source»" in prompt
    assert "How a hypothesis is written here" in prompt


@by_operator
def test_an_identifier_that_was_not_shown_is_rejected_and_counts_against_the_child(
    small_bench: Workbench, family: list[Hypothesis], operator: ModelOperator
) -> None:
    def answers(request: Request) -> dict[str, Any]:
        made_up = idea(request.prompt, "Curcumin", "FYN", cite=lambda _one, _other: ["p-0123456789ab"])
        return {"worthwhile": True, "reason": "Better.", "idea": made_up}

    made, _ = evolved(small_bench, operator, stock(family), answers)
    assert isinstance(made, Drafted)
    assert not made.hypothesis.claims
    assert all("unsupported" in step.text for step in made.hypothesis.mechanism)
    assert "p-0123456789ab" not in made.hypothesis.model_dump_json()


@by_operator
def test_nothing_better_is_recorded_with_its_reason(
    small_bench: Workbench, family: list[Hypothesis], operator: ModelOperator
) -> None:
    def declines(_: Request) -> dict[str, Any]:
        return {"worthwhile": False, "reason": "It stands as it is.", "idea": None}

    made, _ = evolved(small_bench, operator, stock(family), declines)
    assert isinstance(made, str)
    assert operator.name in made
    assert "It stands as it is." in made


@by_operator
@pytest.mark.parametrize("reply", ["I cannot help with that.", "", "no JSON here"])
def test_a_failure_leaves_the_parent_without_a_child_and_says_why(
    small_bench: Workbench, family: list[Hypothesis], operator: ModelOperator, reply: str
) -> None:
    made, _ = evolved(small_bench, operator, stock(family), lambda _: reply)
    assert isinstance(made, str)
    assert made.startswith(operator.name)
    assert family[0].title in made


@by_operator
def test_the_end_of_the_budget_is_no_failure_of_the_operator(
    small_bench: Workbench, family: list[Hypothesis], operator: ModelOperator
) -> None:
    model = ScriptedModel(scientist, limits=BudgetLimits(calls=0))
    with pytest.raises(BudgetEndedError):
        asyncio.run(operator.evolve(with_model(small_bench, model), stock(family)))


@by_operator
def test_a_child_that_says_what_its_parent_says_is_none(
    small_bench: Workbench, family: list[Hypothesis], operator: ModelOperator
) -> None:
    first, _ = evolved(small_bench, operator, stock(family))
    assert isinstance(first, Drafted)

    def again(request: Request) -> dict[str, Any]:
        return {"worthwhile": True, "reason": "Reworded.", "idea": scientist_idea(request, first.hypothesis)}

    made, _ = evolved(small_bench, operator, stock([first.hypothesis, *family[1:]]), again)
    assert isinstance(made, str)
    assert "says what its parent says" in made


def scientist_idea(request: Request, like: Hypothesis) -> dict[str, Any]:
    compound, _, target = like.title.partition(" lowers tau phosphorylation through ")
    return idea(request.prompt, compound, target, statement="In other words the same.")


def test_objections_reach_the_operators_that_answer_them(small_bench: Workbench, family: list[Hypothesis]) -> None:
    shown = {
        operator.name
        for operator in MODEL_OPERATORS
        if OBJECTION.text in evolved(small_bench, operator, stock(family))[1].requests[0].prompt
    }
    assert shown == {"evolution/grounding", "evolution/coherence", "evolution/simplification"}


def test_a_combination_has_two_parents_that_work_through_different_things(
    small_bench: Workbench, family: list[Hypothesis]
) -> None:
    made, model = evolved(small_bench, MODEL_OPERATORS[2], stock(family))
    assert isinstance(made, Drafted)
    _, other = made.hypothesis.parents
    assert other != family[0].id
    assert next(item for item in family if item.id == other).statement in model.requests[0].prompt


def test_nothing_is_asked_where_there_is_nobody_to_combine_with(
    small_bench: Workbench, family: list[Hypothesis]
) -> None:
    for operator in (MODEL_OPERATORS[2], MODEL_OPERATORS[3]):
        made, model = evolved(small_bench, operator, stock(family, peers=()))
        assert isinstance(made, str)
        assert not model.requests


# --- who is evolved by what ----------------------------------------------------------------------------------------


def test_every_operator_has_its_turn_and_every_parent_before_one_has_two(family: list[Hypothesis]) -> None:
    chosen = matings(family, {}, None, count=6, cycle=1)
    assert {operator.name for operator, _ in chosen} == {operator.name for operator in MODEL_OPERATORS}
    assert {parent.id for _, parent in chosen[:4]} == {item.id for item in family}


def test_an_operator_takes_the_parent_whose_objections_it_answers(family: list[Hypothesis]) -> None:
    faulty = family[2]
    reviews = {faulty.id: [review_of(faulty, OBJECTION)]}
    chosen = {
        operator.name: parent.id for operator, parent in reversed(matings(family, reviews, None, count=4, cycle=1))
    }
    assert chosen["evolution/coherence"] == faulty.id


def test_operators_whose_children_did_well_get_more_places(family: list[Hypothesis]) -> None:
    def outcome(strategy: str, survived: int) -> Yield:
        return Yield(strategy=strategy, made=9, survived=survived, mean_rating=None, best_rank=None)

    yields = tuple(outcome(item.name, 9 if item.name == "evolution/simplification" else 1) for item in MODEL_OPERATORS)
    chosen = matings(family, {}, MetaReview(patterns=(), yields=yields, advice=()), count=4, cycle=1)
    names = [operator.name for operator, _ in chosen]
    assert names.count("evolution/simplification") > 1


def test_a_fault_that_recurs_brings_in_the_operator_that_answers_it(family: list[Hypothesis]) -> None:
    lesson = MetaReview(patterns=(LESSON.model_copy(update={"kind": "long chain"}),), yields=(), advice=())
    assert matings(family, {}, lesson, count=1, cycle=0)[0][0].name == "evolution/simplification"


def test_no_pair_is_asked_twice(family: list[Hypothesis]) -> None:
    chosen = [(operator.name, parent.id) for operator, parent in matings(family[:2], {}, None, count=40, cycle=3)]
    assert len(chosen) == len(set(chosen)) == 2 * len(MODEL_OPERATORS)


def test_the_criticisms_that_operators_answer_belong_to_operators_that_exist() -> None:
    assert set(ANSWERS) == {operator.name for operator in MODEL_OPERATORS}
