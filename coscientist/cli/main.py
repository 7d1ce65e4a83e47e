"""The command line: which commands there are. What they need is loaded when one of them runs."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

import coscientist
from coscientist.app.running.one_thread import VARIABLES
from coscientist.cli import sections
from coscientist.cli.commands import cite, corpus, results, tools
from coscientist.cli.commands.add import add
from coscientist.cli.commands.approve import approve
from coscientist.cli.commands.ask import ask
from coscientist.cli.commands.bench import bench
from coscientist.cli.commands.brief import brief
from coscientist.cli.commands.compare import compare
from coscientist.cli.commands.doctor import doctor
from coscientist.cli.commands.explain import explain
from coscientist.cli.commands.pin import pin
from coscientist.cli.commands.plan import plan
from coscientist.cli.commands.resume import resume
from coscientist.cli.commands.review import review
from coscientist.cli.commands.run import run
from coscientist.cli.commands.runs import runs
from coscientist.cli.commands.schemas import schemas
from coscientist.cli.commands.serve import serve
from coscientist.cli.commands.show import show
from coscientist.cli.commands.veto import veto
from coscientist.cli.ending import ended
from coscientist.cli.sections import SectionedGroup

PROGRAM = "coscientist"
DEBUG = "--debug"

app = typer.Typer(
    name=PROGRAM,
    cls=SectionedGroup,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    epilog=(
        "Exit codes: 0 done; 2 you can fix it; 3 a budget ended the run early (its artefacts are written); 4 a service "
        "failed; 1 internal error; 130 interrupted."
    ),
)


def main() -> None:
    """Run the command line and leave with its exit code."""
    for variable in VARIABLES:
        # Our matrices are small: threads of the linear algebra cost more than they save, most of all on a busy machine.
        os.environ.setdefault(variable, "1")
    sys.exit(call(sys.argv[1:]))


def call(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. `--debug` may stand anywhere, `--json` decides how errors are told."""
    ours = list(arguments[: arguments.index("--")]) if "--" in arguments else list(arguments)
    theirs = arguments[len(ours) :]
    given = [*(each for each in ours if each != DEBUG), *theirs]
    command = typer.main.get_command(app)
    return ended(
        lambda: command.main(args=given, prog_name=PROGRAM, standalone_mode=False),
        debug=DEBUG in ours,
        as_json="--json" in ours,
    )


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"{PROGRAM} {coscientist.__version__}")
        raise typer.Exit


@app.callback()
def _coscientist(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - acted on by its callback
        bool, typer.Option("--version", help="Show the version and leave.", callback=_version, is_eager=True)
    ] = False,
    debug: Annotated[  # noqa: ARG001 - taken out of the arguments before they are parsed
        bool, typer.Option(DEBUG, help="Show where an error comes from; may stand anywhere.")
    ] = False,
) -> None:
    """Turn a research goal into ranked, checked, lab-ready hypotheses, and take the lab's results back.

    \b
    Begin with:
      coscientist run --goal "reduce tau phosphorylation in Alzheimer's disease"
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _add_commands() -> None:
    for section, commands in (
        (sections.PURSUE, (run, plan, resume)),
        (sections.LOOK, (runs, show, explain, ask, brief)),
        (sections.STEP_IN, (approve, add, review, veto, pin, compare)),
    ):
        for command in commands:
            app.command(command.__name__, rich_help_panel=section)(command)
    app.add_typer(results.app, rich_help_panel=sections.CLOSE)
    app.add_typer(corpus.app, rich_help_panel=sections.MATERIAL)
    app.add_typer(cite.app, rich_help_panel=sections.MATERIAL)
    app.add_typer(tools.app, rich_help_panel=sections.MATERIAL)
    app.command("bench", rich_help_panel=sections.MATERIAL)(bench)
    app.command("serve", rich_help_panel=sections.SET_UP)(serve)
    app.command("doctor", rich_help_panel=sections.SET_UP)(doctor)
    app.command("schemas", rich_help_panel=sections.SET_UP)(schemas)


_add_commands()

if __name__ == "__main__":
    main()
