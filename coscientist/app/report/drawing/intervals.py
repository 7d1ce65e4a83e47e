"""Ratings with their 95 % intervals on one common scale, a row each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coscientist.app.report.drawing.svg import element
from coscientist.domain.base import Value
from coscientist.domain.rating import Rating

if TYPE_CHECKING:
    from markupsafe import Markup

MARGIN = 0.03
"""Free space at either end, as a share of the range."""
MOST_TICKS = 5


class Scale(Value):
    """From ratings to percent of the width."""

    low: float
    high: float
    ticks: tuple[int, ...]

    def at(self, value: float) -> str:
        """Return where a rating lies."""
        share = (value - self.low) / (self.high - self.low)
        return f"{100 * min(1.0, max(0.0, share)):.2f}%"

    def width(self, low: float, high: float) -> str:
        """Return how wide a range is."""
        return f"{max(0.0, float(self.at(high)[:-1]) - float(self.at(low)[:-1])):.2f}%"


def scale_of(ratings: Sequence[Rating]) -> Scale:
    """Return the scale on which all these intervals fit, with a few round ticks."""
    low = min((rating.low for rating in ratings), default=1100.0)
    high = max((rating.high for rating in ratings), default=1300.0)
    free = max(1.0, high - low) * MARGIN
    low, high = low - free, high + free
    step = next(s for s in (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10**9) if (high - low) / s <= MOST_TICKS)
    first = int(-(-low // step) * step)
    return Scale(low=low, high=high, ticks=tuple(range(first, int(high) + 1, step)))


def axis(scale: Scale) -> "Markup":
    """Draw the ticks with their numbers, for the head of the column."""
    marks = [element("text", f"{tick}", x=scale.at(tick), y="13", class_="tick") for tick in scale.ticks]
    return element("svg", *marks, class_="interval axis", aria_hidden="true")


def interval(rating: Rating, scale: Scale, best: Rating | None = None) -> "Markup":
    """Draw one rating; the interval of the best is shaded behind it, to see who overlaps."""
    shade = []
    if best is not None:
        shade = [
            element("rect", x=scale.at(best.low), width=scale.width(best.low, best.high), y="0", height="100%",
                    class_="best")
        ]  # fmt: skip
    grid = [
        element("line", x1=scale.at(tick), x2=scale.at(tick), y1="0", y2="100%", class_="grid") for tick in scale.ticks
    ]
    return element(
        "svg",
        *shade,
        *grid,
        element("line", x1=scale.at(rating.low), x2=scale.at(rating.high), y1="50%", y2="50%", class_="bar"),
        element("circle", cx=scale.at(rating.value), cy="50%", r="4.5", class_="dot"),
        class_="interval",
        role="img",
        aria_label=f"{rating.value:.0f}, 95 % interval {rating.low:.0f} to {rating.high:.0f}",
    )
