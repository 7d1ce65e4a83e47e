"""Runs that are killed at a moment of one's choosing, in a process of their own that starts warm."""

import multiprocessing
import os
import signal
from pathlib import Path
from typing import Any

from coscientist.app import artefacts
from coscientist.app.campaign import Campaign
from coscientist.domain.event import Event
from coscientist.domain.goal import Plan

WHILE_WRITING = ("artefacts", "evidence.json")


def run_killed(workspace: Path, plan: Plan, moment: tuple[str, str], nth: int) -> str:
    """Run a plan in another process until the `nth` event of a stage and kind, kill it there, and return the run's id.

    The moment WHILE_WRITING is that of writing an artefact.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.warm"])
    process = context.Process(target=_run, args=(workspace, plan.model_dump_json(), moment, nth))
    process.start()
    process.join(timeout=300)
    assert process.exitcode == -signal.SIGKILL, f"it ended with {process.exitcode} before {moment}"
    with Campaign(workspace) as campaign:
        return campaign.runs()[0].id


def _run(workspace: Path, plan: str, moment: tuple[str, str], nth: int) -> None:
    seen = 0

    def listen(event: Event) -> None:
        nonlocal seen
        seen += (event.stage, event.kind) == moment
        if seen == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    if moment == WHILE_WRITING:
        write = artefacts.write_text

        def written(path: Path, text: str) -> None:
            if path.name == moment[1]:
                path.with_name(f".{path.name}.unfinished").write_text(text[:100], encoding="utf-8")
                os.kill(os.getpid(), signal.SIGKILL)
            write(path, text)

        _replace(artefacts, "write_text", written)
    with Campaign(workspace) as campaign:
        campaign.run(Plan.model_validate_json(plan), listeners=(listen,))


def _replace(module: Any, name: str, value: Any) -> None:
    setattr(module, name, value)
