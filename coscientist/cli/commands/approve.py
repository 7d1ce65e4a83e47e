"""`coscientist approve`: a person's word on the plan of a run, or on one of its briefs."""

from typing import Annotated

import typer

from coscientist.cli.options import ByOption, JsonOption, RunArgument, WorkspaceOption


def approve(
    run: RunArgument,
    brief: Annotated[
        str | None,
        typer.Argument(metavar="[BRIEF]", help="A brief's id or part of it, or `all`; without it: the plan."),
    ] = None,
    decline: Annotated[bool, typer.Option("--no", help="Do not approve it.", show_default=False)] = False,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it stays with the answer.")] = "",
    by: ByOption = "person",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Approve the plan of a run that waits for it, or a brief.

    The answer is kept; the run goes on with it at `coscientist resume`. A brief can be decided on at any time.
    """
    from coscientist.app.people import approving
    from coscientist.cli.naming import brief_id, existing_campaign, run_id
    from coscientist.cli.views.terminal import print_json, stdout
    from coscientist.domain.errors import NotFoundError
    from coscientist.graph.approvals import open_briefs

    with existing_campaign(workspace) as campaign:
        found = run_id(campaign, run)
        if brief is None:
            said = [approving.answer_plan(campaign, found, by=by, yes=not decline, why=why).message]
        else:
            waiting = open_briefs(campaign.store, campaign.store.run(found))
            names = [item.brief_id for item in waiting] if brief == "all" else [brief_id(campaign, brief)]
            if any(campaign.store.brief_run(name) != found for name in names):
                raise NotFoundError(f"{names[0]} is no brief of {found}.", f"See: coscientist show {found}")
            made = [approving.answer_brief(campaign, found, name, by=by, yes=not decline, why=why) for name in names]
            said = [f"{item.brief_id}: {item.approvals[-1].what} by {item.approvals[-1].by}." for item in made]
    if as_json:
        print_json({"run": found, "said": said})
        return
    for line in said:
        stdout().print(line)
    stdout().print(f"The run goes on with: coscientist resume {found}")
