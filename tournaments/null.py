"""The same matches judged by a coin: how much structure would have been found where there is none."""

from dataclasses import replace

import numpy as np

from coscientist.domain.base import Value
from coscientist.tournaments.estimation import estimate
from coscientist.tournaments.posterior import Posterior, top_chances
from coscientist.tournaments.records import Floats, Records

ROUGH = 1e-2
"""How far the logarithm of a refitted spread may be off: far less than two coin-flip ledgers differ by."""


class CoinFlipNull(Value):
    """Fitted spread and certainty beside those of coin-flip ledgers with the same pairs, orders and judges."""

    strength_sd: float
    """Fitted to the real verdicts. Units: logits."""
    null_strength_sd: tuple[float, float]
    """Median and 95th percentile over coin-flip ledgers."""
    expected_top_share: float
    null_expected_top_share: tuple[float, float]
    p_value: float
    """Share of coin-flip ledgers whose spread is at least the real one, the real one counted in."""
    replicates: int

    @property
    def beyond_chance(self) -> bool:
        """Say whether the verdicts hold more than a coin would."""
        return self.p_value <= 0.05


def coin_flip_null(
    records: Records, posterior: Posterior, *, k: int, replicates: int, seed: int, draws: int = 512
) -> CoinFlipNull:
    """Redraw every verdict from position and length alone, refit, and compare.

    A coin is flipped once for each pair and judge and keeps to its side when the pair is asked again, and judges share
    a pair's coin as often as their errors are alike: repeats and agreement within a panel are no structure either.
    The coin keeps each judge's fitted taste for the first and the longer, and its ties.
    """
    from coscientist.tournaments.expectation import judge_table

    rng = np.random.default_rng(seed)
    judge = judge_table(posterior, records.judges)[records.judge]
    chance = 1.0 / (1.0 + np.exp(-(judge[:, 0] + judge[:, 1] * records.length)))
    coins = _Coins(records, shared=float(np.sqrt(posterior.dependence.between_judges)))
    tie = records.score == 0.5
    spreads, shares = np.zeros(replicates), np.zeros(replicates)
    fitted: Posterior | None = None
    for number in range(replicates):
        score = np.where(tie, 0.5, (coins.flip(rng) < chance).astype(float))
        fitted = estimate(
            replace(records, score=score), records.names, head=max(120, 4 * k), start=fitted,
            likeness=posterior.dependence,
            tolerance=ROUGH,
        ).posterior  # fmt: skip
        spreads[number] = fitted.all_strengths.std()
        shares[number] = top_chances(fitted.mean[fitted.head], fitted.draws(draws, number), k).share_right
    real = float(posterior.all_strengths.std())
    own = top_chances(posterior.mean[posterior.head], posterior.draws(draws, 0), k).share_right
    return CoinFlipNull(
        strength_sd=real,
        null_strength_sd=(float(np.median(spreads)), float(np.quantile(spreads, 0.95))),
        expected_top_share=own,
        null_expected_top_share=(float(np.median(shares)), float(np.quantile(shares, 0.95))),
        p_value=(1 + int((spreads >= real).sum())) / (1 + replicates),
        replicates=replicates,
    )


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
