"""The strategies that ask a model: what they ask, and what they do with failures."""

import asyncio
from dataclasses import replace

import pytest

from coscientist.agents.generation.assumptions import Assumptions
from coscientist.agents.generation.debate import Debate
from coscientist.agents.generation.expansion import Expansion
from coscientist.agents.generation.ideas import ModelGeneration, Task
from coscientist.agents.generation.queries import ROUNDS, IterativeQueries
from coscientist.agents.generation.seeds import Seeds
from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.overview.directions import Direction
from coscientist.agents.supervision.roster import MODEL_GENERATION, available_model_generation
from coscientist.agents.workbench import Need, Workbench
from coscientist.llm.limits.budget import BudgetLimits
from coscientist.llm.testing import ScriptedModel
from tests.support.model_world import passages_in, scientist, small_bench, small_pack, with_model

__all__ = ["small_bench", "small_pack"]
EXPLORED = (
    Direction(title="CDK5 as the lever", why="", hypotheses=("h-1",), claims=(), gaps=("It rests on one paper.",)),
)
STRATEGIES = MODEL_GENERATION
LESSON = Pattern(kind="single source", hypotheses=3, share=0.5, weight=3.0, examples=("It rests on one paper.",))
by_strategy = pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda item: item.name)


@by_strategy
def test_it_makes_as_many_as_it_is_asked_for(small_bench: Workbench, strategy: ModelGeneration) -> None:
    model = ScriptedModel(scientist)
    made = asyncio.run(strategy.propose(with_model(small_bench, model), Task(count=2, cycle=0, explored=EXPLORED)))
    assert len(made.drafted) == 2
    assert all(item.hypothesis.strategy == strategy.name for item in made.drafted)
    assert all(item.hypothesis.model == "scripted/model" for item in made.drafted)


@by_strategy
def test_criticism_that_recurs_is_in_its_prompts_only_when_there_is_any(
    small_bench: Workbench, strategy: ModelGeneration
) -> None:
    told: list[bool] = []
    for lessons in ((), (LESSON,)):
        model = ScriptedModel(scientist)
        asyncio.run(
            strategy.propose(with_model(small_bench, model), Task(count=1, cycle=1, lessons=lessons, explored=EXPLORED))
        )
        first = model.requests[0].prompt
        told.append("«single source»" in first and "«It rests on one paper.»" in first)
    assert told == [False, True]


@by_strategy
def test_a_failure_is_left_out_with_its_reason(small_bench: Workbench, strategy: ModelGeneration) -> None:
    model = ScriptedModel(lambda _: "I cannot help with that.")
    made = asyncio.run(strategy.propose(with_model(small_bench, model), Task(count=1, cycle=0, explored=EXPLORED)))
    assert not made.drafted
    assert len(made.skipped) == 1
    assert made.skipped[0].startswith(strategy.name)


@by_strategy
def test_the_end_of_the_budget_is_told_apart_from_failures(small_bench: Workbench, strategy: ModelGeneration) -> None:
    model = ScriptedModel(scientist, limits=BudgetLimits(calls=0))
    made = asyncio.run(strategy.propose(with_model(small_bench, model), Task(count=1, cycle=0, explored=EXPLORED)))
    assert not made.drafted
    assert not made.skipped
    assert "0 calls" in made.ended


def test_a_debate_has_three_turns_of_which_each_hears_the_ones_before(small_bench: Workbench) -> None:
    model = ScriptedModel(scientist)
    asyncio.run(Debate().propose(with_model(small_bench, model), Task(count=1, cycle=0, explored=EXPLORED)))
    heard = [request.prompt.count("Look at the kinases that nobody has tried this on.") for request in model.requests]
    assert heard == [0, 1, 2]


def test_a_seed_that_the_model_drops_is_recorded_as_dropped(small_bench: Workbench) -> None:
    model = ScriptedModel([{"worthwhile": False, "reason": "It is known.", "idea": None}])
    made = asyncio.run(Seeds().propose(with_model(small_bench, model), Task(count=1, cycle=0, explored=EXPLORED)))
    assert not made.drafted
    assert "It is known." in made.skipped[0]


