"""A process that is killed in the middle: what it recorded is never asked again."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coscientist.domain.goal import Direction, Plan
from coscientist.domain.run import Run, RunStatus
from coscientist.llm.record.ledger import StoreCalls
from coscientist.llm.record.outcome import Answer
from coscientist.store import open_store
from tests.llm.setup import Verdict, open_door, prompt
from tests.support.fault_endpoint import FaultEndpoint

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = 60


async def ask_all(base_url: str, database: Path) -> int:
    store = open_store(database)
    door = open_door(base_url, book=StoreCalls(store, "r"), concurrency=4)
    outcomes = await asyncio.gather(
        *(door.ask("ranking/debate", prompt(f"Question {number}"), Verdict) for number in range(QUESTIONS))
    )
    assert all(isinstance(outcome, Answer) for outcome in outcomes)
    return door.budget.usage.calls


@pytest.mark.slow
@pytest.mark.parametrize("recorded_at_kill", [1, 17, 40])
def test_after_a_kill_only_open_questions_are_asked(recorded_at_kill: int, tmp_path: Path) -> None:
    database = tmp_path / "c.db"
    store = open_store(database)
    plan = Plan(goal="g", direction=Direction.REDUCE, targets=())
    store.save_run(Run(id="r", plan=plan, status=RunStatus.RUNNING, started_at="2000-01-01T00:00:00Z"))
    with FaultEndpoint(delay=0.02) as endpoint:
        code = (
            "import asyncio, sys; from pathlib import Path; from tests.llm.test_killed import ask_all; "
            "asyncio.run(ask_all(sys.argv[1], Path(sys.argv[2])))"
        )
        child = subprocess.Popen([sys.executable, "-c", code, endpoint.base_url, str(database)], cwd=ROOT)
        give_up = time.monotonic() + 60
        while len(store.calls("r")) < recorded_at_kill:
            assert time.monotonic() < give_up
            time.sleep(0.005)
        child.kill()
        child.wait()
        recorded = len(store.calls("r"))
        assert recorded < QUESTIONS, "it was killed before its end"
        asked = asyncio.run(ask_all(endpoint.base_url, database))
        # Between the last byte of a reply and its record lies a moment in which a kill loses it: one per place at most.
        assert endpoint.counts["paid_again"] <= 4
    assert asked == QUESTIONS - recorded
    assert len(store.calls("r")) == QUESTIONS
