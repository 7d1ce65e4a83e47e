"""A knowledge graph: nodes of several kinds, edges of several types, held as sparse matrices."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from coscientist.domain.base import Value
from coscientist.domain.errors import NotFoundError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]

Edge = tuple[str, str, int | None]
"""Start, end, and the year in which it became known, where that is recorded."""


class EdgeType(Value):
    """What kind of thing does what to what kind of thing: `Compound`, `treats`, `Disease`."""

    source: str
    verb: str
    target: str
    directed: bool = True
    """False: an edge between two things of one kind that means the same from either end."""


class Step(Value):
    """Going along an edge type, or against it."""

    edge: EdgeType
    against: bool = False

    @property
    def start(self) -> str:
        """Return the kind that it leaves."""
        return self.edge.target if self.against else self.edge.source

    @property
    def end(self) -> str:
        """Return the kind that it reaches."""
        return self.edge.source if self.against else self.edge.target

    @property
    def name(self) -> str:
        """Return the verb, with an arrow where the edge joins two things of one kind and has a direction."""
        if self.edge.source != self.edge.target or not self.edge.directed:
            return self.edge.verb
        return f"<{self.edge.verb}" if self.against else f"{self.edge.verb}>"


class KnowledgeGraph:
    """Nodes by kind and edges by type. Never changed: `without` and `until` return another one.

    Edges from a node to itself are dropped, and of edges given twice one is kept, with the earlier year.
    """

    def __init__(
        self, nodes: Mapping[str, Iterable[str]], edges: Mapping[EdgeType, Iterable[Edge]], names: Mapping[str, str]
    ) -> None:
        self.nodes: dict[str, tuple[str, ...]] = {kind: tuple(sorted(set(ids))) for kind, ids in nodes.items()}
        self.names = dict(names)
        self._at = {kind: {node: at for at, node in enumerate(ids)} for kind, ids in self.nodes.items()}
        self._edges = {
            kind: _each_once(given) for kind, given in sorted(edges.items(), key=lambda item: _sort_key(item[0]))
        }
        self._matrices: dict[Step, Any] = {}

    @property
    def edge_types(self) -> tuple[EdgeType, ...]:
        """Return the types of edges, in a fixed order."""
        return tuple(self._edges)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return every way to go along an edge."""
        found: list[Step] = []
        for kind in self.edge_types:
            found.append(Step(edge=kind))
            if kind.directed or kind.source != kind.target:
                found.append(Step(edge=kind, against=True))
        return tuple(found)

    def edge_type(self, source: str, verb: str, target: str) -> EdgeType:
        """Return the type with these names. Raises: NotFoundError."""
        for kind in self.edge_types:
            if (kind.source, kind.verb.casefold(), kind.target) == (source, verb.casefold(), target):
                return kind
        known = ", ".join(f"{kind.source} {kind.verb} {kind.target}" for kind in self.edge_types)
        raise NotFoundError(f"The graph has no edges {source} {verb} {target}.", f"It has: {known}.")

    def position(self, kind: str, node: str) -> int:
        """Return the row of a node. Raises: NotFoundError."""
        try:
            return self._at[kind][node]
        except KeyError as error:
            raise NotFoundError(
                f"The graph has no {kind} {node!r}.", "Use the identifiers of its node files."
            ) from error

    def pairs(self, kind: EdgeType) -> "Indices":
        """Return the edges of a type as positions of start and end. Shape: (number of edges, 2)."""
        source, target = self._at[kind.source], self._at[kind.target]
        found = [(source[start], target[end]) for start, end in self._edges[kind]]
        return np.array(found, dtype=np.int64).reshape(-1, 2)

    def count(self, kind: EdgeType) -> int:
        """Return how many edges of a type there are."""
        return len(self._edges[kind])

    def matrix(self, step: Step) -> Any:
        """Return where a step leads. Shape: (nodes of `step.start`, nodes of `step.end`), sparse, ones."""
        if step not in self._matrices:
            pairs = self.pairs(step.edge)
            shape = len(self.nodes[step.edge.source]), len(self.nodes[step.edge.target])
            found = sparse.csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=shape)
            if step.edge.source == step.edge.target and not step.edge.directed:
                found = found.maximum(found.T)
            self._matrices[step] = sparse.csr_array(found.T) if step.against else sparse.csr_array(found)
        return self._matrices[step]

    def without(self, kind: EdgeType, pairs: Collection[tuple[int, int]]) -> "KnowledgeGraph":
        """Return the graph without some edges of a type, given as positions of start and end."""
        sources, targets = self.nodes[kind.source], self.nodes[kind.target]
        hidden = {(sources[start], targets[end]) for start, end in pairs}
        kept = {edge: year for edge, year in self._edges[kind].items() if edge not in hidden}
        return self._with({**self._edges, kind: kept}, changed={kind})

    def until(self, year: int) -> "KnowledgeGraph":
        """Return the graph as it was known at the end of a year.

        Limits: edges without a year might be later, so a type that has years for some of its edges loses the others;
        a type without any years is kept whole.
        """
        cut = {}
        for kind, edges in self._edges.items():
            dated = any(known is not None for known in edges.values())
            cut[kind] = {
                edge: known for edge, known in edges.items() if not dated or (known is not None and known <= year)
            }
        return self._with(cut, changed=set(cut))

    def _with(
        self, edges: Mapping[EdgeType, Mapping[tuple[str, str], int | None]], changed: set[EdgeType]
    ) -> "KnowledgeGraph":
        other = KnowledgeGraph(self.nodes, {}, self.names)
        other._edges = {kind: dict(found) for kind, found in edges.items()}
        other._matrices = {step: matrix for step, matrix in self._matrices.items() if step.edge not in changed}
        return other


def _each_once(edges: Iterable[Edge]) -> dict[tuple[str, str], int | None]:
    kept: dict[tuple[str, str], int | None] = {}
    for start, end, year in edges:
        if start == end:
            continue
        known = kept.get((start, end))
        kept[start, end] = year if known is None or (year is not None and year < known) else known
    return kept


def _sort_key(kind: EdgeType) -> tuple[str, str, str]:
    return kind.source, kind.verb, kind.target
