"""Which of two is shown first: where they are not close, the weaker one gets the place that the judges favour."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from coscientist.tournaments.ratings.judges import may_decide
from coscientist.tournaments.ratings.posterior import Posterior
from coscientist.tournaments.ratings.records import Floats

SLIGHT = 0.3
"""A place worth less than this is taken to be worth nothing: that much is soon fitted by chance, and little to gain by.
Units: logits."""


@dataclass(frozen=True)
class Handicap:
    """What being shown first is worth to the judges, used as games between unequal players use a handicap.

    A verdict tells most about the gap where its outcome is least sure: its Fisher information is p (1 - p). A judge
    that favours one place makes the outcome of a close pair surer, whatever the order, and that of an unequal pair
    less sure if the weaker one has that place. Close pairs, of which it is not known who is the weaker, are shown in
    both orders, so that an error in what the place is worth cancels out.
    Units: logits.
    """

    favour: float
    """Above zero where the judges favour the first, below where the second."""
    contested: float
    """A pair is close when the chance of either winning, places apart, is within this of one half."""

    def is_close(self, gap: Floats) -> Floats:
        """Say which gaps between two strengths are close. Shape: that of `gap`; 1 or 0."""
        return np.asarray(np.abs(0.5 * np.tanh(0.5 * gap)) < self.contested, dtype=float)

    def information(self, gap: Floats) -> Floats:
        """Return what one verdict tells of a gap in the order that is shown, or in either. Shape: that of `gap`."""
        helped, hindered = (_variance(np.abs(gap) + side * abs(self.favour)) for side in (-1.0, 1.0))
        return np.asarray(helped + 0.5 * self.is_close(gap) * (hindered - helped), dtype=float)

    def ordered(
        self, one: int, other: int, gap: float, shown: Mapping[tuple[int, int], int], rng: np.random.Generator
    ) -> tuple[int, int]:
        """Return two in the order to be shown; `gap` is how much stronger the one is, `shown` how often each order was.

        A close pair, and any pair where places do not matter, comes in the order shown less often so far.
        """
        drawn = bool(rng.random() < 0.5)
        forward, backward = shown[one, other], shown[other, one]
        if self.favour * gap == 0.0 or self.is_close(np.array(gap)):
            flip = drawn if forward == backward else forward > backward
        else:
            flip = self.favour * gap > 0.0
        return (other, one) if flip else (one, other)


def favour_of(posterior: Posterior) -> float:
    """Return what being shown first is worth to the models that judge, on average; nothing where that is slight.

    Criteria of the panel and measurements do not know places, and persons are not asked by the tournament.
    """
    effects = posterior.judge_parameters[[may_decide(judge) for judge in posterior.judges], 0]
    favour = float(effects.mean()) if len(effects) else 0.0
    return favour if abs(favour) >= SLIGHT else 0.0


def _variance(logit: Floats) -> Floats:
    """Return p (1 - p) of a verdict with such log odds."""
    return np.asarray(0.25 / np.cosh(0.5 * logit) ** 2, dtype=float)
