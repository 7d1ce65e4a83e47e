"""AUROC and average precision with intervals that respect what belongs together."""

from collections.abc import Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from coscientist.domain.base import Value

Floats = NDArray[np.float64]


class Estimate(Value):
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


class Judged(Value):
    """How well one method told positives from controls."""

    auroc: Estimate
    average_precision: Estimate
    """With controls weighted to one a positive, so that chance is about 0.5."""


class Resamples:
    """Clusters drawn with replacement, the same draws for every method, so that their intervals compare."""

    def __init__(self, clusters: Sequence[str], count: int, rng: np.random.Generator) -> None:
        names, self.of_row = np.unique(np.array(clusters), return_inverse=True)
        self.clusters = len(names)
        chance = np.full(self.clusters, 1.0 / self.clusters)
        self.draws: Floats = rng.multinomial(self.clusters, chance, size=count).astype(np.float64)
        """How often each cluster was drawn. Shape: (count, clusters)."""

    def part(self, rows: slice) -> "Resamples":
        """Return the same draws for some of the rows."""
        other = copy(self)
        other.of_row = self.of_row[rows]
        return other

    @property
    def whole(self) -> Floats:
        """Return each cluster once: the data as they are. Shape: (1, clusters)."""
        return np.ones((1, self.clusters))


class Ranking:
    """One method's order of positives and controls, summed up by cluster, from which any resample's figures follow.

    A tie between a positive and a control counts half in the AUROC; in average precision a tied block is taken
    whole.
    """

    def __init__(self, scores: Floats, labels: NDArray[np.bool_], weights: Floats, resamples: Resamples) -> None:
        levels = np.unique(scores[labels])[::-1]
        of_row, clusters = resamples.of_row, resamples.clusters
        shape = (len(levels) + 1, clusters)
        rank = np.searchsorted(-levels, -scores, side="left")
        tied = np.append(levels, np.nan)[rank] == scores
        self._hits = _summed(rank, of_row, weights * labels, shape)[:-1]
        self._tied = _summed(rank, of_row, weights * (~labels & tied), shape)[:-1]
        untied = _summed(rank, of_row, weights * (~labels & ~tied), shape)
        # A control that lies between two levels is above the lower one; one that ties is above all lower ones.
        tied_above = np.vstack([np.zeros((1, clusters)), self._tied])[:-1]
        self._above = np.cumsum(untied[:-1] + tied_above, axis=0)
        self._misses = self._tied.sum(axis=0) + untied.sum(axis=0)

    def figures(self, draws: Floats) -> tuple[Floats, Floats]:
        """Return AUROC and average precision of each resample. Shape: `draws` (resamples, clusters)."""
        hits, tied, above = draws @ self._hits.T, draws @ self._tied.T, draws @ self._above.T
        all_hits, all_misses = hits.sum(axis=1), draws @ self._misses
        below = all_misses[:, None] - above - 0.5 * tied
        with np.errstate(invalid="ignore", divide="ignore"):
            auroc = (hits * below).sum(axis=1) / (all_hits * all_misses)
            found = np.cumsum(hits, axis=1)
            precision = np.nan_to_num(found / (found + above + tied))
            return np.asarray(auroc), np.asarray((hits * precision).sum(axis=1) / all_hits)


def judge(ranking: Ranking, resamples: Resamples) -> Judged:
    """Judge one method."""
    (auroc,), (precision,) = ranking.figures(resamples.whole)
    aurocs, precisions = ranking.figures(resamples.draws)
    return Judged(auroc=_estimate(auroc, aurocs), average_precision=_estimate(precision, precisions))


def averaged(rankings: Sequence[Ranking], resamples: Resamples) -> tuple[Estimate, Estimate]:
    """Return AUROC and average precision as means over the folds of a cross-validation.

    Scores of different folds come from different models and are never put into one order.
    """
    whole = [ranking.figures(resamples.whole) for ranking in rankings]
    drawn = [ranking.figures(resamples.draws) for ranking in rankings]
    return (
        _estimate(float(np.mean([auroc[0] for auroc, _ in whole])), np.mean([auroc for auroc, _ in drawn], axis=0)),
        _estimate(float(np.mean([ap[0] for _, ap in whole])), np.mean([ap for _, ap in drawn], axis=0)),
    )


def gain(first: Ranking, second: Ranking, resamples: Resamples) -> Estimate:
    """Return by how much the first method's AUROC exceeds the second's."""
    value = first.figures(resamples.whole)[0][0] - second.figures(resamples.whole)[0][0]
    return _estimate(value, first.figures(resamples.draws)[0] - second.figures(resamples.draws)[0])


def share(right: NDArray[np.bool_], resamples: Resamples) -> Estimate:
    """Return the share of rows that are right."""
    return mean(right.astype(np.float64), resamples)


def mean(values: Floats, resamples: Resamples) -> Estimate:
    """Return the mean of one value a row."""
    rows = np.bincount(resamples.of_row, minlength=resamples.clusters)
    sums = np.bincount(resamples.of_row, weights=values, minlength=resamples.clusters)
    return _estimate(float(np.mean(values)), (resamples.draws @ sums) / (resamples.draws @ rows))


def _summed(rows: NDArray[np.int64], columns: NDArray[np.int64], weights: Floats, shape: tuple[int, int]) -> Floats:
    flat = np.bincount(rows * shape[1] + columns, weights=weights, minlength=shape[0] * shape[1])
    return np.asarray(flat.reshape(shape))


def _estimate(value: float, resampled: Floats) -> Estimate:
    usable = resampled[np.isfinite(resampled)]
    low, high = np.percentile(usable, [2.5, 97.5]) if len(usable) else (np.nan, np.nan)
    return Estimate(value=float(value), low=float(low), high=float(high))
