"""One list out of several rankings of the same things.

Source: reciprocal rank fusion, Cormack, Clarke & Buettcher 2009, https://doi.org/10.1145/1571941.1572114
"""

from collections.abc import Sequence

RANK_CONSTANT = 60
"""Added to every rank, so that no single first place decides; the value of the paper."""
DEPTH = 50
"""How far down each ranking is read, at least."""


def fused(rankings: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return each thing with the sum of 1 / (60 + rank) over the rankings that hold it, best first; ties by name."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1.0 / (RANK_CONSTANT + rank)
    return dict(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))
