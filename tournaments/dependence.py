"""Votes on one pair are not independent: how alike they are, and what a further vote is therefore worth.

A judge asked twice tends to repeat its error, and members of a panel share some of theirs. The votes on a pair form
one cluster; its votes are weighted by the design effect, so that five votes of a panel that mostly agree do not
give intervals as though they were five independent matches.
Source: Kish, Survey Sampling (1965), design effect; Liang and Zeger, Biometrika 73, 13 (1986),
doi:10.1093/biomet/73.1.13, exchangeable working correlation.
"""

from dataclasses import dataclass

import numpy as np

from coscientist.tournaments.records import Floats, Ints, Records


@dataclass(frozen=True)
class Dependence:
    """Correlation between what two votes on one pair get wrong."""

    same_judge: float
    between_judges: float

    def worth(self, votes: Floats | float) -> Floats:
        """Say how many independent votes so many votes of one judge on one pair amount to."""
        counted = np.asarray(votes, dtype=float)
        return np.asarray(counted / (1.0 + np.maximum(counted - 1.0, 0.0) * self.same_judge), dtype=float)


PRIOR = Dependence(same_judge=0.3, between_judges=0.1)
"""Assumed until repeated questions say otherwise."""
PRIOR_VOTE_PAIRS = 20.0
"""How many pairs of votes the assumption is worth."""
MOST = 0.98


@dataclass(frozen=True)
class _Clusters:
    pair: Ints
    """Which pair each match belongs to."""
    votes: Floats
    """Votes per pair."""
    same: Floats
    """Ordered pairs of votes by one judge, per pair."""
    between: Floats
    cell: Ints
    """Which pair and judge each match belongs to."""


def _clusters(records: Records) -> _Clusters:
    _, pair = np.unique(records.pair, return_inverse=True)
    _, cell = np.unique(records.pair * max(len(records.judges), 1) + records.judge, return_inverse=True)
    votes = np.bincount(pair).astype(float)
    by_cell = np.bincount(cell).astype(float)
    pair_of_cell = np.zeros(len(by_cell), dtype=np.int64)
    pair_of_cell[cell] = pair
    squared = np.bincount(pair_of_cell, by_cell**2, len(votes))
    return _Clusters(pair, votes, squared - votes, votes**2 - squared, cell)


def weights(records: Records, dependence: Dependence) -> Floats:
    """Return what each match counts for: one over the design effect of its pair.

    Shape: (matches,).
    """
    if records.count == 0:
        return np.zeros(0)
    c = _clusters(records)
    effect = 1.0 + (c.same * dependence.same_judge + c.between * dependence.between_judges) / c.votes
    return np.asarray(1.0 / effect[c.pair], dtype=float)


def estimate(records: Records, logits: Floats, gap_variance: Floats) -> Dependence:
    """Estimate the two correlations from residuals of votes on the same pair, shrunk towards the assumption.

    `gap_variance` is the posterior variance of each match's log odds; it corrects for residuals being drawn
    together by having been fitted.
    Limits: with few repeated questions this is the assumption; it never falls below zero.
    """
    if records.count == 0:
        return PRIOR
    c = _clusters(records)
    chance = 0.5 * (1.0 + np.tanh(0.5 * logits))
    spread = chance * (1.0 - chance)
    residual, root = records.score - chance, np.sqrt(spread)

    def products(groups: Ints, values: Floats) -> Floats:
        """Sum products of different votes in a group."""
        return np.asarray(np.bincount(groups, values) ** 2 - np.bincount(groups, values**2), dtype=float)

    fitted = spread * np.sqrt(np.maximum(gap_variance, 0.0))
    agree_cell = products(c.cell, residual).sum() + products(c.cell, fitted).sum()
    agree_pair = products(c.pair, residual).sum() + products(c.pair, fitted).sum()
    possible_cell, possible_pair = products(c.cell, root).sum(), products(c.pair, root).sum()

    def shrunk(agreement: float, possible: float, assumed: float) -> float:
        # A pair of votes carries at most a quarter; `products` counts each twice.
        prior = PRIOR_VOTE_PAIRS * 2 * 0.25
        return float(np.clip((agreement + prior * assumed) / (possible + prior), 0.0, MOST))

    return Dependence(
        same_judge=shrunk(agree_cell, possible_cell, PRIOR.same_judge),
        between_judges=shrunk(agree_pair - agree_cell, possible_pair - possible_cell, PRIOR.between_judges),
    )
