"""Paths of evidence from what one could change to what one wants changed."""

from collections.abc import Callable, Iterable
from functools import cache, cached_property

from coscientist.domain.base import Value
from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.links import Link

DAMPING = 0.4
"""Exponent by which well-connected concepts on a path are discounted.

Source: degree-weighted path counts, Himmelstein & Baranzini 2015, https://doi.org/10.1371/journal.pcbi.1004259
"""


class EvidencePath(Value):
    """Links that lead from one concept to another, each from what the last one changed."""

    links: tuple[Link, ...]
    score: float
    """Product of the links' reliabilities, damped by the degrees of the concepts on the way; comparable between
    paths of one graph only."""

    @cached_property
    def sign(self) -> int:
        """Product of the links' signs: what more of the start does to the end; 0 when a link has none."""
        sign = 1
        for link in self.links:
            sign *= link.sign
        return sign

    @property
    def start(self) -> str:
        """Return the concept that one would change."""
        return self.links[0].subject

    @property
    def end(self) -> str:
        """Return the concept that would change in consequence."""
        return self.links[-1].object

    @property
    def between(self) -> tuple[str, ...]:
        """Return the concepts on the way."""
        return tuple(link.object for link in self.links[:-1])


def path_score(graph: EvidenceGraph, links: Iterable[Link]) -> float:
    """Score a path: reliability of each link, damped by how common its ends are."""
    score = 1.0
    for link in links:
        degrees = max(1, graph.degree(link.subject)) * max(1, graph.degree(link.object))
        score *= link.reliability * float(degrees) ** (-DAMPING / 2)
    return score


def paths_to(
    graph: EvidenceGraph,
    end: str,
    *,
    max_links: int = 2,
    start_allowed: Callable[[str], bool] = lambda _concept: True,
    via_allowed: Callable[[str], bool] = lambda _concept: True,
    signed: bool = True,
) -> list[EvidencePath]:
    """Find the simple paths of one to `max_links` links that end in `end`, best first.

    Kin of the end or of the start (its own states, parts and family) are neither starts nor stations. With `signed`,
    every link must have a direction.
    """
    found: list[EvidencePath] = []
    kin_of_end = graph.kin(end) | {end}
    may_start, may_lie_between = cache(start_allowed), cache(via_allowed)

    def extend(links: tuple[Link, ...], seen: frozenset[str]) -> None:
        head = links[0].subject if links else end
        for before in graph.predecessors(head):
            if before in seen or before in kin_of_end:
                continue
            link = graph.link(before, head)
            if link is None or (signed and link.sign == 0):
                continue
            chain = (link, *links)
            stations = {item.object for item in chain[:-1]}
            if link.causal > 0 and may_start(before) and not stations & graph.kin(before):
                found.append(EvidencePath(links=chain, score=path_score(graph, chain)))
            if len(chain) < max_links and may_lie_between(before):
                extend(chain, seen | {before})

    extend((), frozenset({end}))
    return sorted(found, key=lambda path: (-path.score, path.start, path.between))
