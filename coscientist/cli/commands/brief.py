"""`coscientist brief`: what a laboratory needs to test a hypothesis."""

from enum import StrEnum
from typing import Annotated

import typer

from coscientist.cli.options import HypothesisArgument, OutputOption, RunArgument, WorkspaceOption


class Form(StrEnum):
    """How a brief is written."""

    MARKDOWN = "md"
    JSON = "json"


def brief(
    run: RunArgument,
    hypothesis: HypothesisArgument,
    form: Annotated[
        Form, typer.Option("--format", metavar="md|json", help="Markdown for people, JSON for machines.")
    ] = Form.MARKDOWN,
    output: OutputOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Print the experiment brief of a hypothesis.

    A run writes briefs for its best; for any other hypothesis in play one is written when you ask for it.
    """
    import json

    from coscientist.app.artefacts import write_text
    from coscientist.app.laboratory.briefs import brief_of
    from coscientist.cli.naming import entry, existing_campaign, run_id
    from coscientist.cli.views.plain import plain
    from coscientist.cli.views.terminal import stderr, write
    from coscientist.experiments.rendering.markdown import brief_markdown

    with existing_campaign(workspace) as campaign:
        record = campaign.record(run_id(campaign, run))
        found, made = brief_of(campaign, record, entry(record, hypothesis))
    if made:
        stderr().print(f"Brief {found.brief_id} was written just now; it is in the run's artefacts.")
    if form is Form.MARKDOWN:
        text = brief_markdown(found)
    else:
        text = json.dumps(found.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n"
    if output is not None:
        write_text(output, text)
        stderr().print(f"Written to {output}.")
    else:
        write(plain(text))
