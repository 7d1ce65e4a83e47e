"""`coscientist pin`: keep a hypothesis in play."""

from typing import Annotated

import typer

from coscientist.cli.options import ByOption, HypothesisArgument, JsonOption, RunArgument, WorkspaceOption


def pin(
    run: RunArgument,
    hypothesis: HypothesisArgument,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it stays visible.")] = "",
    off: Annotated[bool, typer.Option("--off", help="Leave it to the agents again.", show_default=False)] = False,
    by: ByOption = "person",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Keep a hypothesis in play, and have a brief written for it.

    It stays whatever reviewers and panels say. What was taken out of play plays again. Only people, laboratories and
    the safety screens decide on it from then on.
    """
    from coscientist.app.people import contributing as people
    from coscientist.cli.naming import entry, existing_campaign, run_id
    from coscientist.cli.views.terminal import print_json, stdout

    with existing_campaign(workspace) as campaign:
        found = run_id(campaign, run)
        item = entry(campaign.record(found), hypothesis).hypothesis
        made = people.pin(campaign, found, item.id, why.strip(), on=not off, by=by)
    if as_json:
        print_json({"run": found, **made.model_dump(mode="json")})
        return
    stdout().print(f"{'Left to the agents again' if off else 'Pinned'} by {made.by}: {item.title}")
