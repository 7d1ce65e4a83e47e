"""Why an edge is predicted: the types of path that speak for it, and the best paths of each."""

import numpy as np
from numpy.typing import NDArray

from coscientist.domain.base import Value
from coscientist.evidence.metapaths import FoundPath, PathCounter, best_paths
from coscientist.evidence.scores.edge_learning import EdgeFeatures, EdgeModel

Indices = NDArray[np.int64]


class Reason(Value):
    """What one type of path adds to a pair's score, with its best paths."""

    metapath: str
    adds: float
    """To the log odds, compared with an average training pair."""
    paths: tuple[FoundPath, ...]


def reasons(
    features: EdgeFeatures,
    model: EdgeModel,
    table: NDArray[np.float32],
    start: str,
    end: str,
    *,
    limit: int = 5,
    hidden: Indices | None = None,
) -> list[Reason]:
    """Explain a score: the types of path that add most to it, each with its heaviest paths.

    `table` and `hidden` are those that the score was made with.
    """
    graph = features.graph
    row, column = graph.position(features.target.source, start), graph.position(features.target.target, end)
    adds = model.weights * (table[:, row, column].astype(np.float64) - model.centre)
    if hidden is not None:
        graph = graph.without(features.target, [(int(one), int(other)) for one, other in hidden])
    counter = PathCounter(graph)
    order = sorted(range(len(features.metapaths)), key=lambda at: (-adds[at], features.names[at]))
    found: list[Reason] = []
    for at in order[:limit]:
        path = features.metapaths[at]
        if adds[at] > 0:
            best = tuple(best_paths(counter, path, start, end, limit=3))
            found.append(Reason(metapath=path.name, adds=float(adds[at]), paths=best))
    return found
