"""Typed path counts equal what one gets by walking every simple path."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coscientist.evidence.knowledge_graph import EdgeType, KnowledgeGraph
from coscientist.evidence.metapaths import DAMPING, Metapath, PathCounter, best_paths, metapaths

KINDS = {"D": ["d1", "d2", "d3"], "G": ["g1", "g2", "g3"], "X": ["x1", "x2", "x3"]}
TREATS = EdgeType(source="D", verb="treats", target="X")
TYPES = (
    TREATS,
    EdgeType(source="D", verb="binds", target="G"),
    EdgeType(source="X", verb="involves", target="G"),
    EdgeType(source="D", verb="like", target="D", directed=False),
    EdgeType(source="X", verb="like", target="X", directed=False),
    EdgeType(source="G", verb="regulates", target="G"),
)
ALL_EDGES = [(kind, start, end) for kind in TYPES for start in KINDS[kind.source] for end in KINDS[kind.target]]


def graph_of(edges: set[tuple[EdgeType, str, str]]) -> KnowledgeGraph:
    by_type = {kind: [(start, end, None) for of, start, end in sorted(edges, key=str) if of == kind] for kind in TYPES}
    return KnowledgeGraph(KINDS, by_type, {})


def walks(graph: KnowledgeGraph, metapath: Metapath, start: int) -> Iterator[tuple[list[tuple[str, int]], float]]:
    """Walk every simple path of a type from a node, with its weight."""

    def go(nodes: list[tuple[str, int]], weight: float, depth: int) -> Iterator[tuple[list[tuple[str, int]], float]]:
        if depth == len(metapath.steps):
            yield nodes, weight
            return
        step = metapath.steps[depth]
        matrix = graph.matrix(step).toarray()
        here = nodes[-1][1]
        for there in np.flatnonzero(matrix[here]):
            if (step.end, int(there)) not in nodes:
                degrees = matrix[here].sum() * matrix[:, there].sum()
                yield from go([*nodes, (step.end, int(there))], weight * degrees**-DAMPING, depth + 1)

    yield from go([(metapath.steps[0].start, start)], 1.0, 0)


@settings(max_examples=30, deadline=None)
@given(st.sets(st.sampled_from(ALL_EDGES), min_size=5, max_size=25))
def test_counts_are_sums_over_simple_paths(edges: set[tuple[EdgeType, str, str]]) -> None:
    graph = graph_of(edges)
    counter = PathCounter(graph)
    for metapath in metapaths(graph, "D", "X"):
        expected = np.zeros((3, 3))
        for start in range(3):
            for nodes, weight in walks(graph, metapath, start):
                expected[start, nodes[-1][1]] += weight
        assert np.allclose(counter.counts(metapath), expected), metapath.name


@settings(max_examples=20, deadline=None)
@given(st.sets(st.sampled_from(ALL_EDGES), min_size=5, max_size=25), st.integers(0, 2), st.integers(0, 2))
def test_the_best_paths_together_weigh_the_count(edges: set[tuple[EdgeType, str, str]], start: int, end: int) -> None:
    graph = graph_of(edges)
    counter = PathCounter(graph)
    for metapath in metapaths(graph, "D", "X"):
        found = best_paths(counter, metapath, KINDS["D"][start], KINDS["X"][end], limit=1000)
        assert sum(path.weight for path in found) == pytest.approx(counter.counts(metapath)[start, end])
        assert [path.weight for path in found] == sorted((path.weight for path in found), reverse=True)


def test_an_edge_is_no_part_of_the_paths_that_go_round_it() -> None:
    edges = {(TREATS, "d1", "x1"), (TREATS, "d1", "x2"), (TREATS, "d2", "x2"), (TREATS, "d2", "x1")}
    graph = graph_of(edges)
    (round_about,) = [path for path in metapaths(graph, "D", "X") if {step.edge for step in path.steps} == {TREATS}]
    with_edge = PathCounter(graph, damping=0.0).counts(round_about)[0, 0]
    without = PathCounter(graph.without(TREATS, [(0, 0)]), damping=0.0).counts(round_about)[0, 0]
    assert with_edge == without == 1.0


def test_what_a_counter_takes_over_from_another_changes_nothing() -> None:
    rng = np.random.default_rng(0)
    graph = graph_of({ALL_EDGES[at] for at in rng.choice(len(ALL_EDGES), 25, replace=False)})
    less = graph.without(TREATS, [tuple(pair) for pair in graph.pairs(TREATS).tolist()[:1]])
    known = PathCounter(graph)
    for metapath in metapaths(graph, "D", "X"):
        known.counts(metapath)
        shared = PathCounter(less, known=known).counts(metapath)
        assert np.allclose(shared, PathCounter(less).counts(metapath))


def test_every_type_of_path_is_listed_once() -> None:
    found = metapaths(graph_of(set(ALL_EDGES)), "D", "X")
    names = [path.name for path in found]
    assert len(names) == len(set(names))
    assert "D binds G involves X" in names
    assert "D binds G regulates> G involves X" in names
    assert "D binds G <regulates G involves X" in names
    assert all(path.steps[0].start == "D" and path.steps[-1].end == "X" for path in found)


def test_longer_paths_are_refused() -> None:
    graph = graph_of(set(ALL_EDGES))
    long = metapaths(graph, "D", "X", lengths=(4,))[0]
    with pytest.raises(ValueError, match="not of 4"):
        PathCounter(graph).counts(long)
