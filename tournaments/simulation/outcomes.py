"""How good a ranking is when the truth is known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

import numpy as np

from coscientist.tournaments.ratings.posterior import top_chances
from coscientist.tournaments.ratings.records import Floats
from coscientist.tournaments.simulation.judging import PANEL_SLOPES, Habit, Truth
from coscientist.tournaments.simulation.schedules import Ranking, Schedule

UNSCALED = (Habit.CYCLE, Habit.DRIFT, Habit.STICKY, Habit.STICKY_PANEL, Habit.COIN)
"""Judges for whom no true scale of ratings exists: intervals are compared with the truth scaled to fit best."""
Z95 = 1.959964


@dataclass(frozen=True)
class Trial:
    """One simulated tournament, scored. Figures that a schedule does not give are not a number."""

    schedule: str
    calls: int
    best_first: float
    """1 when the true best is ranked first."""
    recall: float
    """Share of the true top k among the first k."""
    tau: float
    """Kendall's rank correlation over everybody."""
    tail_tau: float
    """The same over the lower half of the truth."""
    coverage: float = np.nan
    """Share of hypotheses whose 95 % interval holds their true rating."""
    position_covered: float = np.nan
    position: float = np.nan
    claimed_share: float = np.nan
    """Share of the true top k that the standings expected among their own."""
    claimed_best: float = np.nan
    """Probability of being the best that the first was given."""
    same_judge: float = np.nan


def score(truth: Truth, ranking: Ranking, *, k: int, draws: int = 1024) -> Trial:
    """Compare a ranking with the truth."""
    from scipy.stats import kendalltau

    strength = truth.strengths
    order = np.argsort(-ranking.score, kind="stable")
    top = np.argsort(-strength)[:k]
    lower = np.argsort(-strength)[len(strength) // 2 :]
    trial = Trial(
        schedule=ranking.schedule,
        calls=ranking.calls,
        best_first=float(order[0] == top[0]),
        recall=len(set(order[:k].tolist()) & set(top.tolist())) / k,
        tau=float(kendalltau(ranking.score, strength).statistic),
        tail_tau=float(kendalltau(ranking.score[lower], strength[lower]).statistic),
    )
    if ranking.fit is None:
        return trial
    posterior = ranking.fit.posterior
    chances = top_chances(posterior.mean, ranking.fit.mixture.draws(draws, 1), k)
    target = _target(truth, posterior.mean)
    inside = (posterior.low <= target) & (target <= posterior.high)
    bias = posterior.judge_parameters[0, 0]
    bias_sd = float(np.sqrt(ranking.fit.judge_variances[0, 0]))
    return Trial(
        **{f.name: getattr(trial, f.name) for f in fields(Trial)[:6]},
        coverage=float(inside.mean()),
        position=float(bias),
        position_covered=float(abs(bias - truth.position) <= Z95 * bias_sd),
        claimed_share=chances.share_right,
        claimed_best=float(chances.best[order[0]]),
        same_judge=posterior.dependence.same_judge,
    )


def _target(truth: Truth, mean: Floats) -> Floats:
    """Return the strengths that the ratings estimate, on the scale of the typical judge."""
    centred = truth.slope * (truth.strengths - truth.strengths.mean())
    if truth.habit in UNSCALED:
        size = float(centred @ centred)
        return np.asarray(centred * (float(centred @ mean) / size), dtype=float)
    if truth.habit is Habit.PANEL:
        return np.asarray(centred * float(np.exp(np.log(PANEL_SLOPES).mean())), dtype=float)
    return np.asarray(centred, dtype=float)


def play(truth: Truth, schedule: Schedule, *, k: int = 5) -> Iterator[Trial]:
    """Run a schedule on one truth and score what it says at its checkpoints."""
    for ranking in schedule(truth):
        yield score(truth, ranking, k=k)


@dataclass(frozen=True)
class Summary:
    """A mean over trials with its 95 % interval."""

    value: float
    low: float
    high: float
    trials: int


def summarise(values: Iterable[float]) -> Summary:
    """Average over trials, those without the figure left out; normal interval."""
    known = np.array([value for value in values if not np.isnan(value)])
    if not len(known):
        return Summary(np.nan, np.nan, np.nan, 0)
    half = Z95 * float(known.std(ddof=1)) / np.sqrt(len(known)) if len(known) > 1 else np.nan
    mean = float(known.mean())
    return Summary(mean, mean - half, mean + half, len(known))
