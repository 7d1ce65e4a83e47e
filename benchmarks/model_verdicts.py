"""Does what a language model says of pairs decide the order of a run? Whole runs with a scripted model.

The model answers every other question as the tests' scripted scientist does. Asked which of two hypotheses is better it
goes by an order of its own, drawn from the wording and a seed: by `marked`, it prefers each of a marked third to all
others and tosses no coin between the rest (a tie); by `ranked`, it never ties. The panel knows nothing of either.

    python -m benchmarks.model_verdicts --trials 8 --first-seed 100

Whether intervals hold the truth is asked of tournaments alone, with true strengths (normal, 1.5 logits), a model of
slope 1 that answers three random pairs for each hypothesis, and a panel of seven criteria that vote on ten pairs for
each hypothesis by scores whose common part goes with the truth more or less:

    python -m benchmarks.model_verdicts --part coverage --trials 40 --first-seed 5000
"""

import argparse
import hashlib
import re
import tempfile
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from coscientist.domain.match import Match
from coscientist.domain.match import Outcome as Verdict
from coscientist.llm.transports.port import Request
from coscientist.tournaments.ratings.rating import CENTRE, PER_LOGIT, rate
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


def coverage(n: int, agreement: float, seed: int) -> tuple[float, float, float]:
    """Return the share of intervals that hold the truth, of the true best three found, and what is claimed of that."""
    rng = np.random.default_rng(seed)
    truth = rng.normal(size=n) * 1.5
    truth -= truth.mean()
    common = agreement * truth / truth.std() + np.sqrt(1.0 - agreement**2) * rng.normal(size=n)
    scores = {f"panel/{number}": 0.6 * common + 0.8 * rng.normal(size=n) for number in range(7)}
    pairs = list(combinations(range(n), 2))
    asked: list[tuple[str, int, int, float, int]] = []
    for number in range(1, 11):
        drawn = [pairs[place] for place in rng.choice(len(pairs), size=n, replace=False)]
        asked += [(name, a, b, float(of[a] > of[b]), number) for a, b in drawn for name, of in scores.items()]
    for place in rng.choice(len(pairs), size=min(3 * n, len(pairs)), replace=False):
        a, b = pairs[place] if rng.random() < 0.5 else pairs[place][::-1]
        asked.append(("model:m", a, b, float(rng.random() < 1.0 / (1.0 + np.exp(truth[b] - truth[a]))), 1))
    ledger = [
        Match(
            id=f"m{number}",
            first=f"h{a:03d}",
            second=f"h{b:03d}",
            judge=judge,
            outcome=Verdict.FIRST if won else Verdict.SECOND,
            round=at,
            batch=f"{judge.partition('/')[0]}-{at}",
        )
        for number, (judge, a, b, won, at) in enumerate(asked)
    ]
    table = rate(ledger, [f"h{number:03d}" for number in range(n)], k=3)
    right = {rating.hypothesis: CENTRE + PER_LOGIT * truth[int(rating.hypothesis[1:])] for rating in table.ratings}
    covered = sum(rating.low <= right[rating.hypothesis] <= rating.high for rating in table.ratings) / n
    best = {f"h{number:03d}" for number in np.argsort(-truth)[:3]}
    return covered, len(best & set(table.top)) / 3, table.expected_top_share


def _print_coverage(sizes: list[int], trials: int, first: int) -> None:
    print("| hypotheses | the panel's scores go with the truth | intervals that hold it | top 3 found | claimed |")
    print("| --- | --- | --- | --- | --- |")
    for n in sizes:
        for agreement in (0.0, 0.5, 0.9):
            found = np.array([coverage(n, agreement, seed) for seed in range(first, first + trials)]).mean(axis=0)
            print(f"| {n} | {agreement} | {found[0]:.3f} | {found[1]:.2f} | {found[2]:.2f} |", flush=True)


def main() -> None:
    """Print one line for each size and each taste, or for each agreement of the panel with the truth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["order", "coverage"], default="order")
    parser.add_argument("--trials", type=int, default=4)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--n", type=int, nargs="+", default=[10, 20])
    arguments = parser.parse_args()
    if arguments.part == "coverage":
        _print_coverage(arguments.n, arguments.trials, arguments.first_seed)
        return
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
