"""Simulated and replayed tournaments: every figure in docs/tournament.md comes from here.

python benchmarks/tournament.py                      all parts, tables on standard output
python benchmarks/tournament.py --part calls         one part: calls, judges, repeats, coin, controls, replay, scale
python benchmarks/tournament.py --quick              a tenth of the trials, small fields
python benchmarks/tournament.py --images docs/images draws the plots, too
python benchmarks/tournament.py --out FILE           keeps all figures as JSON

Judge calls are what counts; times are those of this machine. Processes: --jobs (2).
"""

import argparse
import csv
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from multiprocessing import Pool
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # trials run side by side; threads inside them only get in the way

import numpy as np

from coscientist.domain.match import Match, Outcome
from coscientist.tournaments.intransitivity import share
from coscientist.tournaments.ratings import rate
from coscientist.tournaments.simulation.cases import CONTROL_JUDGES, coin_flip_run, control_run
from coscientist.tournaments.simulation.judging import Habit
from coscientist.tournaments.simulation.pictures import calls_figure, judges_figure, replay_figure
from coscientist.tournaments.simulation.replay import losses, same_top_curve, settled_after
from coscientist.tournaments.simulation.scale import measure
from coscientist.tournaments.simulation.studies import (
    FIRST_SEED,
    Row,
    Study,
    calls_study,
    repeats_study,
    rows,
    run_trial,
)

ROOT = Path(__file__).resolve().parents[1]
REPLAY = ROOT.parent / "shared" / "data" / "judge-replay" / "verdicts.csv"
Results = dict[str, Any]


def table(header: Iterable[str], lines: Iterable[Iterable[str]]) -> None:
    """Print a Markdown table."""
    names = list(header)
    print("| " + " | ".join(names) + " |")
    print("|" + " --- |" * len(names))
    for line in lines:
        print("| " + " | ".join(line) + " |")
    print(flush=True)


def cell(row: Row, name: str) -> str:
    """Write a figure with the half width of its interval."""
    found = row.figures[name]
    if not found.trials:
        return ""
    return f"{found.value:.3f} ±{(found.high - found.low) / 2:.3f}"


def run(study: Study, pool: Any) -> list[Row]:
    """Run the trials of a study."""
    found = pool.map(run_trial, list(study.jobs()), chunksize=2)
    return rows([trial for trials in found for trial in trials])


def stored(found: list[Row]) -> list[dict[str, Any]]:
    """Turn rows into what JSON can hold."""
    return [
        {
            "schedule": row.schedule,
            "calls": row.calls,
            **{name: asdict(s) for name, s in row.figures.items() if s.trials},
        }
        for row in found
    ]


def part_calls(pool: Any, quick: bool) -> Results:
    """Judge calls against P(best first), recall and Kendall's tau."""
    results: Results = {}
    settings = [(10, 400), (30, 400), (100, 300), (300, 200)]
    for n, trials in settings[:2] if quick else settings:
        for slope in (1.0, 2.0):
            habits = (Habit.NOISE, Habit.POSITION) if n in (30, 100) else (Habit.POSITION,)
            for habit in habits:
                begin = time.perf_counter()
                count = trials // 10 if quick else trials
                found = run(calls_study(n, slope, habit, trials=count), pool)
                key = (
                    f"N={n}, slope {slope:g}, {'position bias 0.8' if habit is Habit.POSITION else 'no position bias'}"
                )
                results[key] = stored(found)
                print(f"### {key} ({count} trials, {time.perf_counter() - begin:.0f} s)\n")
                names = ("best_first", "recall", "tau", "tail_tau", "coverage", "claimed_share")
                heads = ("best first", "top-5 recall", "Kendall tau", "tau, lower half", "coverage", "share claimed")
                table(
                    ("schedule", "calls", "of round robin", *heads),
                    (
                        (r.schedule, str(r.calls), f"{r.calls / (n * (n - 1) / 2):.0%}", *(cell(r, x) for x in names))
                        for r in found
                    ),
                )
    return results


