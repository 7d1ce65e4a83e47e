"""The path score: how many short paths of evidence join two concepts, weighed by what each step is worth."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.scores.pair_score import Pair
from coscientist.evidence.scores.steps import ROWS_AT_ONCE, ClaimReading, Steps, StepWeights

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


class PathScores:
    """Sum of the degree-weighted simple paths of two and three steps between two concepts.

    The score that the rediscovery benchmark judges and the strategies rank by. A direct link adds nothing to it, so
    known and unknown pairs are on one scale. Signs do not enter: whether two concepts are linked is one question,
    in which direction another, which `coscientist.evidence.paths` answers.

    Limits: says what is likely to be reported next on this literature, not what is true.
    """

    def __init__(
        self,
        graph: EvidenceGraph,
        weights: StepWeights | None = None,
        *,
        reading: ClaimReading = ClaimReading.EITHER_WAY,
        lengths: Sequence[int] = (2, 3),
        name: str = "path score",
    ) -> None:
        self.name = name
        self.steps = Steps(graph, weights, reading)
        self.lengths = tuple(lengths)

    def score(self, first: str, second: str) -> float:
        """Return the score of one pair."""
        return float(self.scores([(first, second)])[0])

    def scores(self, pairs: Sequence[Pair]) -> Floats:
        """Return the score of each pair; 0 where the graph holds no claim about a concept. Shape: (len(pairs),)."""
        return self._of_known(pairs, self.at)

    def at(self, starts: Indices, ends: Indices) -> Floats:
        """Score pairs given as positions in `steps.concepts`; of a directed reading, the better direction."""
        forward = by_start(starts, ends, self._between)
        if self.steps.symmetric:
            return forward
        backward = by_start(ends, starts, self._between)
        return np.asarray(np.maximum(np.abs(forward), np.abs(backward)))

    def around(self, concept: str) -> dict[str, float]:
        """Return every concept that short paths join with this one, the strongest first."""
        at = self.steps.index.get(concept)
        if at is None:
            return {}
        others = np.array([other for other in range(len(self.steps.concepts)) if other != at])
        scores = self.at(np.full(len(others), at), others)
        order = np.argsort(-scores, kind="stable")
        return {self.steps.concepts[others[i]]: float(scores[i]) for i in order if scores[i] > 0}

    def _of_known(self, pairs: Sequence[Pair], score: Callable[[Indices, Indices], Floats]) -> Floats:
        index = self.steps.index
        known = [at for at, (first, second) in enumerate(pairs) if first in index and second in index]
        found = np.zeros(len(pairs))
        if known:
            starts = np.array([index[pairs[at][0]] for at in known])
            ends = np.array([index[pairs[at][1]] for at in known])
            found[known] = score(starts, ends)
        return found

    def _between(self, starts: Indices, of_pair: Indices, ends: Indices) -> Floats:
        """Sum the paths from `starts[of_pair]` to `ends`."""
        rows = self.steps.rows(starts)
        direct = np.asarray(rows[of_pair, ends]).ravel()
        two = self.steps.onward(rows.toarray())
        total = np.zeros(len(ends))
        if 2 in self.lengths:
            total += two[of_pair, ends]
        if 3 in self.lengths:
            total += self.steps.onward(two)[of_pair, ends]
            if self.steps.symmetric:
                # Walks that go over the direct step and come back on one side or the other are no paths.
                back = self.steps.returns
                total -= direct * (back[starts[of_pair]] + back[ends]) - direct**3
        return np.maximum(total, 0.0) if self.steps.symmetric else total


def by_start(starts: Indices, ends: Indices, score: Callable[[Indices, Indices, Indices], Floats]) -> Floats:
    """Score pairs in blocks of shared starts: `score(block of starts, start of each pair, end of each pair)`."""
    found = np.zeros(len(starts))
    distinct, which = np.unique(starts, return_inverse=True)
    order = np.argsort(which, kind="stable")
    edges = np.searchsorted(which[order], np.arange(0, len(distinct) + ROWS_AT_ONCE, ROWS_AT_ONCE))
    for block, (low, high) in enumerate(pairwise(edges)):
        chosen = order[low:high]
        if len(chosen):
            first = block * ROWS_AT_ONCE
            found[chosen] = score(distinct[first : first + ROWS_AT_ONCE], which[chosen] - first, ends[chosen])
    return found


class PathDirections:
    """Which way the signed paths of two and three claims from one concept to another point, all taken together.

    Answers another question than the path score: not whether two concepts are linked, but what more of the one does
    to the other if they are.
    """

    def __init__(self, graph: EvidenceGraph, *, lengths: Sequence[int] = (2, 3)) -> None:
        only_claims = StepWeights(kin=0.0, paper=0.0)
        self._paths = PathScores(graph, only_claims, reading=ClaimReading.SIGNED, lengths=lengths)

    def balance(self, pairs: Sequence[Pair]) -> Floats:
        """Return increasing less decreasing paths from first to second; 0 where there are none or they cancel out.

        Shape: (len(pairs),).
        """
        return self._paths._of_known(pairs, lambda starts, ends: by_start(starts, ends, self._paths._between))
