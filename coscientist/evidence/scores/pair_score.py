"""What every score of a pair has in common, and which pairs are open questions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from coscientist.evidence.graph import EvidenceGraph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Pair = tuple[str, str]


class PairScore(Protocol):
    """Says how strongly the evidence speaks for a link between two concepts; higher is stronger.

    Scores of one graph can be compared with each other, and with nothing else.
    """

    name: str

    def scores(self, pairs: Sequence[Pair]) -> "NDArray[np.float64]":
        """Return one number a pair; 0 or less where a concept is unknown to the graph. Shape: (len(pairs),)."""


class OpenPairs:
    """Tells pairs that nobody has joined from those that are joined, tied by nature, or joined in another form."""

    def __init__(self, graph: EvidenceGraph) -> None:
        self.graph = graph
        self._kin: dict[str, set[str]] = {}
        self._around: dict[str, set[str]] = {}
        for concept in graph.concepts:
            for other in graph.kin(concept):
                # A complex knows its members, but not the other way round.
                self._kin.setdefault(concept, set()).add(other)
                self._kin.setdefault(other, set()).add(concept)

    def forms(self, concept: str) -> set[str]:
        """Return the concept with all its kin, seen from either side."""
        return self._kin.get(concept, set()) | {concept}

    def why_closed(self, first: str, second: str) -> str | None:
        """Say why a pair is no open question: `same`, `kin`, `linked` or `restated`; None when it is open.

        Restated means that a form of the one is linked with a form of the other: what is known of tau is hardly
        a discovery about phosphorylated tau.
        """
        if first == second:
            return "same"
        if second in self.forms(first):
            return "kin"
        if second in self.graph.neighbours(first):
            return "linked"
        if first not in self._around:
            self._around[first] = set().union(*(self.graph.neighbours(form) for form in self.forms(first)))
        if self._around[first] & self.forms(second):
            return "restated"
        return None
