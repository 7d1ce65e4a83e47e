"""Ratings with their intervals as a figure. Imports matplotlib: load this module only when a figure is asked for."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from coscientist.domain.errors import NotFoundError

if TYPE_CHECKING:
    from coscientist.app.record import Entry

INCHES_PER_ROW = 0.3
MAX_LABEL = 64
COLOURS = ("#0d5c6b", "#9a6a1f")
"""Of alternating tiers."""


class RatingsFigure(Figure):
    """A figure that a notebook shows once, whether or not pyplot is in use."""

    def _repr_png_(self) -> bytes:
        drawn = io.BytesIO()
        self.savefig(drawn, format="png", dpi=96, bbox_inches="tight")
        return drawn.getvalue()


def plot_ratings(entries: "Sequence[Entry]", *, top: int | None = 20, axes: Axes | None = None) -> Figure:
    """Draw the best `top` ratings (None: all) with their 95 % intervals; tiers alternate in colour.

    The interval of the best is shaded. Draws on `axes` where some are given.

    Raises: NotFoundError when nothing has been rated.
    """
    rated = [(entry, entry.rating) for entry in entries if entry.rating is not None][:top]
    if not rated:
        raise NotFoundError("No hypothesis of this run has been rated.", "Ratings exist once a tournament was played.")
    if axes is None:
        figure: Figure = RatingsFigure(figsize=(7.5, 1.1 + INCHES_PER_ROW * len(rated)))
        axes = figure.add_subplot()
    else:
        found = axes.get_figure(root=True)
        assert found is not None
        figure = found
    best = max((rating for _, rating in rated), key=lambda rating: rating.value)
    axes.axvspan(best.low, best.high, color=COLOURS[0], alpha=0.09, linewidth=0)
    for row, (_, rating) in enumerate(rated):
        axes.errorbar(
            rating.value,
            row,
            xerr=[[max(0.0, rating.value - rating.low)], [max(0.0, rating.high - rating.value)]],
            fmt="o",
            markersize=5,
            elinewidth=2,
            capsize=0,
            color=COLOURS[rating.tier % 2],
        )
    axes.set_yticks(range(len(rated)), labels=[_label(entry) for entry, _ in rated], fontsize=9)
    axes.invert_yaxis()
    axes.set_xlabel("rating on the Elo scale, 95 % interval; colours alternate by tier")
    axes.grid(axis="x", alpha=0.25)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return figure


def _label(entry: "Entry") -> str:
    title = entry.hypothesis.title
    short = title if len(title) <= MAX_LABEL else f"{title[: MAX_LABEL - 1].rstrip()}…"
    # A dollar sign would begin mathematical text.
    return f"{short}  {entry.rank or '–'}".replace("$", r"\$")
