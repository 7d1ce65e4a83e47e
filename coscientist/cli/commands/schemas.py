"""`coscientist schemas`: the JSON Schemas of what is exchanged."""

from pathlib import Path
from typing import Annotated

import typer

from coscientist.cli.options import JsonOption


def schemas(
    folder: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Write them into a folder.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Name or write the JSON Schemas of briefs and results."""
    from coscientist.cli.views.terminal import print_json, stdout
    from coscientist.experiments.schemas import schemas as generated
    from coscientist.experiments.schemas import write_schemas

    found = generated()
    if folder is not None:
        write_schemas(folder)
    if as_json:
        print_json(found)
        return
    for name in found:
        stdout().print(str(folder / name) if folder is not None else name)
