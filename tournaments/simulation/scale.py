"""How long a very large ledger takes, and how much memory."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from coscientist.domain.match import Match, Outcome
from coscientist.tournaments.pairing.choosing import next_pairs
from coscientist.tournaments.ratings.rating import rate

T = TypeVar("T")


@dataclass(frozen=True)
class Step:
    """One thing that was timed."""

    what: str
    wall: float
    """Units: seconds."""
    cpu: float


@dataclass(frozen=True)
class Scale:
    """All of them, and the most memory that the process held."""

    steps: tuple[Step, ...]
    peak_gb: float


def large_ledger(n: int, count: int, *, seed: int) -> tuple[list[str], list[Match]]:
    """Make random matches by three judges who favour the first shown, all texts of different lengths."""
    rng = np.random.default_rng(seed)
    strength = rng.standard_normal(n)
    one = rng.integers(0, n, count)
    other = (one + rng.integers(1, n, count)) % n
    won = rng.random(count) < 1.0 / (1.0 + np.exp(strength[other] - strength[one] - 0.4))
    names, judges = [f"h{i:05d}" for i in range(n)], ["model:a", "model:b", "panel/evidence"]
    return names, [
        Match(
            id=f"m{i}",
            first=names[a],
            second=names[b],
            judge=judges[i % 3],
            outcome=Outcome.FIRST if w else Outcome.SECOND,
            first_length=1000 + a % 500,
            second_length=1000 + b % 500,
        )
        for i, (a, b, w) in enumerate(zip(one.tolist(), other.tolist(), won.tolist(), strict=True))
    ]


def measure(n: int, count: int, *, seed: int) -> Scale:
    """Time a full refit, a refit from the last standings, and the choice of a hundred pairs."""
    names, matches = large_ledger(n, count, seed=seed)
    rate(matches[:2000], names[:1500])  # libraries are loaded once
    steps = []

    def timed(what: str, work: Callable[[], T]) -> T:
        wall, cpu = time.perf_counter(), time.process_time()
        found = work()
        steps.append(Step(what, time.perf_counter() - wall, time.process_time() - cpu))
        return found

    standings = timed("full refit with intervals", lambda: rate(matches, names))
    timed("refit from the last standings", lambda: rate(matches, names, start=standings))
    timed("next 100 pairs", lambda: next_pairs(standings, matches, names, size=100))
    return Scale(tuple(steps), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)
