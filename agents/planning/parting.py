"""Parting what a goal names: what should change, where, through what, and without what."""

from collections.abc import Sequence
from typing import NamedTuple

from coscientist.agents.planning.english import HARMFUL
from coscientist.agents.planning.mentions import Mention, Role
from coscientist.agents.planning.surrogates import is_judged_at_the_bench
from coscientist.domain.concept import ConceptKind
from coscientist.domain.goal import Direction
from coscientist.evidence.graph import EvidenceGraph

MOST_TARGETS = 3
_CARRIED = frozenset(ConceptKind) - {ConceptKind.DISEASE, ConceptKind.PROPERTY, ConceptKind.OTHER}
"""What a mechanism can run through, or be begun with."""

_CONSTITUENTS = frozenset({ConceptKind.PROTEIN, ConceptKind.GENE, ConceptKind.RNA, ConceptKind.COMPLEX})
"""What complexes and cells are made of."""


class Parts(NamedTuple):
    """The mentions of a goal by what it says of them."""

    wanted: tuple[Mention, ...]
    settings: tuple[Mention, ...]
    routes: tuple[Mention, ...]
    excluded: tuple[Mention, ...]
    constituents: tuple[Mention, ...] = ()
    """What stands right before a whole that it is a part of."""


def part(found: Sequence[Mention], graph: EvidenceGraph) -> Parts:
    """Part the mentions of a goal; where it names nothing to be changed, the first setting or route is."""
    excluded = [mention for mention in found if mention.role is Role.EXCLUDED]
    settings = [mention for mention in found if mention.role is Role.SETTING]
    routes = [mention for mention in found if mention.role is Role.ROUTE]
    # A cell or a disease after `by` carries no effect from one thing to another: it says where.
    settings += [mention for mention in routes if _is_place(mention, graph)]
    routes = [mention for mention in routes if mention not in settings]
    wanted = [mention for mention in found if mention.role is Role.CHANGED and not mention.qualifies]
    # The cell or the cause before a thing says where; of a constituent (`NLRP3 inflammasome`) the whole changes.
    qualifying = [mention for mention in found if mention.role is Role.CHANGED and mention.qualifies]
    constituents = [mention for mention in qualifying if _is_constituent(mention, graph)]
    settings += [mention for mention in qualifying if mention not in constituents]
    means = _means(wanted, graph)
    routes += means
    wanted = [mention for mention in wanted if mention not in means]
    directed = [mention for mention in wanted if mention.direction is not None and not mention.does] or [
        mention for mention in wanted if mention.direction is not None
    ]
    if wanted and all(mention.of_actor for mention in wanted) and any(mention.harms for mention in settings):
        # `NOX4 inhibitors against renal fibrosis`
        routes, wanted = [*routes, *wanted], [mention for mention in settings if mention.harms]
        settings = [mention for mention in settings if not mention.harms]
    elif directed:
        # Concepts named before any verb of direction qualify the goal; they are not what should change.
        settings += [mention for mention in wanted if mention not in directed]
        wanted = directed
    if len(wanted) > 1 and _kind(wanted[0], graph) is not ConceptKind.DISEASE:
        # `reduce tau phosphorylation for Alzheimer's disease`: the disease is the setting of a molecular target.
        apart = [
            mention for mention in wanted if _kind(mention, graph) is ConceptKind.DISEASE and not _is_one_of(mention)
        ]
        settings += apart
        wanted = [mention for mention in wanted if mention not in apart]
    elif any(_kind(mention, graph) is not ConceptKind.DISEASE for mention in wanted):
        # `therapies for ALS targeting TDP-43 aggregation`: what the disease is judged by is named.
        judged = [mention for mention in wanted if _is_judged(mention, graph)]
        settings += judged
        wanted = [mention for mention in wanted if mention not in judged]
    if settings and all(
        mention.direction is None and _kind(mention, graph) is ConceptKind.COMPOUND for mention in wanted
    ):
        # `new uses for metformin in Alzheimer's disease`
        routes, wanted = [*routes, *wanted], []
    if not wanted and settings:
        # `protect against glutamate-induced cell death`: what one is protected from, and not what brings it on.
        wanted = [mention for mention in settings if mention.harms][:1] or settings[:1]
        settings = [mention for mention in settings if mention not in wanted]
    if not wanted and routes:
        wanted, routes = routes[:1], routes[1:]
    return Parts(tuple(wanted[:MOST_TARGETS]), tuple(settings), tuple(routes), tuple(excluded), tuple(constituents))


def _means(wanted: Sequence[Mention], graph: EvidenceGraph) -> list[Mention]:
    """Return what is named as the means to change something else that is named."""
    ends = [mention for mention in wanted if mention.direction is not None and not _is_means(mention)]
    if all(_kind(mention, graph) is ConceptKind.DISEASE for mention in ends):
        # `reduce tau phosphorylation to treat Alzheimer's disease` is about tau phosphorylation; `how does nicotine
        # influence Parkinson's disease` is about nicotine.
        return [
            mention for mention in wanted if mention.does and _is_means(mention) and _kind(mention, graph) in _CARRIED
        ]
    return [
        mention
        for mention in wanted
        if _is_means(mention)
        and (_kind(mention, graph) in _CARRIED or (mention.does and _kind(mention, graph) is ConceptKind.OTHER))
    ]


def _is_means(mention: Mention) -> bool:
    """Say whether it is named as what brings a change about: `inhibitors of`, `with`, `metformin reduces`."""
    subject = mention.does and mention.direction in (None, Direction.EXPLAIN)
    return mention.of_actor or mention.is_tool or mention.leads or subject


def _is_one_of(mention: Mention) -> bool:
    """Say whether a condition is to change like what is named before it: `lower tau and mitochondrial dysfunction`."""
    process = mention.mended or any(part in " ".join(mention.words) for part in HARMFUL)
    return mention.beside_another and (process or not is_judged_at_the_bench(mention.words))


def _is_judged(mention: Mention, graph: EvidenceGraph) -> bool:
    return _kind(mention, graph) is ConceptKind.DISEASE and is_judged_at_the_bench(mention.words)


def _is_constituent(mention: Mention, graph: EvidenceGraph) -> bool:
    return any(graph.concepts[item].kind in _CONSTITUENTS for item in mention.concepts)


def _is_place(mention: Mention, graph: EvidenceGraph) -> bool:
    return mention.direction is None and _kind(mention, graph) in (ConceptKind.OTHER, ConceptKind.DISEASE)


def _kind(mention: Mention, graph: EvidenceGraph) -> ConceptKind:
    return graph.concepts[mention.concepts[0]].kind
