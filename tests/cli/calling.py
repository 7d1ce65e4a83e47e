"""Calling the command line as a person does, and reading what it says."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coscientist.cli.main import call


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    def object(self) -> dict[str, Any]:
        """Return the one JSON object on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found


class CommandLine:
    """Calls commands on one workspace in this process."""

    def __init__(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, workspace: Path | None = None
    ) -> None:
        self._capsys, self._monkeypatch, self.workspace = capsys, monkeypatch, workspace

    def __call__(self, *arguments: str, answers: str = "") -> Said:
        if self.workspace is not None:
            self._monkeypatch.setenv("COSCIENTIST_WORKSPACE", str(self.workspace))
        self._monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        self._capsys.readouterr()
        code = call(arguments)
        captured = self._capsys.readouterr()
        return Said(code, captured.out, captured.err)
