"""How close whole runs come to the fastest possible: `Campaign.run` against an endpoint that takes 100 ms a call.

    python -m benchmarks.run_speed [--json] [--hypotheses 5 50] [--concurrency 8 16 50]

The literature is made up (80 compounds, 12 kinases), the scientist behind the endpoint does what each prompt asks for,
and every run of one size makes the same calls. `bound` is max(work / concurrency, longest chain): work is the calls
times the time that the endpoint takes; the longest chain is how many calls have to wait for one another, measured by
how much longer a run takes when nothing limits its concurrency and each call takes 3 s instead of 1 s. It is the chain
of the engine as it is: a call that waits for another without need lengthens the bound, too. `own` is the processor time
of this process (embedded strategies, reviews, ratings, briefs, pictures, artefacts, prompts, replies, records),
`overhead` that time for each call. `ratio` is wall time over bound; `waiting` leaves the own time out of the wall time,
as though nothing of it had been done while calls were out: what scheduling alone adds. `slope` is what each further
call takes of the processor between the smallest and the largest of the sizes, science included: what a run takes once,
whatever it asks, is not in it. `python -m benchmarks.harness_cost` measures the harness without the science.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# As the command line sets it: threads of the linear algebra cost more than they save with matrices as small as ours.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from coscientist.app.campaign import Campaign
from coscientist.app.models.modelling import limits_of
from coscientist.domain.base import Value
from coscientist.domain.goal import Plan
from coscientist.llm.connect import connect
from coscientist.llm.door import Door, DoorSettings
from coscientist.llm.limits.limiter import Limits
from coscientist.llm.record.ledger import StoreCalls, spent_in
from coscientist.ports import Clock, Store
from tests.support.endpoint_process import endpoint_process
from tests.support.faults import answer_by_schema, schema_name_of
from tests.support.model_world import answer_for, idea

DELAY = 0.1
SLOW = (1.0, 3.0)
"""What a call takes when chains are measured: so long that the engine's own work between two calls does not count."""
UNLIMITED = 1_000
GOAL = "Find compounds that reduce tau phosphorylation"
COMPOUNDS = tuple(f"MK-{1000 + 7 * number}" for number in range(80))
KINASES = tuple(f"KIN{number}" for number in range(1, 13))


def answer(body: dict[str, Any]) -> str:
    """Answer as a scientist who knows this literature."""
    prompt = next(message["content"] for message in body["messages"] if message["role"] == "user")
    schema = schema_name_of(body)
    rng = random.Random(prompt)
    if schema == "Ideas":
        return json.dumps({"ideas": [_idea(prompt, rng) for _ in range(2)]})
    if schema == "Idea":
        return json.dumps(_idea(prompt, rng))
    if schema == "Reworked":
        return json.dumps({"worthwhile": True, "reason": "The mediator was changed.", "idea": _idea(prompt, rng)})
    try:
        return json.dumps(answer_for(schema, prompt))
    except AssertionError:
        return answer_by_schema(body)


def _idea(prompt: str, rng: random.Random) -> dict[str, Any]:
    return idea(prompt, rng.choice(COMPOUNDS), rng.choice(KINASES))


def write_pack(folder: Path) -> Path:
    """Write the literature: each compound lowers one or two kinases, each kinase raises phosphorylated tau."""
    rng = random.Random(0)
    lines: list[dict[str, Any]] = [
        {"type": "pack", "title": "Many kinases of tau", "licence": "CC0-1.0", "about": ["kinases of tau"]},
        {"type": "concept", "id": "tau", "name": "tau", "kind": "protein", "synonyms": ["MAPT"]},
        {"type": "concept", "id": "ptau", "name": "phosphorylated tau", "kind": "protein", "parent": "tau",
         "modification": "phosphorylation"},
        *({"type": "concept", "id": name, "name": name, "kind": "protein"} for name in KINASES),
        *({"type": "concept", "id": name.casefold(), "name": name, "kind": "compound"} for name in COMPOUNDS),
    ]  # fmt: skip
    for number, name in enumerate(KINASES):
        lines += _claim(f"k{number}", name, "increases", "ptau", f"{name} increases tau phosphorylation in neurons.")
    for number, name in enumerate(COMPOUNDS):
        for target in rng.sample(KINASES, 1 + number % 2):
            quote = f"{name} lowered {target} in neurons of mice."
            lines += _claim(f"c{number}-{target}", name, "decreases", target, quote)
    path = folder / "many.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def _claim(source: str, subject: str, predicate: str, object_: str, quote: str) -> list[dict[str, Any]]:
    claim = {"subject": subject if predicate == "increases" else subject.casefold(), "predicate": predicate}
    return [
        {"type": "source", "id": source, "title": f"On {subject}", "year": 2020, "authors": ["A. Author"]},
        {"type": "claim", **claim, "object": object_, "source": source, "quote": quote},
    ]


