"""The same matches judged by a coin: how much structure would have been found where there is none."""

from dataclasses import replace

import numpy as np

from coscientist.domain.base import Value
from coscientist.tournaments.estimation import estimate
from coscientist.tournaments.posterior import Posterior, top_chances
from coscientist.tournaments.records import Records


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

    The coin keeps each judge's fitted taste for the first and the longer, and its share of ties, so that these do
    not pass for structure.
    """
    from coscientist.tournaments.expectation import judge_table

    rng = np.random.default_rng(seed)
    judge = judge_table(posterior, records.judges)[records.judge]
    chance = 1.0 / (1.0 + np.exp(-(judge[:, 0] + judge[:, 1] * records.length)))
    tie = records.score == 0.5
    spreads, shares = np.zeros(replicates), np.zeros(replicates)
    for number in range(replicates):
        score = np.where(tie, 0.5, (rng.random(records.count) < chance).astype(float))
        fitted = estimate(replace(records, score=score), records.names, head=max(120, 4 * k)).posterior
        mean = fitted.mean[fitted.head]
        spreads[number] = fitted.mean.std()
        shares[number] = top_chances(mean, fitted.draws(draws, number), k).share_right
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
