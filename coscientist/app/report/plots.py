"""The tournament's pictures, each with what it shows in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coscientist.app.report.drawing.ratings import ratings_over_votes, top_chances
from coscientist.app.report.drawing.verdicts import biases, win_matrix
from coscientist.app.views.numbers import chance

if TYPE_CHECKING:
    from markupsafe import Markup

    from coscientist.app.record import Record

TOLD = 5
"""How many hypotheses the words in place of a picture name."""


@dataclass(frozen=True)
class Plot:
    """A picture with what it shows in words."""

    name: str
    title: str
    says: str
    """How to read it."""
    drawing: "Markup"


def plots(record: "Record") -> tuple[Plot, ...]:
    """Draw the tournament of a run; nothing where no vote was counted."""
    if not record.matches or len(record.standings.ratings) < 2:
        return ()
    table, labels = record.standings, {entry.hypothesis.id: entry.hypothesis.title for entry in record.entries}
    first = [(rating, labels.get(rating.hypothesis, rating.hypothesis)) for rating in table.ratings[:TOLD]]
    spoken = "; ".join(f"{title}: {rating.value:.0f}, {rating.low:.0f} to {rating.high:.0f}" for rating, title in first)
    likely = "; ".join(f"{title}: {chance(rating.p_top_k or 0.0)}" for rating, title in first)
    found = record.diagnostics
    return (
        Plot(
            "history",
            "How the ratings settled",
            "Each line is one of the leaders, refitted from the votes cast so far; bars are 95 % intervals. The "
            "leaderboard's tiers, not the overlap of bars, say what can be told apart.",
            ratings_over_votes(record.history, labels, f"Final ratings with 95 % intervals. {spoken}."),
        ),
        Plot(
            "chances",
            f"Who is likely to be among the top {table.k}",
            "Under the fitted model: it knows of votes, not of whether a hypothesis holds.",
            top_chances(table, labels, f"Probability of being among the top {table.k}. {likely}."),
        ),
        Plot(
            "matrix",
            "Who won against whom",
            "A row's share of the votes against a column, with the number of votes in the cell. Rows and columns stand "
            "in the order of the ratings: blue belongs above the diagonal, orange below. Blank pairs never met.",
            win_matrix(
                table,
                record.matches,
                labels,
                "A matrix of the votes between pairs; the verdicts themselves are in tournament.json.",
            ),
        ),
        Plot(
            "bias",
            "What else than merit moves a judge",
            "Left and middle: zero is fair; an interval in orange leaves zero out. Right: verdicts on pairs that were "
            "left out of the fit; points on the line came true as often as foretold. n counts votes.",
            biases(found, " ".join(found.summary())),
        ),
    )
