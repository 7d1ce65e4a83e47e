"""What a learned combination reads off a pair of concepts, all of it known at the cut."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from coscientist.domain.claim import Claim
from coscientist.domain.concept import ConceptKind
from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.scores.baselines import AdamicAdar, Neighbourhoods, SpectralEmbedding
from coscientist.evidence.scores.path_scores import PathScores
from coscientist.evidence.scores.steps import StepWeights

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

RECENT_YEARS = 3
DECIMALS = 10

FEATURE_GROUPS: Mapping[str, tuple[str, ...]] = {
    "paths": ("paths of claims", "paths of claims and kin", "paths of claims, kin and papers"),
    "graph": ("Adamic-Adar", "spectral nearness"),
    "shared papers": ("shared papers",),
    "text": ("likeness of sentences",),
    "kinds": tuple(f"kind: {kind.value}" for kind in ConceptKind),
    "concepts": ("degree", "kin's degree", "papers", "fewest papers", "last seen", "recent share"),
}
"""Feature names by what they stand for; leaving one group out shows what it gives."""


@dataclass(frozen=True)
class Snapshot:
    """What was known at a cut: the graph, and the vectors of the sentences that had been published."""

    graph: EvidenceGraph
    until: int
    sentence_vectors: Mapping[str, NDArray[np.float32]]
    """By passage id; may be empty, and then sentences say nothing."""


class PairFeatures:
    """Features of pairs of one snapshot. Every feature is the same for (A, B) and (B, A)."""

    names = tuple(name for group in FEATURE_GROUPS.values() for name in group)

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        graph = snapshot.graph
        self._hoods = Neighbourhoods(graph)
        self.concepts, self.index = self._hoods.concepts, self._hoods.index
        self._paths = (
            PathScores(graph, StepWeights(kin=0.0, paper=0.0)),
            PathScores(graph, StepWeights(paper=0.0)),
            PathScores(graph),
        )
        self._adamic_adar = AdamicAdar(graph, self._hoods)
        self._spectral = SpectralEmbedding(graph, self._hoods)
        self._claims = [claim for claim in graph.claims.values() if not claim.predicate.structural]

    def at(self, starts: Indices, ends: Indices) -> Floats:
        """Return the features of pairs given by position. Shape: (len(starts), len(names))."""
        columns = [scores.at(starts, ends) for scores in self._paths]
        columns += [self._adamic_adar.at(starts, ends), self._spectral.at(starts, ends)]
        columns.append(self._shared_papers(starts, ends))
        columns.append(np.einsum("ij,ij->i", self._sentences[starts], self._sentences[ends]))
        columns += [(column[starts] + column[ends]) for column in self._kinds.T]
        columns += self._about_concepts(starts, ends)
        # Ranks are taken of these: what is equal but for the order of additions must stay equal.
        return np.asarray(np.round(np.column_stack(columns), DECIMALS), dtype=np.float64)

    def _shared_papers(self, starts: Indices, ends: Indices) -> Floats:
        mentions = self._paths[2].steps.mentions
        weights = 1.0 / np.log(np.asarray(mentions.sum(axis=0)).ravel() + 2.0)
        weighted = mentions @ sparse.diags_array(weights)
        return np.asarray(mentions[starts].multiply(weighted[ends]).sum(axis=1)).ravel()

    def _about_concepts(self, starts: Indices, ends: Indices) -> list[Floats]:
        papers = np.log(np.asarray(self._paths[2].steps.mentions.sum(axis=1)).ravel())
        degree = np.log(np.maximum(self._hoods.degree, 1.0))
        last, recent = self._years
        return [
            degree[starts] + degree[ends],
            self._kin_degree[starts] + self._kin_degree[ends],
            papers[starts] + papers[ends],
            np.minimum(papers[starts], papers[ends]),
            last[starts] + last[ends],
            np.minimum(recent[starts], recent[ends]),
        ]

    @cached_property
    def _kinds(self) -> Floats:
        kinds = list(ConceptKind)
        table = np.zeros((len(self.concepts), len(kinds)))
        for at, concept in enumerate(self.concepts):
            table[at, kinds.index(self.snapshot.graph.concepts[concept].kind)] = 1.0
        return table

    @cached_property
    def _kin_degree(self) -> Floats:
        graph = self.snapshot.graph
        totals = [
            sum(self._hoods.degree[self.index[other]] for other in sorted(graph.kin(concept) & self.index.keys()))
            for concept in self.concepts
        ]
        return np.log1p(np.array(totals, dtype=np.float64))

    @cached_property
    def _years(self) -> tuple[Floats, Floats]:
        """Return how long before the cut each concept was last reported on, and the recent share of its claims."""
        years: list[list[int]] = [[] for _ in self.concepts]
        for claim in self._claims:
            if claim.year is not None:
                years[self.index[claim.subject]].append(claim.year)
                years[self.index[claim.object]].append(claim.year)
        until = self.snapshot.until
        last = [float(max(item) - until) if item else -50.0 for item in years]
        recent = [float(np.mean([year > until - RECENT_YEARS for year in item])) if item else 0.0 for item in years]
        return np.array(last), np.array(recent)

    @cached_property
    def _sentences(self) -> Floats:
        """Return each concept's mean sentence vector, centred and of unit length; 0 where it has none."""
        vectors = self.snapshot.sentence_vectors
        quoted = sorted({passage for claim in self._claims for passage in claim.passages if passage in vectors})
        if not quoted:
            return np.zeros((len(self.concepts), 1))
        says = _sentences_of(self._claims, self.index, {passage: at for at, passage in enumerate(quoted)})
        matrix = np.array([vectors[passage] for passage in quoted], dtype=np.float64)
        means = np.asarray(says @ (matrix - matrix.mean(axis=0)))
        length = np.linalg.norm(means, axis=1, keepdims=True)
        return np.asarray(means / np.maximum(length, 1e-9))


def _sentences_of(claims: list[Claim], index: Mapping[str, int], passages: Mapping[str, int]) -> Any:
    """Return which sentence speaks of which concept. Shape: (concepts, passages), sparse."""
    cells = sorted(
        {
            (index[end], passages[passage])
            for claim in claims
            for passage in claim.passages
            if passage in passages
            for end in (claim.subject, claim.object)
        }
    )
    rows, columns = [cell[0] for cell in cells], [cell[1] for cell in cells]
    return sparse.csr_array((np.ones(len(cells)), (rows, columns)), shape=(len(index), len(passages)))
