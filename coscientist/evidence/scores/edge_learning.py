"""Learning which types of path speak for an edge, from the edges of that type that a knowledge graph has.

As in Project Rephetio, with two differences: the features of a training edge are computed without it, and half of
the training controls are drawn by popularity, so that popularity alone tells little.

Source: Himmelstein et al. 2017, https://doi.org/10.7554/eLife.26726
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coscientist.domain.errors import CorpusError
from coscientist.evidence.knowledge_graph import EdgeType, KnowledgeGraph
from coscientist.evidence.metapaths import Metapath, PathCounter, metapaths
from coscientist.evidence.scores.logistic import fit_logistic

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

RIDGE = 0.01
INNER_FOLDS = 4
CONTROLS = 60_000
"""Training controls of each kind, at most."""
POPULARITY_FLOOR = 0.3
"""Added to each node's number of edges when controls are drawn by popularity, so that no node is out of reach."""

NODE_FEATURES = ("edges of the start", "edges of the end", "other edges of the start", "other edges of the end")


class EdgeFeatures:
    """Features of every pair that an edge type could join, with some of its edges hidden from all of them."""

    def __init__(self, graph: KnowledgeGraph, target: EdgeType, *, lengths: Sequence[int] = (2, 3)) -> None:
        self.graph = graph
        self.target = target
        self.metapaths = tuple(metapaths(graph, target.source, target.target, lengths=lengths))
        if not self.metapaths:
            raise CorpusError(
                f"No path of {' or '.join(map(str, lengths))} steps leads from {target.source} to {target.target}.",
                "Add edge types that join them through something else.",
            )
        self.names = (*(path.name for path in self.metapaths), *NODE_FEATURES)
        self.shape = len(graph.nodes[target.source]), len(graph.nodes[target.target])
        self._counter = PathCounter(graph)
        self._constant: dict[Metapath, NDArray[np.float32]] = {}
        self._others = _other_edges(graph, target)

    def hiding(self, hidden: Indices) -> NDArray[np.float32]:
        """Return all features without the edges in `hidden`. Shape: (features, starts, ends)."""
        graph = self.graph.without(self.target, [(int(start), int(end)) for start, end in hidden])
        counter = PathCounter(graph, known=self._counter)
        table = np.empty((len(self.names), *self.shape), dtype=np.float32)
        for at, path in enumerate(self.metapaths):
            if path.uses(self.target):
                table[at] = _squashed(counter.counts(path))
            else:
                if path not in self._constant:
                    self._constant[path] = _squashed(self._counter.counts(path))
                table[at] = self._constant[path]
        starts, ends = edge_counts(graph, self.target)
        about = (np.log1p(starts)[:, None], np.log1p(ends)[None, :], self._others[0][:, None], self._others[1][None, :])
        for at, values in enumerate(about, start=len(self.metapaths)):
            table[at] = values
        return table


@dataclass(frozen=True)
class EdgeModel:
    """Which types of path speak for an edge, and how loudly."""

    names: tuple[str, ...]
    weights: Floats
    """Of features on the scale of `EdgeFeatures`."""
    centre: Floats

    def scores(self, table: NDArray[np.float32]) -> Floats:
        """Return the log odds of every pair, up to a constant. Shape: (starts, ends)."""
        shape = table.shape[1:]
        flat = table.reshape(len(self.weights), -1)
        found = self.weights.astype(np.float32) @ flat - float(self.weights @ self.centre)
        return np.asarray(found.reshape(shape), dtype=np.float64)


@dataclass(frozen=True)
class EdgeExamples:
    """Training pairs with the features that they had while their own edge was hidden."""

    names: tuple[str, ...]
    rows: Floats
    labels: Floats

    def learn(self, use: Callable[[str], bool] = lambda _name: True) -> EdgeModel:
        """Weigh the features whose names `use` accepts; edges and controls count the same in sum."""
        used = np.array([use(name) for name in self.names])
        rows = self.rows[:, used]
        centre, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
        edges = self.labels.sum()
        balance = np.where(self.labels > 0, 0.5 / edges, 0.5 / (len(self.labels) - edges))
        _, coefficients = fit_logistic((rows - centre) / spread, self.labels, balance, ridge=RIDGE)
        weights, centres = np.zeros(len(used)), np.zeros(len(used))
        weights[used], centres[used] = coefficients / spread, centre
        return EdgeModel(self.names, weights, centres)


