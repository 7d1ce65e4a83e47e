"""The tournament's pictures, as images that the page holds itself: one for light pages, one for dark."""

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coscientist.app.views.numbers import chance
from coscientist.graph.latest import Latest
from coscientist.tournaments.ledger import between_hypotheses

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

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
    instead: str
    """For those who do not see it."""
    light: str
    dark: str
    """`data:` addresses."""


def plots(record: "Record") -> tuple[Plot, ...]:
    """Draw the tournament of a run; nothing where no vote was counted."""
    return (*_of_ratings(record), _of_judges(record)) if _worth_drawing(record) else ()


def draw_ahead(record: "Record") -> None:
    """Draw before there is a report, which finds the pictures again when they would be the same.

    They show what the votes between hypotheses decide; planted copies change nothing of it.
    """
    if _worth_drawing(record):
        _of_ratings(record)
        _drawing_of_judges(record)


def _worth_drawing(record: "Record") -> bool:
    return bool(record.matches) and len(record.standings.ratings) > 1


def _of_ratings(record: "Record") -> tuple[Plot, ...]:
    from coscientist.tournaments import plots as draw

    table, labels = record.standings, {entry.hypothesis.id: entry.hypothesis.title for entry in record.entries}
    first = [(rating, labels.get(rating.hypothesis, rating.hypothesis)) for rating in table.ratings[:TOLD]]
    spoken = "; ".join(f"{title}: {rating.value:.0f}, {rating.low:.0f} to {rating.high:.0f}" for rating, title in first)
    likely = "; ".join(f"{title}: {chance(rating.p_top_k or 0.0)}" for rating, title in first)
    question = (record.id, *record.rated, labels)
    return (
        _plot(
            "history",
            "How the ratings settled",
            "Each line is one of the leaders, refitted from the votes cast so far; bars are 95 % intervals. The "
            "leaderboard's tiers, not the overlap of bars, say what can be told apart.",
            f"Final ratings with 95 % intervals. {spoken}.",
            question,
            lambda: draw.ratings_over_matches(record.history, labels=labels),
        ),
        _plot(
            "chances",
            f"Who is likely to be among the top {table.k}",
            "Under the fitted model: it knows of votes, not of whether a hypothesis holds.",
            f"Probability of being among the top {table.k}. {likely}.",
            question,
            lambda: draw.top_chances(table, labels=labels),
        ),
        _plot(
            "matrix",
            "Who won against whom",
            "A row's share of the votes against a column, with the number of votes in the cell. Rows and columns stand "
            "in the order of the ratings: blue belongs above the diagonal, orange below. Blank pairs never met.",
            "A matrix of the votes between pairs; the verdicts themselves are in tournament.json.",
            question,
            lambda: draw.win_matrix(table, record.matches, labels=labels),
        ),
    )


def _of_judges(record: "Record") -> Plot:
    found = record.diagnostics
    title = "How foretold verdicts came true"
    says = "Pairs were left out of the fit: points on the line came true as often as foretold. n counts votes."
    if any(judge.may_be_swayed for judge in found.judges):
        title = "What else than merit moves a judge"
        says = (
            f"Left and middle: zero is fair; an interval in orange leaves zero out. Right: {says[0].lower()}{says[1:]}"
        )
    return _shown("bias", title, says, " ".join(found.summary()), _drawing_of_judges(record))


def _drawing_of_judges(record: "Record") -> str:
    from coscientist.tournaments import plots as draw

    question = (record.id, between_hypotheses(record.ledger), *record.rated)
    return _drawing("bias", question, lambda: draw.bias(record.standings.judges, record.refits.calibration))


_DRAWN = Latest[str](8)


def _plot(name: str, title: str, says: str, instead: str, question: object, draw: "Callable[[], Figure]") -> Plot:
    return _shown(name, title, says, instead, _drawing(name, question, draw))


def _drawing(name: str, question: object, draw: "Callable[[], Figure]") -> str:
    from coscientist.tournaments.plots import svg

    return _DRAWN.of((name, question), lambda: svg(draw()))


def _shown(name: str, title: str, says: str, instead: str, drawn: str) -> Plot:
    from coscientist.tournaments.plots import on_dark

    return Plot(name, title, says, instead, _address(drawn), _address(on_dark(drawn)))


def _address(drawing: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"