# --- queries -------------------------------------------------------------------------------------------------------


def test_each_round_of_queries_sees_what_the_one_before_found(small_bench: Workbench) -> None:
    model = ScriptedModel(scientist)
    made = asyncio.run(IterativeQueries().propose(with_model(small_bench, model), Task(count=1, cycle=0)))
    prompts = [request.prompt for request in model.requests]
    assert len(prompts) == ROUNDS + 1
    assert "«Dasatinib FYN»" not in prompts[0]
    assert "«Dasatinib FYN»" in prompts[1]
    assert "Dasatinib blocks FYN" in prompts[1]
    assert any("Looked for: Dasatinib FYN" in note for note in made.drafted[0].hypothesis.notes)


def test_queries_that_find_nothing_end_with_what_was_looked_for(small_bench: Workbench) -> None:
    model = ScriptedModel(lambda _: {"queries": ["zzqx vvkw"], "enough": True})
    made = asyncio.run(IterativeQueries().propose(with_model(small_bench, model), Task(count=1, cycle=0)))
    assert not made.drafted
    assert "looked for: zzqx vvkw" in made.skipped[0]


def test_no_query_is_no_way_through_the_literature(small_bench: Workbench) -> None:
    model = ScriptedModel(lambda _: {"queries": [" "], "enough": False})
    made = asyncio.run(IterativeQueries().propose(with_model(small_bench, model), Task(count=1, cycle=0)))
    assert len(model.requests) == 1
    assert "looked for: nothing" in made.skipped[0]


# --- assumptions ---------------------------------------------------------------------------------------------------


def test_assumptions_are_worked_out_in_rounds_over_passages_fetched_on_them(small_bench: Workbench) -> None:
    model = ScriptedModel(scientist)
    made = asyncio.run(Assumptions().propose(with_model(small_bench, model), Task(count=1, cycle=0)))
    assert [request.schema_name for request in model.requests] == ["Hops", "Hops", "Idea"]
    first, second, closing = (request.prompt for request in model.requests)
    said = "«Roscovitine lowers MAPK1 in neurons.»"
    assert (said in first, said in second, said in closing) == (False, True, True)
    assert any("Worked out from the assumption" in note for note in made.drafted[0].hypothesis.notes)


def test_without_an_assumption_there_is_no_hypothesis(small_bench: Workbench) -> None:
    model = ScriptedModel(lambda _: {"hops": []})
    made = asyncio.run(Assumptions().propose(with_model(small_bench, model), Task(count=1, cycle=0)))
    assert not made.drafted
    assert "no assumption" in made.skipped[0]


# --- expansion -----------------------------------------------------------------------------------------------------


def test_expansion_is_told_what_was_explored_and_what_is_open_there(small_bench: Workbench) -> None:
    model = ScriptedModel(scientist)
    asyncio.run(Expansion().propose(with_model(small_bench, model), Task(count=1, cycle=1, explored=EXPLORED)))
    assert "«CDK5 as the lever»: 1 hypotheses; open there: «It rests on one paper.»" in model.requests[0].prompt


def test_expansion_reads_first_what_nobody_rests_on(small_bench: Workbench) -> None:
    model = ScriptedModel(scientist)
    task = Task(count=1, cycle=1, explored=EXPLORED)
    asyncio.run(Expansion().propose(with_model(small_bench, model), task))
    used = frozenset(list(passages_in(model.requests[0].prompt))[:2])
    again = ScriptedModel(scientist)
    asyncio.run(Expansion().propose(with_model(small_bench, again), replace(task, rested_on=used)))
    assert not used & set(list(passages_in(again.requests[0].prompt))[: -len(used)])


def test_expansion_waits_until_something_has_been_explored(small_bench: Workbench) -> None:
    met = frozenset(Need)
    assert Expansion.name not in {item.name for item in available_model_generation(met, 0)}
    assert Expansion.name in {item.name for item in available_model_generation(met, 1)}
    model = ScriptedModel(scientist)
    made = asyncio.run(Expansion().propose(with_model(small_bench, model), Task(count=1, cycle=1)))
    assert not model.requests
    assert made.skipped
