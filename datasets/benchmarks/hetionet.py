"""Drug repurposing on Hetionet: find hidden `treats` edges among all pairs of compound and disease.

Source: Himmelstein et al. 2017, https://doi.org/10.7554/eLife.26726
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coscientist.datasets.benchmarks.benchmark import (
    BenchmarkOptions,
    BenchmarkReport,
    Metric,
    Progress,
    data_folder,
)
from coscientist.datasets.benchmarks.edge_controls import degree_matched_edges
from coscientist.datasets.benchmarks.statistics import Estimate, Ranking, Resamples, averaged
from coscientist.evidence.knowledge_graph import EdgeType, KnowledgeGraph
from coscientist.evidence.knowledge_graph_files import read_knowledge_graph
from coscientist.evidence.metapaths import PathCounter
from coscientist.evidence.scores.edge_learning import NODE_FEATURES, EdgeFeatures, edge_counts, edge_examples

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

FOLDS = 5
OURS = "learned path types"
ALL, MATCHED, REJECTED = "all other pairs", "degree-matched", "listed as indications, rejected by physicians"
ORIGIN = "https://github.com/hetio/hetionet (tab-separated edges by type)"


@dataclass(frozen=True)
class Judged:
    """Pairs of one fold that a method is judged on, the hidden edges first."""

    pairs: Indices
    labels: NDArray[np.bool_]
    weights: Floats


class Hetionet:
    """Five-fold cross-validation: a fold's edges are hidden from every feature, its scores judged against the rest."""

    name = "hetionet"
    summary = "Find hidden indications of drugs from typed paths through Hetionet, by 5-fold cross-validation."

    def run(self, options: BenchmarkOptions, progress: Progress = lambda _what, _done, _all: None) -> BenchmarkReport:
        """Run every fold. Raises: CorpusError when the data folder is missing."""
        folder = data_folder(options, "hetionet", ORIGIN)
        graph = read_knowledge_graph(folder)
        target = graph.edge_type("Compound", "treats", "Disease")
        return cross_validate(graph, target, options, progress, rejected=rejected_indications(folder, graph))


def cross_validate(
    graph: KnowledgeGraph,
    target: EdgeType,
    options: BenchmarkOptions,
    progress: Progress = lambda _what, _done, _all: None,
    *,
    rejected: Indices | None = None,
) -> BenchmarkReport:
    """Hide each fold of the target's edges in turn, score all pairs without them, and judge what was hidden.

    `rejected` are pairs known to have no edge although somebody said so; with them a third kind of control is judged.
    """
    rng = np.random.default_rng(options.seed)
    features = EdgeFeatures(graph, target)
    edges = graph.pairs(target)
    fold_of_edge = rng.permutation(len(edges)) % FOLDS
    fold_of_pair = rng.integers(0, FOLDS, features.shape)
    is_edge = np.zeros(features.shape, dtype=bool)
    is_edge[edges[:, 0], edges[:, 1]] = True
    judged: dict[str, list[Judged]] = {ALL: [], MATCHED: []}
    if rejected is not None:
        judged[REJECTED] = []
    scores: dict[str, list[Floats]] = {}
    unmatched = 0
    for fold in range(FOLDS):
        progress(f"fold {fold + 1}", fold, FOLDS)
        hidden = edges[fold_of_edge == fold]
        controls = np.argwhere((fold_of_pair == fold) & ~is_edge)
        judged[ALL].append(_judged(hidden, controls, np.ones(len(controls))))
        matched = degree_matched_edges(graph, target, hidden, rng)
        unmatched += matched.unmatched
        judged[MATCHED].append(_judged(matched.edges, matched.controls, matched.weights))
        if rejected is not None:
            here = rejected[fold_of_pair[rejected[:, 0], rejected[:, 1]] == fold]
            judged[REJECTED].append(_judged(hidden, here, np.full(len(here), len(hidden) / max(len(here), 1))))
        for method, found in _fold_scores(features, hidden, fold_of_pair != fold, rng).items():
            scores.setdefault(method, []).append(found)
    progress("intervals", FOLDS, FOLDS)
    rows = [
        row
        for negatives, parts in judged.items()
        for row in _rows(scores, parts, negatives, options, graph.nodes[target.target])
    ]
    data = {
        "edges": {f"{kind.source} {kind.verb} {kind.target}": graph.count(kind) for kind in graph.edge_types},
        "pairs scored": features.shape[0] * features.shape[1],
        "path types": len(features.metapaths),
        "folds": FOLDS,
        "degree-matched: edges without control": unmatched,
        "interval": f"95 %, {options.resamples} bootstrap resamples of the diseases; figures are means over folds",
        "seed": options.seed,
    }
    return BenchmarkReport(benchmark=Hetionet.name, data=data, results=tuple(rows))


