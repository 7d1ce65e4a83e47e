"""Charts of the ratings: how they settled, and who is likely to be among the top."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coscientist.app.report.drawing.chart import (
    SERIES,
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
from coscientist.domain.rating import Rating
from coscientist.tournaments.standings import Standings

if TYPE_CHECKING:
    from markupsafe import Markup

LEADERS = 5
"""Hypotheses whose ratings are followed."""
MOST_CHANCES = 15
SIDE_BY_SIDE = 5.0
"""Pixels between the intervals of two hypotheses after the same votes."""
ROW = 22.0


def ratings_over_votes(history: Sequence[Standings], labels: Mapping[str, str], says: str) -> "Markup":
    """Draw how the ratings of the final leaders, with 95 % intervals, moved as votes came in."""
    leaders = [rating.hypothesis for rating in history[-1].ratings[:LEADERS]]
    followed = {name: _ratings_of(name, history) for name in leaders}
    known = [rating for points in followed.values() for _, rating in points]
    upright = scale_over([1200.0, *(end for rating in known for end in (rating.low, rating.high))], 250.0, 12.0)
    along = scale_over([table.matches for table in history], 64.0, 560.0)
    drawn = [line(along.start, upright.at(1200.0), along.end, upright.at(1200.0), "grid")]
    for number, (name, points) in enumerate(followed.items()):
        kind = f"series-{1 + number % SERIES}"
        shift = (number - (len(followed) - 1) / 2) * SIDE_BY_SIDE
        at = [(along.at(votes) + shift, rating) for votes, rating in points]
        drawn += [line(x, upright.at(rating.low), x, upright.at(rating.high), kind) for x, rating in at]
        places = " ".join(f"{x:.1f},{upright.at(rating.value):.1f}" for x, rating in at)
        drawn.append(element("polyline", points=places, class_=f"line {kind}"))
        drawn += [element("circle", cx=x, cy=upright.at(rating.value), r=3, class_=kind) for x, rating in at]
        row = 24 + number * ROW
        drawn += [line(580, row, 600, row, f"line {kind}"), words(shortened(labels.get(name, name)), 608, row + 4)]
    said = "votes so far; rating in Elo points with its 95 % interval, bars side by side for legibility"
    return chart(880, 300, *axis_left(upright, along.start), *axis_below(along, 250, said), *drawn, says=says)


def _ratings_of(name: str, history: Sequence[Standings]) -> list[tuple[int, Rating]]:
    return [(s.matches, r) for s in history for r in s.ratings if r.hypothesis == name and r.matches]


def top_chances(standings: Standings, labels: Mapping[str, str], says: str) -> "Markup":
    """Draw the probability of being the best and of being among the top k."""
    shown = standings.ratings[:MOST_CHANCES]
    along = Scale(low=0.0, high=1.0, start=280.0, end=820.0)
    bottom = 30 + ROW * len(shown)
    some = len(standings.ratings) > standings.k > 1
    keys = [("best", "the best"), *([("some", f"among the top {standings.k}")] if some else [])]
    drawn = []
    for place, (kind, said) in enumerate(keys):
        x = along.start + 160 * place
        drawn += [element("rect", x=x, y=4, width=16, height=10, class_=kind), words(said, x + 22, 13)]
    for row, rating in enumerate(shown):
        y = 28 + ROW * row
        drawn.append(words(shortened(labels.get(rating.hypothesis, rating.hypothesis)), 272, y + 12, anchor="end"))
        if some:
            drawn.append(_bar(along, y, 16, min(rating.p_top_k or 0.0, 1.0), "some"))
        drawn.append(_bar(along, y + 5, 6, rating.p_best, "best"))
    said = f"probability under the fitted model, from {standings.matches:,} votes"
    return chart(880, bottom + 44, *axis_below(along, bottom, said), *drawn, says=says)


def _bar(along: Scale, y: float, height: float, share: float, kind: str) -> "Markup":
    return element("rect", x=along.start, y=y, width=along.at(share) - along.start, height=height, class_=kind)
