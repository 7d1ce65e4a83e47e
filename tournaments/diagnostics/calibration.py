"""Whether the ratings' probabilities come true on verdicts that they were not fitted to."""

from itertools import pairwise

import numpy as np

from coscientist.domain.base import Value
from coscientist.tournaments.ratings.estimation import estimate
from coscientist.tournaments.ratings.posterior import Posterior
from coscientist.tournaments.ratings.precedence import deciding
from coscientist.tournaments.ratings.records import Floats, Records

COIN_LOSS = float(np.log(2.0))
"""Log loss of somebody who always says one half."""
ROUGH = 1e-4
"""How far the logarithm of a fold's spread may be off: it moves the loss in the fifth digit."""
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class CalibrationBin(Value):
    """Matches whose likelier winner was given about the same probability."""

    low: float
    high: float
    matches: int
    predicted: float
    observed: float
    """How often the likelier one won."""


class Calibration(Value):
    """Predictions of verdicts that were left out of the fit, by pair."""

    log_loss: float
    """Mean over verdicts; 0.693 is a coin."""
    brier: float
    slope: float
    """Of the verdicts on the predicted log odds: below 1 the ratings are too sure, above 1 not sure enough."""
    matches: int
    folds: int
    bins: tuple[CalibrationBin, ...]


def subset(records: Records, keep: np.ndarray) -> Records:
    """Return some of the matches, with the same hypotheses and the judges that are left."""
    judges = np.unique(records.judge[keep])
    number = np.full(max(len(records.judges), 1), -1, dtype=np.int64)
    number[judges] = np.arange(len(judges))
    return Records(
        names=records.names,
        judges=tuple(records.judges[j] for j in judges),
        first=records.first[keep],
        second=records.second[keep],
        judge=number[records.judge[keep]],
        score=records.score[keep],
        length=records.length[keep],
        round=records.round[keep],
        place=records.place[keep],
    )


def predict(posterior: Posterior, records: Records, *, blunt: bool = True) -> Floats:
    """Return the probability that the first shown wins, for matches the posterior was not fitted to.

    With `blunt` the uncertainty of the gap moves it towards one half, as it should for a prediction.
    Source: MacKay, Neural Computation 4, 720 (1992), doi:10.1162/neco.1992.4.5.720, for the logistic of a normal.
    Shape: (matches,).
    """
    from coscientist.tournaments.expectation import judge_table

    judge = judge_table(posterior, records.judges)[records.judge]
    slope = np.exp(judge[:, 2])
    gap = posterior.all_strengths[records.first] - posterior.all_strengths[records.second]
    logits = slope * gap + judge[:, 0] + judge[:, 1] * records.length
    if blunt:
        sd = np.full(len(posterior.all_names), posterior.strength_sd)
        place = {name: number for number, name in enumerate(posterior.names)}
        for number, name in enumerate(posterior.all_names):
            if name in place:
                sd[number] = posterior.sd[place[name]]
        variance = slope**2 * (sd[records.first] ** 2 + sd[records.second] ** 2)
        logits = logits / np.sqrt(1.0 + np.pi / 8.0 * variance)
    return np.asarray(1.0 / (1.0 + np.exp(-logits)), dtype=float)


def fold_of(records: Records, folds: int, seed: int) -> np.ndarray:
    """Deal pairs to folds, so that both orders and all judges of a pair are left out together. Shape: (matches,)."""
    _, pair = np.unique(records.pair, return_inverse=True)
    dealt = np.random.default_rng(seed).permutation(int(pair.max()) + 1 if len(pair) else 0) % folds
    return np.asarray(dealt[pair])


def cross_validated(records: Records, *, folds: int, seed: int) -> Floats:
    """Predict every match from a fit to the pairs of the other folds. Shape: (matches,)."""
    fold = fold_of(records, folds, seed)
    predicted = np.full(records.count, 0.5)
    fitted: Posterior | None = None
    for left_out in range(folds):
        test, train = fold == left_out, fold != left_out
        if test.any() and train.any():
            some = subset(records, train)
            # From where the last fold's climb ended it is shorter; it ends where any climb does.
            fitted = estimate(some, records.names, head=len(records.names), tolerance=ROUGH, start=fitted).posterior
            predicted[test] = predict(fitted, _with_all_judges(records, test))
    return predicted


def _with_all_judges(records: Records, keep: np.ndarray) -> Records:
    """Return some of the matches, numbered as all of them are."""
    kept = subset(records, keep)
    return Records(
        records.names,
        records.judges,
        kept.first,
        kept.second,
        records.judge[keep],
        kept.score,
        kept.length,
        kept.round,
        kept.place,
    )


def calibration(records: Records, *, folds: int = 5, seed: int = 0) -> Calibration | None:
    """Score cross-validated predictions; None with fewer than ten pairs.

    Where a model decides the order, its verdicts and those of persons and laboratories are predicted, not the panel's.
    Limits: a tie counts as half a win and half a loss, so that a perfect forecast of ties still has the loss of a coin.
    """
    ruling = deciding(records)
    if len(np.unique(records.pair[ruling])) < 10:
        return None
    predicted = cross_validated(records, folds=folds, seed=seed)
    return summarise(predicted[ruling], records.score[ruling], folds=folds)


def log_loss(predicted: Floats, score: Floats) -> Floats:
    """Return the loss of each prediction, in natural logarithms. Shape: (matches,)."""
    sure = np.clip(predicted, 1e-9, 1 - 1e-9)
    return np.asarray(-(score * np.log(sure) + (1 - score) * np.log(1 - sure)), dtype=float)


def summarise(predicted: Floats, score: Floats, *, folds: int) -> Calibration:
    """Score predictions against outcomes."""
    sided = np.maximum(predicted, 1 - predicted)
    won = np.where(predicted >= 0.5, score, 1 - score)
    bins = []
    for low, high in pairwise(BINS):
        inside = (sided >= low) & ((sided < high) | (high == 1.0))
        if inside.any():
            bins.append(
                CalibrationBin(
                    low=low,
                    high=high,
                    matches=int(inside.sum()),
                    predicted=float(sided[inside].mean()),
                    observed=float(won[inside].mean()),
                )
            )
    return Calibration(
        log_loss=float(log_loss(predicted, score).mean()),
        brier=float(((predicted - score) ** 2).mean()),
        slope=_slope(predicted, score),
        matches=len(score),
        folds=folds,
        bins=tuple(bins),
    )


def _slope(predicted: Floats, score: Floats) -> float:
    """Fit outcome on predicted log odds through the origin, by Newton's method."""
    sure = np.clip(predicted, 1e-6, 1 - 1e-6)
    logits = np.log(sure / (1 - sure))
    slope = 1.0
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-slope * logits))
        curvature = float((chance * (1 - chance) * logits**2).sum()) + 1e-9
        step = float(((score - chance) * logits).sum()) / curvature
        slope += float(np.clip(step, -1.0, 1.0))
        if abs(step) < 1e-8:
            break
    return slope
