"""What a path score has to beat: popularity, common neighbours, a spectral embedding, and chance."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import eigsh

from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.scores.pair_score import Pair
from coscientist.evidence.scores.path_scores import by_start
from coscientist.evidence.scores.steps import ClaimReading, claim_matrix

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

DIMENSIONS = 32


class DegreeProduct:
    """Popularity: the product of how many concepts each is linked with."""

    name = "degree product"

    def __init__(self, graph: EvidenceGraph) -> None:
        self._graph = graph

    def scores(self, pairs: Sequence[Pair]) -> Floats:
        """Return the product of the degrees. Shape: (len(pairs),)."""
        return np.array([float(self._graph.degree(first) * self._graph.degree(second)) for first, second in pairs])


class Neighbourhoods:
    """The claims as an undirected, unweighted graph, which the classical scores read."""

    def __init__(self, graph: EvidenceGraph) -> None:
        self.concepts = tuple(sorted(graph.linked_concepts()))
        self.index = {concept: at for at, concept in enumerate(self.concepts)}
        self.matrix = claim_matrix(graph, self.index, ClaimReading.UNWEIGHTED)
        self.degree: Floats = np.asarray(self.matrix.sum(axis=1)).ravel()

    def positions(self, pairs: Sequence[Pair]) -> tuple[Indices, Indices, Indices]:
        """Return which pairs are known, and the positions of their ends."""
        known = [at for at, pair in enumerate(pairs) if pair[0] in self.index and pair[1] in self.index]
        starts = [self.index[pairs[at][0]] for at in known]
        ends = [self.index[pairs[at][1]] for at in known]
        return np.array(known, dtype=np.int64), np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)


class AdamicAdar:
    """Common neighbours, each counting less the more neighbours it has.

    Source: Adamic & Adar 2003, https://doi.org/10.1016/S0378-8733(03)00009-1
    """

    name = "Adamic-Adar"

    def __init__(self, graph: EvidenceGraph, hoods: Neighbourhoods | None = None) -> None:
        self._hoods = hoods or Neighbourhoods(graph)
        # A common neighbour has at least two; the floor keeps the logarithm of one out.
        self._weighted = sparse.csr_array(
            sparse.diags_array(1.0 / np.log(np.maximum(self._hoods.degree, 2.0))) @ self._hoods.matrix
        )

    def scores(self, pairs: Sequence[Pair]) -> Floats:
        """Return the score of each pair. Shape: (len(pairs),)."""
        known, starts, ends = self._hoods.positions(pairs)
        found = np.zeros(len(pairs))
        found[known] = self.at(starts, ends)
        return found

    def at(self, starts: Indices, ends: Indices) -> Floats:
        """Score pairs given by position."""
        return by_start(starts, ends, self._shared)

    def _shared(self, starts: Indices, of_pair: Indices, ends: Indices) -> Floats:
        common = self._hoods.matrix[starts] @ self._weighted
        return np.asarray(common.toarray()[of_pair, ends])


class SpectralEmbedding:
    """Cosine between the concepts' places in the leading eigenvectors of the normalised adjacency matrix."""

    name = "spectral embedding"

    def __init__(self, graph: EvidenceGraph, hoods: Neighbourhoods | None = None, dimensions: int = DIMENSIONS) -> None:
        self._hoods = hoods or Neighbourhoods(graph)
        self._places = _spectrum(self._hoods.matrix, self._hoods.degree, dimensions)

    def scores(self, pairs: Sequence[Pair]) -> Floats:
        """Return the cosine of each pair. Shape: (len(pairs),)."""
        known, starts, ends = self._hoods.positions(pairs)
        found = np.zeros(len(pairs))
        found[known] = self.at(starts, ends)
        return found

    def at(self, starts: Indices, ends: Indices) -> Floats:
        """Score pairs given by position."""
        return np.asarray(np.einsum("ij,ij->i", self._places[starts], self._places[ends]))


class Chance:
    """Seeded random numbers: what no knowledge at all reaches."""

    name = "random"

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng

    def scores(self, pairs: Sequence[Pair]) -> Floats:
        """Return a random number a pair. Shape: (len(pairs),)."""
        return self._rng.random(len(pairs))


def _spectrum(matrix: sparse.csr_array, degree: Floats, dimensions: int) -> Floats:
    count = min(dimensions, len(degree) - 2)
    if count < 1:
        return np.zeros((len(degree), 1))
    damping = np.zeros_like(degree)
    np.power(degree, -0.5, out=damping, where=degree > 0)
    normalised = sparse.diags_array(damping) @ matrix @ sparse.diags_array(damping)
    values, vectors = eigsh(normalised, k=count, v0=np.ones(len(degree)))
    places = vectors * values
    length = np.linalg.norm(places, axis=1, keepdims=True)
    return np.asarray(places / np.maximum(length, 1e-12))
