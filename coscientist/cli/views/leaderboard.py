"""The table of hypotheses: who ranks where, how sure that is, and how new it is."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from coscientist.app.record import Entry
from coscientist.app.views.summary import Ranked
from coscientist.cli.views.terminal import styled
from coscientist.domain.rating import Rating

WIDE = 100
"""From this width on a rating and its interval share a line."""
_STATUS = {"supported": "green", "refuted": "red", "inconclusive": "yellow"}
_NOVELTY = {"not found": "green", "near": "yellow", "implied": "yellow", "known": "red"}

_SAID = {"not found": "nothing found"}
"""How a table says it: nothing was found where it was searched, which is no proof that there is nothing."""


def leaderboard(rows: Sequence[Ranked], width: int) -> Table:
    """Return the table of hypotheses in play."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), expand=False)
    table.add_column("#", justify="right", style="bold")
    table.add_column("hypothesis", ratio=1, overflow="fold")
    table.add_column("status", no_wrap=True)
    table.add_column("rating", justify="right" if width < WIDE else "left", no_wrap=True)
    table.add_column("votes", justify="right", no_wrap=True)
    table.add_column("novelty", no_wrap=True)
    for row in rows:
        table.add_row(
            str(row.rank),
            row.title,
            styled(row.status, _STATUS.get(row.status, "")),
            rating_text(row.rating, "\n" if width < WIDE else "  "),
            "0" if row.rating is None else f"{row.rating.matches:,}",
            _novelty_text(row),
        )
    return table


def _novelty_text(row: Ranked) -> Text:
    """Return what the novelty search found, and whether a referee holds it to be known all the same."""
    found = styled(_SAID.get(row.novelty or "", row.novelty) or "not searched", _NOVELTY.get(row.novelty or "", ""))
    return Text.assemble(found, "\n", ("held known", "yellow")) if row.held_known else found


def rating_text(rating: Rating | None, between: str = "  ") -> Text:
    """Return a rating with its 95 % interval."""
    if rating is None:
        return Text("unrated")
    return Text.assemble(f"{rating.value:.0f}{between}", (f"{rating.low:.0f} to {rating.high:.0f}", "dim"))


def rating_phrase(rating: Rating | None) -> Text:
    """Return a rating with its 95 % interval, for a sentence."""
    if rating is None:
        return Text("unrated")
    return Text.assemble(f"rating {rating.value:.0f} ", (f"({rating.low:.0f} to {rating.high:.0f})", "dim"))


def out_of_play(entries: Sequence[Entry]) -> Table:
    """Return the table of those that are not ranked, each with who took it out and why."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("id", no_wrap=True)
    table.add_column("hypothesis", ratio=3, overflow="fold")
    table.add_column("status", no_wrap=True)
    table.add_column("why", ratio=4, overflow="fold")
    for entry in entries:
        decision = entry.decision
        why = f"{decision.why} ({decision.by})" if decision else "Nobody has reviewed it yet."
        table.add_row(entry.hypothesis.id, entry.hypothesis.title, entry.status.value, why)
    return table
