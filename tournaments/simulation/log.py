"""The ledger of a simulation, kept as arrays."""

from dataclasses import dataclass, field

import numpy as np

from coscientist.tournaments.pairing.played import Played
from coscientist.tournaments.ratings.records import Ints, Records
from coscientist.tournaments.simulation.judging import Truth


@dataclass
class Log:
    """What was asked and answered so far."""

    truth: Truth
    names: tuple[str, ...]
    played: Played
    first: list[int] = field(default_factory=list)
    second: list[int] = field(default_factory=list)
    judge: list[int] = field(default_factory=list)
    score: list[float] = field(default_factory=list)
    round: list[int] = field(default_factory=list)
    counts: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """How often each judge was asked about a pair."""

    def ask(self, pairs: list[tuple[int, int]] | Ints) -> None:
        """Put pairs to the judges; of several judges the one asked least about a pair answers, drawn among equals."""
        if len(pairs) == 0:
            return
        asked = np.asarray(pairs, dtype=np.int64)
        judges = np.array([self._judge(int(a), int(b)) for a, b in asked], dtype=np.int64)
        self.score += self.truth.answer(asked[:, 0], asked[:, 1], judges).tolist()
        self.round += [self.round[-1] + 1 if self.round else 0] * len(asked)
        self.first += asked[:, 0].tolist()
        self.second += asked[:, 1].tolist()
        self.judge += judges.tolist()
        for a, b in asked.tolist():
            self.played.add(a, b)

    def _judge(self, one: int, other: int) -> int:
        if self.truth.judges == 1:
            return 0
        low, high = min(one, other), max(one, other)
        lot = self.truth.rng.permutation(self.truth.judges).tolist()
        chosen = min(lot, key=lambda judge: self.counts.get((low, high, judge), 0))
        self.counts[low, high, chosen] = self.counts.get((low, high, chosen), 0) + 1
        return int(chosen)

    def records(self, end: int | None = None) -> Records:
        """Return the log, or its first so many lines, as the fit reads it."""
        first, second = np.array(self.first[:end], dtype=np.int64), np.array(self.second[:end], dtype=np.int64)
        judges = tuple(f"judge {number}" for number in range(self.truth.judges)) if len(first) else ()
        return Records(
            names=self.names,
            judges=judges,
            first=first,
            second=second,
            judge=np.array(self.judge[:end], dtype=np.int64),
            score=np.array(self.score[:end], dtype=float),
            length=self.truth.lengths(first, second),
            round=np.array(self.round[:end], dtype=np.int64),
            place=np.arange(len(first)),
        ).sorted()


def new_log(truth: Truth) -> Log:
    """Begin a simulated tournament."""
    n = len(truth.strengths)
    width = len(str(n - 1))
    return Log(truth, tuple(f"h{number:0{width}d}" for number in range(n)), Played(n))
