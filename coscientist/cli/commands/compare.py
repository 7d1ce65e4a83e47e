"""`coscientist compare`: a person's verdict on two hypotheses."""

from enum import StrEnum
from typing import Annotated

import typer

from coscientist.cli.options import ByOption, JsonOption, RunArgument, WorkspaceOption


class Better(StrEnum):
    """Which of the two, or neither."""

    A = "A"
    B = "B"
    TIE = "tie"


def compare(
    run: RunArgument,
    first: Annotated[str, typer.Argument(metavar="A", help="A hypothesis's id or rank.", show_default=False)],
    second: Annotated[str, typer.Argument(metavar="B", help="Another's.", show_default=False)],
    better: Annotated[
        Better,
        typer.Option(
            "--better",
            metavar="A|B|tie",
            help="The better one; A is the first named.",
            case_sensitive=False,
            show_default=False,
        ),
    ],
    by: ByOption = "person",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which of two hypotheses is the better one.

    Your verdict goes into the ledger of matches, and the ratings are refitted from it at once. Where the panel or the
    new ranks do not follow it, that is said here and stays in the report.
    """
    from coscientist.app.people import contributing as people
    from coscientist.cli.naming import entry, existing_campaign, run_id
    from coscientist.cli.views.leaderboard import rating_text
    from coscientist.cli.views.terminal import joined, print_json, stdout, styled
    from coscientist.domain.match import Outcome

    outcome = {Better.A: Outcome.FIRST, Better.B: Outcome.SECOND, Better.TIE: Outcome.TIE}[better]
    with existing_campaign(workspace) as campaign:
        found = run_id(campaign, run)
        before = campaign.record(found)
        ids = [entry(before, name).hypothesis.id for name in (first, second)]
        made = people.compare(campaign, found, ids[0], ids[1], outcome, by)
        after = campaign.record(found)
        pairs = [(entry(before, each), entry(after, each)) for each in ids]
        outvoted = people.disagreement(after, made)
    if as_json:
        ranks = {new.hypothesis.id: new.rank for _, new in pairs}
        print_json({"run": found, **made.model_dump(mode="json"), "ranks": ranks, "disagreement": outvoted})
        return
    for old, new in pairs:
        rank = f"rank {old.rank or 'none'}" + ("" if old.rank == new.rank else f" → {new.rank}")
        stdout().print(joined(f"{new.hypothesis.title}: {rank}, ", rating_text(new.rating)))
    if outvoted is not None:
        stdout().print(styled(outvoted, "yellow"))
