"""Two processes at once, and processes that die in the middle."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from coscientist.domain.errors import ServiceError
from coscientist.store import open_store, sqlite
from coscientist.store.engine import connect
from tests.store import values

WRITER = """
import sys
from coscientist.store import open_store
from tests.store import values
place, name, transactions, size = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
store = open_store(place)
print("ready", flush=True)
sys.stdin.readline()
for n in range(transactions):
    store.add_evidence(
        "run-1",
        passages=[values.a_passage(f"pas-{name}-{n}-{m}", quote="Tau. " * 40) for m in range(size)],
        claims=[values.a_claim(f"cla-{name}-{n}-{m}") for m in range(size)],
    )
"""
OPENER = """
import sys
from coscientist.store import open_store
import alembic.command, coscientist.store.repository
from tests.store import values
print("ready", flush=True)
sys.stdin.readline()
for _ in range(5):
    store = open_store(sys.argv[1])
    store.save_run(values.a_run())
    store.add_events("run-1", [values.an_event()])
    store.close()
"""
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "store.db") if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


def start(script: str, *arguments: str | int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def let_go(*processes: subprocess.Popen[str]) -> None:
    """Let all begin at once, when all have loaded what they need."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", process.communicate()
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def finish(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors


def test_two_processes_write_at_once_and_nothing_is_lost(place: str) -> None:
    with closing(open_store(place)) as store:
        store.save_run(values.a_run())
        writers = [start(WRITER, place, name, 30, 20) for name in ("a", "b")]
        let_go(*writers)
        for n in range(30):  # a person reviews meanwhile
            store.add_decisions("run-1", [values.a_decision(f"dec-{n}")])
        finish(*writers)
        ids = [passage.id for passage in store.passages("run-1")]
        assert len(store.decisions("run-1")) == 30
    for name in ("a", "b"):
        mine = [identity for identity in ids if identity.startswith(f"pas-{name}-")]
        assert mine == [f"pas-{name}-{n}-{m}" for n in range(30) for m in range(20)]


def test_processes_that_make_one_new_store_at_once_all_succeed(place: str) -> None:
    openers = [start(OPENER, place) for _ in range(3)]
    let_go(*openers)
    finish(*openers)
    with closing(open_store(place, read_only=True)) as store:
        assert store.runs() == [values.a_run()]
        assert store.events("run-1") == [values.an_event()]


@pytest.mark.parametrize("seconds", [0.01, 0.05, 0.1, 0.2, 0.4])
def test_a_killed_writer_leaves_whole_transactions_only(place: str, seconds: float) -> None:
    size = 200
    with closing(open_store(place)) as store:
        store.save_run(values.a_run())
    writer = start(WRITER, place, "a", 10_000, size)
    let_go(writer)
    time.sleep(seconds)
    os.kill(writer.pid, signal.SIGKILL)
    writer.communicate()
    with closing(open_store(place)) as store:
        passages, claims = store.passages("run-1"), store.claims("run-1")
        assert len(passages) % size == 0
        assert len(claims) == len(passages)
        assert [passage.id for passage in passages] == [
            f"pas-a-{n}-{m}" for n in range(len(passages) // size) for m in range(size)
        ]
        store.add_evidence("run-1", passages=[values.a_passage("pas-after")])
        assert store.passages("run-1")[-1].id == "pas-after"


def test_a_store_that_stays_locked_is_a_failed_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    with closing(open_store(tmp_path / "store.db")) as store, closing(connect(tmp_path / "store.db")) as other:
        store.save_run(values.a_run())
        with other.writing(), pytest.raises(ServiceError, match="locked"):
            store.save_run(values.a_run("run-2"))
        store.save_run(values.a_run("run-2"))
        assert len(store.runs()) == 2
