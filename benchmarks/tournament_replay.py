"""Recorded verdicts of a language model, replayed: a part of the tournament benchmark."""

import csv
from dataclasses import asdict
from pathlib import Path

import numpy as np

from benchmarks.tournament_tables import Session, table
from coscientist.domain.match import Match, Outcome
from coscientist.tournaments.diagnostics.intransitivity import share
from coscientist.tournaments.ratings.rating import rate
from coscientist.tournaments.simulation.replay import losses, same_top_curve, settled_after

ROOT = Path(__file__).resolve().parents[1]
REPLAY = ROOT.parent / "shared" / "data" / "judge-replay" / "verdicts.csv"


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


def part_replay(session: Session) -> None:
    """Real verdicts: prediction of those left out, the position effect, and how few give the same top 3."""
    if not REPLAY.exists():
        print(f"### Replay skipped: {REPLAY.name} is not in ../shared/data/judge-replay\n")
        return
    matches = replay_matches()
    standings = rate(matches, sorted({m.first for m in matches} | {m.second for m in matches}), k=3)
    judge = standings.judges[0]
    first = share(sum(m.outcome is Outcome.FIRST for m in matches), len(matches))
    print(f"### Replay of {len(matches)} real verdicts in {len(standings.components)} topics\n")
    print(f"First shown won {first.value:.3f} ({first.low:.3f} to {first.high:.3f}). Position effect "
          f"{judge.position.value:.2f} logit ({judge.position.low:.2f} to {judge.position.high:.2f}), length "
          f"{judge.length.value:.2f} per factor e ({judge.length.low:.2f} to {judge.length.high:.2f}).\n")  # fmt: skip
    found = losses(matches, repeats=session.trials(20))
    table(
        ("method", "cross-validated log loss", "worse than ours by (95 %)"),
        ((x.method, f"{x.loss:.4f}", f"{x.excess:+.4f} ({x.low:+.4f} to {x.high:+.4f})") for x in found),
    )
    topics = sorted({m.first.split("/")[0] for m in matches})
    curves: dict[str, dict[int, list[bool]]] = {}
    for name, adaptive in (("ours", True), ("random order", False)):
        jobs = [([m for m in matches if m.first.startswith(t + "/")], adaptive, session.trials(20)) for t in topics]
        joined: dict[int, list[bool]] = {}
        for curve in session.pool.map(_curve, jobs, chunksize=1):
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
    session.keep("replay", "losses", [asdict(x) for x in found])
    session.keep("replay", "judge", judge.model_dump())
    session.keep("replay", "same_top_3", same)
