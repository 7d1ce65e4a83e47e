"""`coscientist bench`: questions whose answers are known."""

from pathlib import Path
from typing import Annotated

import typer

from coscientist.cli import options
from coscientist.cli.options import JsonOption, WorkspaceOption


def bench(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A benchmark's name, or `list`.", show_default=False)
    ] = "list",
    corpus: Annotated[
        str, typer.Option("--corpus", metavar="NAME", help="Corpus, for benchmarks that read literature.")
    ] = "hbp",
    data: Annotated[
        Path | None,
        typer.Option(
            "--data", metavar="DIR", help="Folder with the data sets that are not shipped.", show_default=False
        ),
    ] = None,
    until: Annotated[
        list[int] | None,
        typer.Option(
            "--until",
            metavar="YEAR",
            min=1000,
            max=9999,
            help="Cut year; may be given more than once.  [default: the benchmark's own]",
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Seed of samples and resamples.")] = 0,
    resamples: Annotated[
        int, typer.Option("--resamples", metavar="N", min=1, max=100_000, help="Resamples behind each interval.")
    ] = 1000,
    run: Annotated[
        str, typer.Option("--run", metavar="RUN", help="Run of two cycles or more, for the benchmark `scaling`.")
    ] = "last",
    model: Annotated[
        str | None,
        typer.Option(
            "--model", metavar="NAME", help="Language model that judges too, in `scaling`.", show_default=False
        ),
    ] = None,
    max_calls: options.MaxCallsOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run a benchmark, or list them.

    Each method is shown with its 95 % interval, and with what it was measured on.
    """
    from coscientist.app.scaling.early_and_late import NAME, SUMMARY
    from coscientist.cli.benchmarking import judged_again, measured
    from coscientist.cli.views.bench_view import listed, report_page
    from coscientist.cli.views.terminal import print_json, stdout
    from coscientist.datasets.benchmarks.benchmark import benchmark_names, load_benchmark

    out = stdout()
    if name == "list":
        found = {each: load_benchmark(each).summary for each in benchmark_names()} | {NAME: SUMMARY}
        if as_json:
            print_json({"benchmarks": found})
        else:
            out.print(listed(found))
        return
    if name == NAME:
        report = judged_again(workspace, run, model=model, max_calls=max_calls, seed=seed, resamples=resamples)
    else:
        report = measured(
            name, workspace, corpus=corpus, data=data, until=tuple(until or ()), seed=seed, resamples=resamples
        )
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        out.print(report_page(report, out.width))
