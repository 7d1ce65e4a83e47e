"""A run as `show` tells it: what was asked, how it ended, who ranks where."""

from rich.console import Group, RenderableType
from rich.text import Text

from coscientist.app.record import Record
from coscientist.app.views.numbers import day
from coscientist.app.views.summary import RunSummary
from coscientist.cli.naming import short
from coscientist.cli.running import headline
from coscientist.cli.views.leaderboard import leaderboard, out_of_play
from coscientist.cli.views.page import bullet, heading
from coscientist.cli.views.terminal import styled

SHOWN = 15


def run_page(record: Record, told: RunSummary, width: int, *, everything: bool) -> Group:
    """Return the page of a run."""
    run = record.run
    parts: list[RenderableType] = [
        styled(run.plan.goal, "bold"),
        styled(
            f"{run.id}, {run.status.value}, begun {day(run.started_at)}"
            + (f", continues {run.continues}" if run.continues else "")
            + f"; {', '.join(f'{name}@{sha[:12]}' for name, sha in run.corpora.items())}"
            + (f" until {run.plan.until}" if run.plan.until else ""),
            "dim",
        ),
        Text(),
    ]
    rows = told.top if everything else told.top[:SHOWN]
    if rows:
        parts += [leaderboard(rows, width), Text()]
    parts.append(headline(told.model_copy(update={"top": rows})))
    parts += [styled(caveat, "yellow") for caveat in told.caveats]
    if told.diagnostics:
        parts.append(heading("What the tournament says of itself"))
        parts += [bullet(sentence) for sentence in told.diagnostics]
    absent = [entry for entry in record.entries if entry.rank is None]
    if absent and everything:
        parts += [Text(), styled("Out of play", "bold"), out_of_play(absent)]
    elif absent or len(rows) < len(told.top):
        parts.append(styled(f"All of them, with reasons: coscientist show {short(run.id)} --all", "dim"))
    return Group(*parts)
