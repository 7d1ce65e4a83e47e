"""`coscientist explain`: why a hypothesis ranks where it does."""

from typing import Annotated

import typer

from coscientist.cli.options import HypothesisArgument, JsonOption, RunArgument, WorkspaceOption


def explain(
    run: RunArgument,
    hypothesis: HypothesisArgument,
    everything: Annotated[bool, typer.Option("--all", help="Show every opponent, check and quotation.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say why a hypothesis ranks where it does.

    Shows the votes of each judge and what they are worth, whom it met, the reviews with their objections, the tools'
    findings, the claims with quotations and sources, and what moved it.
    """
    from coscientist.app.views.explanation import explain as gather
    from coscientist.cli.explanation_view import explanation_page
    from coscientist.cli.naming import entry, existing_campaign, run_id
    from coscientist.cli.terminal import print_json, stdout

    with existing_campaign(workspace) as campaign:
        record = campaign.record(run_id(campaign, run))
        found = gather(record, entry(record, hypothesis))
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        out = stdout()
        out.print(explanation_page(found, everything=everything))
