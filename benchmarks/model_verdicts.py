"""Does what a language model says of pairs decide the order of a run? Whole runs with a scripted model.

The model answers every other question as the tests' scripted scientist does. Asked which of two hypotheses is better it
goes by an order of its own, drawn from the wording and a seed: by `marked`, it prefers each of a marked third to all
others and tosses no coin between the rest (a tie); by `ranked`, it never ties. The panel knows nothing of either.

    python -m benchmarks.model_verdicts --trials 8 --first-seed 100
"""

import argparse
import hashlib
import re
import tempfile
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from coscientist.llm.transports.port import Request
from tests.support.kinase_pack import write_pack
from tests.support.model_runs import Scripted, finished
from tests.support.model_world import scientist

SHOWN = re.compile(r"The (first|second) hypothesis:\n+<data \w+>\n(.*?)\n</data", re.S)
MARKED = 1 / 3


@dataclass(frozen=True)
class Taste:
    """What a scripted model prefers."""

    seed: int
    marked: bool

    def of(self, statement: str) -> float:
        """Return how much it likes a hypothesis, 0 to 1."""
        words = " ".join(statement.split())
        drawn = int(hashlib.sha256(f"{self.seed}:{words}".encode()).hexdigest()[:12], 16) / 16**12
        return float(drawn < MARKED) if self.marked else drawn

    def __call__(self, request: Request) -> Any:
        """Answer a request."""
        if request.schema_name not in ("PairVerdict", "DebateTurn"):
            return scientist(request)
        liked = {place: self.of(text) for place, text in SHOWN.findall(request.prompt)}
        first, second = liked["first"], liked["second"]
        better = "tie" if first == second else "first" if first > second else "second"
        if request.schema_name == "DebateTurn":
            return {"argument": "Step 1 of the first was shown.", "decisive": "Step 2.", "leaning": better}
        return {"criteria": [], "reason": "Its chain was shown.", "better": better}


@dataclass(frozen=True)
class Outcome:
    """Where a run put what its model prefers."""

    hypotheses: int
    right: float
    """Pairs of which the model prefers one that are ordered its way: share."""
    on_top: float
    """Of the model's best so many (the marked, or three): share that the run has in as many places at its top."""
    first: bool
    """Whether the first is one that the model likes best."""
    verdicts: int
    votes: int


def play(pack: Path, folder: Path, *, hypotheses: int, taste: Taste) -> Outcome:
    """Carry a run out and say where it put what its model prefers."""
    done = finished(folder, pack, Scripted(taste), hypotheses=hypotheses, seed=taste.seed)
    statement = {entry.hypothesis.id: entry.hypothesis.statement for entry in done.record.in_play}
    table = done.record.standings
    order = [rating.hypothesis for rating in table.ratings]
    liked = {name: taste.of(statement[name]) for name in order}
    told = [(one, other) for one, other in combinations(order, 2) if liked[one] != liked[other]]
    best = sorted(order, key=lambda name: -liked[name])
    many = sum(value == 1.0 for value in liked.values()) if taste.marked else 3
    return Outcome(
        hypotheses=len(order),
        right=sum(liked[one] > liked[other] for one, other in told) / max(len(told), 1),
        on_top=sum(liked[name] >= liked[best[max(many - 1, 0)]] for name in order[:many]) / max(many, 1),
        first=liked[order[0]] == max(liked.values()),
        verdicts=sum(match.judge.startswith("model:") for match in done.record.matches),
        votes=len(done.record.matches),
    )


def main() -> None:
    """Print one line for each size and each taste."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=4)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--n", type=int, nargs="+", default=[10, 20])
    arguments = parser.parse_args()
    print("| wanted | taste | in play | votes | of the model | pairs its way | its best on top | its best first |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        pack = write_pack(Path(folder))
        for n in arguments.n:
            for marked in (True, False):
                found = [
                    play(pack, Path(folder) / f"{n}-{marked}-{seed}", hypotheses=n, taste=Taste(seed, marked))
                    for seed in range(arguments.first_seed, arguments.first_seed + arguments.trials)
                ]
                print(_row(n, "marked" if marked else "ranked", found), flush=True)


def _row(n: int, taste: str, found: list[Outcome]) -> str:
    def mean(values: list[float]) -> float:
        return sum(values) / len(values)

    cells = [
        f"{n} | {taste} | {mean([each.hypotheses for each in found]):.1f} | {mean([each.votes for each in found]):.0f}",
        f"{mean([each.verdicts / each.votes for each in found]):.0%}",
        f"{mean([each.right for each in found]):.2f} ({min(each.right for each in found):.2f})",
        f"{mean([each.on_top for each in found]):.2f} ({min(each.on_top for each in found):.2f})",
        f"{sum(each.first for each in found)} of {len(found)}",
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
