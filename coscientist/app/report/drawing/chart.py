"""What all charts are made of: scales, axes, words. Colours are the page's own, by class, for light and for dark."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coscientist.app.report.drawing.svg import element
from coscientist.domain.base import Value

if TYPE_CHECKING:
    from markupsafe import Markup

LONGEST_NAME = 38
"""Characters of a name that a chart shows."""
SERIES = 6
"""Colours of lines, `series-1` and on; told apart by colour-blind readers."""


class Scale(Value):
    """From values to places along one side of a chart. `start` is where `low` lies. Units of places: pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value lies."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, most: int = 6) -> list[float]:
        """Return at most so many round numbers on the scale."""
        rough = (self.high - self.low) / most
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [number * step for number in range(first, last + 1)]


def scale_over(values: Sequence[float], start: float, end: float, *, free: float = 0.04) -> Scale:
    """Return the scale on which all values lie, with a share of free space at either end."""
    low, high = min(values), max(values)
    space = free * (high - low) or 1.0
    return Scale(low=low - space, high=high + space, start=start, end=end)


def words(text: str, x: float, y: float, *, kind: str | None = None, anchor: str | None = None) -> "Markup":
    """Write a line of text; `anchor` is `middle` or `end` where it does not begin at the place."""
    return element("text", text, x=x, y=y, class_=kind, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> "Markup":
    """Draw a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=kind)


def axis_below(scale: Scale, y: float, *said: str) -> list["Markup"]:
    """Draw the axis along the lower edge with its ticks, and say in lines of text what it shows."""
    drawn = [line(scale.start, y, scale.end, y, "axis")]
    for tick in scale.ticks():
        x = scale.at(tick)
        drawn += [line(x, y, x, y + 4, "axis"), words(_number(tick), x, y + 16, kind="tick", anchor="middle")]
    middle = (scale.start + scale.end) / 2
    return [*drawn, *(words(text, middle, y + 34 + 15 * row, anchor="middle") for row, text in enumerate(said))]


def axis_left(scale: Scale, x: float) -> list["Markup"]:
    """Draw the axis along the left edge with its ticks."""
    drawn = [line(x, scale.start, x, scale.end, "axis")]
    for tick in scale.ticks():
        y = scale.at(tick)
        drawn += [line(x - 4, y, x, y, "axis"), words(_number(tick), x - 8, y + 4, kind="tick", anchor="end")]
    return drawn


def chart(width: float, height: float, *drawn: "Markup", says: str) -> "Markup":
    """Put a chart together; `says` is for those who do not see it."""
    size = f"0 0 {width:g} {height:g}"
    return element("svg", *drawn, viewBox=size, width=width, height=height, class_="chart", role="img", aria_label=says)


def shortened(name: str) -> str:
    """Return a name as a chart shows it."""
    text = "".join(c for c in name if c.isprintable())
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1].rstrip()}…"


def _number(value: float) -> str:
    return f"{round(value, 6):,g}".replace("-", "−")
