"""Propose: children of the best so far, and new hypotheses from the generation strategies."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence

from langgraph.runtime import Runtime

from coscientist.agents.evolution.choosing import evolve
from coscientist.agents.generation.ideas import Proposals
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
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Review
from coscientist.graph.evolving import evolve_with_model
from coscientist.graph.lessons import lessons_for, with_critique
from coscientist.graph.modelling import ask_to_propose, keep_proposed
from coscientist.graph.reviewing import review_again
from coscientist.graph.services import Services
from coscientist.graph.standing import IN_PLAY, carried_over, counted, reviews_by_hypothesis, standings, statuses
from coscientist.graph.state import RunState
from coscientist.graph.telling import Data, tell, tell_all

EVOLVED = 0.5
"""Share of a later cycle's new hypotheses that evolve from earlier ones."""
EVOLVED_BY_MODEL = 0.7
"""Share of these that a model's operators make, where there is a model."""
LATER = 0.5
"""Size of a later cycle against the first."""


async def propose(state: RunState, runtime: Runtime[Services]) -> RunState:
    """Make this cycle's hypotheses. The first cycle only generates; later ones follow the meta-review."""
    services, cycle = runtime.context, state.get("cycle", 0)
    plan, store, bench = services.run.plan, services.store, services.bench
    if services.out_of_time():
        return {"ended": "time", "pending": []}
    carried = carried_over(store, services.run)
    existing = [
        item
        for item in store.hypotheses(services.run.id)
        if item.cycle < cycle or item.strategy == "user" or item in carried
    ]
    strategies = available_generation(services.met)
    asking = available_model_generation(services.met, cycle) if services.may_ask_model() else []
    tell(services, "propose", "stage", f"Cycle {cycle + 1}: proposing hypotheses.", {"cycle": cycle})
    made: list[Hypothesis] = []
    proposed: list[Proposals] = []
    lesson = None
    explored: Sequence[Direction] = ()
    total, children = plan.hypotheses, 0
    evolving: Awaitable[list[Hypothesis]] | None = None
    if cycle > 0:
        reviews: Mapping[str, Sequence[Review]] = reviews_by_hypothesis(store, services.run.id)
        # A step that is taken again must ask what it asked before: without the reviews that it makes itself.
        made_here = recurrent_name(cycle)
        raised = [item for group in reviews.values() for item in group if item.reviewer != made_here]
        table = standings(store, services.run.id, top=plan.briefs, seed=plan.seed)
        lesson = meta_review(existing, raised, statuses(store, services.run.id), table.ratings)
        matches = counted(store, services.run.id, store.matches(services.run.id))
        if asking:
            lesson = await with_critique(services, lesson, existing, raised, matches, cycle)
        for advice in lesson.advice:
            tell(services, "propose", "meta-review", advice, {"cycle": cycle})
        by_id = {item.id: item for item in existing}
        ranked = [by_id[rating.hypothesis] for rating in table.ratings if rating.hypothesis in by_id]
        if asking:
            explored = overview(bench, ranked, table.ratings, reviews).directions
        total = max(2, round(plan.hypotheses * LATER))
        children = round(total * EVOLVED)
        by_model = round(children * EVOLVED_BY_MODEL) if asking else 0
        evolving = _children(
            services, ranked, reviews, lesson, existing, cycle, count=children, by_model=by_model, again=bool(asking)
        )
    share = shares([*(item.name for item in strategies), *(item.name for item in asking)], lesson, DEFAULT_SHARES)
    if asking:
        # Neither waits for the other: the strategies are asked for what is left beside as many children as are wanted.
        allotted = allotment(share, max(0, total - children))
        made, proposed = await asyncio.gather(
            evolving or _nothing(),
            ask_to_propose(
                services, asking, allotted, existing=existing, lesson=lesson, cycle=cycle, explored=explored
            ),
        )
    else:
        made = await (evolving or _nothing())
        allotted = allotment(share, max(0, total - len(made)))
    if services.bench.model is not None:
        # A step that is taken again keeps what models gave the first time, whether or not they give it again.
        known = {item.id for item in made}
        made += [
            item
            for item in store.hypotheses(services.run.id)
            if item.cycle == cycle and item.model and item.id not in known
        ]
    made += keep_proposed(services, proposed, existing=[*existing, *made], cycle=cycle)
    if services.bench.model is not None:
        # What the models could not give, the embedded strategies make up for.
        wanted = max(0, total - len(made))
        given = {strategy.name: allotted[strategy.name] for strategy in strategies}
        allotted = allotment({name: count / max(1, sum(given.values())) for name, count in given.items()}, wanted)
    made += ask_strategies(bench, strategies, allotted, existing=[*existing, *made], cycle=cycle)
    # One that was carried over keeps the content that it had, however the evidence scores it now.
    kept = {item.id for item in existing}
    made = [item for item in made if item.id not in kept]
    brought_in = {end for item in made for end in item.interventions if end in bench.added}
    store.add_evidence(services.run.id, concepts=[bench.added[item] for item in sorted(brought_in)])
    store.add_hypotheses(services.run.id, made)
    if not (made or existing):
        tell(services, "propose", "skipped", why_none(bench), {"cycle": cycle})
    told: list[tuple[str, Data]] = [
        (item.title, {"id": item.id, "strategy": item.strategy, "cycle": cycle}) for item in made
    ]
    tell_all(services, "propose", "hypothesis", told)
    if cycle + 1 >= plan.cycles:
        services.close_roles("generation", "evolution")
    again = _open(services, carried) if cycle == 0 else []
    return {"pending": [item.id for item in (*again, *made)], "cycle": cycle}


async def _nothing() -> list[Hypothesis]:
    return []


async def _children(
    services: Services,
    ranked: Sequence[Hypothesis],
    reviews: Mapping[str, Sequence[Review]],
    lesson: MetaReview,
    existing: Sequence[Hypothesis],
    cycle: int,
    *,
    count: int,
    by_model: int,
    again: bool,
) -> list[Hypothesis]:
    """Evolve the best, `by_model` of `count` by a model's operators; with `again` it looks at them once more before."""
    if again:
        matches = counted(services.store, services.run.id, services.store.matches(services.run.id))
        criticisms = lessons_for(services, "reflection")
        reviews = await review_again(services, ranked, reviews, matches, criticisms, cycle)
    most = 2 * max(2, round(services.run.plan.hypotheses * LATER))
    made = evolve(services.bench, ranked[:most], reviews, lesson, count=count - by_model, cycle=cycle)
    made += await evolve_with_model(
        services, ranked, reviews, lesson, existing=[*existing, *made], count=by_model, cycle=cycle
    )
    return made


def _open(services: Services, carried: list[Hypothesis]) -> list[Hypothesis]:
    """Return what was carried over and may still play: it is reviewed again, with what has been measured since."""
    status = statuses(services.store, services.run.id)
    return [item for item in carried if status[item.id] in IN_PLAY]
