"""Simulated and replayed tournaments: every figure in docs/tournament.md comes from here.

python -m benchmarks.tournament                      all parts, tables on standard output
python -m benchmarks.tournament --part calls         one part: calls, position, batches, ceiling, judges,
                                                     repeats, coin, stop, controls, replay, scale
python -m benchmarks.tournament --n 30               fields of that size only
python -m benchmarks.tournament --quick              a tenth of the trials
python -m benchmarks.tournament --images docs/images draws the plots, too
python -m benchmarks.tournament --out FILE           keeps all figures as JSON

Judge calls are what counts; times are those of this machine. Processes: --jobs (2).
"""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from multiprocessing import Pool
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # trials run side by side; threads inside them only get in the way

import numpy as np

from benchmarks.tournament_replay import part_replay
from benchmarks.tournament_tables import Session, compare, show, table
from coscientist.tournaments.diagnostics.intransitivity import share
from coscientist.tournaments.simulation.cases import CONTROL_JUDGES, WholeRun, control_run, whole_run
from coscientist.tournaments.simulation.judging import Habit
from coscientist.tournaments.simulation.outcomes import Trial, summarise
from coscientist.tournaments.simulation.pictures import calls_figure, judges_figure, replay_figure
from coscientist.tournaments.simulation.scale import measure
from coscientist.tournaments.simulation.studies import (
    FIRST_SEED,
    OTHER_HABITS,
    batches_study,
    calls_study,
    ceiling_study,
    position_study,
    repeats_study,
)


def part_calls(session: Session) -> None:
    """Judge calls against P(best first), recall and Kendall's tau."""
    for n, wanted in ((10, 200), (30, 300), (100, 200), (300, 200)):
        for slope in session.slopes if n in session.sizes else ():
            found: dict[Habit, list[list[Trial]]] = {}
            for habit in (Habit.NOISE, Habit.POSITION) if n < 300 else (Habit.POSITION,):
                study = calls_study(n, slope, habit, trials=session.trials(wanted))
                found[habit] = session.run(study)
                key = (
                    f"N={n}, slope {slope:g}, {'position bias 0.8' if habit is Habit.POSITION else 'no position bias'}"
                )
                show(session, "calls", key, study, found[habit], "position_covered", "same_judge")
                robin = [[t for t in field if t.schedule == "round robin, Bradley-Terry"] for field in found[habit]]
                ours = [[t for t in field if t.schedule == "ours"] for field in found[habit]]
                compare(session, f"ours minus round robin, {key}", ours, robin)
            if len(found) == 2:
                fair, biased = ([[t for t in f if t.schedule == "ours"] for f in x] for x in found.values())
                compare(session, f"with minus without position bias, N={n}, slope {slope:g}", biased, fair)


def part_judges(session: Session) -> None:
    """The same with judges that err in other ways."""
    for n in session.sizes:
        for habit in OTHER_HABITS:
            study = calls_study(n, 1.0, habit, trials=session.trials(200))
            show(session, "judges", f"N={n}, {habit.value}", study, session.run(study), "tail_tau")


def part_repeats(session: Session) -> None:
    """An error that sticks to a pair: what repeats are worth, and what a second judge is."""
    for habit in (Habit.NOISE, Habit.STICKY, Habit.STICKY_PANEL):
        study = repeats_study(habit, trials=session.trials(200))
        show(
            session, "repeats", f"N=30, {habit.value}", study, session.run(study), "tau", "tail_tau", "position_covered"
        )


def part_batches(session: Session) -> None:
    """What it costs to ask more pairs at once, or to go on while answers are out."""
    for n, wanted in ((30, 400), (100, 200)):
        for slope in session.slopes if n in session.sizes else ():
            study = batches_study(n, slope, trials=session.trials(wanted))
            trials = session.run(study)
            show(session, "batches", f"N={n}, slope {slope:g}", study, trials, "tail_tau", "position_covered")
            names = list(dict.fromkeys(trial.schedule for trial in trials[0]))
            one, *others = ([[t for t in field if t.schedule == name] for field in trials] for name in names)
            for name, other in zip(names[1:], others, strict=True):
                compare(session, f"{name} minus {names[0]}, N={n}, slope {slope:g}", other, one)


def part_ceiling(session: Session) -> None:
    """How much a schedule could gain at most, were it told who the true best are."""
    for slope in session.slopes:
        study = ceiling_study(100, slope, trials=session.trials(200))
        show(
            session,
            "ceiling",
            f"N=100, slope {slope:g}, position bias 0.8",
            study,
            session.run(study),
            "tail_tau",
            "tau",
        )


def part_position(session: Session) -> None:
    """What a position bias costs, with as many trials as it takes to see a fiftieth."""
    for n, wanted in ((30, 2000), (100, 600)):
        for slope in session.slopes if n in session.sizes else ():
            found: dict[Habit, list[list[Trial]]] = {}
            for habit in (Habit.NOISE, Habit.POSITION):
                study = position_study(n, slope, habit, trials=session.trials(wanted))
                found[habit] = session.run(study)
                bias = "position bias 0.8" if habit is Habit.POSITION else "no position bias"
                key = f"N={n}, slope {slope:g}, {bias}"
                show(session, "position", key, study, found[habit], "tail_tau", "same_judge")
            fair, biased = found.values()
            key = f"{len(fair)} trials, with minus without position bias, N={n}, slope {slope:g}"
            compare(session, key, biased, fair, "claimed_best", "claimed_share")