def rejected_indications(folder: Path, graph: KnowledgeGraph) -> Indices | None:
    """Return the pairs that drug resources list and that the graph's curators took for neither cure nor palliation.

    None where the list is missing. Shape: (pairs, 2).

    Source: https://github.com/dhimmel/indications
    """
    path = folder / "indications.tsv"
    if not path.is_file():
        return None
    known = {
        (int(start), int(end))
        for verb in ("treats", "palliates")
        for start, end in graph.pairs(graph.edge_type("Compound", verb, "Disease"))
    }
    with path.open(encoding="utf-8") as text:
        listed = {
            (graph.position("Compound", row["drugbank_id"]), graph.position("Disease", row["doid_id"]))
            for row in csv.DictReader(text, delimiter="\t")
        }
    return np.array(sorted(listed - known), dtype=np.int64).reshape(-1, 2)


def _fold_scores(
    features: EdgeFeatures, hidden: Indices, may_control: NDArray[np.bool_], rng: np.random.Generator
) -> dict[str, Floats]:
    """Score every pair by every method, none of which knows the hidden edges. Shape of each: (starts, ends)."""
    target = features.target
    graph = features.graph.without(target, [(int(start), int(end)) for start, end in hidden])
    examples = edge_examples(features, rng, hidden=hidden, may_control=may_control)
    table = features.hiding(hidden)
    through_target = {path.name for path in features.metapaths if path.uses(target)}
    chosen: dict[str, Callable[[str], bool]] = {
        OURS: lambda _name: True,
        "learned, path types only": lambda name: name not in NODE_FEATURES,
        "learned, without paths over known treatments": lambda name: name not in through_target,
        "learned, degrees only": lambda name: name in NODE_FEATURES,
    }
    found = {method: examples.learn(use).scores(table) for method, use in chosen.items()}
    starts, ends = edge_counts(graph, target)
    # A node without any visible edge still ranks by the other end's.
    found["degree product"] = np.outer(starts + 0.1, ends + 0.1)
    found["untyped path count"] = untyped_path_count(graph, features)
    found["typed paths, all types alike"] = table[: len(features.metapaths)].sum(axis=0, dtype=np.float64)
    found["random"] = rng.random(features.shape)
    return found


def untyped_path_count(graph: KnowledgeGraph, features: EdgeFeatures) -> Floats:
    """Count the paths of two and three edges between all pairs, whatever their types, without any discount."""
    counter = PathCounter(graph, damping=0.0)
    total = np.zeros(features.shape)
    for path in features.metapaths:
        total += counter.counts(path)
    return total


def _judged(edges: Indices, controls: Indices, weights: Floats) -> Judged:
    labels = np.arange(len(edges) + len(controls)) < len(edges)
    return Judged(np.vstack([edges, controls]), labels, np.concatenate([np.ones(len(edges)), weights]))


def _rows(
    scores: dict[str, list[Floats]],
    parts: list[Judged],
    negatives: str,
    options: BenchmarkOptions,
    ends: tuple[str, ...],
) -> list[dict[str, Metric]]:
    clusters = [ends[end] for part in parts for end in part.pairs[:, 1]]
    drawn = Resamples(clusters, options.resamples, np.random.default_rng(options.seed))
    edges_at = np.cumsum([0, *(len(part.pairs) for part in parts)])
    by_fold = [drawn.part(slice(low, high)) for low, high in pairwise(edges_at)]
    rows: list[dict[str, Metric]] = []
    for method, found in scores.items():
        rankings = [
            Ranking(one[part.pairs[:, 0], part.pairs[:, 1]], part.labels, part.weights, resamples)
            for one, part, resamples in zip(found, parts, by_fold, strict=True)
        ]
        auroc, precision = averaged(rankings, drawn)
        rows.append(_row(method, negatives, auroc, precision, sum(int(part.labels.sum()) for part in parts)))
    return rows


def _row(method: str, negatives: str, auroc: Estimate, precision: Estimate, n: int) -> dict[str, Metric]:
    return {
        "method": method,
        "negatives": negatives,
        "auroc": auroc.value,
        "low": auroc.low,
        "high": auroc.high,
        "ap": precision.value,
        "ap_low": precision.low,
        "ap_high": precision.high,
        "n": n,
    }
