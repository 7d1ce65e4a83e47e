"""Simulated judges: how a hypothesis's true strength becomes a verdict."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from coscientist.tournaments.ratings.records import Floats, Ints


class Habit(StrEnum):
    """What is wrong with a simulated judge."""

    NOISE = "noise"
    """Logistic noise only."""
    POSITION = "position"
    """Favours the first shown by 0.8 logit."""
    LENGTH = "length"
    """Favours the longer by 0.8 logit for each factor e; lengths vary by a factor of about two."""
    LENGTH_NOISE = "lengths without bias"
    """Logistic noise only, although lengths vary as above: what correcting for length costs where nothing is wrong."""
    CYCLE = "cycle"
    """Half a logit of rock, paper, scissors."""
    PANEL = "panel"
    """Five judges who differ in sharpness and position bias take turns."""
    DRIFT = "drift"
    """Grows blunter (to half) and fonder of the first shown (to 1.6 logit) as the tournament goes on."""
    STICKY = "sticky"
    """Has an opinion of each pair beside the strengths, one logit wide, that no repeat changes."""
    STICKY_PANEL = "sticky panel"
    """Five such judges, each with opinions of its own."""
    COIN = "coin"
    """Answers at random."""


PANEL = 5
POSITION_BIAS = 0.8
LENGTH_BIAS = 0.8
LENGTH_SD = 0.35
CYCLE_SIZE = 0.5
STICKY_SD = 1.0
PANEL_SLOPES = np.array([0.5, 0.75, 1.0, 1.33, 2.0])
PANEL_POSITIONS = np.array([-0.4, 0.0, 0.4, 0.8, 1.2])


@dataclass
class Truth:
    """One simulated field and its judge.

    Shape: `strengths`, `log_lengths`, `angles` (n,).
    """

    strengths: Floats
    log_lengths: Floats
    angles: Floats
    slope: float
    habit: Habit
    planned: int
    """Calls after which the drift is complete."""
    rng: np.random.Generator
    seed: int
    asked: int = 0
    times: Counter[tuple[int, int]] = field(default_factory=Counter)
    opinions: dict[tuple[int, int, int], float] = field(default_factory=dict)

    @property
    def judges(self) -> int:
        """How many judges there are."""
        return PANEL if self.habit in (Habit.PANEL, Habit.STICKY_PANEL) else 1

    @property
    def position(self) -> float:
        """What being shown first is worth to the first of the judges, where that is one number. Units: logits."""
        known = {Habit.POSITION: POSITION_BIAS, Habit.PANEL: float(PANEL_POSITIONS[0]), Habit.DRIFT: np.nan}
        return float(known.get(self.habit, 0.0))

    def lengths(self, first: Ints, second: Ints) -> Floats:
        """Return the logarithm of first over second length."""
        return np.asarray(self.log_lengths[first] - self.log_lengths[second], dtype=float)

    def answer(self, first: Ints, second: Ints, judge: Ints) -> Floats:
        """Judge pairs in the order given. Shape: (calls,), 1 where the first shown wins."""
        logit = self.slope * (self.strengths[first] - self.strengths[second])
        if self.habit is Habit.POSITION:
            logit += POSITION_BIAS
        if self.habit is Habit.LENGTH:
            logit += LENGTH_BIAS * self.lengths(first, second)
        if self.habit is Habit.CYCLE:
            logit += CYCLE_SIZE * np.sin(self.angles[first] - self.angles[second])
        if self.habit is Habit.PANEL:
            logit = PANEL_SLOPES[judge] * logit + PANEL_POSITIONS[judge]
        if self.habit is Habit.DRIFT:
            progress = np.minimum((self.asked + np.arange(len(first))) / self.planned, 1.0)
            logit = (1.0 - 0.5 * progress) * logit + 1.6 * progress
        if self.habit in (Habit.STICKY, Habit.STICKY_PANEL):
            logit += self._opinions(first, second, judge)
        if self.habit is Habit.COIN:
            logit = np.zeros(len(first))
        self.asked += len(first)
        towards = np.where(first < second, logit, -logit)
        low_wins = self._noise(first, second) < 1.0 / (1.0 + np.exp(-towards))
        return np.asarray(low_wins == (first < second), dtype=float)

    def _noise(self, first: Ints, second: Ints) -> Floats:
        """Return numbers between 0 and 1 that depend on the pair and how often it was asked, not on what came between.

        Two schedules, or two judges of one field, so meet the same luck: their difference is seen with fewer trials.
        Source: the mixing function of Steele, Lea and Flood, OOPSLA 2014, doi:10.1145/2660193.2660195.
        """
        low, high = np.minimum(first, second), np.maximum(first, second)
        count = np.empty(len(low), dtype=np.uint64)
        for place, pair in enumerate(zip(low.tolist(), high.tolist(), strict=True)):
            count[place] = self.times[pair]
            self.times[pair] += 1
        mixed = np.full(len(low), self.seed, dtype=np.uint64)
        for part in (low.astype(np.uint64), high.astype(np.uint64), count):
            mixed = (mixed ^ part) + np.uint64(0x9E3779B97F4A7C15)
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            mixed ^= mixed >> np.uint64(31)
        return np.asarray((mixed >> np.uint64(11)).astype(float) / 2.0**53)

    def _opinions(self, first: Ints, second: Ints, judge: Ints) -> Floats:
        """Look up, or draw once, what a judge thinks of a pair beside the strengths."""
        found = np.empty(len(first))
        for place, (one, other, who) in enumerate(zip(first.tolist(), second.tolist(), judge.tolist(), strict=True)):
            key = (min(one, other), max(one, other), who)
            if key not in self.opinions:
                self.opinions[key] = float(self.rng.normal(0.0, STICKY_SD))
            found[place] = self.opinions[key] if one < other else -self.opinions[key]
        return found


def draw_truth(n: int, slope: float, habit: Habit, *, planned: int, seed: int) -> Truth:
    """Draw a field with strengths from a standard normal distribution.

    Units: strengths in logits of a judge of slope 1.
    """
    rng = np.random.default_rng(seed)
    return Truth(
        strengths=rng.standard_normal(n),
        log_lengths=rng.normal(0.0, LENGTH_SD, n) * (habit in (Habit.LENGTH, Habit.LENGTH_NOISE)),
        angles=rng.uniform(0.0, 2 * np.pi, n),
        slope=slope,
        habit=habit,
        planned=planned,
        rng=rng,
        seed=seed,
    )
