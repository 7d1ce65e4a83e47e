"""The studies behind docs/tournament.md, as lists of independent trials that a pool of processes can share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from coscientist.tournaments.pairing.choosing import Policy
from coscientist.tournaments.ratings.dependence import Dependence
from coscientist.tournaments.simulation.judging import Habit, draw_truth
from coscientist.tournaments.simulation.outcomes import Summary, Trial, play, summarise
from coscientist.tournaments.simulation.schedules import (
    PEERS,
    Schedule,
    adaptive,
    round_robin_bradley_terry,
    round_robin_fitted,
    told_beforehand,
)

FIRST_SEED = 9_000_000
"""Reported trials start here; policies were tuned on seeds below 100,000."""


@dataclass(frozen=True)
class Field:
    """A simulated setting: how many hypotheses, how sharp a judge, what is wrong with it."""

    n: int
    slope: float
    habit: Habit

    @property
    def round_robin(self) -> int:
        """Calls that a round robin takes."""
        return self.n * (self.n - 1) // 2


@dataclass(frozen=True)
class Study:
    """Schedules to run on the same truths of one field."""

    setting: Field
    schedules: tuple[Schedule, ...]
    trials: int
    planned: int
    """Calls after which a drifting judge has drifted."""

    def jobs(self) -> Iterable[tuple[Field, tuple[Schedule, ...], int, int]]:
        """List the trials; every schedule meets the same fields in the same order."""
        return ((self.setting, self.schedules, self.planned, FIRST_SEED + number) for number in range(self.trials))


def run_trial(job: tuple[Field, tuple[Schedule, ...], int, int]) -> list[Trial]:
    """Play all schedules of a study on one truth, each with a judge of its own."""
    setting, schedules, planned, seed = job
    found = []
    for schedule in schedules:
        truth = draw_truth(setting.n, setting.slope, setting.habit, planned=planned, seed=seed)
        found += list(play(truth, schedule))
    return found


CHECKPOINTS: dict[int, tuple[int, ...]] = {
    10: (15, 30, 45),
    30: (90, 143, 195, 300),
    100: (300, 544, 891, 1000),
    300: (900, 1800, 3000),
}
"""Calls at which ours is scored: for 30 and 100 among them the shares of a round robin that are to suffice."""


OTHER_HABITS = (
    Habit.LENGTH,
    Habit.LENGTH_NOISE,
    Habit.CYCLE,
    Habit.PANEL,
    Habit.DRIFT,
    Habit.STICKY,
    Habit.STICKY_PANEL,
)


def calls_study(n: int, slope: float, habit: Habit, *, trials: int) -> Study:
    """Ours at several budgets beside what others do."""
    ours = partial(adaptive, checkpoints=CHECKPOINTS[n], policy=Policy())
    planned = CHECKPOINTS[n][-1]
    others = (*PEERS, round_robin_fitted) if n <= 30 else PEERS
    return Study(Field(n, slope, habit), (*others, ours), trials, planned)


def repeats_study(habit: Habit, *, trials: int, n: int = 30, slope: float = 1.0) -> Study:
    """Repeats with and without a cap, votes taken as independent or not, with and without long-range links."""
    free = Policy(most_repeats=60)
    naive = Dependence(same_judge=0.0, between_judges=0.0)
    checkpoints = (90, 195, 300)

    def variant(name: str, policy: Policy, likeness: Dependence | None = None) -> Schedule:
        return partial(adaptive, checkpoints=checkpoints, policy=policy, name=name, likeness=likeness)

    schedules: tuple[Schedule, ...] = (
        round_robin_bradley_terry,
        variant("repeats free, votes taken as independent", free, naive),
        variant("repeats free, likeness learnt", free),
        variant("ours (repeats capped at 10, likeness learnt)", Policy()),
        variant("repeats capped at 2", Policy(most_repeats=2)),
        variant("no long-range links", Policy(long_range=0.0)),
        variant("a fifth long-range links", Policy(long_range=0.2)),
    )
    return Study(Field(n, slope, habit), schedules, trials, checkpoints[-1])


def batches_study(n: int, slope: float, *, trials: int) -> Study:
    """Small batches and large ones, and answers that come late."""

    def variant(name: str, batch: int, ahead: int = 0) -> Schedule:
        return partial(
            adaptive, checkpoints=(3 * n, 6 * n, 10 * n), policy=Policy(), name=name, batch=batch, ahead=ahead
        )

    schedules = (
        variant("a quarter of the field", n // 4),
        variant("the whole field", n),
        variant("the whole field, answers three batches late", n, 3),
        variant("a quarter of the field, answers three batches late", n // 4, 3),
    )
    return Study(Field(n, slope, Habit.POSITION), schedules, trials, 10 * n)


def position_study(n: int, slope: float, habit: Habit, *, trials: int) -> Study:
    """Ours alone, so that many trials can be run; small fields, even more, in batches as large as they are."""
    quick = n <= 30
    ours = partial(
        adaptive, checkpoints=(6 * n, 10 * n) if quick else (10 * n,), policy=Policy(), batch=n if quick else None
    )
    return Study(Field(n, slope, habit), (ours,), trials, 10 * n)


def ceiling_study(n: int, slope: float, *, trials: int) -> Study:
    """What would be found if the true best were told beforehand, and all calls went to them."""
    told = tuple(partial(told_beforehand, best=best, calls=10 * n) for best in (10, 15, 20))
    return Study(Field(n, slope, Habit.POSITION), told, trials, 10 * n)


def at_calls(one: Sequence[Trial], other: Sequence[Trial]) -> list[tuple[int, int]]:
    """Match places of two lists of trials: the same number of calls, or all of one with the only one of the other."""
    if len(other) == 1:
        return [(place, 0) for place in range(len(one))]
    return [(a, b) for a, x in enumerate(one) for b, y in enumerate(other) if x.calls == y.calls]


def paired(
    one: Sequence[Sequence[Trial]], other: Sequence[Sequence[Trial]], first: int, second: int, figure: str
) -> Summary:
    """Average the difference of a figure over fields that both met."""
    return summarise(getattr(a[first], figure) - getattr(b[second], figure) for a, b in zip(one, other, strict=True))


FIGURES = (
    "best_first", "recall", "tau", "tail_tau", "coverage", "position_covered", "position",
    "claimed_share", "claimed_best", "same_judge",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What one schedule achieved at one number of calls."""

    schedule: str
    calls: int
    figures: dict[str, Summary]


def rows(trials: Sequence[Trial]) -> list[Row]:
    """Average trials by schedule and calls, in order of first appearance."""
    groups: dict[tuple[str, int], list[Trial]] = {}
    for trial in trials:
        groups.setdefault((trial.schedule, trial.calls), []).append(trial)
    return [
        Row(schedule, calls, {name: summarise(getattr(t, name) for t in group) for name in FIGURES})
        for (schedule, calls), group in groups.items()
    ]
