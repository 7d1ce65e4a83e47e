"""Showing a plan to a person before anything is done with it."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from coscientist.cli.plan_view import plan_table
from coscientist.cli.planning import plan_from_text, plan_text
from coscientist.cli.terminal import SafeConsole
from coscientist.domain.errors import CoscientistError, SettingsError
from coscientist.domain.goal import Plan

_ANSWERS = {"y": "yes", "yes": "yes", "e": "edit", "edit": "edit", "n": "no", "no": "no"}
_EDITORS = ("sensible-editor", "nano", "vi")


def approved(plan: Plan, console: SafeConsole, *, edit: Callable[[Plan], Plan] | None = None) -> Plan | None:
    """Ask until the plan, edited or not, is approved or turned down; None when it is turned down."""
    while True:
        console.print()
        console.print(plan_table(plan))
        answer = _ask(console)
        if answer == "yes":
            return plan
        if answer == "no":
            return None
        try:
            plan = (edit or edited)(plan)
        except CoscientistError as error:
            console.print(f"{error} The plan is as it was.", style="yellow")


def _ask(console: SafeConsole) -> str:
    while True:
        console.print("Run this plan? [yes/edit/no] ", end="", style="bold")
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            console.print()
            return "no"
        answer = _ANSWERS.get(line.strip().lower())
        if answer:
            return answer
        console.print("Answer yes, edit or no.")


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
