"""Propose: children of the best so far, and new hypotheses from the generation strategies."""

import asyncio
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from langgraph.runtime import Runtime

from coscientist.agents.evolution.choosing import evolve
from coscientist.agents.generation.ideas import ModelGeneration, Proposals
from coscientist.agents.generation.proposing import propose as ask_strategies
from coscientist.agents.generation.why_none import why_none
from coscientist.agents.meta_review.patterns import MetaReview, meta_review, shares
from coscientist.agents.overview.directions import Direction, overview
from coscientist.agents.reflection.recurrent import recurrent_name
from coscientist.agents.supervision.roster import (
    DEFAULT_SHARES,
    allotment,
    available_generation,
    available_model_generation,
)
from coscientist.domain.event import Data
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Review
from coscientist.graph.evolving import evolve_with_model
from coscientist.graph.lessons import lessons_for, with_critique
from coscientist.graph.modelling import ask_to_propose, keep_proposed
from coscientist.graph.reviewing import review_again
from coscientist.graph.services import Services
from coscientist.graph.standing import IN_PLAY, carried_over, counted, reviews_by_hypothesis, standings, statuses
from coscientist.graph.state import RunState
from coscientist.graph.telling import tell, tell_all

EVOLVED = 0.5
"""Share of a later cycle's new hypotheses that evolve from earlier ones."""
EVOLVED_BY_MODEL = 0.7
"""Share of these that a model's operators make, where there is a model."""
LATER = 0.5
"""Size of a later cycle against the first."""


class _Past(NamedTuple):
    """What earlier cycles leave to the next one."""

    existing: Sequence[Hypothesis]
    ranked: Sequence[Hypothesis] = ()
    """Best first."""
    reviews: Mapping[str, Sequence[Review]] = MappingProxyType({})
    lesson: MetaReview | None = None
    """None in the first cycle."""
    explored: Sequence[Direction] = ()


async def propose(state: RunState, runtime: Runtime[Services]) -> RunState:
    """Make this cycle's hypotheses. The first cycle only generates; later ones follow the meta-review."""
    services, cycle = runtime.context, state.get("cycle", 0)
    if services.out_of_time():
        return {"ended": "time", "pending": []}
    carried = carried_over(services.store, services.run)
    existing = [
        item
        for item in services.store.hypotheses(services.run.id)
        if item.cycle < cycle or item.strategy == "user" or item in carried
    ]
    asking = available_model_generation(services.met, cycle) if services.may_ask_model() else []
    tell(services, "propose", "stage", f"Cycle {cycle + 1}: proposing hypotheses.", {"cycle": cycle})
    past = await _learn(services, existing, cycle, asking=bool(asking)) if cycle > 0 else _Past(existing)
    made = await _make(services, past, asking, cycle)
    _keep(services, made, existing, cycle)
    if cycle + 1 >= services.run.plan.cycles:
        services.close_roles("generation", "evolution")
    again = _open(services, carried) if cycle == 0 else []
    return {"pending": [item.id for item in (*again, *made)], "cycle": cycle}


async def _learn(services: Services, existing: Sequence[Hypothesis], cycle: int, *, asking: bool) -> _Past:
    """Draw from the standings and the reviews what the next cycle goes by, and say it."""
    store, run = services.store, services.run
    reviews: Mapping[str, Sequence[Review]] = reviews_by_hypothesis(store, run.id)
    # A step that is taken again must ask what it asked before: without the reviews that it makes itself.
    made_here = recurrent_name(cycle)
    raised = [item for group in reviews.values() for item in group if item.reviewer != made_here]
    table = standings(store, run.id, top=run.plan.briefs, seed=run.plan.seed)
    lesson = meta_review(existing, raised, statuses(store, run.id), table.ratings)
    if asking:
        matches = counted(store, run.id, store.matches(run.id))
        lesson = await with_critique(services, lesson, existing, raised, matches, cycle)
    for advice in lesson.advice:
        tell(services, "propose", "meta-review", advice, {"cycle": cycle})
    by_id = {item.id: item for item in existing}
    ranked = [by_id[rating.hypothesis] for rating in table.ratings if rating.hypothesis in by_id]
    explored = overview(services.bench, ranked, table.ratings, reviews).directions if asking else ()
    return _Past(existing, ranked, reviews, lesson, explored)


