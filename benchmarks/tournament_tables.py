"""What the tournament benchmark's parts share: the processes, the figures kept, and tables of them."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from coscientist.tournaments.simulation.outcomes import Trial
from coscientist.tournaments.simulation.studies import Row, Study, at_calls, paired, rows, run_trial


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


class Session:
    """Processes to run trials on, and the figures found so far, kept after every study."""

    def __init__(
        self, pool: Any, *, quick: bool, sizes: list[int], slopes: list[float], most: int | None, out: Path | None
    ) -> None:
        self.pool, self.quick, self.sizes, self.slopes = pool, quick, sizes, slopes
        self.most, self.out = most, out
        self.results: dict[str, Any] = json.loads(out.read_text()) if out and out.exists() else {}

    def trials(self, count: int) -> int:
        """Return how many trials to run where `count` are wanted."""
        return self.most or (count // 10 if self.quick else count)

    def run(self, study: Study) -> list[list[Trial]]:
        """Run the trials of a study: for each field, what its schedules achieved."""
        return list(self.pool.map(run_trial, list(study.jobs()), chunksize=2))

    def keep(self, part: str, key: str, found: Any) -> None:
        """Keep figures under the name of their part."""
        self.results.setdefault(part, {})[key] = found
        if self.out:
            self.out.write_text(json.dumps(self.results, indent=1))


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


SHOWN = {
    "best_first": "best first", "recall": "top-5 recall", "tau": "Kendall tau", "tail_tau": "tau, lower half",
    "coverage": "95 % intervals cover", "claimed_share": "recall claimed", "claimed_best": "best claimed",
    "position_covered": "position covered",
    "same_judge": "likeness of repeats",
}  # fmt: skip


def show(session: Session, part: str, key: str, study: Study, trials: list[list[Trial]], *hidden: str) -> None:
    """Print and keep what the schedules of a study achieved."""
    found = rows([trial for field in trials for trial in field])
    session.keep(part, key, stored(found))
    print(f"### {key} ({len(trials)} trials)\n")
    names = [name for name in SHOWN if name not in ("claimed_best", *hidden)]
    lines = (
        (r.schedule, str(r.calls), f"{r.calls / study.setting.round_robin:.0%}", *(cell(r, x) for x in names))
        for r in found
    )
    table(("schedule", "calls", "of round robin", *(SHOWN[name] for name in names)), lines)


def compare(session: Session, key: str, one: list[list[Trial]], other: list[list[Trial]], *more: str) -> None:
    """Print and keep differences on the same fields, met with the same luck."""
    names = ("best_first", "recall", *more)
    places = [(a, b, one[0][a].calls) for a, b in at_calls(one[0], other[0])]
    lines = []
    for a, b, calls in places:
        found = {name: paired(one, other, a, b, name) for name in names}
        session.keep("differences", f"{key}, {calls} calls", {name: asdict(x) for name, x in found.items()})
        lines.append((str(calls), *(f"{x.value:+.3f} ({x.low:+.3f} to {x.high:+.3f})" for x in found.values())))
    print(f"{key}:\n")
    table(("calls", *(SHOWN[name] for name in names)), lines)
