"""Asking a person about the plan of a run, and then about its briefs."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from coscientist.app.campaign import Campaign
from coscientist.app.people import approving
from coscientist.app.record import Record
from coscientist.cli.planning import plan_from_text, plan_text
from coscientist.cli.views.plan_view import plan_table
from coscientist.cli.views.terminal import SafeConsole
from coscientist.domain.errors import CoscientistError, SettingsError
from coscientist.domain.goal import Plan
from coscientist.domain.run import RunStatus
from coscientist.graph.approvals import open_briefs, plan_answer

_EDITORS = ("sensible-editor", "nano", "vi")


def decided(
    campaign: Campaign, record: Record, go_on: Callable[[], Record], console: SafeConsole, *, by: str
) -> Record:
    """Ask what the run waits for and go on with it, as long as there are answers; what is left open stays open."""
    while record.run.status is RunStatus.WAITING and _answered(campaign, record, console, by):
        record = go_on()
    return record


def _answered(campaign: Campaign, record: Record, console: SafeConsole, by: str) -> bool:
    run = record.run
    if plan_answer(campaign.store, run.id) is None:
        try:
            plan = approved(run.plan, console)
        except EOFError:
            return False
        approving.answer_plan(campaign, run.id, by=by, yes=plan is not None, plan=plan)
        return True
    for brief in open_briefs(campaign.store, run):
        console.print(f"\n{brief.brief_id}: {brief.title}\n{brief.objective}")
        try:
            answer = _ask(console, "May this brief go to a laboratory? [yes/no] ", ("yes", "no"))
        except EOFError:
            return False
        approving.answer_brief(campaign, run.id, brief.brief_id, by=by, yes=answer == "yes")
    return True


def approved(plan: Plan, console: SafeConsole, *, edit: Callable[[Plan], Plan] | None = None) -> Plan | None:
    """Ask until the plan, edited or not, is approved or turned down; None when it is turned down.

    Raises: EOFError when nobody is there to answer.
    """
    while True:
        console.print()
        console.print(plan_table(plan))
        answer = _ask(console, "Run this plan? [yes/edit/no] ", ("yes", "edit", "no"))
        if answer == "yes":
            return plan
        if answer == "no":
            return None
        try:
            plan = (edit or edited)(plan)
        except CoscientistError as error:
            console.print(f"{error} The plan is as it was.", style="yellow")


def _ask(console: SafeConsole, question: str, answers: Sequence[str]) -> str:
    """Ask until one of the answers, or its first letter, is given. Raises: EOFError when nobody is there."""
    while True:
        console.print(question, end="", style="bold", markup=False)
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            console.print()
            raise EOFError
        said = line.strip().lower()
        found = next((each for each in answers if said in (each, each[0])), None)
        if found:
            return found
        console.print(f"Answer {', '.join(answers[:-1])} or {answers[-1]}.")


def edited(plan: Plan) -> Plan:
    """Open the plan in the person's editor and read it back.

    Raises: SettingsError when there is no editor or it fails; FileError when what comes back is no plan.
    """
    command = editor()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        path.write_text(plan_text(plan), encoding="utf-8")
        try:
            done = subprocess.run([*command, str(path)], check=False)  # noqa: S603 - the person's own editor
        except OSError as error:
            raise SettingsError(
                f"The editor {command[0]} cannot be started: {error.strerror}.", "Set EDITOR."
            ) from error
        if done.returncode:
            raise SettingsError(f"The editor {command[0]} ended with code {done.returncode}.", "Set EDITOR.")
        return plan_from_text(path.read_text(encoding="utf-8"), "the edited plan")


def editor() -> list[str]:
    """Return the command of the person's editor. Raises: SettingsError when there is none."""
    for name in ("VISUAL", "EDITOR"):
        if os.environ.get(name, "").strip():
            return shlex.split(os.environ[name])
    found = next((each for each in _EDITORS if shutil.which(each)), None)
    if found is None:
        raise SettingsError("There is no editor.", "Set EDITOR, or write the plan to a file with: coscientist plan")
    return [found]