def part_judges(pool: Any, quick: bool) -> Results:
    """The same with judges that err in other ways, at N = 30."""
    results: Results = {}
    for habit in (
        Habit.LENGTH,
        Habit.LENGTH_NOISE,
        Habit.CYCLE,
        Habit.PANEL,
        Habit.DRIFT,
        Habit.STICKY,
        Habit.STICKY_PANEL,
    ):
        found = run(calls_study(30, 1.0, habit, trials=30 if quick else 300), pool)
        results[habit.value] = stored(found)
        print(f"### N=30, slope 1, {habit.value}\n")
        names = ("best_first", "recall", "tau", "coverage", "position_covered", "same_judge")
        heads = ("best first", "top-5 recall", "Kendall tau", "coverage", "position covered", "same-judge likeness")
        table(("schedule", "calls", *heads), ((r.schedule, str(r.calls), *(cell(r, x) for x in names)) for r in found))
    return results


def part_repeats(pool: Any, quick: bool) -> Results:
    """An error that sticks to a pair: what repeats are worth, and what a second judge is."""
    results: Results = {}
    for habit in (Habit.NOISE, Habit.STICKY, Habit.STICKY_PANEL):
        found = run(repeats_study(habit, trials=30 if quick else 300), pool)
        results[habit.value] = stored(found)
        print(f"### N=30, slope 1, {habit.value}\n")
        names = ("best_first", "recall", "coverage", "claimed_share", "same_judge")
        heads = ("best first", "top-5 recall", "coverage", "share claimed", "likeness")
        table(("schedule", "calls", *heads), ((r.schedule, str(r.calls), *(cell(r, x) for x in names)) for r in found))
    return results


def _coin(job: tuple[int, int]) -> tuple[bool, float]:
    return coin_flip_run(job[0], seed=job[1])


def part_coin(pool: Any, quick: bool) -> Results:
    """A judge that flips coins: how often is its top called settled?"""
    lines, results = [], {}
    for n, trials in ((10, 200), (30, 200), (100, 200)):
        count = trials // 10 if quick else trials
        found = pool.map(_coin, [(n, FIRST_SEED + i) for i in range(count)], chunksize=2)
        fooled = share(sum(stopped for stopped, _ in found), count)
        claims = np.array([claimed for _, claimed in found])
        results[f"N={n}"] = {"fooled": fooled.model_dump(), "highest_claim": claims.tolist()}
        low, high = fooled.low or 0.0, fooled.high or 0.0
        lines.append(
            (str(n), str(10 * n), str(count), f"{1 - fooled.count / count:.3f} ({1 - high:.3f} to {1 - low:.3f})",
             f"{np.median(claims):.2f}", f"{np.quantile(claims, 0.95):.2f}", f"{claims.max():.2f}")
        )  # fmt: skip
    print("### A judge that flips coins\n")
    heads = ("N", "calls", "trials", "no confident top 5", "highest share claimed: median", "95 %", "most")
    table(heads, lines)
    return results


def part_controls(pool: Any, quick: bool) -> Results:  # noqa: ARG001
    """Planted copies before fair judges, biased ones and a coin: what share comes out as it must."""
    lines, results = [], {}
    for judge in CONTROL_JUDGES:
        counted: list[str] = []
        for found in control_run(judge, copies=200 if quick else 2000, seed=FIRST_SEED):
            right = found.as_they_must
            results[f"{judge.name}, {found.kind.value}"] = right.model_dump()
            counted.append(f"{right.value or 0.0:.2f} ({right.low or 0.0:.2f} to {right.high or 0.0:.2f})")
        lines.append((judge.name, *counted))
    print("### Planted copies, each shown once in both orders\n")
    table(("judge", "degraded lost", "paraphrased tied", "padded did not win"), lines)
    return results


def replay_matches() -> list[Match]:
    """Read the recorded verdicts; an unparsed one is no result and has no pair to be a match of."""
    with REPLAY.open(newline="", encoding="utf-8") as lines:
        recorded = [row for row in csv.DictReader(lines) if row["first_shown"]]
    return [
        Match(
            id=f"{row['topic']}-{row['pair_index']}",
            first=f"{row['topic']}/{row['first_shown']}",
            second=f"{row['topic']}/{row['second_shown']}",
            judge="model:recorded",
            outcome=Outcome.FIRST if row["winner"] == row["first_shown"] else Outcome.SECOND,
            first_length=int(row["first_chars"]),
            second_length=int(row["second_chars"]),
        )
        for row in recorded
    ]


