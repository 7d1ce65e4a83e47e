"""Do the signed paths of before the cut say in which direction a later claim points?"""

from collections.abc import Sequence

import numpy as np

from coscientist.datasets.benchmarks.benchmark import BenchmarkOptions, Metric
from coscientist.datasets.benchmarks.statistics import Resamples, share
from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.scores.later_links import LaterLink
from coscientist.evidence.scores.path_scores import PathDirections


def direction_rows(
    graph: EvidenceGraph, positives: Sequence[LaterLink], cut: int, options: BenchmarkOptions
) -> list[dict[str, Metric]]:
    """Compare the direction of the paths with the direction reported later, where both have one.

    Beside it stands what always answering with the commoner direction of the claims before the cut would reach on
    the same pairs.
    """
    signs = [claim.sign for claim in graph.claims.values() if claim.sign != 0]
    usual = 1 if sum(signs) >= 0 else -1
    signed = [link for link in positives if link.sign != 0]
    rows: list[dict[str, Metric]] = []
    for name, lengths in (("two claims", (2,)), ("two and three claims", (2, 3))):
        balance = PathDirections(graph, lengths=lengths).balance([link.pair for link in signed])
        pointed = [at for at in range(len(signed)) if balance[at] != 0]
        if not pointed:
            continue
        later = np.array([signed[at].sign for at in pointed])
        rng = np.random.default_rng([options.seed, cut])
        drawn = Resamples([signed[at].source for at in pointed], options.resamples, rng)
        guesses = {f"direction: paths of {name}": np.sign(balance[pointed]), f"direction: the usual, {name}": usual}
        for method, guess in guesses.items():
            right = share(later == guess, drawn)
            rows.append(
                {
                    "method": method,
                    "part": "direction",
                    "until": cut,
                    "accuracy": right.value,
                    "low": right.low,
                    "high": right.high,
                    "n": len(pointed),
                    "without such paths": len(signed) - len(pointed),
                }
            )
    return rows
