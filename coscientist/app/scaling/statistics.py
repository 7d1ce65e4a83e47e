"""Shares of comparisons won, with intervals that know that one idea takes part in many of them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from coscientist.datasets.benchmarks.benchmark import Metric

_EDGE = 0.005
"""Shares closer to 0 or 1 are shown as this on the Elo scale, which has no end."""


class Pair(NamedTuple):
    """One comparison."""

    late: int
    """Number of the late idea."""
    early: int
    score: float
    """What the late idea got: 1 won, 0.5 tied, 0 lost."""


class Compared(NamedTuple):
    """What one judge, or several together, said."""

    judge: str
    pairs: Sequence[Pair]
    voices: int = 1
    """Judges whose votes on one pair of ideas are among the pairs."""


def row_of(compared: Compared, *, seed: int, resamples: int) -> dict[str, Metric]:
    """Return the share that late ideas won, its interval, and how often a coin would come as far from one half.

    The interval resamples late and early ideas, each with all its comparisons.
    """
    late = np.array([pair.late for pair in compared.pairs])
    early = np.array([pair.early for pair in compared.pairs])
    score = np.array([pair.score for pair in compared.pairs])
    rng = np.random.default_rng((seed, 1))
    shares = []
    for _ in range(resamples):
        weights = _drawn(rng, late) * _drawn(rng, early)
        if weights.sum() > 0:
            shares.append(float((weights * score).sum() / weights.sum()))
    share = float(score.mean())
    low, high = (float(value) for value in np.quantile(shares, (0.025, 0.975)))
    coins = coin_flips(compared, seed=seed, resamples=resamples)
    as_far = int((np.abs(coins - 0.5) >= abs(share - 0.5) - 1e-12).sum())
    return {
        "method": compared.judge,
        "late_share": share,
        "low": low,
        "high": high,
        "elo": _elo(share),
        "elo_low": _elo(low),
        "elo_high": _elo(high),
        "coin_p": (1 + as_far) / (1 + resamples),
        "n": len({(pair.late, pair.early) for pair in compared.pairs}),
    }


def coin_flip_row(compared: Compared, *, seed: int, resamples: int) -> dict[str, Metric]:
    """Return the range of shares that a coin gives for the same comparisons."""
    coins = coin_flips(compared, seed=seed, resamples=resamples)
    low, high = (float(value) for value in np.quantile(coins, (0.025, 0.975)))
    return {
        "method": "coin flip",
        "late_share": float(coins.mean()),
        "low": low,
        "high": high,
        "elo": _elo(float(coins.mean())),
        "elo_low": _elo(low),
        "elo_high": _elo(high),
        "coin_p": None,
        "n": len({(pair.late, pair.early) for pair in compared.pairs}),
    }


def coin_flips(compared: Compared, *, seed: int, resamples: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return shares with every decided pair of ideas decided by a coin: votes on one pair fall together, ties stay."""
    numbers = {pair: place for place, pair in enumerate(dict.fromkeys((item[0], item[1]) for item in compared.pairs))}
    which = np.array([numbers[(pair.late, pair.early)] for pair in compared.pairs])
    lead = np.array([pair.score for pair in compared.pairs]) - 0.5
    rng = np.random.default_rng((seed, 2))
    found = np.empty(resamples)
    for place in range(resamples):
        sides = rng.choice((-1.0, 1.0), size=len(numbers))
        found[place] = 0.5 + float((sides[which] * lead).mean())
    return found


def _drawn(
    rng: np.random.Generator, ideas: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return for each comparison how often its idea was drawn."""
    count = int(ideas.max()) + 1
    return rng.multinomial(count, np.full(count, 1 / count))[ideas]


def _elo(share: float) -> float:
    inside = min(max(share, _EDGE), 1 - _EDGE)
    return float(400 * np.log10(inside / (1 - inside)))
