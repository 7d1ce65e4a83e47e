"""How many biological replicates a test needs, from the noncentral t and F distributions."""

from math import sqrt

from coscientist.domain.brief_design import Detectable
from coscientist.domain.errors import CoscientistError

LARGEST = 100_000


def power_one_sample(effect: float, sd: float, n: int, alpha: float = 0.05) -> float:
    """Return the power of a two-sided one-sample (or paired) t test.

    Units: `effect` and `sd` (of the values tested, for a paired test of the differences) share one unit.
    Source: Cohen 1988, Statistical Power Analysis, chapter 2; noncentral t with n - 1 degrees of freedom.
    """
    if n < 2:
        return 0.0
    return _power_t(abs(effect) / sd * sqrt(n), n - 1, alpha)


def power_two_sample(effect: float, sd: float, n: int, alpha: float = 0.05) -> float:
    """Return the power of a two-sided t test of two independent groups of `n` each with a common SD."""
    if n < 2:
        return 0.0
    return _power_t(abs(effect) / sd * sqrt(n / 2), 2 * n - 2, alpha)


def _power_t(noncentrality: float, df: int, alpha: float) -> float:
    from scipy import special  # the functions behind scipy.stats, which takes ten times as long to import

    critical = float(special.stdtrit(df, 1 - alpha / 2))
    upper = 1.0 - float(special.nctdtr(df, noncentrality, critical))
    # Deep in the lower tail scipy's noncentral t can lose its precision and answer NaN; its share is nil there.
    lower = float(special.nctdtr(df, noncentrality, -critical)) if noncentrality < 8 else 0.0
    return min(1.0, upper + (lower if lower == lower else 0.0))


_POWERS = {"one-sample": power_one_sample, "two-sample": power_two_sample}


def power_of(test: str, effect: float, sd: float, n: int, alpha: float = 0.05) -> float:
    """Return the power of `one-sample` or `two-sample`."""
    return _POWERS[test](effect, sd, n, alpha)


def replicates_needed(
    test: str, effect: float, sd: float, *, alpha: float = 0.05, power: float = 0.8, minimum: int = 3
) -> int:
    """Return the smallest n (per group for `two-sample`) whose power reaches `power`, and at least `minimum`.

    Raises: CoscientistError when the effect or SD is not positive, or the effect is too small to be found at all.
    """
    if not (abs(effect) > 0 and sd > 0):
        raise CoscientistError(
            f"A sample size needs a positive effect and SD, got effect {effect!r} and SD {sd!r}.",
            "Give the smallest effect that would matter.",
        )
    low, high = 2, 4
    while power_of(test, effect, sd, high, alpha) < power:
        low, high = high, high * 2
        if high > LARGEST:
            raise CoscientistError(
                f"An effect of {effect:g} against an SD of {sd:g} needs more than {LARGEST} replicates.",
                "Measure more precisely, or look for a larger effect.",
            )
    while low < high:
        middle = (low + high) // 2
        if power_of(test, effect, sd, middle, alpha) >= power:
            high = middle
        else:
            low = middle + 1
    return max(low, minimum)


def detectable_effect(test: str, sd: float, n: int, *, alpha: float = 0.05, power: float = 0.8) -> float:
    """Return the effect that `n` replicates find with the power asked for."""
    from scipy.optimize import brentq

    return float(brentq(lambda effect: power_of(test, effect, sd, n, alpha) - power, 1e-6 * sd, 60 * sd))


def detectable_effects(
    test: str, sd: float, ns: tuple[int, ...], *, alpha: float, power: float
) -> tuple[Detectable, ...]:
    """Return what each of several sample sizes would find, for whoever has to weigh cost against sensitivity."""
    return tuple(Detectable(n=n, effect=round(detectable_effect(test, sd, n, alpha=alpha, power=power), 3)) for n in ns)
