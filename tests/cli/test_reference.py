"""docs/cli.md says what the commands say."""

from pathlib import Path

import pytest

from coscientist.app.settings import KNOWN
from coscientist.cli.reference import with_reference
from coscientist.domain.errors import FileError
from tests.cli.test_help import commands

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "cli.md"


def test_the_reference_is_that_of_the_commands() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert with_reference(text) == text, "write it anew with: python -m coscientist.cli.reference docs/cli.md"


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_has_its_section(name: str) -> None:
    assert f"# `coscientist {name}`\n" in DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", sorted(KNOWN))
def test_every_setting_is_documented(setting: str) -> None:
    assert f"| `{setting}` | {KNOWN[setting]} |" in DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 130])
def test_every_exit_code_is_documented(code: int) -> None:
    assert f"\n| {code} | " in DOCUMENT.read_text(encoding="utf-8")


def test_a_document_without_the_marks_is_refused() -> None:
    with pytest.raises(FileError, match="begin commands"):
        with_reference("# The command line\n")
