"""`coscientist tools`: the domain tools, by hand."""

from typing import Annotated

import typer

from coscientist.cli.options import JsonOption
from coscientist.cli.sections import SectionedGroup

app = typer.Typer(
    name="tools",
    cls=SectionedGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="List and run tools of chemistry, biology, materials.",
)


@app.command(name="list")
def list_(as_json: JsonOption = False) -> None:
    """List the tools with what they take."""
    from coscientist.cli.views.terminal import print_json, stdout
    from coscientist.cli.views.tool_view import tool_page
    from coscientist.tools.registry import available_tools

    cards = available_tools()
    if as_json:
        print_json({"tools": [card.model_dump(mode="json") for card in cards]})
    else:
        stdout().print(tool_page(cards))


@app.command()
def run(
    name: Annotated[str, typer.Argument(metavar="TOOL", help="As chemistry.druglikeness.", show_default=False)],
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="[INPUT=VALUE]...", help="As smiles=CCO.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Run one tool and show each finding with value, unit, method, source and verdict."""
    from coscientist.cli.assignments import texts
    from coscientist.cli.views.terminal import print_json, stdout
    from coscientist.cli.views.tool_view import findings_page
    from coscientist.tools.registry import run_tool

    found = run_tool(name, texts(name, inputs or []))
    if as_json:
        print_json({"tool": name, "findings": [check.model_dump(mode="json") for check in found]})
    else:
        stdout().print(findings_page(found))
