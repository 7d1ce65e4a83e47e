"""Votes on one pair are not independent: how alike they are, and what a further vote is therefore worth.

A judge asked twice tends to repeat its error, and members of a panel share some of theirs. The votes on a pair form
one cluster; its votes are weighted by the design effect, so that five votes of a panel that mostly agree do not
give intervals as though they were five independent matches.
Source: Kish, Survey Sampling (1965), design effect; Liang and Zeger, Biometrika 73, 13 (1986),
doi:10.1093/biomet/73.1.13, exchangeable working correlation.
"""

from dataclasses import dataclass

import numpy as np

from coscientist.tournaments.ratings.precedence import deciding, standing
from coscientist.tournaments.ratings.records import Bools, Floats, Ints, Records


@dataclass(frozen=True)
class Dependence:
    """Correlation between what two votes on one pair get wrong."""

    same_judge: float
    between_judges: float

    def worth(self, votes: Floats, judges: int = 1) -> Floats:
        """Say how many independent votes so many votes on one pair amount to, dealt evenly to some judges."""
        each = np.maximum(votes / judges, 1.0)
        alike = (each - 1.0) * self.same_judge + np.maximum(votes - each, 0.0) * self.between_judges
        return np.asarray(votes / (1.0 + alike), dtype=float)


PRIOR = Dependence(same_judge=0.3, between_judges=0.1)
"""Assumed until repeated questions say otherwise."""
PRIOR_VOTE_PAIRS = 20.0
"""How many pairs of votes the assumption is worth."""
MOST = 0.98


def weights(records: Records, dependence: Dependence) -> Floats:
    """Return what each match counts for: its standing over the design effect of its pair.

    Where a model decides, the panel's votes on a pair make none of the model's count for less, nor the other way round.
    Shape: (matches,).
    """
    if records.count == 0:
        return np.zeros(0)
    ruling = deciding(records)
    effect = np.zeros(records.count)
    for group in (ruling, ~ruling):
        if group.any():
            effect[group] = _design_effect(records, group, dependence)
    return np.asarray(standing(records) / effect, dtype=float)


def _design_effect(records: Records, group: Bools, dependence: Dependence) -> Floats:
    """Return by how much the votes of a group on a pair are fewer than they look. Shape: (of the group,)."""
    pair, cell = records.pair_number[group], records.cell_number[group]
    votes, by_cell = np.bincount(pair).astype(float), np.bincount(cell).astype(float)
    pair_of_cell = np.zeros(len(by_cell), dtype=np.int64)
    pair_of_cell[cell] = pair
    squared = np.bincount(pair_of_cell, by_cell**2, len(votes))
    alike = (squared - votes) * dependence.same_judge + (votes**2 - squared) * dependence.between_judges
    return np.asarray((1.0 + alike / np.maximum(votes, 1.0))[pair], dtype=float)


def estimate(records: Records, expected: Floats, gap_variance: Floats) -> Dependence:
    """Estimate the two correlations from residuals of votes asked together, shrunk towards the assumption.

    Only votes on one pair in one round are compared. In a later round a pair is asked again because of how it was
    answered before, which makes its votes look less alike than they are. Where a model decides, only votes that decide
    are compared: what the whole panel sees otherwise than the model is no error that it shares with the model.
    `expected` is the fitted chance of the first shown, `gap_variance` the posterior variance of its log odds, which
    corrects for residuals being drawn together by having been fitted.
    Limits: with few questions repeated within a round this is the assumption; it never falls below zero.
    """
    if records.count == 0:
        return PRIOR
    spread = expected * (1.0 - expected)
    towards = np.where(records.first < records.second, 1.0, -1.0)
    ruling = deciding(records).astype(float)
    residual, root = ruling * towards * (records.score - expected), ruling * np.sqrt(spread)
    fitted = ruling * spread * np.sqrt(np.maximum(gap_variance, 0.0))
    pair, cell = records.question_number, records.vote_number

    def products(groups: Ints, values: Floats) -> float:
        """Sum products of two different votes of a group, both ways round."""
        return float((np.bincount(groups, values) ** 2 - np.bincount(groups, values**2)).sum())

    agree_cell = products(cell, residual) + products(cell, fitted)
    agree_pair = products(pair, residual) + products(pair, fitted)
    possible_cell, possible_pair = products(cell, root), products(pair, root)

    def shrunk(agreement: float, possible: float, assumed: float) -> float:
        # A pair of votes carries at most a quarter; `products` counts each twice.
        prior = PRIOR_VOTE_PAIRS * 2 * 0.25
        return float(np.clip((agreement + prior * assumed) / (possible + prior), 0.0, MOST))

    return Dependence(
        same_judge=shrunk(agree_cell, possible_cell, PRIOR.same_judge),
        between_judges=shrunk(agree_pair - agree_cell, possible_pair - possible_cell, PRIOR.between_judges),
    )
