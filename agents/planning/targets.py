"""What a goal wants changed, as the concepts of the corpora."""

from collections.abc import Iterable, Sequence

from coscientist.agents.planning.english import HARMFUL
from coscientist.agents.planning.mentions import Mention
from coscientist.agents.wording import is_reading
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.goal import Direction, Target
from coscientist.evidence.graph import EvidenceGraph


def meanings(mention: Mention, graph: EvidenceGraph) -> tuple[str, ...]:
    """Return the distinct things that a mention may mean; forms of one thing are one."""
    plain = (graph.concepts.get(graph.concepts[item].parent or "", graph.concepts[item]) for item in mention.concepts)
    return tuple(dict.fromkeys(concept.name for concept in plain))[:5]


def target_of(mention: Mention, graph: EvidenceGraph) -> Target:
    """Return what a mention wants changed, and which way; what nobody wants more of is to be less."""
    ordered = sorted(mention.concepts, key=lambda item: (-graph.degree(item), item))
    first = graph.concepts[ordered[0]]
    direction = mention.direction
    ill = first.kind is ConceptKind.DISEASE and not is_reading(first)
    if mention.improved and direction is Direction.INCREASE and ill:
        direction = Direction.REDUCE
    if direction is None:
        direction = Direction.REDUCE if is_harmful(first) else Direction.MODULATE
    return Target(name=" ".join(mention.words), concepts=tuple(ordered), words=mention.words, direction=direction)


def is_harmful(concept: Concept) -> bool:
    """Say whether it is a disease, or of what nobody wants more, by its name."""
    return concept.kind is ConceptKind.DISEASE or any(part in concept.name.casefold() for part in HARMFUL)


def is_acted_on(target: Target, graph: EvidenceGraph) -> bool:
    """Say whether the corpora report at least one thing that acts on the target."""
    return bool(acting_on([target], graph))


def acting_on(targets: Iterable[Target], graph: EvidenceGraph) -> set[str]:
    """Return what the corpora report to act on any of the targets, by id."""
    return {
        subject
        for target in targets
        for concept in target.concepts
        for subject in graph.predecessors(concept)
        if (link := graph.link(subject, concept)) is not None and link.causal > 0
    }


def is_a_property(target: Target, graph: EvidenceGraph) -> bool:
    """Say whether it is a property of materials."""
    return graph.concepts[target.concepts[0]].kind is ConceptKind.PROPERTY


def holds_a_property(target: Target, targets: Sequence[Target], graph: EvidenceGraph) -> bool:
    """Say whether a target only says of what a property is meant: `the conductivity of solid electrolytes`."""
    kind = graph.concepts[target.concepts[0]].kind
    thing = kind in (ConceptKind.MATERIAL, ConceptKind.OTHER)
    return thing and any(is_a_property(other, graph) for other in targets)
