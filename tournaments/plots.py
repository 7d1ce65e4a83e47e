"""Pictures of a tournament: each function returns a matplotlib figure, `svg` turns one into text.

Every axis names what it shows and how many votes stand behind it. matplotlib is loaded when a figure is made, not on
import, and no window system is touched.
"""

import io
import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import numpy as np

from coscientist.domain.match import Match
from coscientist.tournaments.diagnostics.calibration import Calibration
from coscientist.tournaments.ledger import decided, pair_of, pair_verdicts
from coscientist.tournaments.standings import Estimate, JudgeFit, Standings

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, MUTED, GRID = "#1b232d", "#5c6773", "#dcd9d0"
LINES = ("#0072b2", "#d55e00", "#009e73", "#b3478f", "#8a6d00", "#595959")
"""Told apart by colour-blind readers. Source: after Okabe and Ito (2008), https://jfly.uni-koeln.de/color/."""
PALE = "#bcd7ea"
ON_DARK = {
    INK: "#e5e9ee", MUTED: "#9aa6b3", GRID: "#39424d", PALE: "#2f5573", "#0072b2": "#5ab0f0", "#d55e00": "#f08a4b",
    "#009e73": "#3cc79a", "#b3478f": "#e29ccb", "#8a6d00": "#d9c04a", "#595959": "#b8b8b8",
}  # fmt: skip
"""What each colour is on a dark page."""
_LIGHT = re.compile("|".join(ON_DARK))
LABEL = 38
"""Characters of a name that a figure shows."""
POINTS = 72.0
"""In an inch."""


@contextmanager
def _look() -> Iterator[None]:
    """Draw the same whatever the reader has set for matplotlib, and without a word about fonts."""
    import matplotlib as mpl

    log = logging.getLogger("matplotlib")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with mpl.rc_context(), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph")
            mpl.rcdefaults()
            mpl.rcParams.update(
                {
                    "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": MUTED, "xtick.color": MUTED,
                    "ytick.color": MUTED, "xtick.labelcolor": INK, "ytick.labelcolor": INK, "font.size": 9,
                    "font.sans-serif": ["DejaVu Sans"], "axes.spines.top": False, "axes.spines.right": False,
                    "svg.hashsalt": "coscientist", "svg.fonttype": "none", "text.parse_math": False,
                }
            )  # fmt: skip
            yield
    finally:
        log.setLevel(level)


@dataclass(frozen=True)
class _Margins:
    """Room around the panels for labels. Units: inches."""

    left: float
    right: float = 0.15
    bottom: float = 0.5
    top: float = 0.1
    between: float = 0.0


def _figure(width: float, height: float, margins: _Margins, panels: int = 1) -> "tuple[Figure, list[Axes]]":
    """Lay a figure out by what its labels need; matplotlib's own layout measures every text, some of them twice."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height))
    wide = (width - margins.left - margins.right - (panels - 1) * margins.between) / panels
    figure.subplots_adjust(
        left=margins.left / width,
        right=1 - margins.right / width,
        bottom=margins.bottom / height,
        top=1 - margins.top / height,
        wspace=margins.between / wide,
    )
    return figure, [figure.add_subplot(1, panels, number + 1) for number in range(panels)]


def _width(texts: Iterable[str], size: float) -> float:
    """Return what the longest text needs, rather more than less: the reader's fonts decide. Units: inches."""
    ems = (sum(1.0 if east_asian_width(c) in "WF" else 0.61 for c in text) for text in texts)
    return max(ems, default=0.0) * size / POINTS


