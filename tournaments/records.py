"""The ledger as arrays: what the fit reads, in an order of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coscientist.domain.match import Match, Outcome
from coscientist.tournaments.ledger import SCORES, validate

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Records:
    """Decided matches as parallel arrays, sorted by content so that the order of the ledger cannot matter.

    Shape: all arrays (matches,).
    """

    names: tuple[str, ...]
    """Hypotheses, in the numbering used by `first` and `second`."""
    judges: tuple[str, ...]
    first: Ints
    second: Ints
    judge: Ints
    score: Floats
    """1 when the first shown won, 0 when it lost, 0.5 for a tie."""
    length: Floats
    """Natural logarithm of first length over second length; 0 where either is unknown."""
    no_result: int = 0

    @property
    def count(self) -> int:
        """How many decided matches there are."""
        return len(self.first)

    @property
    def pair(self) -> Ints:
        """Number of the unordered pair each match belongs to."""
        low, high = np.minimum(self.first, self.second), np.maximum(self.first, self.second)
        return low * len(self.names) + high

    def sorted(self) -> "Records":
        """Return the same matches in canonical order: sums come out bit for bit the same."""
        order = np.lexsort((self.length, self.score, self.judge, self.first, self.pair))
        return Records(
            self.names,
            self.judges,
            self.first[order],
            self.second[order],
            self.judge[order],
            self.score[order],
            self.length[order],
            self.no_result,
        )


def encode(matches: Sequence[Match], hypotheses: Sequence[str]) -> Records:
    """Turn a ledger into arrays. Hypotheses that played but are not listed take part in the fit, too.

    Raises: CoscientistError, ConflictError as `ledger.validate` does.
    """
    validate(matches)
    decided = {match.id: match for match in matches if match.outcome is not Outcome.NO_RESULT}.values()
    names = tuple(sorted({*hypotheses, *(m.first for m in decided), *(m.second for m in decided)}))
    judges = tuple(sorted({m.judge for m in decided}))
    number = {name: index for index, name in enumerate(names)}
    judge_number = {name: index for index, name in enumerate(judges)}
    lengths = np.array([(m.first_length, m.second_length) for m in decided], dtype=float).reshape(-1, 2)
    known = (lengths > 0).all(axis=1)
    log_ratio = np.zeros(len(lengths))
    log_ratio[known] = np.log(lengths[known, 0] / lengths[known, 1])
    return Records(
        names=names,
        judges=judges,
        first=np.array([number[m.first] for m in decided], dtype=np.int64),
        second=np.array([number[m.second] for m in decided], dtype=np.int64),
        judge=np.array([judge_number[m.judge] for m in decided], dtype=np.int64),
        score=np.array([SCORES[m.outcome] for m in decided], dtype=float),
        length=log_ratio,
        no_result=len({m.id for m in matches}) - len(decided),
    ).sorted()