def edge_examples(
    features: EdgeFeatures,
    rng: np.random.Generator,
    *,
    hidden: Indices | None = None,
    may_control: NDArray[np.bool_] | None = None,
) -> EdgeExamples:
    """Make examples of the edges that are not hidden, and of controls.

    `may_control` says which pairs may be training controls: those kept for judging may not.

    Raises: CorpusError when there are too few edges.
    """
    out = hidden if hidden is not None else np.empty((0, 2), dtype=np.int64)
    edges = features.graph.pairs(features.target)
    seen = np.zeros(features.shape, dtype=bool)
    seen[edges[:, 0], edges[:, 1]] = True
    hidden_pairs = set(map(tuple, out.tolist()))
    training = np.array([pair for pair in edges.tolist() if tuple(pair) not in hidden_pairs], dtype=np.int64)
    if len(training) < INNER_FOLDS:
        raise CorpusError(
            f"{len(training)} edges {features.target.verb} are too few to learn from.",
            f"Give at least {INNER_FOLDS}.",
        )
    allowed = ~seen if may_control is None else ~seen & may_control
    rows, labels = _cross_fitted(features, training, _controls(training, allowed, rng), out, rng)
    return EdgeExamples(features.names, rows, labels)


def edge_counts(graph: KnowledgeGraph, kind: EdgeType) -> tuple[Floats, Floats]:
    """Return how many edges of a type each start and each end has."""
    pairs = graph.pairs(kind)
    starts = np.bincount(pairs[:, 0], minlength=len(graph.nodes[kind.source])).astype(np.float64)
    ends = np.bincount(pairs[:, 1], minlength=len(graph.nodes[kind.target])).astype(np.float64)
    return starts, ends


def _other_edges(graph: KnowledgeGraph, target: EdgeType) -> tuple[Floats, Floats]:
    totals = [np.zeros(len(graph.nodes[kind])) for kind in (target.source, target.target)]
    for step in graph.steps:
        for total, kind in zip(totals, (target.source, target.target), strict=True):
            if step.start == kind and step.edge != target:
                total += np.asarray(graph.matrix(step).sum(axis=1)).ravel()
    return np.log1p(totals[0]), np.log1p(totals[1])


def _squashed(counts: Floats) -> NDArray[np.float32]:
    """Put counts on one scale: inverse hyperbolic sine of the count over the mean count, as Rephetio does."""
    mean = counts.mean()
    return np.asarray(np.arcsinh(counts / mean) if mean > 0 else counts, dtype=np.float32)


def _controls(training: Indices, allowed: NDArray[np.bool_], rng: np.random.Generator) -> Indices:
    """Draw pairs without an edge: some from all of them, as many again by the popularity of both ends."""
    open_pairs = np.argwhere(allowed)
    uniform = open_pairs[rng.choice(len(open_pairs), min(CONTROLS, len(open_pairs)), replace=False)]
    ends = [np.bincount(training[:, side], minlength=allowed.shape[side]) + POPULARITY_FLOOR for side in (0, 1)]
    drawn = np.column_stack([rng.choice(len(count), CONTROLS, p=count / count.sum()) for count in ends])
    popular = np.unique(drawn, axis=0)
    popular = popular[allowed[popular[:, 0], popular[:, 1]]]
    return np.vstack([uniform[: max(len(popular), 1)], popular])


def _cross_fitted(
    features: EdgeFeatures, training: Indices, controls: Indices, out: Indices, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return features of training edges and controls, each from a graph that lacks its own part of the edges."""
    part, control_part = rng.permutation(len(training)) % INNER_FOLDS, rng.integers(0, INNER_FOLDS, len(controls))
    rows: list[NDArray[np.float32]] = []
    labels: list[float] = []
    for fold in range(INNER_FOLDS):
        table = features.hiding(np.vstack([out, training[part == fold]]))
        for pairs, label in ((training[part == fold], 1.0), (controls[control_part == fold], 0.0)):
            rows.append(table[:, pairs[:, 0], pairs[:, 1]].T)
            labels += [label] * len(pairs)
    return np.vstack(rows).astype(np.float64), np.array(labels)
