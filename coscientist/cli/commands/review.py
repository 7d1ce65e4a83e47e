"""`coscientist review`: a person's review of a hypothesis."""

from typing import Annotated

import typer

from coscientist.cli.options import ByOption, HypothesisArgument, JsonOption, RunArgument, WorkspaceOption


def review(
    run: RunArgument,
    hypothesis: HypothesisArgument,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="What you found.", show_default=False)],
    score: Annotated[
        list[str] | None,
        typer.Option(
            "--score",
            metavar="CRITERION=SCORE",
            help="A score from 0 to 1, as evidence=0.4, that replaces the reviewers'; may be given more than once.",
        ),
    ] = None,
    eliminate: Annotated[
        str | None, typer.Option("--eliminate", metavar="WHY", help="Take it out of play, for this reason.")
    ] = None,
    by: ByOption = "person",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Review a hypothesis; your scores count from the next match on."""
    from coscientist.app.people import contributing as people
    from coscientist.cli.assignments import numbers
    from coscientist.cli.naming import entry, existing_campaign, run_id
    from coscientist.cli.views.terminal import print_json, stdout

    scores = numbers("--score", score or [])
    with existing_campaign(workspace) as campaign:
        found = run_id(campaign, run)
        item = entry(campaign.record(found), hypothesis).hypothesis
        made = people.review(campaign, found, item.id, text, scores, eliminate, by)
    if as_json:
        print_json({"run": found, **made.model_dump(mode="json")})
        return
    out = stdout()
    out.print(f"Kept as {made.id} by {made.reviewer}: {item.title}")
    if eliminate:
        out.print("It is out of play.")
    elif scores:
        out.print(f"The scores count when the run goes on: coscientist resume {found}")
