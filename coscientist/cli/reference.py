"""The reference in docs/cli.md, generated from the commands: `python -m coscientist.cli.reference docs/cli.md`."""

import sys
from collections.abc import Iterator
from enum import Enum
from inspect import cleandoc
from pathlib import Path
from typing import Any

import typer

from coscientist.app.settings import KNOWN
from coscientist.cli.main import PROGRAM, app
from coscientist.domain.errors import FileError

BEGIN, END = "<!-- begin {name} -->", "<!-- end {name} -->"
_OF_TYPER = ("--install-completion", "--show-completion", "--help")


def with_reference(document: str) -> str:
    """Return the document with its generated parts written anew.

    Raises: FileError when a part's marks are missing.
    """
    for name, lines in (("commands", _commands()), ("settings", _settings())):
        begin, end = BEGIN.format(name=name), END.format(name=name)
        before, found, rest = document.partition(begin)
        _, closed, after = rest.partition(end)
        if not (found and closed):
            raise FileError(f"The document has no {begin} … {end}.", "Put both marks where this part belongs.")
        body = "\n".join(lines)
        document = f"{before}{begin}\n\n{body}\n{end}{after}"
    return document


def _commands() -> Iterator[str]:
    root: Any = typer.main.get_command(app)
    yield from _command(root, [PROGRAM])
    for name, command in root.commands.items():
        yield from _command(command, [PROGRAM, name])
        for inner, each in getattr(command, "commands", {}).items():
            yield from _command(each, [PROGRAM, name, inner])


def _command(command: Any, path: list[str]) -> Iterator[str]:
    shown = [each for each in command.params if not getattr(each, "hidden", False)]
    arguments = [each for each in shown if each.param_type_name == "argument"]
    options = [each for each in shown if each.param_type_name == "option" and each.opts[0] not in _OF_TYPER]
    parts = [*path, *("[OPTIONS]" for _ in options[:1]), *(_name(each) for each in arguments)]
    parts += ["COMMAND"] if hasattr(command, "commands") else []
    yield f"{'#' * (len(path) + 2)} `{' '.join(path)}`"
    yield ""
    yield f"    {' '.join(parts)}"
    yield ""
    yield _prose(command.help or "")
    yield ""
    for each in arguments:
        yield f"- `{each.metavar}`: {each.help or ''}"
    for each in options:
        yield f"- {_option(each)}"
    if arguments or options:
        yield ""
    if command.epilog:
        yield _prose(command.epilog)
        yield ""


def _name(argument: Any) -> str:
    metavar = str(argument.metavar)
    return metavar if argument.required or metavar.startswith("[") else f"[{metavar}]"


def _option(option: Any) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    takes = f" `{option.metavar}`" if option.metavar and not getattr(option, "is_flag", False) else ""
    default = option.default.value if isinstance(option.default, Enum) else option.default
    said = f" (default: `{default}`)" if default not in (None, False, "", [], ()) else ""
    needed = " (required)" if option.required else ""
    return f"{names}{takes}: {' '.join((option.help or '').split())}{said}{needed}"


def _prose(text: str) -> str:
    r"""Return help as Markdown; what follows a line with `\b` keeps its lines."""
    blocks = cleandoc(text).split("\n\n")
    return "\n\n".join(
        "```sh\n" + "\n".join(line.strip() for line in lines[2:]) + "\n```"
        if (lines := block.splitlines())[0].strip() == "\b"
        else " ".join(block.split())
        for block in blocks
    )


def _settings() -> Iterator[str]:
    yield "| variable | what it does |"
    yield "| --- | --- |"
    for name, what in sorted(KNOWN.items()):
        yield f"| `{name}` | {what} |"
    yield ""


def write_reference(path: Path) -> None:
    """Write the generated parts of a document anew."""
    path.write_text(with_reference(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write_reference(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/cli.md"))
