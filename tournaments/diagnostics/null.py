"""The same questions answered by a coin: how far ratings would have come apart where there is nothing to find."""

import numpy as np

from coscientist.domain.base import Value
from coscientist.tournaments.ratings.dependence import weights
from coscientist.tournaments.ratings.judges import PRIORS, kind_of
from coscientist.tournaments.ratings.posterior import Posterior
from coscientist.tournaments.ratings.records import Floats, Records

ASSUMED_SD = 1.0
"""Spread of strengths assumed in the step, for real and redrawn verdicts. Units: logits."""
AT_ONCE = 100
"""Coin-flip ledgers that are held in memory together."""


class CoinFlipNull(Value):
    """How far the votes push ratings apart, beside coin-flip ledgers with the same pairs, orders and judges."""

    strength_sd: float
    """Of the real verdicts, to first order: one step from equal strengths. Units: logits."""
    null_strength_sd: tuple[float, float]
    """Median and 95th percentile over coin-flip ledgers, by the same step."""
    p_value: float
    """Share of coin-flip ledgers whose spread is at least the real one, the real one counted in."""
    replicates: int

    @property
    def beyond_chance(self) -> bool:
        """Say whether the verdicts hold more than a coin would."""
        return self.p_value <= 0.05


def coin_flip_null(records: Records, posterior: Posterior, *, replicates: int, seed: int) -> CoinFlipNull:
    """Redraw every verdict from position and length alone, and compare how far apart the votes push the strengths.

    A coin is flipped once for each pair and judge and keeps to its side when the pair is asked again, and judges share
    a pair's coin as often as their errors are alike: repeats and agreement within a panel are no structure either.
    The coin keeps each judge's fitted taste for the first and the longer, and its ties. Real and redrawn verdicts are
    weighed alike, in one Newton step from equal strengths, by the sharpness that is assumed of such judges before they
    are heard: sharpness fitted to the real verdicts would favour these.
    Limits: pairs are taken as given, though earlier verdicts helped to choose them.
    """
    from coscientist.tournaments.expectation import judge_table

    rng = np.random.default_rng(seed)
    judge = judge_table(posterior, records.judges)[records.judge]
    chance = 1.0 / (1.0 + np.exp(-(judge[:, 0] + judge[:, 1] * records.length)))
    slope = np.exp([PRIORS[kind_of(name)].log_discrimination for name in records.judges])[records.judge]
    step = _Step(records, weights(records, posterior.dependence), slope, chance)
    coins = _Coins(records, shared=float(np.sqrt(posterior.dependence.between_judges)))
    tie = (records.score == 0.5)[:, None]
    spreads: list[float] = []
    while len(spreads) < replicates:
        flips = np.stack([coins.flip(rng) for _ in range(min(AT_ONCE, replicates - len(spreads)))], axis=1)
        spreads += step.spread(np.where(tie, 0.5, (flips < chance[:, None]).astype(float))).tolist()
    real = float(step.spread(records.score[:, None])[0])
    return CoinFlipNull(
        strength_sd=real,
        null_strength_sd=(float(np.median(spreads)), float(np.quantile(spreads, 0.95))),
        p_value=(1 + sum(spread >= real for spread in spreads)) / (1 + replicates),
        replicates=replicates,
    )


class _Step:
    """One Newton step from equal strengths, for many ledgers of the same questions at once."""

    def __init__(self, records: Records, weight: Floats, slope: Floats, chance: Floats) -> None:
        from scipy.sparse import coo_array, eye_array
        from scipy.sparse.linalg import splu

        n, every = len(records.names), np.arange(records.count)
        ends, signs = np.concatenate([records.first, records.second]), np.repeat([1.0, -1.0], records.count)
        towards = coo_array((signs, (ends, np.tile(every, 2))), shape=(n, records.count)).tocsr()
        curvature = weight * slope**2 * chance * (1.0 - chance)
        self._chance = chance[:, None]
        self._pull = towards * (weight * slope)[None, :]
        self._information = splu(((towards * curvature[None, :]) @ towards.T + eye_array(n) / ASSUMED_SD**2).tocsc())

    def spread(self, scores: Floats) -> Floats:
        """Return the standard deviation of the strengths of each ledger. Shape: `scores` (matches, ledgers)."""
        return np.asarray(self._information.solve(self._pull @ (scores - self._chance)).std(axis=0), dtype=float)


class _Coins:
    """One coin for each pair and one for each judge of it."""

    def __init__(self, records: Records, *, shared: float) -> None:
        pairs, self._pair = np.unique(records.pair, return_inverse=True)
        cells, self._cell = np.unique(self._pair * max(len(records.judges), 1) + records.judge, return_inverse=True)
        self._sizes = len(pairs), len(cells)
        self._shared = shared
        self._swapped = records.first > records.second

    def flip(self, rng: np.random.Generator) -> Floats:
        """Return a number between 0 and 1 for each match: the first shown wins where it is below its chance.

        Shape: (matches,).
        """
        of_pair, of_cell = rng.random(self._sizes[0]), rng.random(self._sizes[1])
        joins = rng.random(self._sizes[1]) < self._shared
        side = np.where(joins[self._cell], of_pair[self._pair], of_cell[self._cell])
        # The coin favours one hypothesis, whichever of the two is shown first.
        return np.asarray(np.where(self._swapped, 1.0 - side, side), dtype=float)