async def _make(services: Services, past: _Past, asking: Sequence[ModelGeneration], cycle: int) -> list[Hypothesis]:
    """Return the cycle's hypotheses: children of the best, what models proposed, and the embedded strategies' share."""
    strategies = available_generation(services.met)
    total, children = services.run.plan.hypotheses, 0
    if past.lesson is not None:
        total = max(2, round(total * LATER))
        children = round(total * EVOLVED)
    share = shares([*(item.name for item in strategies), *(item.name for item in asking)], past.lesson, DEFAULT_SHARES)
    proposed: list[Proposals] = []
    if asking:
        # Neither waits for the other: the strategies are asked for what is left beside as many children as are wanted.
        allotted = allotment(share, max(0, total - children))
        made, proposed = await asyncio.gather(
            _children(services, past, cycle, count=children, asking=True),
            ask_to_propose(
                services,
                asking,
                allotted,
                existing=past.existing,
                lesson=past.lesson,
                cycle=cycle,
                explored=past.explored,
            ),
        )
    else:
        made = await _children(services, past, cycle, count=children, asking=False)
        allotted = allotment(share, max(0, total - len(made)))
    if services.bench.model is not None:
        made += _given_before(services, made, cycle)
    made += keep_proposed(services, proposed, existing=[*past.existing, *made], cycle=cycle)
    if services.bench.model is not None:
        # What the models could not give, the embedded strategies make up for.
        wanted = max(0, total - len(made))
        given = {strategy.name: allotted[strategy.name] for strategy in strategies}
        allotted = allotment({name: count / max(1, sum(given.values())) for name, count in given.items()}, wanted)
    made += ask_strategies(services.bench, strategies, allotted, existing=[*past.existing, *made], cycle=cycle)
    # One that was carried over keeps the content that it had, however the evidence scores it now.
    kept = {item.id for item in past.existing}
    return [item for item in made if item.id not in kept]


async def _children(services: Services, past: _Past, cycle: int, *, count: int, asking: bool) -> list[Hypothesis]:
    """Evolve the best; where a model is asked, it looks at them once more and makes most of the children."""
    if past.lesson is None:
        return []
    reviews = past.reviews
    if asking:
        matches = counted(services.store, services.run.id, services.store.matches(services.run.id))
        criticisms = lessons_for(services, "reflection")
        reviews = await review_again(services, past.ranked, reviews, matches, criticisms, cycle)
    most = 2 * max(2, round(services.run.plan.hypotheses * LATER))
    by_model = round(count * EVOLVED_BY_MODEL) if asking else 0
    made = evolve(services.bench, past.ranked[:most], reviews, past.lesson, count=count - by_model, cycle=cycle)
    made += await evolve_with_model(
        services, past.ranked, reviews, past.lesson, existing=[*past.existing, *made], count=by_model, cycle=cycle
    )
    return made


def _given_before(services: Services, made: Sequence[Hypothesis], cycle: int) -> list[Hypothesis]:
    """Return what models gave when this step was taken the first time, whether or not they give it again."""
    known = {item.id for item in made}
    return [
        item
        for item in services.store.hypotheses(services.run.id)
        if item.cycle == cycle and item.model and item.id not in known
    ]


def _keep(services: Services, made: Sequence[Hypothesis], existing: Sequence[Hypothesis], cycle: int) -> None:
    """Put the cycle's hypotheses into the store, with what they bring in, and say which there are, or why none."""
    bench, run = services.bench, services.run
    brought_in = {end for item in made for end in item.interventions if end in bench.added}
    services.store.add_evidence(run.id, concepts=[bench.added[item] for item in sorted(brought_in)])
    services.store.add_hypotheses(run.id, made)
    if not (made or existing):
        tell(services, "propose", "skipped", why_none(bench), {"cycle": cycle})
    told: list[tuple[str, Data]] = [
        (item.title, {"id": item.id, "strategy": item.strategy, "cycle": cycle}) for item in made
    ]
    tell_all(services, "propose", "hypothesis", told)


def _open(services: Services, carried: list[Hypothesis]) -> list[Hypothesis]:
    """Return what was carried over and may still play: it is reviewed again, with what has been measured since."""
    status = statuses(services.store, services.run.id)
    return [item for item in carried if status[item.id] in IN_PLAY]
