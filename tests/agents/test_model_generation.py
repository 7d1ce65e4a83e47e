"""The strategies that ask a model: what they ask, and what they do with failures."""

import asyncio

import pytest

from coscientist.agents.generation.debate import Debate
from coscientist.agents.generation.ideas import ModelGeneration, Task
from coscientist.agents.generation.literature import Literature
from coscientist.agents.generation.seeds import Seeds
from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.workbench import Workbench
from coscientist.llm.budget import BudgetLimits
from coscientist.llm.testing import ScriptedModel
from tests.support.model_world import scientist, small_bench, small_pack, with_model

__all__ = ["small_bench", "small_pack"]
STRATEGIES: tuple[ModelGeneration, ...] = (Literature(), Debate(), Seeds())
LESSON = Pattern(kind="single source", hypotheses=3, share=0.5, weight=3.0, examples=("It rests on one paper.",))
by_strategy = pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda item: item.name)


@by_strategy
def test_it_makes_as_many_as_it_is_asked_for(small_bench: Workbench, strategy: ModelGeneration) -> None:
    model = ScriptedModel(scientist)
    made = asyncio.run(strategy.propose(with_model(small_bench, model), Task(count=2, cycle=0)))
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
        asyncio.run(strategy.propose(with_model(small_bench, model), Task(count=1, cycle=1, lessons=lessons)))
        first = model.requests[0].prompt
        told.append("«single source»" in first and "«It rests on one paper.»" in first)
    assert told == [False, True]


@by_strategy
def test_a_failure_is_left_out_with_its_reason(small_bench: Workbench, strategy: ModelGeneration) -> None:
    model = ScriptedModel(lambda _: "I cannot help with that.")
    made = asyncio.run(strategy.propose(with_model(small_bench, model), Task(count=1, cycle=0)))
    assert not made.drafted
    assert len(made.skipped) == 1
    assert made.skipped[0].startswith(strategy.name)


@by_strategy
def test_the_end_of_the_budget_is_told_apart_from_failures(small_bench: Workbench, strategy: ModelGeneration) -> None:
    model = ScriptedModel(scientist, limits=BudgetLimits(calls=0))
    made = asyncio.run(strategy.propose(with_model(small_bench, model), Task(count=1, cycle=0)))
    assert not made.drafted
    assert not made.skipped
    assert "0 calls" in made.ended


def test_a_debate_has_three_turns_of_which_each_hears_the_ones_before(small_bench: Workbench) -> None:
    model = ScriptedModel(scientist)
    asyncio.run(Debate().propose(with_model(small_bench, model), Task(count=1, cycle=0)))
    heard = [request.prompt.count("Look at the kinases that nobody has tried this on.") for request in model.requests]
    assert heard == [0, 1, 2]


def test_a_seed_that_the_model_drops_is_recorded_as_dropped(small_bench: Workbench) -> None:
    model = ScriptedModel([{"worthwhile": False, "reason": "It is known.", "idea": None}])
    made = asyncio.run(Seeds().propose(with_model(small_bench, model), Task(count=1, cycle=0)))
    assert not made.drafted
    assert "It is known." in made.skipped[0]
