"""`coscientist corpus`: the literature of a workspace."""

from pathlib import Path
from typing import Annotated

import typer

from coscientist.cli.options import JsonOption, UntilOption, WorkspaceOption
from coscientist.cli.sections import SectionedGroup

app = typer.Typer(
    name="corpus",
    cls=SectionedGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Add, list, search and remove literature.",
)


@app.command()
def add(
    path: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="A file or folder of papers, notes, references or tables; a pack of claims (.jsonl); a knowledge "
            "graph; or `hbp`.",
            show_default=False,
        ),
    ],
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="Name for --corpus; otherwise that of the file or folder."),
    ] = None,
    tables: Annotated[
        bool, typer.Option("--tables", help="Read tables of PDF files too, which takes longer.", show_default=False)
    ] = False,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="NAME",
            help="Language model that reads claims out of papers; otherwise rules read them.",
            show_default=False,
        ),
    ] = None,
    max_calls: Annotated[
        int, typer.Option("--max-calls", metavar="N", min=1, help="Most calls to that model; rules read the rest.")
    ] = 200,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load literature into the workspace, with full-text index and sentence vectors.

    Reads PDF, JATS and PubMed XML, HTML, BibTeX, RIS, Zotero and PubMed exports, CSV, JSON lines, text and Markdown,
    and folders of them. Files that cannot be used are told one by one, and the rest is loaded. Adding a path again
    reads what is new or changed there.
    """
    from contextlib import ExitStack

    from coscientist.app.campaign import Campaign
    from coscientist.app.library import corpora
    from coscientist.app.library.adopting import Adopted, adopt
    from coscientist.app.library.embedding import chosen_embedder
    from coscientist.app.library.extracting import model_reader
    from coscientist.app.library.loading import BUILT_IN, load
    from coscientist.cli.progress import teller
    from coscientist.cli.views.corpus_view import added_lines, added_object
    from coscientist.cli.views.terminal import print_json, stderr, stdout

    out, err = stdout(), stderr()
    with Campaign(workspace) as campaign, teller(err) as telling, ExitStack() as opened:
        place, embedder = campaign.workspace, chosen_embedder(campaign.workspace.folder)
        reader = (
            opened.enter_context(model_reader(model, max_calls=max_calls, answers=place.readings)) if model else None
        )
        if path in BUILT_IN and name is None:
            load(place, BUILT_IN[path](), embedder, telling.loading, embed_anew=True)
            added = Adopted(name=path)
        else:
            added = adopt(
                place,
                Path(path),
                name=name,
                embedder=embedder,
                progress=telling.loading,
                tables=tables,
                embed_anew=True,
                extraction=reader,
            )
        corpus = corpora.open_corpus(place, added.name, until=None, embedder=embedder)
        counts = corpus.counts()
        corpus.close()
    for line in reader.remarks if reader else ():
        err.print(line, style="yellow", soft_wrap=True)
    for line in added.troubles():
        err.print(f"Not read: {line}", style="yellow", soft_wrap=True)
    if as_json:
        print_json(added_object(added, counts))
        return
    for line in added_lines(added, counts):
        out.print(line)


@app.command(name="list")
def list_(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the corpora that are loaded, and those that can be."""
    from coscientist.app.library import corpora
    from coscientist.app.library.loading import BUILT_IN
    from coscientist.app.settings import workspace_folder
    from coscientist.app.workspace import Workspace
    from coscientist.cli.views.corpus_view import corpus_table
    from coscientist.cli.views.terminal import print_json, stdout

    loaded = corpora.installed(Workspace(workspace_folder(workspace)))
    rows = [{**corpus.about, "loaded": True, "counts": corpus.counts()} for corpus in loaded]
    for corpus in loaded:
        corpus.close()
    there = {row["name"] for row in rows}
    rows += [
        {"name": name, "title": pack.info.title, "licence": pack.info.licence, "loaded": False, "counts": {}}  # type: ignore[attr-defined]
        for name, pack in BUILT_IN.items()
        if name not in there
    ]
    if as_json:
        print_json({"corpora": rows})
    else:
        stdout().print(corpus_table(rows))


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="TEXT", help="What to look for.", show_default=False)],
    corpus: Annotated[
        list[str] | None, typer.Option("--corpus", metavar="NAME", help="Where; otherwise in every loaded corpus.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, max=1000, help="How many passages.")] = 10,
    year: Annotated[
        str | None,
        typer.Option("--year", metavar="YEARS", help="A year, or years as 2005-2012, 2005- or -2012."),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="ID", help="Only passages of this source; may be given more than once."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--type", metavar="TYPE", help="Only sources of this type, as review; may be given more than once."
        ),
    ] = None,
    until: UntilOption = None,
    words: Annotated[bool, typer.Option("--words", help="Search by words alone.", show_default=False)] = False,
    meaning: Annotated[bool, typer.Option("--meaning", help="Search by meaning alone.", show_default=False)] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find passages by their words and their meaning together."""
    from coscientist.cli.searching import found_passages, passage_filter, search_way
    from coscientist.cli.views.corpus_view import search_page
    from coscientist.cli.views.terminal import print_json, stdout

    among = passage_filter(year, tuple(source or ()), tuple(kind or ()))
    by = search_way(words=words, meaning=meaning)
    found = found_passages(workspace, query, corpus or [], limit=limit, until=until, by=by, among=among)
    if as_json:
        print_json({"query": query, "by": by, "passages": [each.model_dump(mode="json") for each in found]})
    else:
        stdout().print(search_page(found))


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A loaded corpus.", show_default=False)],
    workspace: WorkspaceOption = None,
) -> None:
    """Remove a loaded corpus from the workspace; the file that it was read from stays."""
    from coscientist.app.library import corpora
    from coscientist.app.settings import workspace_folder
    from coscientist.app.workspace import Workspace
    from coscientist.cli.views.terminal import stdout

    corpora.remove(Workspace(workspace_folder(workspace)), name)
    stdout().print(f"Removed {name}.")
