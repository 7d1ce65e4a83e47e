"""Replay of recorded verdicts: how well they are predicted, and how few of them give the same top."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coscientist.domain.match import Match
from coscientist.tournaments.diagnostics.calibration import cross_validated, fold_of, log_loss, predict, subset
from coscientist.tournaments.pairing.choosing import Policy, choose
from coscientist.tournaments.pairing.played import Played
from coscientist.tournaments.ratings.elo import online_elo
from coscientist.tournaments.ratings.estimation import estimate
from coscientist.tournaments.ratings.judges import JudgePriors, priors_of
from coscientist.tournaments.ratings.precedence import standing
from coscientist.tournaments.ratings.records import Floats, Records, encode

ELO_PER_LOGIT = 400.0 / float(np.log(10.0))


def without_covariates(records: Records) -> JudgePriors:
    """Return priors under which nothing but strength counts: plain penalised Bradley-Terry."""
    priors = priors_of(records, standing(records))
    return JudgePriors(priors.centre, np.full_like(priors.precision, 1e8), priors.share)


def forecasts(records: Records, *, folds: int, seed: int) -> dict[str, Floats]:
    """Predict every verdict from the other folds' pairs, by several methods. Shape: (matches,) each."""
    fold = fold_of(records, folds, seed)
    found = {"ours": cross_validated(records, folds=folds, seed=seed)}
    for name in ("Bradley-Terry, penalised", "Bradley-Terry, fixed ridge", "Elo K=32", "position only", "coin"):
        found[name] = np.full(records.count, 0.5)
    for left_out in range(folds):
        test, train = fold == left_out, fold != left_out
        kept, asked = subset(records, train), subset(records, test)
        plain = estimate(kept, records.names, head=len(records.names), priors=without_covariates(kept)).posterior
        found["Bradley-Terry, penalised"][test] = predict(plain, asked)
        found["Bradley-Terry, fixed ridge"][test] = _ridge(kept, asked)
        elo = online_elo(kept) / ELO_PER_LOGIT
        found["Elo K=32"][test] = 1.0 / (1.0 + np.exp(elo[asked.second] - elo[asked.first]))
        found["position only"][test] = (kept.score.sum() + 1.0) / (kept.count + 2.0)
    return found


def _ridge(kept: Records, asked: Records, *, alpha: float = 0.01) -> Floats:
    """Fit Bradley-Terry with a slight ridge and predict without regard to uncertainty, as a plain library call does."""
    n = len(kept.names)
    strength = np.zeros(n)
    for _ in range(100):
        chance = 1.0 / (1.0 + np.exp(strength[kept.second] - strength[kept.first]))
        pull = kept.score - chance
        gradient = np.bincount(kept.first, pull, n) - np.bincount(kept.second, pull, n) - alpha * strength
        weight = chance * (1 - chance)
        matrix = np.zeros((n, n))
        np.add.at(matrix, (kept.first, kept.second), -weight)
        matrix += matrix.T
        matrix[np.arange(n), np.arange(n)] = alpha - matrix.sum(axis=1)
        step = np.linalg.solve(matrix, gradient)
        strength += np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-8:
            break
    return np.asarray(1.0 / (1.0 + np.exp(strength[asked.second] - strength[asked.first])), dtype=float)


@dataclass(frozen=True)
class Loss:
    """Cross-validated log loss of one method, and how much worse it is than ours."""

    method: str
    loss: float
    excess: float
    low: float
    high: float
    """95 % interval of the excess, by resampling pairs."""


def losses(matches: Sequence[Match], *, folds: int = 10, repeats: int = 20, seed: int = 0) -> list[Loss]:
    """Compare methods on the same left-out verdicts, averaged over several ways of dealing folds."""
    records = encode(matches, ())
    total: dict[str, Floats] = {}
    for repeat in range(repeats):
        for name, predicted in forecasts(records, folds=folds, seed=seed + repeat).items():
            total[name] = total.get(name, np.zeros(records.count)) + log_loss(predicted, records.score) / repeats
    rng = np.random.default_rng(seed)
    drawn = rng.integers(0, records.count, (2000, records.count))
    found = []
    for name, loss in total.items():
        excess = loss - total["ours"]
        spread = excess[drawn].mean(axis=1)
        low, high = np.quantile(spread, [0.025, 0.975])
        found.append(Loss(name, float(loss.mean()), float(excess.mean()), float(low), float(high)))
    return found


def same_top_curve(
    matches: Sequence[Match], *, k: int, seeds: Sequence[int], adaptive: bool, batch: int = 3
) -> dict[int, list[bool]]:
    """Answer chosen pairs of one topic from its record; say after how many the top k was that of the whole record.

    Returns for each number of verdicts used, over seeds, whether the top k was the same. A pair can be asked once,
    in the order in which it was recorded. Without `adaptive` pairs come in random order.
    """
    whole = encode(matches, ())
    reference = _top(estimate(whole, whole.names, head=len(whole.names)).posterior.mean, k)
    row_of = {pair: row for row, pair in enumerate(zip(whole.first.tolist(), whole.second.tolist(), strict=True))}
    curve: dict[int, list[bool]] = {}
    for seed in seeds:
        rng = np.random.default_rng(seed)
        played, used = Played(len(whole.names)), np.zeros(whole.count, dtype=bool)
        fit = estimate(subset(whole, used), whole.names, head=len(whole.names))
        while not used.all():
            left = np.flatnonzero(~used)
            rows: list[int] = []
            if adaptive:
                policy = Policy(most_repeats=1, contested=0.0, long_range=0.0)
                for a, b in choose(fit.posterior, played, k=k, size=batch, rng=rng, policy=policy):
                    row = row_of.get((a, b), row_of.get((b, a)))
                    if row is not None and not used[row]:
                        rows.append(row)
                    else:
                        played.asked[min(a, b), max(a, b)] += 1  # unreadable when it was recorded
                rows = list(dict.fromkeys(rows))
            if not rows:
                rows = rng.choice(left, min(batch, len(left)), replace=False).tolist()
            for row in rows:
                used[row] = True
                played.add(int(whole.first[row]), int(whole.second[row]))
            fit = estimate(subset(whole, used), whole.names, head=len(whole.names))
            curve.setdefault(int(used.sum()), []).append(_top(fit.posterior.mean, k) == reference)
    return curve


def _top(mean: Floats, k: int) -> frozenset[int]:
    return frozenset(np.argsort(-mean, kind="stable")[:k].tolist())


def settled_after(curve: dict[int, list[bool]], *, share: float) -> int | None:
    """Return the fewest verdicts from which on the top was the same in at least this share of replays."""
    enough = None
    for used in sorted(curve, reverse=True):
        if np.mean(curve[used]) < share:
            break
        enough = used
    return enough
