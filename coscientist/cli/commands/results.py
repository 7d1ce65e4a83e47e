"""`coscientist results`: the laboratory's side of a brief."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from coscientist.cli.options import BriefArgument, JsonOption, OutputOption, RunArgument, WorkspaceOption
from coscientist.cli.sections import SectionedGroup

app = typer.Typer(
    name="results",
    cls=SectionedGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Take a laboratory's results back: template to upload.",
)


class Further(StrEnum):
    """What a further package for a brief is."""

    CORRECTION = "correction"
    REPEAT = "repeat"


PackageArgument = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A CSV, a zip or a folder with results.csv in it.", show_default=False),
]


@app.command()
def template(brief: BriefArgument, output: OutputOption = None, workspace: WorkspaceOption = None) -> None:
    """Print the table that the laboratory fills in, as CSV."""
    from coscientist.app.artefacts import write_text
    from coscientist.app.laboratory import results
    from coscientist.cli.naming import brief_id, existing_campaign
    from coscientist.cli.views.terminal import stderr, write

    with existing_campaign(workspace) as campaign:
        found = brief_id(campaign, brief)
        text = results.template(campaign, found)
    if output is None:
        write(text)
        return
    write_text(output, text)
    back = f"coscientist results upload {found} {output}"
    stderr().print(f"Written to {output}. Fill in the column `value`, then: {back}")


@app.command()
def validate(
    brief: BriefArgument, package: PackageArgument, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """Check a results package against its brief without keeping it."""
    from coscientist.app.laboratory import results
    from coscientist.cli.naming import brief_id, existing_campaign
    from coscientist.cli.views.terminal import print_json, stdout

    out = stdout()
    with existing_campaign(workspace) as campaign:
        found = brief_id(campaign, brief)
        messages = results.validate(campaign, found, package)
    if as_json:
        print_json({"brief": found, "messages": messages})
        return
    for message in messages:
        out.print(message)


@app.command()
def upload(
    brief: BriefArgument,
    package: PackageArgument,
    relation: Annotated[
        Further | None,
        typer.Option(
            "--as",
            metavar="correction|repeat",
            help="What a further package for the brief is: the first put right or completed, or the experiment done "
            "again.",
            show_default=False,
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a results package in: check it, test what was predicted, and let the outcome count.

    A correction takes the earlier result's place, a repeat counts beside it.
    """
    from coscientist.app.laboratory import results
    from coscientist.cli.naming import brief_id, existing_campaign
    from coscientist.cli.views.result_view import result_page
    from coscientist.cli.views.terminal import print_json, stdout
    from coscientist.domain.result import Relation

    out = stdout()
    with existing_campaign(workspace) as campaign:
        report = results.upload(campaign, brief_id(campaign, brief), package, Relation(relation) if relation else None)
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        out.print(result_page(report))


@app.command(name="list")
def listing(run: RunArgument = "last", workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List what was measured in a run and those it continues, and how its predictions fared."""
    from coscientist.app.laboratory.tested import calibration, tested
    from coscientist.cli.naming import existing_campaign, run_id
    from coscientist.cli.views.terminal import print_json, stdout
    from coscientist.cli.views.tested_view import tested_page

    out = stdout()
    with existing_campaign(workspace) as campaign:
        kept = campaign.store.run(run_id(campaign, run))
        experiments = tested(campaign.store, reversed(campaign.lineage(kept)))
    if as_json:
        analyses = [item.analysis.model_dump(mode="json") for item in experiments]
        print_json({"results": analyses, "calibration": calibration(experiments).model_dump(mode="json")})
    else:
        out.print(tested_page(experiments))


@app.command()
def watch(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="Where packages arrive, each named after its brief.", show_default=False),
    ],
    every: Annotated[str, typer.Option("--every", metavar="DURATION", help="How often to look.")] = "10s",
    once: Annotated[bool, typer.Option("--once", help="Look once and leave.", show_default=False)] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take in whatever package arrives in a folder, until Ctrl-C.

    A package answers the brief whose id its name contains. One that cannot be read is told and left where it is.
    With --json, one JSON object a line.
    """
    import time

    from coscientist.app.durations import seconds
    from coscientist.cli.interrupting import Interruption
    from coscientist.cli.naming import existing_campaign
    from coscientist.cli.views.terminal import stderr
    from coscientist.cli.watching import Watch

    pause = seconds(every)
    err = stderr()
    with existing_campaign(workspace) as campaign, Interruption(lambda: None) as asked:
        watching = Watch(campaign, folder, err, as_json=as_json)
        err.print(f"Watching {folder} for {watching.waiting()}.")
        while True:
            watching.look(settled=once)
            if once or asked():
                break
            until = time.monotonic() + pause
            while time.monotonic() < until and not asked():
                time.sleep(min(0.2, pause))
    raise typer.Exit(watching.exit_code)
