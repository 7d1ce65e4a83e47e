"""Pairs that were open at a cut and got linked after it, with matched pairs that did not: what scores are judged on."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

import numpy as np

from coscientist.domain.base import Value
from coscientist.domain.claim import Claim
from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.scores.pair_score import OpenPairs, Pair

TRIES = 60
"""Draws per positive before it goes with fewer controls, or none."""
BIN_RATIO = 1.3
"""Degrees within one bin differ by less than this factor; the few most linked concepts have a bin to themselves."""


class LaterLink(Value):
    """A pair that no claim joined by the cut and that a later paper joined."""

    pair: Pair
    """In the order of subject and object of the first claim that joined them."""
    source: str
    """The paper of that claim."""
    year: int
    sign: int
    """Direction that the claim gives; 0 when it gives none."""


class Matching(StrEnum):
    """How controls are matched to positives."""

    DEGREE = "degree-matched"
    """Both ends drawn from all concepts of like degree."""
    SWAPPED = "endpoint-swapped"
    """First end kept, second end another positive's of like degree: only who goes with whom differs."""


class Matched(Value):
    """Positives with their controls. Positives that found no control are left out and counted."""

    positives: tuple[LaterLink, ...]
    controls: tuple[tuple[Pair, ...], ...]
    unmatched: int

    @property
    def pairs(self) -> list[Pair]:
        """Return all pairs, positives first."""
        return [link.pair for link in self.positives] + [pair for group in self.controls for pair in group]

    @property
    def labels(self) -> list[bool]:
        """Return whether each of `pairs` got linked."""
        return [True] * len(self.positives) + [False] * sum(map(len, self.controls))

    @property
    def weights(self) -> list[float]:
        """Weigh each of `pairs` so that every positive has one control's worth of controls."""
        return [1.0] * len(self.positives) + [1.0 / len(group) for group in self.controls for _ in group]

    @property
    def clusters(self) -> list[str]:
        """Return the paper that each of `pairs` stands or falls with: the one that joined its positive."""
        papers = [link.source for link in self.positives]
        return papers + [paper for paper, group in zip(papers, self.controls, strict=True) for _ in group]


def later_links(
    open_pairs: OpenPairs, claims: Iterable[Claim], *, after: int, until: int | None = None, restated: bool = False
) -> tuple[list[LaterLink], dict[str, int]]:
    """Find the pairs of concepts known by `after` that a claim joins later, and count the closed ones by reason.

    `open_pairs` is of the graph at the cut; `claims` are all that are to be known in hindsight. Structural and
    undated claims join nothing. With `restated`, pairs linked before in another form count too.
    """
    present = open_pairs.graph.linked_concepts()
    joining: dict[frozenset[str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.predicate.structural or claim.year is None or claim.source is None:
            continue
        if claim.year > after and (until is None or claim.year <= until) and {claim.subject, claim.object} <= present:
            joining[frozenset((claim.subject, claim.object))].append(claim)
    closed: Counter[str] = Counter()
    found: list[LaterLink] = []
    for group in joining.values():
        first = min(group, key=lambda claim: (claim.year or 0, claim.source or "", claim.id))
        why = open_pairs.why_closed(first.subject, first.object)
        if why is not None and not (restated and why == "restated"):
            closed[why] += 1
            continue
        found.append(
            LaterLink(
                pair=(first.subject, first.object),
                source=first.source or "",
                year=first.year or 0,
                sign=first.sign,
            )
        )
    return sorted(found, key=lambda link: link.pair), dict(sorted(closed.items()))


def matched_controls(
    open_pairs: OpenPairs,
    positives: Sequence[LaterLink],
    ever_linked: frozenset[frozenset[str]],
    matching: Matching,
    rng: np.random.Generator,
    *,
    per_positive: int = 10,
    restated: bool = False,
) -> Matched:
    """Draw up to `per_positive` controls for each positive: pairs open at the cut that nothing in hindsight joins."""
    graph = open_pairs.graph
    by_bin: dict[int, list[str]] = defaultdict(list)
    for concept in sorted(graph.linked_concepts()):
        by_bin[degree_bin(graph, concept)].append(concept)
    ends: dict[int, list[str]] = defaultdict(list)
    for link in positives:
        ends[degree_bin(graph, link.pair[1])].append(link.pair[1])

    def draw(pool: list[str]) -> str:
        return pool[int(rng.integers(len(pool)))]

    def candidate(first: str, second: str) -> Pair:
        if matching is Matching.SWAPPED:
            return first, draw(ends[degree_bin(graph, second)])
        return draw(by_bin[degree_bin(graph, first)]), draw(by_bin[degree_bin(graph, second)])

    def usable(pair: Pair) -> bool:
        if frozenset(pair) in ever_linked:
            return False
        why = open_pairs.why_closed(*pair)
        return why is None or (restated and why == "restated")

    groups = [_draw_group(link.pair, candidate, usable, per_positive) for link in positives]
    kept = [at for at, group in enumerate(groups) if group]
    return Matched(
        positives=tuple(positives[at] for at in kept),
        controls=tuple(groups[at] for at in kept),
        unmatched=len(positives) - len(kept),
    )


def degree_bin(graph: EvidenceGraph, concept: str) -> int:
    """Return the logarithmic bin of a concept's degree."""
    return int(np.log(max(1, graph.degree(concept))) / np.log(BIN_RATIO))


def linked_ever(claims: Iterable[Claim]) -> frozenset[frozenset[str]]:
    """Return all pairs that any claim joins, dated or not."""
    return frozenset(frozenset((claim.subject, claim.object)) for claim in claims if not claim.predicate.structural)


def _draw_group(
    pair: Pair, candidate: Callable[[str, str], Pair], usable: Callable[[Pair], bool], wanted: int
) -> tuple[Pair, ...]:
    group: dict[Pair, None] = {}
    for _ in range(TRIES):
        if len(group) == wanted:
            break
        drawn = candidate(*pair)
        if usable(drawn):
            group.setdefault(drawn)
    return tuple(group)
