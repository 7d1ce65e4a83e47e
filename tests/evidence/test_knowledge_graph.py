"""A knowledge graph holds typed edges, drops some on request, and knows what was known when."""

import numpy as np
import pytest

from coscientist.domain.errors import NotFoundError
from coscientist.evidence.knowledge_graph import Edge, EdgeType, KnowledgeGraph, Step

TREATS = EdgeType(source="Drug", verb="treats", target="Disease")
LIKE = EdgeType(source="Drug", verb="resembles", target="Drug", directed=False)
REGULATES = EdgeType(source="Gene", verb="regulates", target="Gene")


@pytest.fixture
def graph() -> KnowledgeGraph:
    nodes = {"Drug": ["d1", "d2", "d3"], "Disease": ["x", "y"], "Gene": ["g1", "g2"]}
    edges: dict[EdgeType, list[Edge]] = {
        TREATS: [("d1", "x", 1990), ("d2", "y", 2001), ("d3", "y", None), ("d1", "x", 1980)],
        LIKE: [("d1", "d2", None), ("d3", "d3", None)],
        REGULATES: [("g1", "g2", None)],
    }
    return KnowledgeGraph(nodes, edges, {"d1": "Drug one"})


def test_an_undirected_edge_leads_both_ways(graph: KnowledgeGraph) -> None:
    matrix = graph.matrix(Step(edge=LIKE)).toarray()
    assert matrix.tolist() == matrix.T.tolist()
    assert Step(edge=LIKE, against=True) not in graph.steps


def test_a_directed_edge_between_two_of_a_kind_is_two_steps(graph: KnowledgeGraph) -> None:
    along, against = Step(edge=REGULATES), Step(edge=REGULATES, against=True)
    assert {along, against} <= set(graph.steps)
    assert graph.matrix(along).toarray().tolist() == graph.matrix(against).toarray().T.tolist() == [[0, 1], [0, 0]]
    assert (along.name, against.name) == ("regulates>", "<regulates")


def test_loops_are_dropped_and_doubles_kept_once(graph: KnowledgeGraph) -> None:
    assert graph.count(LIKE) == 1
    assert graph.count(TREATS) == 3


def test_hidden_edges_are_gone_and_the_graph_itself_is_unchanged(graph: KnowledgeGraph) -> None:
    less = graph.without(TREATS, [(0, 0)])
    assert less.pairs(TREATS).tolist() == [[1, 1], [2, 1]]
    assert graph.count(TREATS) == 3
    assert less.matrix(Step(edge=TREATS)).sum() == 2


def test_until_a_year_only_what_was_known_is_there(graph: KnowledgeGraph) -> None:
    then = graph.until(1995)
    assert then.pairs(TREATS).tolist() == [[0, 0]]
    assert then.count(LIKE) == 1


def test_an_edge_given_twice_counts_from_its_earlier_year(graph: KnowledgeGraph) -> None:
    assert graph.until(1985).count(TREATS) == 1


def test_unknown_names_are_answered_with_the_known_ones(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFoundError, match="Drug treats Disease"):
        graph.edge_type("Drug", "cures", "Disease")
    with pytest.raises(NotFoundError, match="no Drug 'nothing'"):
        graph.position("Drug", "nothing")


def test_matrices_of_untouched_types_are_shared_after_hiding(graph: KnowledgeGraph) -> None:
    matrix = graph.matrix(Step(edge=LIKE))
    assert graph.without(TREATS, [(0, 0)]).matrix(Step(edge=LIKE)) is matrix
    assert np.array_equal(graph.without(TREATS, []).pairs(TREATS), graph.pairs(TREATS))
