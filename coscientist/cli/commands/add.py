"""`coscientist add`: a person's own hypothesis."""

from typing import Annotated

import typer

from coscientist.cli.options import ByOption, JsonOption, RunArgument, WorkspaceOption


def add(
    run: RunArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The hypothesis in your own words.", show_default=False)],
    by: ByOption = "person",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add a hypothesis of your own.

    It is reviewed and plays like any other when the run goes on: at its next step, or with `coscientist resume`.
    """
    from coscientist.app.people import contributing as people
    from coscientist.cli.naming import existing_campaign, run_id
    from coscientist.cli.views.terminal import print_json, stdout

    out = stdout()
    with existing_campaign(workspace) as campaign:
        found = run_id(campaign, run)
        made = people.add(campaign, found, text, by=by)
    if as_json:
        print_json({"run": found, **made.model_dump(mode="json")})
        return
    out.print(f"{made.id}  {made.statement}")
    out.print(f"It is reviewed and plays when the run goes on: coscientist resume {found}")
