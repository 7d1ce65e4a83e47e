"""Which of the several things that a goal asks for an intervention reaches, by what the corpora report."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from coscientist.agents.stations import is_station
from coscientist.agents.workbench import Workbench
from coscientist.domain.goal import Target
from coscientist.evidence.links import Link


class Reach(NamedTuple):
    """What one intervention does to one of the things that a goal asks for."""

    end: str
    """Its name, or what the goal calls it where several things stand for it."""
    concept: str
    """By which it is judged."""
    start: str
    sign: int
    """+1 where the intervention raises the concept, -1 where it lowers it, 0 where nothing leads there."""
    as_asked: bool
    links: tuple[Link, ...]
    """One where the effect itself is reported, two by way of something between; none where nothing is."""


def other_ends(bench: Workbench, outcome: str) -> dict[str, list[Target]]:
    """Return what else than an outcome the goal asks for, with the targets by which it is judged."""
    found: dict[str, list[Target]] = {}
    for target in bench.plan.targets:
        if target.end:
            found.setdefault(target.end, []).append(target)
    own = bench.graph.kin(outcome) | {outcome} if outcome in bench.graph.concepts else {outcome}
    return {end: targets for end, targets in found.items() if not any(own & set(target.concepts) for target in targets)}


def reaches(bench: Workbench, interventions: Sequence[str], sign: int, outcome: str) -> list[Reach]:
    """Return for each other thing that the goal asks for the best that is reported of the interventions.

    What is reported of an effect itself counts before what follows from two reports; of two the more reliable. `sign`
    is that of what is done to the interventions.
    """
    return [
        max(
            _found(bench, end, targets, interventions, sign),
            key=_worth,
            default=Reach(end, targets[0].concepts[0], interventions[0], 0, as_asked=False, links=()),
        )
        for end, targets in _named(bench, other_ends(bench, outcome))
    ]


def _named(bench: Workbench, ends: Mapping[str, list[Target]]) -> Iterator[tuple[str, list[Target]]]:
    """Yield the ends by the names of their concepts; of several, as the goal names them."""
    for end, targets in ends.items():
        single = len(targets) == 1 and targets[0].name == end
        yield bench.name(targets[0].concepts[0]) if single else end, targets


def _worth(reach: Reach) -> tuple[bool, bool, float, str]:
    reliability = 1.0
    for link in reach.links:
        reliability *= link.reliability
    reported = len(reach.links) == 1
    # A report of the opposite outweighs what two reports would let one expect.
    return reported, reach.as_asked, reliability, reach.concept


def _found(
    bench: Workbench, end: str, targets: Sequence[Target], interventions: Sequence[str], sign: int
) -> Iterator[Reach]:
    for start in interventions:
        for target in targets:
            for concept in target.concepts:
                for links in _routes(bench, start, concept):
                    moved = sign
                    for link in links:
                        moved *= link.sign
                    wanted = target.direction.sign
                    yield Reach(end, concept, start, moved, as_asked=moved == (wanted or moved), links=links)


def _routes(bench: Workbench, start: str, concept: str) -> Iterator[tuple[Link, ...]]:
    """Yield what is reported of an effect, or the pairs of reports that would make it."""
    if start not in bench.graph.concepts:
        return
    direct = bench.graph.link(start, concept)
    if direct is not None and _moves(direct):
        yield (direct,)
    for middle in bench.graph.successors(start):
        first, second = bench.graph.link(start, middle), bench.graph.link(middle, concept)
        if first is not None and second is not None and _moves(first) and _moves(second) and is_station(bench, middle):
            yield first, second


def _moves(link: Link) -> bool:
    return link.causal > 0 and link.sign != 0
