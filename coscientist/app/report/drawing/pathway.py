"""Draws a pathway twice: from left to right for screens and paper, from top to bottom for phones."""

from itertools import pairwise
from typing import TYPE_CHECKING

from coscientist.agents.wording import plural
from coscientist.app.report.drawing.svg import Box, element, wrapped
from coscientist.app.report.pathway import Arrow, Pathway, Station

if TYPE_CHECKING:
    from markupsafe import Markup

HEIGHT = 72.0
LINE = 16.0
HEAD = 9.0
MAX_LINES = 3
SPREAD = 12.0
"""Distance between the ends of two arrows at one station."""


def across(pathway: Pathway) -> "Markup":
    """Draw from left to right."""
    width, gap, rise = 184.0, 124.0, HEIGHT + 12
    boxes = [_box(station, station.column * (width + gap), station.lane * rise, width) for station in pathway.stations]
    total = pathway.columns * width + (pathway.columns - 1) * gap
    return _drawing(pathway, boxes, total, pathway.lanes * rise - 12, sideways=True)


def downwards(pathway: Pathway) -> "Markup":
    """Draw from top to bottom."""
    width = 236.0 if pathway.lanes == 1 else 160.0
    gap, rise = 14.0, HEIGHT + 52
    boxes = [_box(station, station.lane * (width + gap), station.column * rise, width) for station in pathway.stations]
    total = pathway.lanes * width + (pathway.lanes - 1) * gap
    return _drawing(pathway, boxes, total, pathway.columns * rise - 52, sideways=False)


def _box(station: Station, x: float, y: float, width: float) -> Box:
    del station
    return Box(x=x, y=y, width=width, height=HEIGHT)


def _drawing(pathway: Pathway, boxes: list[Box], width: float, height: float, *, sideways: bool) -> "Markup":
    arriving: dict[int, int] = {}
    shapes = []
    for arrow in pathway.arrows:
        place = arriving.get(arrow.end, 0)
        arriving[arrow.end] = place + 1
        many = sum(other.end == arrow.end for other in pathway.arrows)
        slot = (place - (many - 1) / 2) * SPREAD
        shapes.append(_arrow(arrow, boxes[arrow.start], boxes[arrow.end], slot, sideways=sideways))
    return element(
        "svg",
        element("title", pathway.described()),
        *shapes,
        *(_station(station, box) for station, box in zip(pathway.stations, boxes, strict=True)),
        viewBox=f"-2 -2 {width + 4:g} {height + 4:g}",
        width=width + 4,
        height=height + 4,
        class_=f"pathway {'across' if sideways else 'downwards'}",
        role="img",
        aria_label=pathway.described(),
    )


def _station(station: Station, box: Box) -> "Markup":
    lines = wrapped(station.name, int((box.width - 20) / 7.1), MAX_LINES)
    x, y = box.middle
    rounded = HEIGHT / 2 if station.role == "intervention" else 8.0
    top = y - (len(lines) * LINE + 14) / 2
    return element(
        "g",
        element("title", station.name),
        element("rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=rounded),
        element("text", station.says, x=x, y=top + 10, class_="says"),
        *(element("text", line, x=x, y=top + 28 + row * LINE) for row, line in enumerate(lines)),
        class_=f"station {station.role}",
    )  # fmt: skip


def _arrow(arrow: Arrow, start: Box, end: Box, slot: float, *, sideways: bool) -> "Markup":
    """Draw a curve that leaves and arrives along the drawing's direction; a bar at its end means less."""
    if sideways:
        x1, y1, x2, y2 = start.x + start.width, start.middle[1], end.x, end.middle[1] + slot
        bend = (x2 - x1) / 2
        curve = f"M{x1:g} {y1:g} C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2 - HEAD:g} {y2:g}"
    else:
        x1, y1, x2, y2 = start.middle[0], start.y + start.height, end.middle[0] + slot, end.y
        bend = (y2 - y1) / 2
        curve = f"M{x1:g} {y1:g} C{x1:g} {y1 + bend:g} {x2:g} {y2 - bend:g} {x2:g} {y2 - HEAD:g}"
    kind = {1: "raises", -1: "lowers"}.get(arrow.sign, "unsigned")
    classes = f"arrow {kind}{'' if arrow.sources else ' unstated'}"
    said = [f"{plural(arrow.sources, 'source')} quoted" if arrow.sources else "not stated"]
    said += [f"{arrow.against} against"] if arrow.against else []
    middle_x, middle_y = (x1 + x2) / 2, (y1 + y2) / 2
    labels = [
        element("text", text, x=middle_x - 4 if sideways else middle_x + 12,
                y=middle_y - 8 + row * 24 if sideways else middle_y - 2 + row * 15,
                class_="counts" if row == 0 else "counts against")
        for row, text in enumerate(said)
    ]  # fmt: skip
    return element("g", element("path", d=curve), _head(kind, x2, y2, sideways=sideways), *labels, class_=classes)


def _head(kind: str, x: float, y: float, *, sideways: bool) -> "Markup":
    if kind == "raises":
        points = [(-2.0, 0.0), (-HEAD - 2, -6.0), (-HEAD - 2, 6.0)]
        turned = [(x + along, y + side) if sideways else (x + side, y + along) for along, side in points]
        return element("polygon", points=" ".join(f"{a:g},{b:g}" for a, b in turned), class_="head")
    if kind == "lowers":
        points = [(-HEAD + 3, -9.0), (-HEAD + 3, 9.0)]
        (a, b), (c, d) = next(pairwise((x + u, y + v) if sideways else (x + v, y + u) for u, v in points))
        return element("line", x1=a, y1=b, x2=c, y2=d, class_="head")
    return element("circle", cx=x - 6 if sideways else x, cy=y if sideways else y - 6, r=4, class_="head")
