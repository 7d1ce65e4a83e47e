"""`coscientist cite`: whether citations are what they seem."""

from pathlib import Path
from typing import Annotated

import typer

from coscientist.cli.options import JsonOption, SourcesOption, WorkspaceOption
from coscientist.cli.sections import SectionedGroup

app = typer.Typer(
    name="cite", cls=SectionedGroup, rich_markup_mode=None, no_args_is_help=True, help="Check the citations of a text."
)


@app.callback()
def _cite() -> None:
    """Check the citations of a text."""


@app.command()
def check(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Text, Markdown, BibTeX, RIS, CSL JSON or a table of references.", show_default=False
        ),
    ],
    corpus: Annotated[
        list[str] | None,
        typer.Option("--corpus", metavar="NAME", help="Literature to compare with; otherwise every loaded corpus."),
    ] = None,
    source: SourcesOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check each citation: does it exist, are its metadata right, does it support its sentence, is it not retracted.

    Loaded corpora are looked into; a service is asked only when --source names it. What nobody could be asked about is
    `unavailable`. Ends with 0 when nothing was found against any citation, with 2 when something was, and with 4 when
    services failed.
    """
    from coscientist.app.clock import SystemClock
    from coscientist.app.library.asking import opener
    from coscientist.app.library.citing import check_file, workspace_corpora
    from coscientist.app.library.embedding import chosen_embedder
    from coscientist.app.settings import default_sources, workspace_folder
    from coscientist.app.workspace import Workspace
    from coscientist.cli.progress import teller
    from coscientist.cli.views.citation_view import citation_table, closing, problem_lines
    from coscientist.cli.views.terminal import print_json, stderr, stdout

    place, clock = Workspace(workspace_folder(workspace)), SystemClock()
    out, err = stdout(), stderr()
    opened = workspace_corpora(place, corpus or [])
    try:
        with teller(err) as telling:
            report = check_file(
                file,
                opened,
                tuple(source or ()) or default_sources(),
                open_services=opener(place, clock),
                embedder=chosen_embedder(place.folder),
                clock=clock,
                progress=telling.working,
            )
    finally:
        for each in opened:
            each.close()
    for failure in report.failures:
        err.print(f"Not read: {failure.file} ({failure.place or 'whole'}): {failure.why}", style="yellow")
    for line in report.unavailable:
        err.print(f"Unavailable: {line}", style="yellow")
    if as_json:
        print_json({**report.model_dump(mode="json"), "counts": report.counts(), "exit_code": int(report.exit_code)})
        raise typer.Exit(report.exit_code)
    out.print(citation_table(report))
    out.print()
    for text in problem_lines(report):
        out.print(text)
    out.print(closing(report))
    raise typer.Exit(report.exit_code)
