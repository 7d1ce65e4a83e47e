"""Typed paths through a knowledge graph, counted with a discount for popular nodes.

Source: degree-weighted path count, Himmelstein & Baranzini 2015, https://doi.org/10.1371/journal.pcbi.1004259;
exponent 0.4 from Himmelstein et al. 2017, https://doi.org/10.7554/eLife.26726
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from coscientist.domain.base import Value
from coscientist.evidence.knowledge_graph import EdgeType, KnowledgeGraph, Step

Floats = NDArray[np.float64]

DAMPING = 0.4


class Metapath(Value):
    """A type of path: the steps that it takes."""

    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """Return it in words: `Compound binds Gene associates Disease`."""
        return " ".join([self.steps[0].start, *(f"{step.name} {step.end}" for step in self.steps)])

    def uses(self, kind: EdgeType) -> bool:
        """Say whether it goes along or against an edge type."""
        return any(step.edge == kind for step in self.steps)


def metapaths(graph: KnowledgeGraph, start: str, end: str, *, lengths: Sequence[int] = (2, 3)) -> list[Metapath]:
    """Return every type of path of these lengths from one kind of node to another."""
    found: list[Metapath] = []
    unfinished: list[tuple[Step, ...]] = [()]
    for length in range(1, max(lengths) + 1):
        unfinished = [
            (*taken, step)
            for taken in unfinished
            for step in graph.steps
            if step.start == (taken[-1].end if taken else start)
        ]
        if length in lengths:
            found += [Metapath(steps=steps) for steps in unfinished if steps[-1].end == end]
    return found


class PathCounter:
    """Counts typed paths between all pairs of one graph; keeps what several metapaths share.

    A count is the sum over simple paths of (product of the degrees along the path, each step's own) ** -damping.
    """

    def __init__(self, graph: KnowledgeGraph, *, damping: float = DAMPING, known: "PathCounter | None" = None) -> None:
        self.graph = graph
        self.damping = damping
        self._weighted: dict[Step, Any] = {}
        self._ends: dict[tuple[Step, ...], Floats] = {}
        self._known = known

    def counts(self, metapath: Metapath) -> Floats:
        """Return the count of every pair. Shape: (nodes of the start kind, nodes of the end kind).

        Raises: ValueError for paths of other than two or three steps.
        """
        first, *rest = metapath.steps
        if len(rest) == 1:
            found = np.asarray(self.weighted(first) @ self._end(tuple(rest)))
        elif len(rest) == 2:
            found = self._of_three(first, (rest[0], rest[1]))
        else:
            raise ValueError(f"Paths of two and three steps are counted, not of {len(metapath.steps)}.")
        if metapath.steps[0].start == metapath.steps[-1].end:
            np.fill_diagonal(found, 0.0)
        return np.asarray(np.maximum(found, 0.0))

    def _of_three(self, first: Step, rest: tuple[Step, Step]) -> Floats:
        """Count paths a-b-c-d, without those in which c is a or d is b."""
        second, third = rest
        one, two = self.weighted(first), self.weighted(second)
        onward = self._end(rest)
        d_may_be_b = second.start == third.end
        if d_may_be_b:
            onward = onward.copy()
            np.fill_diagonal(onward, 0.0)
        found = np.asarray(one @ onward)
        if first.start == second.end:
            out_and_back = np.asarray(one.multiply(two.T).sum(axis=1)).ravel()
            returned = out_and_back[:, None] * self._end((third,))
            if d_may_be_b:
                returned -= one.multiply(two.T).multiply(self.weighted(third)).toarray()
            found -= returned
        return found

    def weighted(self, step: Step) -> Any:
        """Return a step's matrix, each entry discounted by the degrees that its ends have in it. Sparse."""
        if self._known is not None and self._known.graph.matrix(step) is self.graph.matrix(step):
            return self._known.weighted(step)
        if step not in self._weighted:
            matrix = self.graph.matrix(step)
            left, right = (_power(np.asarray(matrix.sum(axis=axis)).ravel(), -self.damping) for axis in (1, 0))
            self._weighted[step] = sparse.csr_array(sparse.diags_array(left) @ matrix @ sparse.diags_array(right))
        return self._weighted[step]

    def _end(self, steps: tuple[Step, ...]) -> Floats:
        """Return the summed weight of all walks that finish with these steps. Shape: (starts, ends), dense."""
        known = self._known
        if known is not None and all(known.graph.matrix(step) is self.graph.matrix(step) for step in steps):
            return known._end(steps)
        if steps not in self._ends:
            first, *rest = steps
            matrix = self.weighted(first)
            self._ends[steps] = np.asarray(matrix @ self._end(tuple(rest))) if rest else matrix.toarray()
        return self._ends[steps]


class FoundPath(Value):
    """One path with its weight: what it adds to the count of its type."""

    nodes: tuple[str, ...]
    names: tuple[str, ...]
    metapath: Metapath
    weight: float


def best_paths(counter: PathCounter, metapath: Metapath, start: str, end: str, *, limit: int = 5) -> list[FoundPath]:
    """Return the simple paths of a type between two nodes that weigh most, the heaviest first."""
    graph = counter.graph
    kinds = [metapath.steps[0].start, *(step.end for step in metapath.steps)]
    goal = graph.position(kinds[-1], end)
    partial: list[tuple[float, tuple[int, ...]]] = [(1.0, (graph.position(kinds[0], start),))]
    for depth, step in enumerate(metapath.steps, start=1):
        rows = counter.weighted(step)
        last = depth == len(metapath.steps)
        longer: list[tuple[float, tuple[int, ...]]] = []
        for weight, nodes in partial:
            low, high = rows.indptr[nodes[-1]], rows.indptr[nodes[-1] + 1]
            for node, value in zip(rows.indices[low:high].tolist(), rows.data[low:high].tolist(), strict=True):
                seen = any(node == old and kind == kinds[depth] for old, kind in zip(nodes, kinds, strict=False))
                if not seen and (node == goal or not last):
                    longer.append((weight * value, (*nodes, node)))
        partial = longer
    best = sorted(partial, key=lambda item: (-item[0], item[1]))[:limit]
    found = []
    for weight, positions in best:
        ids = tuple(graph.nodes[kind][at] for kind, at in zip(kinds, positions, strict=True))
        found.append(
            FoundPath(
                nodes=ids, names=tuple(graph.names.get(node, node) for node in ids), metapath=metapath, weight=weight
            )
        )
    return found


def _power(degrees: Floats, exponent: float) -> Floats:
    found = np.zeros_like(degrees)
    np.power(degrees, exponent, out=found, where=degrees > 0)
    return found
