"""`coscientist show`: a run's hypotheses, or one of them in full."""

from typing import Annotated

import typer

from coscientist.cli.options import JsonOption, RunArgument, WorkspaceOption


def show(
    run: RunArgument,
    hypothesis: Annotated[
        str | None,
        typer.Argument(metavar="[HYPOTHESIS]", help="Show this one in full: its id or its rank.", show_default=False),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every hypothesis, those out of play with the reason.")
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a run's hypotheses in order of rank, or one of them in full."""
    from coscientist.app import artefacts
    from coscientist.app.views.summary import summary
    from coscientist.cli.naming import entry, existing_campaign, run_id
    from coscientist.cli.views.hypothesis_view import hypothesis_page
    from coscientist.cli.views.run_view import run_page
    from coscientist.cli.views.terminal import joined, print_json, stdout, styled

    out = stdout()
    with existing_campaign(workspace) as campaign:
        record = campaign.record(run_id(campaign, run))
        if hypothesis is not None:
            one = entry(record, hypothesis)
            if as_json:
                print_json(artefacts.hypothesis(one))
            else:
                out.print(hypothesis_page(record, one))
            return
        told = summary(record, campaign.workspace.run(record.run.id).resolve(), top=len(record.in_play))
        if as_json:
            print_json(told.model_dump(mode="json"))
        else:
            out.print(run_page(record, told, out.width, everything=everything))
            out.print(joined(styled("Artefacts  ", "bold"), told.artefacts["folder"]), soft_wrap=True)
