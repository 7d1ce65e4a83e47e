"""Replies are on disk as they arrive: a process that is killed before its ledger has them pays for none again."""

import asyncio
import base64
import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from coscientist.llm.door import Door
from coscientist.llm.limits.budget import Budget, BudgetLimits
from coscientist.llm.limits.own_loop import OwnLoop
from coscientist.llm.record.arrivals import Arrivals
from coscientist.llm.record.ledger import Ledger, MemoryCalls
from coscientist.llm.record.outcome import Answer, Failure
from coscientist.llm.routes import ModelRoutes
from coscientist.llm.secrets import Secrets
from coscientist.llm.transports.switchboard import Switchboard
from tests.llm.setup import KEY, RunningClock, Verdict, prompt
from tests.support.fault_endpoint import FaultEndpoint
from tests.support.faults import Faults

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = 3
BODY = b'{"choices": [{"message": {"content": "yes"}}]}'


class Murderous(MemoryCalls):
    """A ledger that never gets to keep anything: the process is killed when all answers have come."""

    came = 0

    def put(self, *calls: object) -> None:
        Murderous.came += len(calls)
        if Murderous.came == QUESTIONS:
            os.kill(os.getpid(), signal.SIGKILL)


def door(base_url: str, folder: Path, book: MemoryCalls) -> Door:
    environment = {"OPENAI_API_BASE": base_url, "OPENAI_API_KEY": KEY}
    arrivals = Arrivals(folder, lambda key: book.get(key) is not None)
    return Door(
        routes=ModelRoutes.parse(["openai/faulty"]),
        transport=Switchboard(environment, arrivals=arrivals),
        ledger=Ledger(book),
        budget=Budget(BudgetLimits(), RunningClock()),
        clock=RunningClock(),
        rng=Random(0),
        secrets=Secrets(environment),
        own_loop=OwnLoop(),
        arrivals=arrivals,
    )


async def ask_all(door: Door) -> list[Answer[Verdict] | Failure]:
    asked = (door.ask("ranking/debate", prompt(f"Question {number}"), Verdict) for number in range(QUESTIONS))
    return await asyncio.gather(*asked)


def kill_one(base_url: str, folder: Path) -> None:
    """Ask all questions in a process that dies with all answers in its hands and none in its ledger."""
    code = (
        "import asyncio, sys; from pathlib import Path; from tests.llm.test_arrivals import Murderous, ask_all, door; "
        "asyncio.run(ask_all(door(sys.argv[1], Path(sys.argv[2]), Murderous())))"
    )
    done = subprocess.run([sys.executable, "-c", code, base_url, str(folder)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL


def test_what_had_arrived_at_a_kill_is_not_asked_for_again(tmp_path: Path) -> None:
    folder = tmp_path / "arrivals"
    with FaultEndpoint(Faults(throttle=0.3, prose=0.3, seed=1)) as endpoint:
        kill_one(endpoint.base_url, folder)
        received = endpoint.counts["received"]
        book = MemoryCalls()
        opened = door(endpoint.base_url, folder, book)
        outcomes = asyncio.run(ask_all(opened))
        opened.close()
        assert endpoint.counts["received"] == received
    assert all(isinstance(outcome, Answer) for outcome in outcomes)
    assert [call.attempts for call in book.calls.values()] == [1] * QUESTIONS, "the requests are accounted for"
    assert not folder.exists(), "nothing is left when the ledger has it"


def test_an_error_that_had_arrived_is_no_answer(tmp_path: Path) -> None:
    arrivals = left(tmp_path, http(b'{"error": "later"}', status="429 Too Many Requests"))
    assert arrivals.take("k") is None


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 46\r\n\r\n" + BODY,
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 46\r\n\r\n" + BODY,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2e\r\n" + BODY + b"\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n" + BODY,
    ],
    ids=["length", "continued", "chunked", "until the end"],
)
def test_a_response_is_read_as_it_came(raw: bytes, tmp_path: Path) -> None:
    assert left(tmp_path, raw[:30], raw[30:]).take("k") == json.loads(BODY)


def test_a_packed_response_is_unpacked(tmp_path: Path) -> None:
    assert left(tmp_path, http(gzip.compress(BODY), packed="gzip")).take("k") == json.loads(BODY)


@pytest.mark.parametrize("cut", [1, 20, 40])
def test_half_a_response_is_none(cut: int, tmp_path: Path) -> None:
    assert left(tmp_path, http(BODY)[:-cut]).take("k") is None


def test_the_line_that_was_being_written_counts_for_nothing(tmp_path: Path) -> None:
    left(tmp_path, http(BODY))
    with next(tmp_path.glob("*.jsonl")).open("a", encoding="utf-8") as lines:
        lines.write('{"key": "other", "number": 2, "raw": "SFRU')
    assert len(Arrivals(tmp_path)) == 1


def test_what_the_ledger_has_is_not_taken_again(tmp_path: Path) -> None:
    left(tmp_path, http(BODY))
    assert Arrivals(tmp_path, lambda key: key == "k").take("k") is None


def test_a_reply_is_given_once(tmp_path: Path) -> None:
    arrivals = left(tmp_path, http(BODY))
    assert arrivals.take("k") is not None
    assert arrivals.take("k") is None


def test_somebody_else_who_asks_in_between_leaves_what_is_still_open(tmp_path: Path) -> None:
    left(tmp_path, http(BODY)).close()
    assert Arrivals(tmp_path).take("k") == json.loads(BODY)


def test_only_their_owner_may_read_replies(tmp_path: Path) -> None:
    left(tmp_path, http(BODY))
    assert next(tmp_path.glob("*.jsonl")).stat().st_mode & 0o077 == 0


def http(body: bytes, *, status: str = "200 OK", packed: str = "identity") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nContent-Encoding: {packed}\r\n\r\n"
    return head.encode() + body


def left(folder: Path, *parts: bytes) -> Arrivals:
    """Return what the next process finds of a response whose parts came to one that was killed."""
    killed = Arrivals(folder)
    number = killed.begin()
    for part in parts:
        killed.keep_part("k", number, part)
    for line in next(folder.glob("*.jsonl")).read_text(encoding="utf-8").splitlines():
        assert base64.b64decode(json.loads(line)["raw"]) in parts
    return Arrivals(folder)
