"""The t tests of the frozen plans, with intervals and one-sided probabilities from scipy."""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, variance

from coscientist.domain.base import Value
from coscientist.domain.hypothesis import EffectDirection


class Estimate(Value):
    """An effect with its t distribution."""

    method: str
    effect: float
    se: float
    df: float
    low: float
    high: float
    n: int
    p: float
    """Two-sided, against no effect."""

    def p_above(self, threshold: float) -> float:
        """One-sided p against an effect at or below `threshold`."""
        from scipy import stats

        return float(stats.t.sf((self.effect - threshold) / self.se, self.df))

    def p_below(self, threshold: float) -> float:
        """One-sided p against an effect at or above `threshold`."""
        from scipy import stats

        return float(stats.t.cdf((self.effect - threshold) / self.se, self.df))

    def p_towards(self, direction: EffectDirection, smallest: float) -> float:
        """Return the p value for what is predicted: small when the data speak for it."""
        match direction:
            case EffectDirection.INCREASE:
                return self.p_above(0.0)
            case EffectDirection.DECREASE:
                return self.p_below(0.0)
            case EffectDirection.NO_CHANGE:
                return self._equivalence(smallest)
            case _:
                return self.p

    def p_against(self, direction: EffectDirection, smallest: float) -> float:
        """Return the p value against what is predicted: small when an effect that matters is ruled out.

        Source: two one-sided tests, Schuirmann 1987, doi:10.1007/BF01068419.
        """
        match direction:
            case EffectDirection.INCREASE:
                return self.p_below(smallest)
            case EffectDirection.DECREASE:
                return self.p_above(-smallest)
            case EffectDirection.NO_CHANGE:
                return self.p
            case _:
                return self._equivalence(smallest)

    def _equivalence(self, smallest: float) -> float:
        return max(self.p_below(smallest), self.p_above(-smallest))


def one_sample(values: Sequence[float], alpha: float) -> Estimate | None:
    """Test the mean of one number per replicate against zero; None with fewer than two, or all of them identical.

    Identical replicates have no spread to test against, and are more likely copies than measurements.
    """
    if len(values) < 2 or not (spread := variance(values)) > 0:
        return None
    return _estimate("one-sample t test over replicates", fmean(values), sqrt(spread / len(values)), len(values) - 1,
                     len(values), alpha)  # fmt: skip


def welch(test: Sequence[float], reference: Sequence[float], alpha: float) -> Estimate | None:
    """Test the difference of two independent means without assuming equal variances.

    Source: Welch 1947, doi:10.1093/biomet/34.1-2.28.
    """
    if min(len(test), len(reference)) < 2:
        return None
    a, b = variance(test) / len(test), variance(reference) / len(reference)
    if not a + b > 0:
        return None
    df = (a + b) ** 2 / (a**2 / (len(test) - 1) + b**2 / (len(reference) - 1))
    return _estimate("Welch's t test", fmean(test) - fmean(reference), sqrt(a + b), df, min(len(test), len(reference)),
                     alpha)  # fmt: skip


def _estimate(method: str, effect: float, se: float, df: float, n: int, alpha: float) -> Estimate:
    from scipy import stats

    half = float(stats.t.ppf(1 - alpha / 2, df)) * se
    p = float(2 * stats.t.sf(abs(effect) / se, df))
    return Estimate(
        method=method, effect=effect, se=se, df=df, low=effect - half, high=effect + half, n=n, p=min(1.0, p)
    )


def holm(ps: Sequence[float]) -> list[float]:
    """Return Holm's step-down adjusted p values. Source: Holm 1979, https://www.jstor.org/stable/4615733."""
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    adjusted, running = [0.0] * len(ps), 0.0
    for rank, i in enumerate(order):
        running = max(running, min(1.0, (len(ps) - rank) * ps[i]))
        adjusted[i] = running
    return adjusted
