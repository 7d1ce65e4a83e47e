"""Open discovery: from one concept, through what papers mention with it, to what nobody has mentioned with it.

Concepts are joined by being mentioned in one paper, nothing more is known of them. For corpora with claims, see
`path_scores`.

Source: Swanson 1988, https://doi.org/10.1353/pbm.1988.0009; linking term counts, Yetisgen-Yildiz & Pratt 2009,
https://doi.org/10.1016/j.jbi.2008.12.001
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from coscientist.domain.base import Value
from coscientist.domain.errors import NotFoundError

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


class Mentions:
    """Which paper mentions which concept."""

    def __init__(self, papers: Sequence[Collection[str]]) -> None:
        self.concepts: tuple[str, ...] = tuple(sorted({concept for paper in papers for concept in paper}))
        self._at = {concept: at for at, concept in enumerate(self.concepts)}
        rows = [self._at[concept] for paper in papers for concept in sorted(paper)]
        columns = [at for at, paper in enumerate(papers) for _ in paper]
        shape = (len(self.concepts), len(papers))
        self.matrix = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
        """Shape: (concepts, papers), sparse, ones."""
        self.papers = len(papers)
        self.count: Floats = np.asarray(self.matrix.sum(axis=1)).ravel()

    def position(self, concept: str) -> int:
        """Return the row of a concept. Raises: NotFoundError when no paper mentions it."""
        if concept not in self._at:
            raise NotFoundError(f"No paper mentions {concept!r}.", "Use a concept of the corpus.")
        return self._at[concept]

    def __contains__(self, concept: str) -> bool:
        """Say whether any paper mentions a concept."""
        return concept in self._at

    def together(self, rows: Indices) -> Any:
        """Count the papers that mention both. Shape: (len(rows), concepts), sparse; nothing goes with itself."""
        found = sparse.csr_array(self.matrix[rows] @ self.matrix.T)
        itself = sparse.csr_array((self.count[rows], (np.arange(len(rows)), rows)), shape=found.shape)
        left = sparse.csr_array(found - itself)
        left.eliminate_zeros()
        return left


class Candidates:
    """Concepts that could be the discovery, with what papers mention together with each."""

    def __init__(self, mentions: Mentions, candidates: Collection[str]) -> None:
        self.mentions = mentions
        self.rows: Indices = np.array(sorted(mentions.position(item) for item in candidates), dtype=np.int64)
        self.names = tuple(mentions.concepts[row] for row in self.rows)
        self.papers: Floats = mentions.count[self.rows]
        self.counts = mentions.together(self.rows)
        self.linked = _with_data(self.counts, np.ones_like(self.counts.data))
        self.rarity: Floats = np.log(mentions.papers / np.maximum(mentions.count, 1.0))
        """Logarithm of one over the share of papers that mention a concept."""
        self.spread: Floats = np.asarray(self.linked.sum(axis=0)).ravel()
        self.weighted = self._times_rarity(self.counts)
        self.damped = self._times_rarity(_with_data(self.counts, np.log1p(self.counts.data)))

    def _times_rarity(self, matrix: Any) -> Any:
        return sparse.csr_array(matrix @ sparse.diags_array(self.rarity))

    def start(self, concept: str) -> Floats:
        """Count the papers that mention the start concept with each other concept. Shape: (concepts,)."""
        row = np.array([self.mentions.position(concept)])
        return np.asarray(self.mentions.together(row).toarray()).ravel()


Score = Callable[[Candidates, Floats], Floats]
"""From candidates and the start's counts to a number a candidate."""


def _linking(candidates: Candidates, start: Floats) -> Floats:
    return np.asarray(candidates.linked @ (start > 0).astype(np.float64))


def _walk(candidates: Candidates, start: Floats) -> Floats:
    return np.asarray(candidates.counts @ (start / np.maximum(candidates.mentions.count, 1.0)))


def _adamic_adar(candidates: Candidates, start: Floats) -> Floats:
    return np.asarray(candidates.linked @ ((start > 0) / np.log(np.maximum(candidates.spread, 2.0))))


def _cosine(matrix: Any, vector: Floats) -> Floats:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return np.asarray(matrix @ vector / np.maximum(length, 1e-12))


SCORES: Mapping[str, Score] = {
    "papers": lambda candidates, _start: candidates.papers,
    "linking terms": _linking,
    "linking terms per root paper": lambda candidates, start: _linking(candidates, start) / np.sqrt(candidates.papers),
    "Adamic-Adar": _adamic_adar,
    "random walk": _walk,
    "degree-weighted paths": lambda candidates, start: _walk(candidates, start) / np.sqrt(candidates.papers),
    "tf-idf cosine": lambda candidates, start: _cosine(candidates.weighted, start * candidates.rarity),
    "log tf-idf cosine": lambda candidates, start: _cosine(candidates.damped, np.log1p(start) * candidates.rarity),
}
"""Ways to score a candidate by its linking terms; the first is mere popularity."""


class Bridge(Value):
    """A concept mentioned with the start in some papers and with the candidate in others."""

    concept: str
    with_start: int
    """Papers."""
    with_candidate: int
    share: float
    """Of the candidate's log tf-idf cosine."""


def bridges(candidates: Candidates, start: str, candidate: str, *, limit: int | None = 20) -> list[Bridge]:
    """Return the concepts that join start and candidate, by what they add to the log tf-idf cosine."""
    counts = candidates.start(start)
    row = candidates.names.index(candidate)
    adds = candidates.damped[[row]].toarray().ravel() * np.log1p(counts) * candidates.rarity
    both = candidates.counts[[row]].toarray().ravel()
    whole = float(adds.sum())
    order = sorted(np.flatnonzero(adds > 0).tolist(), key=lambda at: (-adds[at], at))[:limit]
    return [
        Bridge(
            concept=candidates.mentions.concepts[at],
            with_start=int(counts[at]),
            with_candidate=int(both[at]),
            share=float(adds[at]) / whole,
        )
        for at in order
    ]


def _with_data(matrix: Any, data: Floats) -> Any:
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
