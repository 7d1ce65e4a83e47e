"""`coscientist ask`: a question about one hypothesis."""

from typing import Annotated

import typer

from coscientist.cli import options
from coscientist.cli.options import ByOption, HypothesisArgument, JsonOption, RunArgument, WorkspaceOption


def ask(
    run: RunArgument,
    hypothesis: HypothesisArgument,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What you want to know.", show_default=False)],
    model: options.ModelOption = None,
    by: ByOption = "person",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask about one hypothesis; the answer rests on its own record.

    With a model, each statement cites entries of the record, and what cites none is left out. Without
    one, the entries of the record nearest to the question are shown as they are.
    """
    from coscientist.app.people import questions
    from coscientist.cli.naming import entry, existing_campaign, run_id
    from coscientist.cli.views.ask_view import told_page
    from coscientist.cli.views.terminal import print_json, stdout

    out = stdout()
    with existing_campaign(workspace) as campaign:
        found = run_id(campaign, run)
        item = entry(campaign.record(found), hypothesis).hypothesis
        told = questions.ask(campaign, found, item.id, question, model=model, by=by)
    if as_json:
        print_json({"run": found, "hypothesis": item.id, **told.model_dump(mode="json")})
        return
    out.print(told_page(told, item.title))
