"""How far apart true strengths lie: what is assumed, what the verdicts say, and a mixture over what they leave open.

Few verdicts say little about the spread of strengths, and everything shrinks or widens with it. Intervals at the
likeliest spread alone cover too little, the more so the sharper the judge; the strengths are therefore fitted at
several spreads, and what is reported is the mixture of these fits.
Source: Kass and Steffey, J. Am. Stat. Assoc. 84, 717 (1989), doi:10.1080/01621459.1989.10478825, for why the spread's
uncertainty belongs into the intervals; Rue, Martino and Chopin, J. R. Stat. Soc. B 71, 319 (2009),
doi:10.1111/j.1467-9868.2008.00700.x, for the mixture over points around the mode.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from coscientist.tournaments.ratings.information import Information
from coscientist.tournaments.ratings.model import Parameters, Problem
from coscientist.tournaments.ratings.records import Floats

LOG_SPREAD_CENTRE = float(np.log(1.5))
LOG_SPREAD_SD = 0.7
"""The spread of strengths is assumed to be one and a half logits, give or take a factor of two (e to this power)."""
MOST_SPREAD = 8.0
"""Judges who never contradict themselves speak for any spread however large; at this one all is certain already."""
PLACES = (-3.0, -1.5, 1.5, 3.0, 4.5)
"""Where, beside the mode, strengths are fitted; few verdicts rule a large spread out less than a small one.
Units: standard deviations of the logarithm of the spread."""
CLOSE = 0.1
"""Fits nearer than this, in the same units, would tell the same."""
HALVINGS = 40


@dataclass(frozen=True)
class Settled:
    """A fit at one spread of strengths."""

    at: Parameters
    information: Information
    problem: Problem

    @property
    def log_spread(self) -> float:
        """Logarithm of the spread that was assumed."""
        return float(np.log(self.problem.strength_sd))

    @property
    def slope(self) -> float:
        """Derivative of the log evidence by the log spread: how far the strengths' size exceeds what is assumed of it.

        Source: Fisher's identity; with a normal posterior this is MacKay, Neural Computation 4, 415 (1992),
        doi:10.1162/neco.1992.4.3.415.
        """
        squares = float(self.at.strengths @ self.at.strengths) + float(self.information.variances().sum())
        return squares / self.problem.strength_sd**2 - len(self.at.strengths)

    @property
    def curvature(self) -> float:
        """Expected information about the log spread, that of the prior included."""
        scaled = 1.0 / self.problem.strength_sd**2
        if self.information.dense:
            every = np.arange(len(self.at.strengths))
            left = np.eye(len(every)) - scaled * self.information.covariance(every)
        else:  # what the strengths have in common is little where there are very many
            left = 1.0 - scaled * self.information.variances()
        return 2.0 * float((left**2).sum()) + LOG_SPREAD_SD**-2

    @property
    def off(self) -> float:
        """How far the logarithm of the likeliest spread seems to be from here, by one step of Fisher scoring."""
        pull = self.slope - (self.log_spread - LOG_SPREAD_CENTRE) / LOG_SPREAD_SD**2
        return min(pull / self.curvature, float(np.log(MOST_SPREAD)) - self.log_spread)

    def moved(self) -> tuple[Floats, Floats]:
        """Return how strengths and judges move with the logarithm of the spread."""
        pull = 2.0 * self.at.strengths / self.problem.strength_sd**2
        return self.information.solve(pull, np.zeros(len(self.information.corner)))


def around(mode: Settled, refit: Callable[[Settled, float], Settled]) -> list[Settled]:
    """Fit at several spreads around the likeliest one, each from its neighbour; in order of the spread."""
    sd = mode.curvature**-0.5
    found = {0.0: mode}
    most = (float(np.log(MOST_SPREAD)) - mode.log_spread) / sd
    for place in sorted({min(place, most) for place in PLACES}, key=abs):
        nearest = min(found, key=lambda other: (abs(other - place), other))
        if abs(nearest - place) > CLOSE:
            found[place] = refit(found[nearest], mode.log_spread + place * sd)
    return [found[place] for place in sorted(found)]


def shares(settled: Sequence[Settled]) -> Floats:
    """Return the probability of each spread: the log evidence is its derivative, integrated, and the prior is known.

    Each stands for the spreads that are nearer to it than to its neighbours.
    Shape: (spreads,).
    """
    at = np.array([each.log_spread for each in settled])
    slope = np.array([each.slope for each in settled])
    curve = np.polynomial.Polynomial.fit(at, slope, len(at) - 1).integ()
    log_share = curve(at) - 0.5 * ((at - LOG_SPREAD_CENTRE) / LOG_SPREAD_SD) ** 2
    ends = np.concatenate([at[:1], 0.5 * (at[1:] + at[:-1]), at[-1:]])
    share = np.exp(log_share - log_share.max()) * (np.diff(ends) if len(at) > 1 else 1.0)
    return np.asarray(share / share.sum(), dtype=float)


def quantile(share: Floats, mean: Floats, sd: Floats, probability: float) -> Floats:
    """Return where mixtures of normal distributions reach a probability, by bisection.

    Shape: `share` (spreads,); `mean`, `sd` (spreads, n).
    """
    from scipy.special import ndtr, ndtri

    if len(share) == 1:
        return np.asarray(mean[0] + float(ndtri(probability)) * sd[0], dtype=float)
    low, high = (mean - 9.0 * sd).min(axis=0), (mean + 9.0 * sd).max(axis=0)
    scale = np.where(sd > 0.0, sd, 1.0)
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        below = share @ ndtr((middle - mean) / scale) < probability
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray(0.5 * (low + high), dtype=float)


@dataclass
class Secant:
    """Looks for where steps would end, given the step that seems right at each point."""

    at: float
    earlier: tuple[float, float] | None = None

    def step(self, off: float) -> float:
        """Move on, given how far off the present number seems to be; return that distance."""
        step = off
        if self.earlier is not None:
            before, off_before = self.earlier
            if abs(off_before - off) > 1e-14:
                step = off * (self.at - before) / (off_before - off)
        if step * off <= 0.0 or abs(step) > 1.5:
            step = off
        self.earlier = (self.at, off)
        self.at += step
        return abs(off)
