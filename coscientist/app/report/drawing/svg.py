"""SVG elements, escaped where they are made."""

import html
from typing import TYPE_CHECKING

from coscientist.domain.base import Value

if TYPE_CHECKING:
    from markupsafe import Markup


class Box(Value):
    """A rectangle. Units: pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Return its centre."""
        return self.x + self.width / 2, self.y + self.height / 2


def element(name: str, *content: "str | Markup", **attributes: "str | float | None") -> "Markup":
    """Return an element; `class_` and `font_size` are written `class` and `font-size`, None is left out."""
    from markupsafe import Markup, escape

    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(str(escape(part)) for part in content)
    return Markup(f"<{name}{written}>{inside}</{name}>")  # noqa: S704 - names are ours, values and content are escaped


def _value(value: str | float) -> str:
    return html.escape(value) if isinstance(value, str) else f"{round(value, 1):g}"


def wrapped(text: str, width: int, lines: int) -> list[str]:
    """Break text into at most so many lines of at most so many characters; what does not fit ends in an ellipsis."""
    found: list[str] = []
    for word in text.split():
        while len(word) > width:
            head, word = word[: width - 1] + "-", word[width - 1 :]
            found.append(head)
        if found and len(found[-1]) + 1 + len(word) <= width:
            found[-1] = f"{found[-1]} {word}"
        else:
            found.append(word)
    if len(found) <= lines:
        return found or [""]
    return [*found[: lines - 1], found[lines - 1][: width - 1].rstrip() + "…"]
