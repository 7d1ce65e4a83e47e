"""Runs with a model that are killed from outside: the real command, a real server, `kill -9`, and `resume`.

    python -m tests.support.killed_model_runs --hypotheses 20 --moments 10

kills a run once it has sent a given number of requests, resumes it, and compares what it wrote with an unbroken run.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.artefacts import comparable
from tests.support.fault_endpoint import FaultEndpoint
from tests.support.faults import schema_name_of
from tests.support.model_world import GOAL, answer_for, write_pack

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 900.0


@dataclass(frozen=True)
class Outcome:
    """What became of one run, and what the server saw of it."""

    artefacts: dict[str, Any]
    calls: int
    """By the run's own account."""
    received: int
    """By the server's."""
    charged: int
    """Answers that a server which honours Idempotency-Key asks money for."""
    given_again: int
    """Answers that it had given before."""
    read_and_asked_again: int
    """Those among them that the killed process had taken in whole: none may be asked for again."""
    without_answer: int
    """Requests that had no answer yet when the process was killed."""

    @property
    def unread_and_asked_again(self) -> int:
        """Answers that were on their way: sent before the kill, not taken by the process."""
        return self.received - self.calls - self.read_and_asked_again - self.without_answer


def answered(body: dict[str, Any]) -> str:
    """Answer as the scripted scientist."""
    prompt = next(message["content"] for message in body["messages"] if message["role"] == "user")
    return json.dumps(answer_for(schema_name_of(body), prompt))


def command(*arguments: str, workspace: Path, base_url: str) -> subprocess.Popen[str]:
    """Start `coscientist` in a process of its own."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("COSCIENTIST_")},
        "OPENAI_API_BASE": base_url,
        "OPENAI_API_KEY": "unused",
        "COSCIENTIST_WORKSPACE": str(workspace),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "coscientist.cli.main", *arguments],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def started(pack: Path, hypotheses: int, *, workspace: Path, base_url: str) -> subprocess.Popen[str]:
    """Start a run."""
    options = ("--corpus", str(pack), "--model", "openai/scientist", "--profile", "quick", "--json")
    return command(
        "run", "--goal", GOAL, "--hypotheses", str(hypotheses), *options, workspace=workspace, base_url=base_url
    )


def ended(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Wait for a command that ends well and return what it printed."""
    printed, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0, f"it ended with {process.returncode}: {printed}"
    found: dict[str, Any] = json.loads(printed)
    return found


def unbroken(pack: Path, hypotheses: int, workspace: Path, *, delay: float = 0.02) -> Outcome:
    """Carry a run out."""
    with FaultEndpoint(answer=answered, delay=delay, honours_keys=True) as endpoint:
        ended(started(pack, hypotheses, workspace=workspace, base_url=endpoint.base_url))
        return _outcome(endpoint, workspace)


def killed_and_resumed(pack: Path, hypotheses: int, workspace: Path, after: int, *, delay: float = 0.02) -> Outcome:
    """Kill a run when the server has received `after` requests, and resume it."""
    with FaultEndpoint(answer=answered, delay=delay, honours_keys=True) as endpoint:
        process = started(pack, hypotheses, workspace=workspace, base_url=endpoint.base_url)
        give_up = time.monotonic() + PATIENCE_SECONDS
        while endpoint.counts["received"] < after:
            assert process.poll() is None, f"it ended before it had sent {after} requests"
            assert time.monotonic() < give_up
            time.sleep(0.001)
        endpoint.client_killed = True
        process.kill()
        process.wait()
        endpoint.client_killed = False
        ended(command("resume", "last", "--json", workspace=workspace, base_url=endpoint.base_url))
        return _outcome(endpoint, workspace)


def _outcome(endpoint: FaultEndpoint, workspace: Path) -> Outcome:
    folder = next((workspace / "runs").iterdir())
    artefacts = comparable(folder)
    usage = artefacts["run.json"].pop("usage")
    assert endpoint.counts["paid_again"] == 0, "every request named its key"
    counts = endpoint.counts
    return Outcome(
        artefacts,
        usage["calls"],
        counts["received"],
        counts["charged"],
        counts["given_again"],
        counts["read_and_asked_again"],
        counts["abandoned"] + counts["late_and_asked_again"],
    )


def differences(one: Outcome, other: Outcome) -> list[str]:
    """Return the names of the artefacts in which two runs differ, events by what was said and not by their order."""
    names = sorted({*one.artefacts, *other.artefacts})
    return [name for name in names if _sorted(name, one) != _sorted(name, other)]


def _sorted(name: str, outcome: Outcome) -> Any:
    found = outcome.artefacts.get(name, [])
    return sorted(json.dumps(item, sort_keys=True) for item in found) if name == "events.jsonl" else found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--hypotheses", type=int, default=20)
    parser.add_argument("--moments", type=int, default=10)
    found = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pack = write_pack(folder)
        whole = unbroken(pack, found.hypotheses, folder / "unbroken")
        print(f"unbroken: {whole.calls} calls, {whole.received} received, {whole.charged} charged", flush=True)  # noqa: T201
        for number in range(found.moments):
            after = max(1, round(whole.received * number / max(1, found.moments - 1)))
            done = killed_and_resumed(pack, found.hypotheses, folder / f"killed-{number}", after)
            apart = ", ".join(differences(whole, done)) or "nothing"
            print(  # noqa: T201
                f"killed after {after} requests: {done.received} received, {done.calls} accounted for, "
                f"{done.charged} charged; asked again: {done.read_and_asked_again} received, "
                f"{done.unread_and_asked_again} on their way, {done.without_answer} unanswered; differs in {apart}",
                flush=True,
            )


if __name__ == "__main__":
    main()
