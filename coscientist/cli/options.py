"""Options and arguments that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        metavar="DIR",
        help="Folder of the workspace; otherwise COSCIENTIST_WORKSPACE, otherwise ./coscientist-workspace.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.", show_default=False)]
InterviewOption = Annotated[
    bool,
    typer.Option("--interview", help="Be asked first what the goal leaves open.", show_default=False),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead of stdout.", show_default=False),
]
RunArgument = Annotated[
    str,
    typer.Argument(metavar="RUN", help="A run's id, an unambiguous part of it, or `last`.", show_default=False),
]
HypothesisArgument = Annotated[
    str,
    typer.Argument(
        metavar="HYPOTHESIS",
        help="A hypothesis's id, an unambiguous beginning of it, or its rank as `1`.",
        show_default=False,
    ),
]
BriefArgument = Annotated[
    str,
    typer.Argument(metavar="BRIEF", help="A brief's id or an unambiguous part of it.", show_default=False),
]
ByOption = Annotated[
    str, typer.Option("--by", metavar="NAME", help="Who says so; kept with it.", show_default="person")
]
UntilOption = Annotated[
    int | None,
    typer.Option(
        "--until",
        metavar="YEAR",
        min=1000,
        max=9999,
        help="Show the engine only what was published by the end of that year.",
        show_default=False,
    ),
]
GoalOption = Annotated[
    str | None,
    typer.Option("--goal", metavar="TEXT", help="What should change, in your own words.", show_default=False),
]
ProfileOption = Annotated[
    str | None,
    typer.Option("--profile", metavar="NAME", help="How much is done: quick, standard or deep.  [default: standard]"),
]
ModelOption = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="Language model; otherwise COSCIENTIST_MODEL, otherwise none."),
]
CorporaOption = Annotated[
    list[str] | None,
    typer.Option(
        "--corpus", metavar="NAME|PATH", help="Literature to use; may be given more than once.  [default: hbp]"
    ),
]
SourcesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        metavar="NAME",
        help="Literature service to ask, as europe-pmc; may be given more than once.  [default: none, or "
        "COSCIENTIST_SOURCES]",
    ),
]
HypothesesOption = Annotated[
    int | None,
    typer.Option("--hypotheses", metavar="N", min=2, max=1000, help="Hypotheses in the first cycle."),
]
SeedOption = Annotated[
    int | None, typer.Option("--seed", metavar="N", help="The same seed gives the same run.  [default: 0]")
]
MaxCallsOption = Annotated[
    int | None, typer.Option("--max-calls", metavar="N", help="Most calls to models that the run may make.")
]
MaxTokensOption = Annotated[
    int | None, typer.Option("--max-tokens", metavar="N", help="Most tokens that calls to models may use, both ways.")
]
MaxCostOption = Annotated[
    float | None, typer.Option("--max-cost", metavar="USD", help="Most that calls to models may cost.")
]
MaxTimeOption = Annotated[
    str | None,
    typer.Option("--max-time", metavar="DURATION", help="Longest running time: 90s, 10m, 1h30m; a number is seconds."),
]
