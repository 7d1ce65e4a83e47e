"""`coscientist explain`: why a hypothesis ranks where it does, or why it stands above another."""

from typing import Annotated

import typer

from coscientist.cli.options import HypothesisArgument, JsonOption, RunArgument, WorkspaceOption


def explain(
    run: RunArgument,
    hypothesis: HypothesisArgument,
    other: Annotated[
        str | None,
        typer.Argument(metavar="[OTHER]", help="Say why these two stand in this order.", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every opponent, check and quotation.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say why a hypothesis ranks where it does, or above another.

    Of one it shows the votes of each judge and what they are worth, the votes that moved it most, whom it met, the
    reviews with their objections, the tools' findings, the claims with quotations and sources, and what moved it.
    Of two it says why one is above the other, or that they cannot be told apart.
    """
    from coscientist.app.views.duel import duel
    from coscientist.app.views.explanation import explain as gather
    from coscientist.cli.naming import entry, existing_campaign, run_id
    from coscientist.cli.views.duel_view import duel_page
    from coscientist.cli.views.explanation_view import explanation_page
    from coscientist.cli.views.terminal import print_json, stdout

    with existing_campaign(workspace) as campaign:
        record = campaign.record(run_id(campaign, run))
        if other is not None:
            both = duel(record, entry(record, hypothesis), entry(record, other))
            if as_json:
                print_json(both.model_dump(mode="json"))
            else:
                stdout().print(duel_page(both))
            return
        found = gather(record, entry(record, hypothesis))
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        out = stdout()
        out.print(explanation_page(found, everything=everything))
