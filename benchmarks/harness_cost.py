"""What the harness itself takes of the processor for each call, without science: the door and what is behind it.

    python -m benchmarks.harness_cost [--json] [--calls 1000] [--concurrency 50] [--repeats 5]

Questions with a prompt of 5,000 characters go through `Door.ask`, with SQLite behind the ledger, to an endpoint in a
process of its own that answers at once. What is counted is the processor time of this process, all threads together,
between the first question and the last answer: prompt rendering, hash, route, budget, limiter, HTTP request and reply,
validation and record. With `bad JSON` that share of the replies is unusable: these are read, sent back with the error
and asked for again, and each request counts as a call. `bare` is an HTTP client that makes the same requests and does
nothing else: what of it Python's HTTP takes in any case.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.llm_scheduling import PASSAGE, PROMPT, Review, bare, in_sqlite, open_door
from coscientist.domain.base import Value
from coscientist.llm.door import Door
from tests.support.endpoint_process import endpoint_process

BAD = (0.0, 0.3)
WARM = 100
"""Questions before the counting begins: connections and first imports are no call's."""


class Row(Value):
    """One way of asking."""

    asked: str
    requests: int
    concurrency: int
    least_ms: float
    """Processor time of a request, least of the repeats."""
    median_ms: float


async def ask(door: Door, first: int, count: int) -> None:
    """Ask different questions, all at once: the door's limiter makes them wait."""

    async def one(number: int) -> None:
        prompt = PROMPT.render(goal="Reduce tau.", idea=f"Idea {number}", passages=[PASSAGE * 3] * 5)
        await door.ask("bench/review", prompt, Review)

    await asyncio.gather(*(one(number) for number in range(first, first + count)))


def processor_ms(work: Callable[[], Awaitable[object]]) -> float:
    """Return the processor time that work takes. Units: milliseconds."""

    async def counted() -> float:
        began = time.process_time()
        await work()
        return 1_000 * (time.process_time() - began)

    return asyncio.run(counted())


def through_the_door(bad: float, calls: int, concurrency: int, repeats: int) -> Row:
    """Ask through the door, some replies being unusable."""
    found: list[float] = []
    with endpoint_process("--bad-json", str(bad)) as url, tempfile.TemporaryDirectory() as folder:
        book = in_sqlite(Path(folder) / "ledger.db")
        door = open_door(url, concurrency, book, None)
        asyncio.run(ask(door, 0, WARM))
        before = door.budget.usage.calls
        for repeat in range(repeats):
            first, asked = WARM + repeat * calls, door.budget.usage.calls
            taken = processor_ms(lambda first=first: ask(door, first, calls))  # type: ignore[misc]
            found.append(taken / (door.budget.usage.calls - asked))
        made = door.budget.usage.calls - before
        door.close()
    name = "through the door" if not bad else f"through the door, {bad:.0%} bad JSON"
    return _row(name, made, concurrency, found)


def by_a_bare_client(calls: int, concurrency: int, repeats: int) -> Row:
    """Make the same requests with an HTTP client alone."""
    with endpoint_process() as url:
        found = [processor_ms(lambda: bare(url, calls, concurrency, chain=1)) / calls for _ in range(repeats)]
    return _row("bare HTTP client", calls * repeats, concurrency, found)


def _row(asked: str, requests: int, concurrency: int, found: list[float]) -> Row:
    least, median = round(min(found), 2), round(statistics.median(found), 2)
    return Row(asked=asked, requests=requests, concurrency=concurrency, least_ms=least, median_ms=median)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--calls", type=int, default=1_000)
    parser.add_argument("--concurrency", type=int, default=50)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = [through_the_door(bad, given.calls, given.concurrency, given.repeats) for bad in BAD]
    rows.append(by_a_bare_client(given.calls, given.concurrency, given.repeats))
    if given.json:
        print(json.dumps([row.model_dump() for row in rows]))
        return
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print("\t".join(Row.model_fields))
    for row in rows:
        print("\t".join(str(value) for value in row.model_dump().values()))


if __name__ == "__main__":
    main()
