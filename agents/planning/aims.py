"""What a goal is pursued by: what it names, what stands in for a disease, what a property is made up of."""

from collections.abc import Sequence
from typing import NamedTuple

from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.mentions import Mention
from coscientist.agents.planning.surrogates import components, surrogates
from coscientist.agents.planning.targets import acting_on, holds_a_property, is_acted_on, target_of
from coscientist.domain.concept import ConceptKind
from coscientist.domain.goal import Target
from coscientist.evidence.graph import EvidenceGraph

ENOUGH_READOUT = 10
"""Things reported to act on what a disease is judged by at the bench from which on the disease itself is no target: of
it, corpora mostly say what goes with it."""


class Aims(NamedTuple):
    """What is to change, and what only says of what or in what."""

    targets: tuple[Target, ...]
    """Those on which something is reported to act."""
    held_by: tuple[Target, ...]
    """Materials whose property is asked for."""
    judged: tuple[Target, ...]
    """Diseases that other targets stand in for."""
    at_the_bench: dict[str, tuple[str, ...]]
    """By which targets each of these is judged, by name."""


def aims(wanted: Sequence[Mention], graph: EvidenceGraph, lexicon: Lexicon) -> Aims:
    """Return what the mentions that are to change are pursued by."""
    named = [_with_end(target_of(mention, graph), mention) for mention in wanted]
    diseases = [target for target in named if graph.concepts[target.concepts[0]].kind is ConceptKind.DISEASE]
    instead = {target.name: [_for(target, each) for each in surrogates(target, lexicon)] for target in diseases}
    parts_of = [
        _for(target, each) for target in named if target not in diseases for each in components(target, lexicon)
    ]
    targets = [*named, *(each for listed in instead.values() for each in listed), *parts_of]
    targets = [target for target in targets if is_acted_on(target, graph)]
    held_by = [target for target in targets if holds_a_property(target, targets, graph)]
    targets = [target for target in targets if target not in held_by]
    judged_by = {name: [each for each in listed if each in targets] for name, listed in instead.items()}
    targets = [target for target in targets if len(acting_on(judged_by.get(target.name, ()), graph)) < ENOUGH_READOUT]
    ends = {target.end for target in targets if target.end}
    if len(ends) < 2:
        ends, targets = set(), [target.model_copy(update={"end": ""}) for target in targets]
    return Aims(
        targets=tuple(targets),
        held_by=tuple(held_by),
        judged=tuple(target for target in diseases if judged_by[target.name] and target.name not in ends),
        at_the_bench={name: tuple(each.name for each in by) for name, by in judged_by.items() if by},
    )


def _with_end(target: Target, mention: Mention) -> Target:
    """Mark a target as one of the things that are to change at once; what any other would do for is none."""
    return target if mention.alternative else target.model_copy(update={"end": target.name})


def _for(named: Target, target: Target) -> Target:
    """Mark a target as standing for what the goal names."""
    return target.model_copy(update={"end": named.end})
