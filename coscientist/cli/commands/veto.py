"""`coscientist veto`: take a hypothesis out of play."""

from typing import Annotated

import typer

from coscientist.cli.options import ByOption, HypothesisArgument, JsonOption, RunArgument, WorkspaceOption


def veto(
    run: RunArgument,
    hypothesis: HypothesisArgument,
    why: Annotated[
        str, typer.Option("--why", metavar="TEXT", help="The reason; it stays visible.", show_default=False)
    ],
    by: ByOption = "person",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a hypothesis out of play, for a reason that stays."""
    from coscientist.cli.naming import entry, existing_campaign, run_id
    from coscientist.cli.views.terminal import print_json, stdout
    from coscientist.domain.errors import SettingsError

    if not why.strip():
        raise SettingsError("A veto needs a reason.", "Give it with --why TEXT; it stays with the hypothesis.")
    with existing_campaign(workspace) as campaign:
        found = run_id(campaign, run)
        item = entry(campaign.record(found), hypothesis).hypothesis
        made = campaign.veto(found, item.id, why.strip(), by=by)
    if as_json:
        print_json({"run": found, **made.model_dump(mode="json")})
    else:
        stdout().print(f"Out of play by {made.by}: {item.title}")
