"""Which parents evolve, and by which operator."""

from collections.abc import Mapping, Sequence

from coscientist.agents.changes import on_the_way
from coscientist.agents.evolution.combine import Combine
from coscientist.agents.evolution.ground import Ground
from coscientist.agents.evolution.operator import EvolutionOperator
from coscientist.agents.evolution.simplify import Simplify
from coscientist.agents.evolution.substitute import Substitute
from coscientist.agents.evolution.widen import Widen
from coscientist.agents.meta_review.patterns import REMEDIES, WEIGHTS, MetaReview
from coscientist.agents.proximity.likeness import signature
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Review

OPERATORS: tuple[EvolutionOperator, ...] = (Ground(), Combine(), Simplify(), Substitute(), Widen())
_BY_REMEDY = {operator.name.removeprefix("evolution/"): operator for operator in OPERATORS}


def operators_for(reviews: Sequence[Review], lesson: MetaReview | None) -> list[EvolutionOperator]:
    """Order the operators for one parent: those that answer its own objections first.

    An objection that recurs over the whole run (meta-review) counts up to twice. Operators that answer none follow
    in their usual order, so that a hypothesis without fault is combined and widened.
    """
    recurring = {pattern.kind: pattern.share for pattern in lesson.patterns} if lesson else {}
    weight = dict.fromkeys(_BY_REMEDY, 0.0)
    for review in reviews:
        for objection in review.objections:
            remedy = REMEDIES.get(objection.kind)
            if remedy:
                weight[remedy] += WEIGHTS[objection.severity] * (1.0 + recurring.get(objection.kind, 0.0))
    return [_BY_REMEDY[name] for name in sorted(weight, key=lambda name: -weight[name])]


def evolve(
    bench: Workbench,
    ranked: Sequence[Hypothesis],
    reviews: Mapping[str, Sequence[Review]],
    lesson: MetaReview | None,
    *,
    count: int,
    cycle: int,
) -> list[Hypothesis]:
    """Make up to `count` children of the best hypotheses, spreading over parents before using one twice.

    What another of the `ranked` says already is no new child.
    """
    made: dict[str, Hypothesis] = {}
    said = {signature(item): item.id for item in ranked}
    queue = [(parent, operators_for(reviews.get(parent.id, ()), lesson)) for parent in ranked]
    for turn in range(len(OPERATORS)):
        for place, (parent, operators) in enumerate(queue):
            if len(made) >= count:
                return list(made.values())
            # After the one that answers its objections, the place in the ranking shifts the choice, so that not every
            # parent meets the same operator; in the end each has met all.
            rest = operators[1:]
            operator = rest[(turn - 1 + place) % len(rest)] if turn else operators[0]
            peers = [peer for peer in ranked if peer.id != parent.id]
            new = operator.evolve(bench, parent, reviews=reviews.get(parent.id, ()), peers=peers, cycle=cycle)
            if new is None or new.id in made or not bench.asked.keeps_route(on_the_way(new)):
                continue
            if not bench.answers(new.interventions, new.intervention_sign):
                continue
            if said.setdefault(signature(new), new.id) in (new.id, *new.parents):
                made[new.id] = new
    return list(made.values())
