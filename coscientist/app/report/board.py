"""The leaderboard: who ranks where, in groups that the tournament cannot tell apart."""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from coscientist.app.report.drawing.intervals import axis, interval, scale_of
from coscientist.domain.hypothesis import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from coscientist.app.record import Entry


@dataclass(frozen=True)
class Row:
    """A hypothesis with its interval drawn; None where it has not been rated."""

    entry: "Entry"
    drawing: "Markup | None"


@dataclass(frozen=True)
class Group:
    """Neighbours that cannot be told apart."""

    name: str
    why: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Board:
    """The whole leaderboard."""

    axis: "Markup"
    groups: tuple[Group, ...]


def board(entries: "Sequence[Entry]") -> Board:
    """Draw the leaderboard of the hypotheses in play."""
    ratings = [entry.rating for entry in entries if entry.rating is not None]
    scale = scale_of(ratings)
    best = max(ratings, key=lambda rating: rating.value, default=None)
    groups = []
    for key, members in groupby(entries, key=_group):
        rows = tuple(
            Row(entry=entry, drawing=None if entry.rating is None else interval(entry.rating, scale, best))
            for entry in members
        )
        name, why = _named(key, len(rows))
        groups.append(Group(name=name, why=why, rows=rows))
    return Board(axis=axis(scale), groups=tuple(groups))


def _group(entry: "Entry") -> tuple[str, int]:
    if entry.status is Status.SUPPORTED:
        return "measured", 0
    return ("unrated", 0) if entry.rating is None else ("tier", entry.rating.tier)


def _named(key: tuple[str, int], size: int) -> tuple[str, str]:
    kind, tier = key
    if kind == "measured":
        return "Supported by a measurement", "Measured support stands above the tournament."
    if kind == "unrated":
        return "Not rated", "They have not played."
    alone = "One hypothesis, told apart from those below." if tier == 0 else "One hypothesis."
    return f"Tier {tier + 1}", f"These {size} cannot be told apart at 95 %." if size > 1 else alone
