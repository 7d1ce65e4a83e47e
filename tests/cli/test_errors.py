"""What goes wrong is said in one line, with what to do, and with the exit code that scripts rely on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coscientist.app.campaign import Campaign
from coscientist.domain.errors import BudgetEndedError, FileError, ServiceError
from tests.cli.calling import CommandLine

WRONG = {
    "no goal": ("run",),
    "empty goal": ("run", "--goal", ""),
    "blank goal": ("run", "--goal", " \n\t "),
    "goal of 100 kB": ("run", "--goal", "tau " * 25_000),
    "unknown profile": ("run", "--goal", "reduce tau", "--profile", "huge"),
    "negative hypotheses": ("run", "--goal", "reduce tau", "--hypotheses", "-5"),
    "negative seed": ("run", "--goal", "reduce tau", "--seed", "-1"),
    "negative calls": ("run", "--goal", "reduce tau", "--max-calls", "-1"),
    "negative cost": ("run", "--goal", "reduce tau", "--max-cost", "-0.5"),
    "cost that is no number": ("run", "--goal", "reduce tau", "--max-cost", "nan"),
    "time that is no duration": ("run", "--goal", "reduce tau", "--max-time", "soon"),
    "negative time": ("run", "--goal", "reduce tau", "--max-time=-3m"),
    "year out of range": ("run", "--goal", "reduce tau", "--until", "12"),
    "plan that is not there": ("run", "--plan", "nowhere.json"),
    "option that does not exist": ("run", "--gaol", "reduce tau"),
    "command that does not exist": ("rum",),
    "missing argument": ("show",),
    "workspace that is not there": ("runs", "--workspace", "nowhere"),
    "workspace that cannot be made": ("run", "--goal", "reduce tau", "--workspace", "/dev/null/x"),
    "tool that does not exist": ("tools", "run", "chemistry.magic"),
    "input that a tool lacks": ("tools", "run", "chemistry.druglikeness"),
    "input that is no pair": ("tools", "run", "chemistry.druglikeness", "CCO"),
    "input given twice": ("tools", "run", "chemistry.druglikeness", "smiles=C", "smiles=CC"),
    "benchmark that does not exist": ("bench", "nonsense"),
    "corpus file that is not there": ("corpus", "add", "nowhere.jsonl"),
    "corpus that is not loaded": ("corpus", "remove", "nonsense"),
    "search in nothing": ("corpus", "search", "tau"),
    "search for nothing": ("corpus", "search", " ?! "),
    "corpus named as a path": ("corpus", "remove", "../../etc/passwd"),
    "port out of range": ("serve", "--port", "99999"),
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_what_the_user_can_fix_ends_with_2_and_one_line(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    said = cli(*arguments)
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("Error: ")
    assert said.err.count("\n") == 1
    assert len(said.err) < 2_000


@pytest.mark.parametrize("arguments", [("rum",), ("run", "--goal", ""), ("show", "--json")], ids=str)
def test_nothing_is_made_by_a_command_that_could_not_begin(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    cli(*arguments)
    assert list(Path().iterdir()) == []


def test_the_line_says_what_and_how(cli: CommandLine) -> None:
    said = cli("run", "--goal", "reduce tau", "--profile", "huge")
    assert said.err == "Error: Unknown profile 'huge'. Profiles: quick, standard, deep.\n"


def test_with_json_an_error_is_one_object_as_well(cli: CommandLine) -> None:
    said = cli("run", "--goal", "", "--json")
    assert said.code == 2
    assert said.object()["exit_code"] == 2
    assert said.object()["error"]["message"] == "The research goal is empty."


def test_an_unknown_setting_is_an_error(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COSCIENTIST_WORKSPCAE", "here")
    said = cli("runs")
    assert said.code == 2
    assert "COSCIENTIST_WORKSPCAE" in said.err
    assert "COSCIENTIST_WORKSPACE" in said.err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FileError("No.", "Do."), 2),
        (PermissionError(13, "Permission denied", "some/file"), 2),
        (OSError(28, "No space left on device"), 2),
        (BudgetEndedError("No.", "Do."), 3),
        (ServiceError("No.", "Do."), 4),
        (ZeroDivisionError("division by zero"), 1),
        (OSError("something odd"), 1),
        (KeyboardInterrupt(), 130),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else str(value),
)
def test_each_kind_of_error_has_its_exit_code(
    cli: CommandLine, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fail(self: Campaign, *_: object) -> None:
        raise error

    monkeypatch.setattr(Campaign, "runs", fail)
    Path("workspace").mkdir()
    said = cli("runs", "--workspace", "workspace")
    assert said.code == code
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


def test_an_internal_error_says_how_to_see_more(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Campaign, "runs", lambda _self: 1 / 0)
    Path("workspace").mkdir()
    said = cli("runs", "--workspace", "workspace")
    assert said.err.startswith("Error: Internal error, ZeroDivisionError: division by zero Run again with --debug")


@pytest.mark.parametrize("place", ["before", "after"])
def test_debug_shows_where_it_comes_from_and_keeps_the_exit_code(cli: CommandLine, place: str) -> None:
    command = ["runs", "--workspace", "nowhere"]
    said = cli(*(["--debug", *command] if place == "before" else [*command, "--debug"]))
    assert said.code == 2
    assert "Traceback" in said.err
    assert "There is no workspace at nowhere." in said.err.splitlines()[-1]


def test_an_error_that_quotes_hostile_text_is_harmless(cli: CommandLine) -> None:
    said = cli("run", "--goal", "reduce tau", "--profile", "\x1b[31m[red]\nhuge\u202e")
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err
    assert "\u202e" not in said.err


def test_broken_halves_of_characters_in_an_argument_are_no_internal_error(cli: CommandLine) -> None:
    assert cli("run", "--goal", "reduce tau", "--profile", "\udcff").code == 2


def test_a_reader_that_leaves_early_is_no_error() -> None:
    """As in `coscientist tools list --json | head -1`."""
    code = "from coscientist.cli.main import call; raise SystemExit(call(['tools', 'list', '--json']))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.close()
        said = command.stderr.read()
        assert (command.wait(), said) == (0, b"")


def test_json_is_the_same_in_every_locale() -> None:
    code = "from coscientist.cli.main import call; call(['tools', 'list', '--json'])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONIOENCODING": "ascii", "PATH": ""}
    )
    assert json.loads(done.stdout.decode("ascii"))["tools"]
