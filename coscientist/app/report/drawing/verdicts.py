"""Charts of the verdicts: who won against whom, and what else than merit moves a judge."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coscientist.app.report.drawing.chart import (
    Scale,
    axis_below,
    axis_left,
    chart,
    line,
    scale_over,
    shortened,
    words,
)
from coscientist.app.report.drawing.svg import element
from coscientist.domain.match import Match
from coscientist.tournaments.diagnostics.diagnosis import Diagnostics
from coscientist.tournaments.ledger import decided, pair_of, pair_verdicts
from coscientist.tournaments.standings import Estimate, Standings

if TYPE_CHECKING:
    from markupsafe import Markup

MOST_ROWS = 20
CELL = 26.0
NAMES = 270.0
"""Width of the column of names."""
ROW = 24.0


def win_matrix(standings: Standings, matches: Sequence[Match], labels: Mapping[str, str], says: str) -> "Markup":
    """Draw each pair's share of votes, rows and columns in the order of the ratings, with the number of votes.

    Pairs that never met are left blank.
    """
    names = [rating.hypothesis for rating in standings.ratings[:MOST_ROWS]]
    place = {name: number for number, name in enumerate(names)}
    votes = Counter(pair_of(match.first, match.second) for match in decided(matches))
    drawn = []
    for (one, other), share in sorted(pair_verdicts(matches).items()):
        if one in place and other in place:
            drawn += _cell(place[one], place[other], share, votes[one, other])
            drawn += _cell(place[other], place[one], 1.0 - share, votes[one, other])
    for number, name in enumerate(names):
        y = CELL * (number + 0.5) + 4
        drawn.append(words(f"{shortened(labels.get(name, name))}  {number + 1}", NAMES - 6, y, anchor="end"))
        x = NAMES + CELL * (number + 0.5)
        drawn.append(words(str(number + 1), x, CELL * len(names) + 16, kind="tick", anchor="middle"))
    bottom = CELL * len(names)
    drawn.append(words("against, by place in the ratings", NAMES, bottom + 34))
    drawn += _key(NAMES, bottom + 46)
    return chart(NAMES + CELL * max(len(names), 12) + 4, bottom + 68, *drawn, says=says)


def _cell(row: int, column: int, share: float, votes: int) -> list["Markup"]:
    x, y = NAMES + CELL * column, CELL * row
    return [*_share(x, y, CELL, share), words(str(votes), x + CELL / 2, y + 17, kind="count", anchor="middle")]


def _share(x: float, y: float, side: float, share: float) -> list["Markup"]:
    """Colour a square by a share of votes: grey for half, the stronger the farther from it."""
    kind = "won" if share > 0.5 else "lost"
    box = {"x": x, "y": y, "width": side, "height": side}
    strength = f"{abs(2.0 * share - 1.0):.2f}"
    return [element("rect", **box, class_="met"), element("rect", **box, class_=kind, fill_opacity=strength)]


def _key(x: float, y: float) -> list["Markup"]:
    drawn = []
    for step in range(11):
        drawn += _share(x + 14 * step, y, 14, step / 10)
    return [*drawn, words("0 to 1: share of votes won by the row, ties as half", x + 164, y + 12)]


def biases(found: Diagnostics, says: str) -> "Markup":
    """Draw what position and length are worth to each judge, and how predictions of left-out verdicts came true."""
    rows = len(found.judges)
    bottom = 10 + ROW * max(rows, 6)
    drawn = [
        words(f"{judge.judge.removeprefix('panel/')} (n = {judge.matches})", 200, 30 + ROW * row, anchor="end")
        for row, judge in enumerate(found.judges)
    ]
    drawn += _estimates([judge.position for judge in found.judges], 210, bottom, "being shown first,")
    drawn += _estimates([judge.length for judge in found.judges], 440, bottom, "being e times as long,")
    drawn += _foretold(found, bottom)
    return chart(900, bottom + 66, *drawn, says=says)


def _estimates(estimates: Sequence[Estimate], left: float, bottom: float, said: str) -> list["Markup"]:
    ends = [0.0, *(end for item in estimates for end in (item.low, item.high))]
    along = scale_over(ends, left, left + 210)
    drawn = [line(along.at(0.0), 10, along.at(0.0), bottom, "grid")]
    for row, item in enumerate(estimates):
        y = 26 + ROW * row
        kind = "series-2" if item.low > 0 or item.high < 0 else "series-1"
        drawn.append(line(along.at(item.low), y, along.at(item.high), y, f"line {kind}"))
        drawn.append(element("circle", cx=along.at(item.value), cy=y, r=4, class_=kind))
    return [*drawn, *axis_below(along, bottom, said, "logits, 95 % interval")]


def _foretold(found: Diagnostics, bottom: float) -> list["Markup"]:
    along = Scale(low=0.48, high=1.02, start=700, end=885)
    upright = Scale(low=0.0, high=1.08, start=bottom, end=10)
    drawn = [line(along.at(0.5), upright.at(0.5), along.at(1.0), upright.at(1.0), "grid")]
    if found.calibration is None:
        drawn.append(words("too few pairs", along.at(0.75), upright.at(0.5), anchor="middle"))
    for each in found.calibration.bins if found.calibration else ():
        x, y = along.at(each.predicted), upright.at(each.observed)
        drawn.append(element("circle", cx=x, cy=y, r=5, class_="series-3"))
        drawn.append(words(f"n = {each.matches}", x, y + 17, kind="tick", anchor="middle"))
    said = ("predicted chance of the likelier one", "and how often it won (votes left out)")
    return [*drawn, *axis_left(upright, along.start), *axis_below(along, bottom, *said)]