def _whole(job: tuple[int, float, Habit, int]) -> WholeRun:
    return whole_run(*job[:3], seed=job[3])


def part_coin(session: Session) -> None:
    """A judge that flips coins: how often is its top called settled?"""
    lines = []
    for n in (n for n in session.sizes if n < 300):
        count = session.trials(200)
        found = session.pool.map(_whole, [(n, 1.0, Habit.COIN, FIRST_SEED + i) for i in range(count)], chunksize=2)
        fooled = share(sum(run.settled for run in found), count)
        claims = np.array([run.highest_claim for run in found])
        session.keep("coin", f"N={n}", {"fooled": fooled.model_dump(), "highest_claim": claims.tolist()})
        low, high = fooled.low or 0.0, fooled.high or 0.0
        lines.append(
            (str(n), str(10 * n), str(count), f"{1 - fooled.count / count:.3f} ({1 - high:.3f} to {1 - low:.3f})",
             f"{np.median(claims):.2f}", f"{np.quantile(claims, 0.95):.2f}", f"{claims.max():.2f}")
        )  # fmt: skip
    print("### A judge that flips coins\n")
    heads = ("N", "calls", "trials", "no confident top 5", "highest share claimed: median", "95 %", "most")
    table(heads, lines)


def part_stop(session: Session) -> None:
    """Where the stopping rule ends a tournament, and whether its probability comes true."""
    lines = []
    for slope in (1.0, 2.0, 4.0):
        jobs = [(30, slope, Habit.POSITION, FIRST_SEED + i) for i in range(session.trials(200))]
        found = session.pool.map(_whole, jobs, chunksize=2)
        ended = [run for run in found if run.settled]
        settled = share(len(ended), len(found))
        figures = [
            summarise(getattr(run, name) for run in ended) for name in ("calls", "claimed", "recall", "best_first")
        ]
        kept = {"settled": settled.model_dump(), "figures": [asdict(figure) for figure in figures]}
        session.keep("stop", f"N=30, slope {slope:g}", kept)
        shown = [f"{x.value:.0f}" if x.value > 1 else f"{x.value:.3f} ±{(x.high - x.low) / 2:.3f}" for x in figures]
        lines.append((f"{slope:g}", str(len(found)), f"{settled.value:.2f}", *shown))
    print("### Stopping at probability 0.9, N=30, position bias 0.8, at most 300 calls\n")
    table(("slope", "trials", "settled", "calls then", "recall claimed", "recall", "best first"), lines)


def part_controls(session: Session) -> None:
    """Planted copies before fair judges, biased ones and a coin: what share comes out as it must."""
    lines = []
    for judge in CONTROL_JUDGES:
        counted: list[str] = []
        for found in control_run(judge, copies=session.trials(2000), seed=FIRST_SEED):
            right = found.as_they_must
            session.keep("controls", f"{judge.name}, {found.kind.value}", right.model_dump())
            counted.append(f"{right.value or 0.0:.2f} ({right.low or 0.0:.2f} to {right.high or 0.0:.2f})")
        lines.append((judge.name, *counted))
    print("### Planted copies, each shown once in both orders\n")
    table(("judge", "degraded lost", "paraphrased tied", "padded did not win"), lines)


def part_scale(session: Session) -> None:
    """A very large ledger: refit with intervals, and the next hundred pairs."""
    n, count = (2_000, 40_000) if session.quick else (10_000, 200_000)
    found = measure(n, count, seed=FIRST_SEED)
    print(f"### {n:,} hypotheses, {count:,} matches (peak memory {found.peak_gb:.2f} GB, the matches included)\n")
    table(("", "seconds", "CPU seconds"), ((s.what, f"{s.wall:.2f}", f"{s.cpu:.2f}") for s in found.steps))
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
    session.keep("scale", f"N={n}", {**asdict(found), "load": os.getloadavg()[0]})


PARTS: dict[str, Callable[[Session], None]] = {
    "calls": part_calls,
    "position": part_position,
    "batches": part_batches,
    "ceiling": part_ceiling,
    "judges": part_judges,
    "repeats": part_repeats,
    "coin": part_coin,
    "stop": part_stop,
    "controls": part_controls,
    "replay": part_replay,
    "scale": part_scale,
}


def main() -> int:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", action="append", choices=list(PARTS))
    parser.add_argument("--slope", action="append", type=float, choices=(1.0, 2.0), help="only these judges (calls)")
    parser.add_argument("--n", action="append", type=int, choices=(10, 30, 100, 300), help="only these fields")
    parser.add_argument("--trials", type=int, help="of each study, in place of its own number")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--images", type=Path)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    with Pool(chosen.jobs) as pool:
        session = Session(
            pool,
            quick=chosen.quick,
            sizes=chosen.n or [10, 30, 100, 300],
            slopes=chosen.slope or [1.0, 2.0],
            most=chosen.trials,
            out=chosen.out,
        )
        for part in chosen.part or PARTS:
            PARTS[part](session)
    if chosen.images:
        chosen.images.mkdir(parents=True, exist_ok=True)
        for part, draw in (("calls", calls_figure), ("judges", judges_figure), ("replay", replay_figure)):
            if part in session.results:
                (chosen.images / f"tournament-{part}.svg").write_text(draw(session.results[part]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