def _curve(job: tuple[list[Match], bool, int]) -> dict[int, list[bool]]:
    return same_top_curve(job[0], k=3, seeds=range(job[2]), adaptive=job[1], batch=1)


def part_replay(pool: Any, quick: bool) -> Results:
    """Real verdicts: prediction of those left out, the position effect, and how few give the same top 3."""
    if not REPLAY.exists():
        print(f"### Replay skipped: {REPLAY.name} is not in ../shared/data/judge-replay\n")
        return {}
    matches = replay_matches()
    standings = rate(matches, sorted({m.first for m in matches} | {m.second for m in matches}), k=3)
    judge = standings.judges[0]
    first = share(sum(m.outcome is Outcome.FIRST for m in matches), len(matches))
    print(f"### Replay of {len(matches)} real verdicts in {len(standings.components)} topics\n")
    print(f"First shown won {first.value:.3f} ({first.low:.3f} to {first.high:.3f}). Position effect "
          f"{judge.position.value:.2f} logit ({judge.position.low:.2f} to {judge.position.high:.2f}), length "
          f"{judge.length.value:.2f} per factor e ({judge.length.low:.2f} to {judge.length.high:.2f}).\n")  # fmt: skip
    found = losses(matches, repeats=2 if quick else 20)
    table(
        ("method", "cross-validated log loss", "worse than ours by (95 %)"),
        ((x.method, f"{x.loss:.4f}", f"{x.excess:+.4f} ({x.low:+.4f} to {x.high:+.4f})") for x in found),
    )
    topics = sorted({m.first.split("/")[0] for m in matches})
    curves: dict[str, dict[int, list[bool]]] = {}
    for name, adaptive in (("ours", True), ("random order", False)):
        jobs = [([m for m in matches if m.first.startswith(t + "/")], adaptive, 3 if quick else 20) for t in topics]
        joined: dict[int, list[bool]] = {}
        for curve in pool.map(_curve, jobs, chunksize=1):
            for used, same in curve.items():
                joined.setdefault(used, []).extend(same)
        curves[name] = dict(sorted(joined.items()))
    at = (9, 15, 18, 21, 24, 27, 30, 36, 42)
    table(
        ("verdicts of 45 used", *map(str, at), "same top 3 in 80 % from", "in 90 % from"),
        (
            (
                name,
                *(f"{np.mean(curve[used]):.2f}" for used in at),
                *(str(settled_after(curve, share=s)) for s in (0.8, 0.9)),
            )
            for name, curve in curves.items()
        ),
    )
    same = {name: {str(used): float(np.mean(v)) for used, v in curve.items()} for name, curve in curves.items()}
    return {"losses": [asdict(x) for x in found], "judge": judge.model_dump(), "same_top_3": same}


def part_scale(pool: Any, quick: bool) -> Results:  # noqa: ARG001
    """A very large ledger: refit with intervals, and the next hundred pairs."""
    n, count = (2_000, 40_000) if quick else (10_000, 200_000)
    found = measure(n, count, seed=FIRST_SEED)
    print(f"### {n:,} hypotheses, {count:,} matches (peak memory {found.peak_gb:.2f} GB, the matches included)\n")
    table(("", "seconds", "CPU seconds"), ((s.what, f"{s.wall:.2f}", f"{s.cpu:.2f}") for s in found.steps))
    return {**asdict(found), "load": os.getloadavg()[0]}


PARTS: dict[str, Callable[[Any, bool], Results]] = {
    "calls": part_calls,
    "judges": part_judges,
    "repeats": part_repeats,
    "coin": part_coin,
    "controls": part_controls,
    "replay": part_replay,
    "scale": part_scale,
}


def main() -> int:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", action="append", choices=list(PARTS))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--images", type=Path)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    results = json.loads(chosen.out.read_text()) if chosen.out and chosen.out.exists() else {}
    with Pool(chosen.jobs) as pool:
        for part in chosen.part or PARTS:
            results[part] = PARTS[part](pool, chosen.quick)
            if chosen.out:
                chosen.out.write_text(json.dumps(results, indent=1))
    if chosen.images:
        chosen.images.mkdir(parents=True, exist_ok=True)
        for part, draw in (("calls", calls_figure), ("judges", judges_figure), ("replay", replay_figure)):
            if results.get(part):
                (chosen.images / f"tournament-{part}.svg").write_text(draw(results[part]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
