"""What speaks for an edge is learnt from other edges of its type, never from itself."""

from itertools import pairwise

import numpy as np
import pytest

from coscientist.domain.errors import CorpusError
from coscientist.evidence.knowledge_graph import EdgeType, KnowledgeGraph
from coscientist.evidence.metapaths import PathCounter
from coscientist.evidence.scores.edge_learning import EdgeFeatures, edge_counts, edge_examples
from coscientist.evidence.scores.edge_reasons import reasons
from tests.support.typed_graph import TREATS, random_graph


def test_an_edge_changes_none_of_its_own_features_once_it_is_hidden() -> None:
    graph = random_graph(0)
    edge = graph.pairs(TREATS)[:1]
    hidden = EdgeFeatures(graph, TREATS).hiding(edge)
    never_there = EdgeFeatures(graph.without(TREATS, [tuple(edge[0].tolist())]), TREATS).hiding(edge[:0])
    assert np.allclose(hidden, never_there)


def test_training_edges_are_read_while_hidden() -> None:
    """Known edges add one to the count of edges at either end; a training row must not show its own."""
    graph = random_graph(1)
    features = EdgeFeatures(graph, TREATS)
    examples = edge_examples(features, np.random.default_rng(0))
    starts, _ = edge_counts(graph, TREATS)
    column = examples.names.index("edges of the start")
    shown = np.expm1(examples.rows[examples.labels > 0][:, column]).round().sum()
    assert shown <= sum(starts[start] for start, _ in graph.pairs(TREATS)) - graph.count(TREATS)


def test_what_is_planted_is_found() -> None:
    """Drugs treat what involves the genes they bind: that type of path must carry the score."""
    graph = random_graph(2)
    features = EdgeFeatures(graph, TREATS)
    hidden = graph.pairs(TREATS)[::5]
    model = edge_examples(features, np.random.default_rng(0), hidden=hidden).learn()
    table = features.hiding(hidden)
    scores = model.scores(table)
    is_edge = np.zeros(features.shape, dtype=bool)
    is_edge[tuple(graph.pairs(TREATS).T)] = True
    assert scores[tuple(hidden.T)].mean() > np.quantile(scores[~is_edge], 0.8)
    start, end = (int(at) for at in hidden[np.argmax(scores[tuple(hidden.T)])])
    drug, disease = graph.nodes["Drug"][start], graph.nodes["Disease"][end]
    names = [reason.metapath for reason in reasons(features, model, table, drug, disease, hidden=hidden)]
    assert "Drug binds Gene involves Disease" in names


def test_reasons_show_paths_of_the_graph_without_the_hidden_edges() -> None:
    graph = random_graph(2)
    features = EdgeFeatures(graph, TREATS)
    hidden = graph.pairs(TREATS)[::5]
    model = edge_examples(features, np.random.default_rng(0), hidden=hidden).learn()
    drug, disease = graph.nodes["Drug"][hidden[0][0]], graph.nodes["Disease"][hidden[0][1]]
    away = {(graph.nodes["Drug"][start], graph.nodes["Disease"][end]) for start, end in hidden}
    for reason in reasons(features, model, features.hiding(hidden), drug, disease, hidden=hidden, limit=50):
        assert reason.adds > 0
        for path in reason.paths:
            assert (path.nodes[0], path.nodes[-1]) == (drug, disease)
            assert not away & {ends for step in pairwise(path.nodes) for ends in (step, step[::-1])}


def test_pairs_kept_for_judging_are_no_training_controls() -> None:
    graph = random_graph(3)
    features = EdgeFeatures(graph, TREATS)
    allowed = np.zeros(features.shape, dtype=bool)
    allowed[:3] = True
    is_edge = np.zeros(features.shape, dtype=bool)
    is_edge[tuple(graph.pairs(TREATS).T)] = True
    examples = edge_examples(features, np.random.default_rng(0), may_control=allowed)
    assert (examples.labels == 0).sum() <= 2 * (allowed & ~is_edge).sum()


def test_features_that_are_left_out_have_no_weight() -> None:
    examples = edge_examples(EdgeFeatures(random_graph(4), TREATS), np.random.default_rng(0))
    model = examples.learn(lambda name: "binds" in name)
    assert all((weight != 0) == ("binds" in name) for name, weight in zip(model.names, model.weights, strict=True))


def test_too_few_edges_and_no_paths_are_refused() -> None:
    graph = random_graph(5)
    few = graph.without(TREATS, [tuple(pair) for pair in graph.pairs(TREATS).tolist()[2:]])
    with pytest.raises(CorpusError, match="too few"):
        edge_examples(EdgeFeatures(few, TREATS), np.random.default_rng(0))
    lonely = EdgeType(source="Drug", verb="cures", target="Nothing")
    nowhere = KnowledgeGraph({"Drug": ["a"], "Nothing": ["b"]}, {}, {})
    with pytest.raises(CorpusError, match="No path"):
        EdgeFeatures(nowhere, lonely)


def test_features_of_path_types_are_their_squashed_counts() -> None:
    graph = random_graph(6)
    features = EdgeFeatures(graph, TREATS)
    table = features.hiding(np.empty((0, 2), dtype=np.int64))
    counts = PathCounter(graph).counts(features.metapaths[0])
    assert np.allclose(np.sinh(table[0]) * counts.mean(), counts, atol=1e-5)
