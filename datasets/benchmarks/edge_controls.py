"""Pairs without an edge that are as popular as pairs with one."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coscientist.evidence.knowledge_graph import EdgeType, KnowledgeGraph
from coscientist.evidence.scores.edge_learning import edge_counts

Indices = NDArray[np.int64]

PER_EDGE = 10
TRIES = 100
BIN_RATIO = 1.3
"""Numbers of edges within one bin differ by less than this factor."""
OTHERS_RATIO = 2.0
"""The same for edges of other types, where hardly two nodes have the same number."""


@dataclass(frozen=True)
class MatchedEdges:
    """Edges with their controls; edges that found none are left out and counted."""

    edges: Indices
    controls: Indices
    weights: NDArray[np.float64]
    """Of the controls: one a edge in sum."""
    unmatched: int


def degree_matched_edges(
    graph: KnowledgeGraph, target: EdgeType, hidden: Indices, rng: np.random.Generator
) -> MatchedEdges:
    """Draw controls whose ends have as many visible target edges as the hidden edge's.

    The starts, of which there are many, also match in how many edges of other types they have. Visible means: with
    the hidden edges away, as a method sees it.
    """
    visible = graph.without(target, [(int(start), int(end)) for start, end in hidden])
    is_edge = {(int(start), int(end)) for start, end in graph.pairs(target)}
    starts, ends = edge_counts(visible, target)
    start_bins = list(zip(_bins(starts, BIN_RATIO), _bins(_other_degree(graph, target), OTHERS_RATIO), strict=True))
    end_bins = _bins(ends, BIN_RATIO)
    start_pool, end_pool = defaultdict(list), defaultdict(list)
    for at, start_bin in enumerate(start_bins):
        start_pool[start_bin].append(at)
    for at, end_bin in enumerate(end_bins):
        end_pool[end_bin].append(at)
    kept: list[tuple[int, int]] = []
    controls: list[tuple[int, int]] = []
    weights: list[float] = []
    for start, end in hidden.tolist():
        group: dict[tuple[int, int], None] = {}
        first, second = start_pool[start_bins[start]], end_pool[end_bins[end]]
        for _ in range(TRIES):
            pair = first[int(rng.integers(len(first)))], second[int(rng.integers(len(second)))]
            if pair not in is_edge:
                group.setdefault(pair)
            if len(group) == PER_EDGE:
                break
        if group:
            kept.append((start, end))
            controls += group
            weights += [1.0 / len(group)] * len(group)
    return MatchedEdges(
        np.array(kept, dtype=np.int64).reshape(-1, 2),
        np.array(controls, dtype=np.int64).reshape(-1, 2),
        np.array(weights),
        len(hidden) - len(kept),
    )


def _other_degree(graph: KnowledgeGraph, target: EdgeType) -> NDArray[np.float64]:
    total = np.zeros(len(graph.nodes[target.source]))
    for step in graph.steps:
        if step.start == target.source and step.edge != target:
            total += np.asarray(graph.matrix(step).sum(axis=1)).ravel()
    return total


def _bins(counts: NDArray[np.float64], ratio: float) -> list[int]:
    return [int(at) for at in np.floor(np.log1p(counts) / np.log(ratio))]
