"""A learned combination of scores: what told later links from their controls at earlier cuts."""

from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from coscientist.domain.claim import Claim
from coscientist.domain.errors import CorpusError
from coscientist.evidence.scores.features import FEATURE_GROUPS, PairFeatures, Snapshot
from coscientist.evidence.scores.later_links import Matching, later_links, linked_ever, matched_controls
from coscientist.evidence.scores.logistic import fit_logistic
from coscientist.evidence.scores.pair_score import OpenPairs, Pair

Floats = NDArray[np.float64]

TRAINING_CUTS = (5, 4, 3, 2)
"""Years before the cut from which training links are predicted."""
RIDGE = 0.03
REFERENCE_PAIRS = 6000
SEED = 20
SPREAD = 3.4
"""Ranks between 0 and 1 are stretched to about the spread of a standard normal."""

SnapshotAt = Callable[[int], Snapshot]


@dataclass(frozen=True)
class Examples:
    """Training pairs of one cut, as ranked features."""

    features: Floats
    labels: Floats
    weights: Floats


class RankedFeatures:
    """Features as ranks among reference pairs of the same graph, so that cuts of different size compare.

    Reference pairs are drawn by degree and without a look at what got linked.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.raw = PairFeatures(snapshot)
        rng = np.random.default_rng(SEED)
        degrees = np.array([float(snapshot.graph.degree(concept)) for concept in self.raw.concepts])
        chance = degrees / degrees.sum()
        first = rng.choice(len(degrees), REFERENCE_PAIRS, p=chance)
        second = rng.choice(len(degrees), REFERENCE_PAIRS, p=chance)
        apart = first != second
        self._reference = np.sort(self.raw.at(first[apart], second[apart]), axis=0)
        self.of = lru_cache(maxsize=4)(self._of)
        """Ranked features of a tuple of pairs, kept for the next combination that asks for them."""

    def _of(self, pairs: tuple[Pair, ...]) -> Floats:
        index = self.raw.index
        starts = np.array([index[first] for first, _ in pairs], dtype=np.int64)
        ends = np.array([index[second] for _, second in pairs], dtype=np.int64)
        table = self.raw.at(starts, ends)
        for column, name in enumerate(self.raw.names):
            if not name.startswith("kind: "):
                table[:, column] = _rank(self._reference[:, column], table[:, column])
        return table


class LearnedScores:
    """Path scores, classical scores, sentences and facts about the two concepts, weighed by what held before."""

    def __init__(
        self, snapshot: Snapshot, coefficients: dict[str, float], *, name: str = "learned combination"
    ) -> None:
        self.name = name
        self.coefficients = coefficients
        self._features = RankedFeatures(snapshot)

    def with_coefficients(self, coefficients: dict[str, float]) -> "LearnedScores":
        """Return the same reading of the same snapshot, weighed otherwise."""
        other = copy(self)
        other.coefficients = coefficients
        return other

    def scores(self, pairs: Sequence[Pair]) -> Floats:
        """Return the log odds against a matched control, up to a constant; -inf for unknown concepts."""
        index = self._features.raw.index
        known = [at for at, (first, second) in enumerate(pairs) if first in index and second in index]
        found = np.full(len(pairs), -np.inf)
        if known:
            weights = np.array([self.coefficients.get(name, 0.0) for name in PairFeatures.names])
            found[known] = self._features.of(tuple(pairs[at] for at in known)) @ weights
        return found


def training_examples(
    snapshot_at: SnapshotAt, claims: Iterable[Claim], *, until: int, cuts: Sequence[int] = TRAINING_CUTS
) -> list[Examples]:
    """Make examples from what got linked between each earlier cut and `until`; nothing later is looked at.

    Raises: CorpusError when no pair was linked in those years.
    """
    known = [claim for claim in claims if claim.year is not None and claim.year <= until]
    ever = linked_ever(known)
    made: list[Examples] = []
    for years in cuts:
        snapshot = snapshot_at(until - years)
        open_pairs = OpenPairs(snapshot.graph)
        positives, _ = later_links(open_pairs, known, after=until - years, until=until)
        features = RankedFeatures(snapshot) if positives else None
        for at, matching in enumerate(Matching):
            rng = np.random.default_rng([SEED, until, years, at])
            matched = matched_controls(open_pairs, positives, ever, matching, rng)
            if features is not None and matched.positives:
                labels, weights = np.array(matched.labels, dtype=np.float64), np.array(matched.weights)
                made.append(Examples(features.of(tuple(matched.pairs)), labels, weights))
    if not made:
        raise CorpusError(
            f"No pair of known concepts was linked in the years up to {until}, so there is nothing to learn from.",
            "Choose a later year.",
        )
    return made


def learn(examples: Sequence[Examples], *, without: Collection[str] = ()) -> dict[str, float]:
    """Fit the coefficients, leaving out the feature groups named in `without`."""
    left_out = {name for group in without for name in FEATURE_GROUPS[group]}
    used = [at for at, name in enumerate(PairFeatures.names) if name not in left_out]
    _, coefficients = fit_logistic(
        np.vstack([item.features[:, used] for item in examples]),
        np.concatenate([item.labels for item in examples]),
        np.concatenate([item.weights for item in examples]),
        ridge=RIDGE,
    )
    return {PairFeatures.names[at]: float(value) for at, value in zip(used, coefficients, strict=True)}


def _rank(reference: Floats, values: Floats) -> Floats:
    below = np.searchsorted(reference, values, side="left")
    not_above = np.searchsorted(reference, values, side="right")
    return np.asarray(((below + not_above) / (2.0 * len(reference)) - 0.5) * SPREAD)