def svg(figure: "Figure") -> str:
    """Return a figure as SVG text without a background, the same for the same figure."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    buffer = io.StringIO()
    with _look():
        for patch in (figure.patch, *(axes.patch for axes in figure.axes)):
            patch.set(facecolor="none", edgecolor="none")
        # Not through `savefig`, which lays everything out and draws it twice.
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(buffer, metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def on_dark(drawing: str) -> str:
    """Return an SVG text in the colours of a dark page."""
    return _LIGHT.sub(lambda found: ON_DARK[found.group()], drawing)


def _names(standings: Standings, labels: Mapping[str, str], most: int) -> dict[str, str]:
    """Return what the first few are called in a figure."""
    found = {}
    for rating in standings.ratings[:most]:
        text = "".join(c for c in labels.get(rating.hypothesis, rating.hypothesis) if c.isprintable())
        found[rating.hypothesis] = text if len(text) <= LABEL else f"{text[: LABEL - 1].rstrip()}…"
    return found


def ratings_over_matches(history: Sequence[Standings], *, labels: Mapping[str, str], most: int = 5) -> "Figure":
    """Draw how the ratings of the final first few, and their 95 % intervals, moved as votes came in."""
    with _look():
        names = _names(history[-1], labels, most)
        figure, (ax,) = _figure(8.0, 3.6, _Margins(left=0.85, right=_width(names.values(), 8) + 0.6))
        width = history[-1].matches / 160
        for number, (hypothesis, name) in enumerate(names.items()):
            known = [(s.matches, r) for s in history for r in s.ratings if r.hypothesis == hypothesis and r.matches]
            shift = (number - (len(names) - 1) / 2) * width
            ax.errorbar(
                [matches + shift for matches, _ in known],
                [r.value for _, r in known],
                yerr=[[r.value - r.low for _, r in known], [r.high - r.value for _, r in known]],
                color=LINES[number % len(LINES)], linewidth=1.8, elinewidth=0.9, marker="o", markersize=3.5, label=name,
            )  # fmt: skip
        ax.axhline(1200, color=GRID, linewidth=1, zorder=0)
        ax.set_xlabel("votes so far (bars side by side for legibility)")
        ax.set_ylabel("rating, Elo points,\n95 % interval")
        figure.legend(frameon=False, fontsize=8, loc="center right", borderaxespad=0.1)
    return figure


def top_chances(standings: Standings, *, labels: Mapping[str, str], most: int = 15) -> "Figure":
    """Draw the probability of being the best and of being among the top k."""
    with _look():
        names = _names(standings, labels, most)
        shown = standings.ratings[:most]
        margins = _Margins(left=_width(names.values(), 8) + 0.15, top=0.35)
        figure, (ax,) = _figure(8.0, 1.0 + 0.25 * max(len(shown), 1), margins)
        rows = np.arange(len(shown))
        some = [min(r.p_top_k or 0.0, 1.0) for r in shown]
        if len(standings.ratings) > standings.k > 1:
            ax.barh(rows, some, color=PALE, label=f"among the top {standings.k}")
        ax.barh(rows, [r.p_best for r in shown], height=0.36, color=LINES[0], label="the best")
        ax.set_yticks(rows, list(names.values()), fontsize=8)
        ax.tick_params(axis="y", length=0)
        ax.invert_yaxis()
        ax.set_xlim(0, 1)
        ax.set_xlabel(f"probability under the fitted model, from {standings.matches:,} votes")
        figure.legend(frameon=False, fontsize=8, loc="upper right", borderaxespad=0.1, ncols=2)
    return figure


def win_matrix(
    standings: Standings, matches: Sequence[Match], *, labels: Mapping[str, str], most: int = 20
) -> "Figure":
    """Draw who won against whom, both in the order of the ratings, with the number of votes in each cell.

    Pairs that never met are left blank.
    """
    with _look():
        from matplotlib.colors import LinearSegmentedColormap

        names = _names(standings, labels, most)
        place = {name: number for number, name in enumerate(names)}
        shares, votes = np.full((len(names), len(names)), np.nan), Counter[tuple[str, str]]()
        for match in decided(matches):
            votes[pair_of(match.first, match.second)] += 1
        side = 1.2 + 0.27 * max(len(names), 4)
        rows = [f"{name}  {number}" for number, name in enumerate(names.values(), start=1)]
        figure, (ax,) = _figure(side + 3.4, side, _Margins(left=_width(rows, 8) + 0.1, right=0.6))
        for (one, other), value in pair_verdicts(matches).items():
            if one in place and other in place:
                row, column = place[one], place[other]
                shares[row, column], shares[column, row] = value, 1.0 - value
                for x, y in ((row, column), (column, row)):
                    ax.text(y, x, str(votes[one, other]), fontsize=6.5, ha="center", va="center", color="#101010")
        colours = LinearSegmentedColormap.from_list("lost to won", ["#e58a4e", "#d4d4d4", "#5b9fd0"], N=33)
        at = np.arange(len(names) + 1) - 0.5
        cells = ax.pcolormesh(at, at, np.ma.masked_invalid(shares), cmap=colours, vmin=0.0, vmax=1.0)
        figure.colorbar(
            cells, ax=ax, label="share of votes won by the row, ties as half", shrink=0.8, pad=0.03, ticks=[0, 0.5, 1]
        )
        ax.set_xticks(range(len(names)), [str(number + 1) for number in range(len(names))], fontsize=7)
        ax.set_yticks(range(len(names)), rows, fontsize=8)
        ax.set_xlabel("against, by place in the ratings")
        ax.tick_params(length=0)
        ax.set_ylim(len(names) - 0.5, -0.5)
        ax.set_xlim(-0.5, len(names) - 0.5)
    return figure


def bias(fits: Sequence[JudgeFit], calibration: Calibration | None) -> "Figure":
    """Draw what position and length are worth to each judge, and how predictions of left-out verdicts came true."""
    swayed = [judge for judge in fits if judge.may_be_swayed]
    with _look():
        if not swayed:
            figure, (foretold,) = _figure(4.4, 2.6, _Margins(left=0.6, bottom=0.65))
            _foretold(foretold, calibration)
            return figure
        judges = [f"{judge.judge} (n = {judge.matches})" for judge in swayed]
        height = 1.5 + 0.26 * max(len(judges), 4)
        margins = _Margins(left=_width(judges, 8) + 0.1, bottom=0.65, between=0.55)
        figure, (position, length, foretold) = _figure(10.0, height, margins, panels=3)
        _estimates(position, [judge.position for judge in swayed])
        _estimates(length, [judge.length for judge in swayed])
        position.set_yticks(range(len(judges)), judges, fontsize=8)
        position.set_xlabel("being shown first,\nlogits, 95 % interval")
        length.set_yticks([])
        length.set_xlabel("being e times as long,\nlogits, 95 % interval")
        _foretold(foretold, calibration)
    return figure


def _estimates(ax: "Axes", estimates: Sequence[Estimate]) -> None:
    ax.axvline(0.0, color=GRID, linewidth=1)
    for row, estimate in enumerate(estimates):
        sure = estimate.low > 0 or estimate.high < 0
        colour = LINES[1] if sure else LINES[0]
        ax.plot([estimate.low, estimate.high], [row, row], color=colour, linewidth=2, solid_capstyle="butt")
        ax.plot(estimate.value, row, "o", color=colour, markersize=5)
    ax.set_ylim(len(estimates) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)


def _foretold(ax: "Axes", calibration: Calibration | None) -> None:
    ax.plot([0.5, 1.0], [0.5, 1.0], color=GRID, linewidth=1)
    ax.set_xlim(0.48, 1.02)
    ax.set_ylim(0.0, 1.08)
    ax.set_xlabel("predicted chance of the\nlikelier one (votes left out)")
    ax.set_ylabel("how often it won")
    if calibration is None:
        ax.text(0.75, 0.5, "too few pairs", ha="center", color=MUTED)
        return
    for b in calibration.bins:
        ax.plot(b.predicted, b.observed, "o", color=LINES[2], markersize=6)
        ax.annotate(f"n = {b.matches}", (b.predicted, b.observed), xytext=(0, -12), textcoords="offset points",
                    ha="center", fontsize=7, color=MUTED)  # fmt: skip
