"""What fitted ratings and judges say about a match: its expected outcome and how surprising the verdict was."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coscientist.domain.match import Match
from coscientist.tournaments.ratings.dependence import weights
from coscientist.tournaments.ratings.posterior import Posterior
from coscientist.tournaments.ratings.records import Floats, Records, encode


@dataclass(frozen=True)
class Expected:
    """Expected outcomes of decided matches, in the order of `records`.

    Shape: all (matches,).
    """

    records: Records
    chance: Floats
    """Probability that the first shown wins, position and length included."""
    slope: Floats
    """Discrimination of the judge."""
    weight: Floats
    """What the vote counts for beside others on its pair."""

    @property
    def residual(self) -> Floats:
        """Outcome minus expectation."""
        return np.asarray(self.records.score - self.chance, dtype=float)


def judge_table(posterior: Posterior, judges: Sequence[str]) -> Floats:
    """Return position, length and log discrimination of judges; a judge that was never fitted has none.

    Shape: (judges, 3).
    """
    fitted = dict(zip(posterior.judges, posterior.judge_parameters.tolist(), strict=True))
    return np.array([fitted.get(judge, [0.0, 0.0, 0.0]) for judge in judges], dtype=float).reshape(-1, 3)


def expected(matches: Sequence[Match], posterior: Posterior) -> Expected:
    """Work out what ratings fitted to these or other matches expect of each.

    Hypotheses unknown to the posterior are taken as average.
    """
    records = encode(matches, posterior.names)
    strength = dict(zip(posterior.all_names, posterior.all_strengths.tolist(), strict=True))
    own = np.array([strength.get(name, 0.0) for name in records.names])
    judge = judge_table(posterior, records.judges)[records.judge]
    slope = np.exp(judge[:, 2])
    logits = slope * (own[records.first] - own[records.second]) + judge[:, 0] + judge[:, 1] * records.length
    return Expected(records, 1.0 / (1.0 + np.exp(-logits)), slope, weights(records, posterior.dependence))
