"""Help is there at once and says everything."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer

import coscientist
from coscientist.cli.main import app
from coscientist.cli.sections import ORDER
from tests.cli.calling import CommandLine

HEAVY = ("rdkit", "pymatgen", "litellm", "scipy", "langgraph", "pandas", "sqlmodel", "sqlalchemy", "pydantic", "numpy",
         "rich", "matplotlib", "networkx", "Bio", "fastapi", "alembic")  # fmt: skip
ASK = (
    "import json, sys; from coscientist.cli.main import call; call({arguments!r}); "
    "print(json.dumps(sorted(sys.modules)))"
)


def commands() -> Iterator[tuple[str, Any]]:
    root: Any = typer.main.get_command(app)
    for name, command in root.commands.items():
        yield name, command
        for inner, each in getattr(command, "commands", {}).items():
            yield f"{name} {inner}", each


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(arguments=arguments)], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}
    assert loaded & set(HEAVY) == set()


def test_help_takes_less_than_four_tenths_of_a_second_of_work() -> None:
    """Processor time, so that a busy machine does not fail it."""
    took = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "coscientist.cli.main", "--help"]
        subprocess.run(command, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(took) < 0.4


def test_the_version_is_that_of_the_package(cli: CommandLine) -> None:
    said = cli("--version")
    assert (said.code, said.out) == (0, f"coscientist {coscientist.__version__}\n")


def test_no_command_shows_the_help(cli: CommandLine) -> None:
    said = cli()
    assert said.code == 0
    assert said.out == cli("--help").out


@pytest.mark.parametrize("section", ORDER)
def test_the_help_groups_commands_by_what_one_wants_to_do(cli: CommandLine, section: str) -> None:
    assert f"\n{section}:\n" in cli("--help").out


def test_the_first_line_of_every_command_fits_on_a_narrow_terminal(cli: CommandLine, monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert "..." not in cli("--help").out.partition("Pursue a goal")[2]


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=[name for name, _ in commands()])
def test_every_command_and_each_of_its_options_is_described(cli: CommandLine, name: str, command: Any) -> None:
    assert command.help
    assert [each.name for each in command.params if not each.help] == []
    said = cli(*name.split(), "--help")
    assert said.code == 0
    assert command.help.splitlines()[0] in " ".join(said.out.split())
