"""Letting models evolve the best hypotheses: all children at once, every failure its own."""

import asyncio
from collections.abc import Mapping, Sequence

from coscientist.agents.changes import on_the_way
from coscientist.agents.evolution.breeding import matings
from coscientist.agents.evolution.model_operator import ModelOperator, Stock
from coscientist.agents.generation.ideas import Drafted
from coscientist.agents.meta_review.patterns import MetaReview
from coscientist.agents.proximity.likeness import Signature, signature
from coscientist.agents.supervision.roster import available_model_operators
from coscientist.domain.errors import BudgetEndedError, CoscientistError
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Review
from coscientist.graph.modelling import keep_drafted, note
from coscientist.graph.services import Services

PEERS = 8
"""Others in play that an operator may look at."""


async def evolve_with_model(
    services: Services,
    ranked: Sequence[Hypothesis],
    reviews: Mapping[str, Sequence[Review]],
    lesson: MetaReview | None,
    *,
    existing: Sequence[Hypothesis],
    count: int,
    cycle: int,
) -> list[Hypothesis]:
    """Return the new children; one that says what another hypothesis than its parents says already is left out."""
    operators = available_model_operators(services.met)
    pairs = matings(ranked, reviews, lesson, count=count, cycle=cycle, operators=operators)
    done = await asyncio.gather(
        *(
            _child(
                services,
                operator,
                Stock(
                    parent=parent,
                    reviews=reviews.get(parent.id, ()),
                    peers=[item for item in ranked if item.id != parent.id][:PEERS],
                    cycle=cycle,
                    lessons=lesson.patterns if lesson else (),
                ),
            )
            for operator, parent in pairs
        )
    )
    said: dict[Signature, set[str]] = {}
    for item in existing:
        said.setdefault(signature(item), set()).add(item.id)
    there = {item.id for item in existing}
    kept: list[Drafted] = []
    where: dict[str, str | int | float | bool | None] = {"cycle": cycle}
    for child in done:
        if isinstance(child, BudgetEndedError):
            note(services, "propose", (), child.message, where)
        elif isinstance(child, str):
            note(services, "propose", (child,), "", where)
        elif child.hypothesis.id not in there:
            why = _unfit(services, child.hypothesis, said)
            if why:
                note(services, "propose", (why,), "", {**where, "strategy": child.hypothesis.strategy})
                continue
            said.setdefault(signature(child.hypothesis), set()).add(child.hypothesis.id)
            there.add(child.hypothesis.id)
            kept.append(child)
    keep_drafted(services, kept)
    return [child.hypothesis for child in kept]


async def _child(services: Services, operator: ModelOperator, stock: Stock) -> Drafted | str | BudgetEndedError:
    try:
        return await operator.evolve(services.bench, stock)
    except BudgetEndedError as error:
        return error
    except CoscientistError as error:
        return f"{operator.name}: {error.message}"


def _unfit(services: Services, child: Hypothesis, said: Mapping[Signature, set[str]]) -> str:
    """Say why a child is not taken; empty when it is."""
    if said.get(signature(child), set()) - set(child.parents):
        return f"{child.strategy}: left out, because it is there already: {child.title}"
    if not services.bench.asked.keeps_route(on_the_way(child)):
        return f"{child.strategy}: left out, because it does not keep to the goal's route: {child.title}"
    return ""
