"""Cross-validation on a typed graph: nothing hidden is used, popularity is matched, and what is there is found."""

import time
from pathlib import Path

import numpy as np
import pytest

from coscientist.datasets.benchmarks.benchmark import BenchmarkOptions, BenchmarkReport
from coscientist.datasets.benchmarks.edge_controls import degree_matched_edges
from coscientist.datasets.benchmarks.hetionet import OURS, cross_validate, rejected_indications, untyped_path_count
from coscientist.evidence.knowledge_graph import KnowledgeGraph
from coscientist.evidence.knowledge_graph_files import read_knowledge_graph
from coscientist.evidence.scores.edge_learning import EdgeFeatures, edge_counts
from tests.support.shared_data import shared
from tests.support.typed_graph import BINDS, INVOLVES, TREATS, random_graph


@pytest.fixture(scope="module")
def report() -> BenchmarkReport:
    return cross_validate(random_graph(0), TREATS, BenchmarkOptions(resamples=100))


def figure(report: BenchmarkReport, method: str, negatives: str, key: str = "auroc") -> float:
    (row,) = [item for item in report.results if (item["method"], item["negatives"]) == (method, negatives)]
    return float(row[key] or 0.0)


def test_planted_structure_is_found_beyond_popularity(report: BenchmarkReport) -> None:
    assert figure(report, OURS, "degree-matched", "low") > 0.6
    assert figure(report, OURS, "all other pairs") > figure(report, "degree product", "all other pairs")


def test_chance_is_at_a_half(report: BenchmarkReport) -> None:
    for negatives in ("all other pairs", "degree-matched"):
        assert figure(report, "random", negatives, "low") <= 0.5 <= figure(report, "random", negatives, "high")


def test_without_structure_nothing_is_found() -> None:
    graph, rng = random_graph(1), np.random.default_rng(5)
    pairs = {(int(a), int(b)) for a, b in zip(rng.integers(0, 40, 120), rng.integers(0, 15, 120), strict=True)}
    drugs, diseases = graph.nodes["Drug"], graph.nodes["Disease"]
    edges = {
        TREATS: [(drugs[start], diseases[end], None) for start, end in sorted(pairs)],
        **{
            kind: [(graph.nodes[kind.source][a], graph.nodes[kind.target][b], None) for a, b in graph.pairs(kind)]
            for kind in (BINDS, INVOLVES)
        },
    }
    report = cross_validate(KnowledgeGraph(graph.nodes, edges, {}), TREATS, BenchmarkOptions(resamples=200))
    assert figure(report, OURS, "degree-matched", "low") <= 0.55


def test_the_same_seed_gives_the_same_report(report: BenchmarkReport) -> None:
    assert cross_validate(random_graph(0), TREATS, BenchmarkOptions(resamples=100)) == report


def test_controls_are_as_popular_as_the_edges_they_stand_against() -> None:
    graph = random_graph(3)
    hidden = graph.pairs(TREATS)[::4]
    matched = degree_matched_edges(graph, TREATS, hidden, np.random.default_rng(0))
    visible = graph.without(TREATS, [(int(a), int(b)) for a, b in hidden])
    starts, ends = edge_counts(visible, TREATS)
    is_edge = set(map(tuple, graph.pairs(TREATS).tolist()))
    assert not is_edge & set(map(tuple, matched.controls.tolist()))
    for side, counts in ((0, starts), (1, ends)):
        of_edges = counts[matched.edges[:, side]].mean()
        of_controls = np.average(counts[matched.controls[:, side]], weights=matched.weights)
        assert of_controls == pytest.approx(of_edges, rel=0.15)


def test_an_untyped_count_counts_every_path_once() -> None:
    graph = random_graph(4)
    features = EdgeFeatures(graph, TREATS, lengths=(2,))
    count = untyped_path_count(graph, features)
    assert count.shape == features.shape
    binds, involves = (
        graph.matrix(next(step for step in graph.steps if step.edge == kind and not step.against)).toarray()
        for kind in (BINDS, INVOLVES)
    )
    assert np.array_equal(count, binds @ involves.T)


def test_all_hetionet_pairs_are_scored_by_all_path_types_within_the_budget() -> None:
    started = time.monotonic()
    graph = read_knowledge_graph(shared("hetionet"))
    features = EdgeFeatures(graph, graph.edge_type("Compound", "treats", "Disease"))
    table = features.hiding(np.empty((0, 2), dtype=np.int64))
    assert table.shape == (len(features.metapaths) + 4, 1552, 137)
    assert np.isfinite(table).all()
    assert time.monotonic() - started < 300


def test_rejected_indications_are_neither_treatments_nor_palliations() -> None:
    folder = shared("hetionet")
    graph = read_knowledge_graph(folder)
    rejected = rejected_indications(folder, graph)
    assert rejected is not None
    assert len(rejected) == 243


def test_without_the_list_there_are_no_rejected_indications(tmp_path: Path) -> None:
    assert rejected_indications(tmp_path, random_graph(0)) is None
