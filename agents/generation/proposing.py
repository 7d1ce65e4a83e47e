"""Asking the generation strategies for their shares, without taking the same idea twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from coscientist.agents.changes import on_the_way
from coscientist.agents.proximity.likeness import Signature, signature
from coscientist.agents.reaching import reaches
from coscientist.agents.workbench import GenerationStrategy, Workbench
from coscientist.domain.hypothesis import Hypothesis

LOOK_AHEAD = 400
"""How many proposals of one strategy are looked at before it counts as exhausted."""


def propose(
    bench: Workbench,
    strategies: Sequence[GenerationStrategy],
    allotted: Mapping[str, int],
    *,
    existing: Sequence[Hypothesis],
    cycle: int,
) -> list[Hypothesis]:
    """Return new hypotheses: each strategy's share, and from the others what an exhausted one could not give."""
    taken = {signature(item) for item in existing}
    streams = {strategy.name: _fresh(bench, strategy, taken, cycle) for strategy in strategies}
    made: dict[str, list[Hypothesis]] = {name: [] for name in streams}
    missing = 0
    for name, stream in streams.items():
        wanted = allotted.get(name, 0)
        made[name] = [item for _, item in zip(range(wanted), stream, strict=False)]
        missing += wanted - len(made[name])
    for name, stream in streams.items():
        more = [item for _, item in zip(range(missing), stream, strict=False)]
        made[name] += more
        missing -= len(more)
    return [item for group in made.values() for item in group]


def _fresh(bench: Workbench, strategy: GenerationStrategy, taken: set[Signature], cycle: int) -> Iterator[Hypothesis]:
    seen: Iterable[Hypothesis] = islice(strategy.propose(bench, cycle=cycle), LOOK_AHEAD)
    if bench.plan.ends:
        # Those that do all that the goal asks for come first, then those that do most of it.
        seen = sorted(seen, key=lambda item: _left_out(bench, item))
    if bench.asked.medicines:
        # Those of known medicines come first, in the strategy's own order; others fill what these leave.
        seen = sorted(seen, key=lambda item: not bench.gives_medicines(item.interventions))
    for hypothesis in seen:
        mark = signature(hypothesis)
        fits = bench.answers(hypothesis.interventions, hypothesis.intervention_sign)
        if mark not in taken and fits and bench.asked.keeps_route(on_the_way(hypothesis)):
            taken.add(mark)
            yield hypothesis


def _left_out(bench: Workbench, item: Hypothesis) -> int:
    """Return how many of the things that the goal asks for nothing leads to, or the opposite is reported of."""
    found = reaches(bench, item.interventions, item.intervention_sign, item.outcome)
    return sum(not (reach.links and reach.as_asked) for reach in found)
