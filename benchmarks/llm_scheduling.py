"""How close runs come to the fastest possible: wall time against max(total work / concurrency, longest chain).

    python -m benchmarks.llm_scheduling [--litellm] [--json]

An endpoint in a process of its own answers each request after 100 ms. Every hypothesis has a chain of seven calls that
wait for each other (generation, four reviews, two matches); chains are independent. `overhead` is the CPU time of this
process for each call: prompt, hash, budget, limiter, request, reply, validation, record in SQLite.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import aiohttp

from coscientist.domain.base import Value
from coscientist.domain.goal import Direction, Plan
from coscientist.domain.run import Run, RunStatus
from coscientist.llm.door import Door, DoorSettings
from coscientist.llm.limits.budget import Budget, BudgetLimits
from coscientist.llm.limits.limiter import Limits
from coscientist.llm.limits.own_loop import OwnLoop
from coscientist.llm.record.ledger import CallBook, Ledger, MemoryCalls, StoreCalls
from coscientist.llm.record.outcome import Answer
from coscientist.llm.routes import ModelRoutes
from coscientist.llm.secrets import Secrets
from coscientist.llm.transports.port import Transport
from coscientist.llm.transports.switchboard import Switchboard
from coscientist.llm.wording.prompts import Prompt
from coscientist.llm.wording.structured import wire_schema
from coscientist.store import open_store
from tests.support.endpoint_process import endpoint_process

DELAY = 0.1
CHAIN = 7
PROMPT = Prompt.parse(
    "---\nid: bench/review\nversion: 1\nvariables: [goal, idea, passages]\nschema: Review\n---\n"
    "Goal: {{ goal|line }}\nReview this idea.\n{{ idea }}\n{% for passage in passages %}\n{{ passage }}\n{% endfor %}\n"
)
PASSAGE = (
    "Inhibition of glycogen synthase kinase-3 beta by lithium lowered the phosphorylation of tau at Ser396 in primary "
    "cortical neurons in a dose-dependent manner, whereas total tau did not change (n = 6, p < 0.01). "
)


class Objection(Value):
    text: str
    passage: str


class Review(Value):
    summary: str
    objections: tuple[Objection, ...]
    score: float


class RunningClock:
    def now(self) -> str:
        return ""

    def monotonic(self) -> float:
        return time.monotonic()


def open_door(url: str, concurrency: int, book: CallBook, transport: Transport | None) -> Door:
    environment = {"OPENAI_API_BASE": url, "OPENAI_API_KEY": "unused"}
    clock = RunningClock()
    return Door(
        routes=ModelRoutes.parse(["openai/bench"]),
        transport=transport or Switchboard(environment),
        ledger=Ledger(book),
        budget=Budget(BudgetLimits(), clock),
        clock=clock,
        rng=Random(0),
        secrets=Secrets(environment),
        settings=DoorSettings(limits={"*": Limits(concurrency=concurrency)}),
        own_loop=OwnLoop(),
    )


async def run(door: Door, hypotheses: int) -> int:
    async def chain(number: int) -> int:
        answered = 0
        for step in range(CHAIN):
            prompt = PROMPT.render(goal="Reduce tau.", idea=f"Idea {number}, step {step}", passages=[PASSAGE * 3] * 5)
            answered += isinstance(await door.ask("bench/review", prompt, Review), Answer)
        return answered

    return sum(await asyncio.gather(*(chain(number) for number in range(hypotheses))))


async def bare(url: str, hypotheses: int, concurrency: int, chain: int = CHAIN) -> None:
    """Make the same calls with nothing but an HTTP client: what machine and endpoint allow at this moment."""
    places = asyncio.Semaphore(concurrency)
    schema = {"name": "Review", "schema": wire_schema(Review)}

    async def ask_in_turn(session: aiohttp.ClientSession, number: int) -> None:
        for step in range(chain):
            prompt = PROMPT.render(goal="Reduce tau.", idea=f"Idea {number}, step {step}", passages=[PASSAGE * 3] * 5)
            body = {"model": "bench", "messages": [{"role": "user", "content": prompt.text}],
                    "response_format": {"type": "json_schema", "json_schema": schema}}  # fmt: skip
            async with places, session.post(f"{url}/chat/completions", json=body) as response:
                await response.json()

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        await asyncio.gather(*(ask_in_turn(session, number) for number in range(hypotheses)))


def measure(url: str, hypotheses: int, concurrency: int, book: CallBook, transport: Transport | None) -> "Row":
    door = open_door(url, concurrency, book, transport)
    # Connections and first imports are not the scheduler's.
    asyncio.run(door.complete(role="bench/warm", prompt=f"warm {hypotheses} {concurrency}"))
    calls = hypotheses * CHAIN
    began, cpu = time.perf_counter(), time.process_time()
    answered = asyncio.run(run(door, hypotheses))
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    door.close()
    assert answered == calls, f"{calls - answered} calls failed"
    began = time.perf_counter()
    asyncio.run(bare(url, hypotheses, concurrency))
    control = time.perf_counter() - began
    bound = max(calls * DELAY / concurrency, CHAIN * DELAY)
    return Row(
        hypotheses=hypotheses,
        concurrency=concurrency,
        calls=calls,
        wall_seconds=round(wall, 3),
        bound_seconds=round(bound, 3),
        ratio=round(wall / bound, 3),
        bare_ratio=round(control / bound, 3),
        overhead_ms=round(1_000 * cpu / calls, 2),
    )


class Row(Value):
    hypotheses: int
    concurrency: int
    calls: int
    wall_seconds: float
    bound_seconds: float
    ratio: float
    bare_ratio: float
    """Of a bare HTTP client with the same calls, right after: on a busy machine it is above 1 as well."""
    overhead_ms: float


def in_sqlite(path: Path) -> CallBook:
    """Return an empty book of calls in a database of its own."""
    store = open_store(path)
    plan = Plan(goal="Reduce tau.", direction=Direction.REDUCE, targets=())
    store.save_run(Run(id="bench", plan=plan, status=RunStatus.RUNNING, started_at="2000-01-01T00:00:00Z"))
    return StoreCalls(store, "bench")


def _litellm(url: str) -> Transport:
    from coscientist.llm.transports.litellm_client import LitellmTransport

    os.environ.setdefault("OPENAI_API_KEY", "unused")
    return LitellmTransport(api_base=url)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--litellm", action="store_true", help="send through LiteLLM rather than directly")
    parser.add_argument("--memory", action="store_true", help="keep the ledger in memory rather than in SQLite")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = []
    with endpoint_process("--delay", str(DELAY)) as url, tempfile.TemporaryDirectory() as folder:
        transport = _litellm(url) if arguments.litellm else None
        for hypotheses in (5, 50):
            for concurrency in (8, 16, 50):
                book = MemoryCalls() if arguments.memory else in_sqlite(Path(folder) / f"{hypotheses}-{concurrency}.db")
                rows.append(measure(url, hypotheses, concurrency, book, transport))
    if arguments.json:
        print(json.dumps([row.model_dump() for row in rows]))
        return
    load = os.getloadavg()[0]
    print(
        f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {load:.1f}, a call takes {1_000 * DELAY:.0f} ms"
    )
    print("\t".join(Row.model_fields))
    for row in rows:
        print("\t".join(str(value) for value in row.model_dump().values()))


if __name__ == "__main__":
    main()