class Row(Value):
    """One run."""

    hypotheses: int
    concurrency: int
    calls: int
    chain: int
    """Calls that wait for one another."""
    wall_seconds: float
    own_seconds: float
    bound_seconds: float
    ratio: float
    waiting: float
    overhead_ms: float


@dataclass(frozen=True)
class Carried:
    """A run that was carried out."""

    wall: float
    own: float
    calls: int


def measure(url: str, pack: Path, workspace: Path, hypotheses: int, concurrency: int) -> Carried:
    """Carry a run out, from the first word to the last artefact."""

    def opened(plan: Plan, store: Store, run_id: str, clock: Clock) -> Door:
        return connect(
            ["openai/bench"],
            book=StoreCalls(store, run_id),
            clock=clock,
            environment={"OPENAI_API_BASE": url, "OPENAI_API_KEY": "unused"},
            limits=limits_of(plan),
            spent=spent_in(store.calls(run_id)),
            settings=DoorSettings(limits={"*": Limits(concurrency=concurrency)}),
        )

    with Campaign(workspace, model=opened) as campaign:
        plan = campaign.plan(GOAL, corpora=(str(pack),), model="openai/bench", hypotheses=hypotheses)
        plan = plan.model_copy(update={"cycles": 1, "briefs": 1})
        began, own = time.perf_counter(), time.process_time()
        record = campaign.run(plan)
        wall, own = time.perf_counter() - began, time.process_time() - own
        return Carried(wall, own, sum(call.attempts for call in campaign.store.calls(record.run.id)))


def slopes(rows: list[Row]) -> dict[int, float]:
    """Return own time for each further call, from the smallest size to the largest, by concurrency.

    Units: milliseconds.
    """
    found = {}
    for concurrency in dict.fromkeys(row.concurrency for row in rows):
        of_these = sorted((row for row in rows if row.concurrency == concurrency), key=lambda row: row.calls)
        few, many = of_these[0], of_these[-1]
        if many.calls > few.calls:
            more = many.own_seconds - few.own_seconds
            found[concurrency] = round(1_000 * more / (many.calls - few.calls), 1)
    return found


def longest_chain(pack: Path, workspace: Path, hypotheses: int) -> int:
    """Return how many calls have to wait for one another."""
    walls = []
    for delay in SLOW:
        with endpoint_process("--delay", str(delay), "--answer", "benchmarks.run_speed:answer") as url:
            walls.append(measure(url, pack, workspace, hypotheses, UNLIMITED).wall)
    return round((walls[1] - walls[0]) / (SLOW[1] - SLOW[0]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--hypotheses", type=int, nargs="+", default=[5, 50])
    parser.add_argument("--concurrency", type=int, nargs="+", default=[8, 16, 50])
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pack = write_pack(folder)
        with endpoint_process("--answer", "benchmarks.run_speed:answer") as at_once:
            # Corpus, structures and imports are loaded once, whatever is asked later.
            measure(at_once, pack, folder / "warm", 5, 8)
        for hypotheses in arguments.hypotheses:
            chain = longest_chain(pack, folder / "warm", hypotheses)
            for concurrency in arguments.concurrency:
                with endpoint_process("--delay", str(DELAY), "--answer", "benchmarks.run_speed:answer") as url:
                    done = measure(url, pack, folder / "warm", hypotheses, concurrency)
                bound = max(done.calls / concurrency, chain) * DELAY
                rows.append(
                    Row(
                        hypotheses=hypotheses,
                        concurrency=concurrency,
                        calls=done.calls,
                        chain=chain,
                        wall_seconds=round(done.wall, 2),
                        own_seconds=round(done.own, 2),
                        bound_seconds=round(bound, 2),
                        ratio=round(done.wall / bound, 2),
                        waiting=round((done.wall - done.own) / bound, 2),
                        overhead_ms=round(1_000 * done.own / done.calls, 1),
                    )
                )
    if arguments.json:
        print(json.dumps({"runs": [row.model_dump() for row in rows], "slope_ms": slopes(rows)}))
        return
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print("\t".join(Row.model_fields))
    for row in rows:
        print("\t".join(str(value) for value in row.model_dump().values()))
    for concurrency, slope in slopes(rows).items():
        print(f"slope at {concurrency}: {slope} ms of own time for each further call")


if __name__ == "__main__":
    main()
