"""Why a pair scores as it does: its best paths, each with the claims, kinships and papers that it goes through."""

from itertools import pairwise
from typing import Any

import numpy as np

from coscientist.domain.base import Value
from coscientist.evidence.links import Link
from coscientist.evidence.scores.path_scores import PathScores
from coscientist.evidence.scores.steps import Steps


class PathStep(Value):
    """One step of a path. At least one of the three reasons is there."""

    start: str
    end: str
    links: tuple[Link, ...]
    """What claims say: from start to end, from end to start, or both."""
    kin: bool
    papers: tuple[str, ...]
    """Sources that make a claim about each of the two."""


class ExplainedPath(Value):
    """A path with what it adds to the pair's score."""

    concepts: tuple[str, ...]
    steps: tuple[PathStep, ...]
    score: float
    share: float
    """Of the pair's whole score."""


def explain(scores: PathScores, first: str, second: str, *, limit: int = 5) -> list[ExplainedPath]:
    """Return the paths that add most to the score of a pair, the strongest first; none where the score is 0."""
    steps = scores.steps
    if first not in steps.index or second not in steps.index or first == second:
        return []
    whole = scores.score(first, second)
    if whole <= 0:
        return []
    ends = np.array([steps.index[first], steps.index[second]])
    out, back = steps.rows(ends[:1]), steps.rows(ends[1:])
    candidates: list[tuple[float, tuple[int, ...]]] = []
    if 2 in scores.lengths:
        candidates += _through_one(out, back, ends, limit)
    if 3 in scores.lengths:
        candidates += _through_two(steps, out, back, ends, limit)
    best = sorted(candidates, key=lambda item: (-item[0], [steps.concepts[at] for at in item[1]]))[:limit]
    return [_explained(steps, value, via, first, second, whole) for value, via in best]


def _through_one(out: Any, back: Any, ends: Any, limit: int) -> list[tuple[float, tuple[int, ...]]]:
    product = out.multiply(back).tocoo()
    found: list[tuple[float, tuple[int, ...]]] = [
        (float(value), (int(at),))
        for at, value in zip(product.coords[1], product.data, strict=True)
        if at not in ends and value > 0
    ]
    return sorted(found, key=lambda item: (-item[0], item[1]))[:limit]


def _through_two(steps: Steps, out: Any, back: Any, ends: Any, limit: int) -> list[tuple[float, tuple[int, ...]]]:
    near_first = np.setdiff1d(out.indices, ends)
    near_second = np.setdiff1d(back.indices, ends)
    if not len(near_first) or not len(near_second):
        return []
    middle = steps.rows(near_first)[:, near_second].toarray()
    value = out[0, near_first].toarray().reshape(-1, 1) * middle * back[0, near_second].toarray().reshape(1, -1)
    value[near_first[:, None] == near_second[None, :]] = 0.0
    top = np.argsort(-value, axis=None, kind="stable")[:limit]
    return [
        (float(value.flat[at]), (int(near_first[at // value.shape[1]]), int(near_second[at % value.shape[1]])))
        for at in top
        if value.flat[at] > 0
    ]


def _explained(
    steps: Steps, value: float, via: tuple[int, ...], first: str, second: str, whole: float
) -> ExplainedPath:
    concepts = (first, *(steps.concepts[at] for at in via), second)
    return ExplainedPath(
        concepts=concepts,
        steps=tuple(_step(steps, one, other) for one, other in pairwise(concepts)),
        score=value,
        share=value / whole,
    )


def _step(steps: Steps, start: str, end: str) -> PathStep:
    graph = steps.graph
    kin = end in graph.kin(start) or start in graph.kin(end)
    links = () if kin or not steps.weights.claim else (graph.link(start, end), graph.link(end, start))
    both = steps.mentions[[steps.index[start], steps.index[end]]].toarray().sum(axis=0) == 2
    return PathStep(
        start=start,
        end=end,
        links=tuple(link for link in links if link is not None),
        kin=kin and steps.weights.kin > 0,
        papers=tuple(steps.papers[at] for at in np.flatnonzero(both)) if steps.weights.paper else (),
    )
