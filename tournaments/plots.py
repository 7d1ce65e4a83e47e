"""Pictures of a tournament for the report: each function returns a matplotlib figure, `svg` turns one into text.

matplotlib is loaded when a figure is made, not on import, and no window system is touched.
"""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from coscientist.domain.match import Match
from coscientist.tournaments.diagnostics import Diagnostics
from coscientist.tournaments.ledger import pair_verdicts
from coscientist.tournaments.standings import Standings

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C564B", "#595959")
"""Told apart by colour-blind readers. Source: Okabe and Ito (2008), https://jfly.uni-koeln.de/color/."""
FAINT = "#B0B0B0"


def _figure(width: float, height: float, panels: int = 1) -> "tuple[Figure, list[Axes]]":
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = [figure.add_subplot(1, panels, number + 1) for number in range(panels)]
    for ax in axes:
        ax.spines[["top", "right"]].set_visible(False)
    return figure, axes


def svg(figure: "Figure") -> str:
    """Return a figure as SVG text, the same for the same figure."""
    import matplotlib as mpl

    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "coscientist", "svg.fonttype": "none"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def _short(name: str, labels: Mapping[str, str] | None, most: int = 34) -> str:
    text = (labels or {}).get(name, name)
    return text if len(text) <= most else text[: most - 1] + "…"


def ratings(standings: Standings, *, labels: Mapping[str, str] | None = None, most: int = 20) -> "Figure":
    """Draw ratings with 95 % intervals, best on top, one colour a tier; online Elo as a hollow mark."""
    shown = standings.ratings[:most]
    figure, (ax,) = _figure(7.0, 1.0 + 0.28 * max(len(shown), 1))
    for row, rating in enumerate(shown):
        colour = COLOURS[rating.tier % len(COLOURS)]
        ax.plot([rating.low, rating.high], [row, row], color=colour, linewidth=2, solid_capstyle="butt")
        ax.plot(rating.value, row, "o", color=colour, markersize=6)
        if rating.elo_online is not None:
            ax.plot(rating.elo_online, row, "o", markerfacecolor="none", markeredgecolor=FAINT, markersize=5)
    ax.set_yticks(range(len(shown)), [_short(rating.hypothesis, labels) for rating in shown])
    ax.invert_yaxis()
    ax.set_xlabel("rating with 95 % interval; hollow: online Elo, for comparison")
    ax.grid(axis="x", color="#EEEEEE")
    return figure


def ratings_over_matches(
    history: Sequence[Standings], *, labels: Mapping[str, str] | None = None, most: int = 6
) -> "Figure":
    """Draw how ratings and their intervals of the final first few moved as matches came in."""
    figure, (ax,) = _figure(7.0, 4.0)
    for number, rating in enumerate(history[-1].ratings[:most] if history else ()):
        known = [(s.matches, r) for s in history for r in s.ratings if r.hypothesis == rating.hypothesis]
        x = [matches for matches, _ in known]
        colour = COLOURS[number % len(COLOURS)]
        ax.plot(x, [r.value for _, r in known], color=colour, label=_short(rating.hypothesis, labels))
        ax.fill_between(x, [r.low for _, r in known], [r.high for _, r in known], color=colour, alpha=0.12, linewidth=0)
    ax.set_xlabel("matches")
    ax.set_ylabel("rating with 95 % interval")
    if history and history[-1].ratings:
        ax.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return figure


def top_chances(standings: Standings, *, labels: Mapping[str, str] | None = None, most: int = 15) -> "Figure":
    """Draw the probability of being the best and of being among the top k."""
    shown = sorted(standings.ratings, key=lambda r: -(r.p_top_k or 0.0))[:most]
    figure, (ax,) = _figure(7.0, 1.0 + 0.28 * max(len(shown), 1))
    rows = np.arange(len(shown))
    ax.barh(rows, [r.p_top_k or 0.0 for r in shown], color="#C9DFEF", label=f"among the top {standings.k}")
    ax.barh(rows, [r.p_best for r in shown], height=0.4, color=COLOURS[0], label="the best")
    ax.set_yticks(rows, [_short(r.hypothesis, labels) for r in shown])
    ax.invert_yaxis()
    ax.set_xlim(0, 1)
    ax.set_xlabel("probability")
    ax.legend(frameon=False, fontsize=8, loc="lower right")
    return figure


def win_matrix(
    standings: Standings, matches: Sequence[Match], *, labels: Mapping[str, str] | None = None, most: int = 20
) -> "Figure":
    """Draw who won against whom, both in the order of the standings; pairs that never met are left white."""
    names = [rating.hypothesis for rating in standings.ratings[:most]]
    place = {name: number for number, name in enumerate(names)}
    shares = np.full((len(names), len(names)), np.nan)
    for (one, other), value in pair_verdicts(matches).items():
        if one in place and other in place:
            shares[place[one], place[other]] = value
            shares[place[other], place[one]] = 1.0 - value
    side = 2.2 + 0.26 * max(len(names), 1)
    figure, (ax,) = _figure(side + 1.2, side)
    if names:
        image = ax.imshow(shares, cmap="RdBu", vmin=0.0, vmax=1.0)
        figure.colorbar(image, ax=ax, label="share won by the row", shrink=0.7)
    ax.set_xticks(range(len(names)), [str(number + 1) for number in range(len(names))], fontsize=7)
    ax.set_yticks(range(len(names)), [f"{_short(n, labels, 24)}  {i + 1}" for i, n in enumerate(names)], fontsize=7)
    return figure


def bias(diagnostics: Diagnostics) -> "Figure":
    """Draw what position and length are worth to each judge, and how predictions of left-out verdicts came true."""
    figure, (left, right) = _figure(9.0, 1.6 + 0.4 * max(len(diagnostics.judges), 4), panels=2)
    for row, judge in enumerate(diagnostics.judges):
        for offset, estimate, colour in ((-0.12, judge.position, COLOURS[0]), (0.12, judge.length, COLOURS[1])):
            left.plot([estimate.low, estimate.high], [row + offset] * 2, color=colour, linewidth=2)
            left.plot(estimate.value, row + offset, "o", color=colour, markersize=5)
    left.axvline(0.0, color=FAINT, linewidth=1)
    left.set_yticks(range(len(diagnostics.judges)), [_short(j.judge, None, 22) for j in diagnostics.judges])
    left.set_ylim(len(diagnostics.judges) - 0.5, -0.5)
    left.set_xlabel("logits for being first (blue), e times as long (orange)")
    right.plot([0.5, 1.0], [0.5, 1.0], color=FAINT, linewidth=1)
    if diagnostics.calibration is not None:
        bins = diagnostics.calibration.bins
        sizes = [10 + 150 * b.matches / max(diagnostics.calibration.matches, 1) for b in bins]
        right.scatter([b.predicted for b in bins], [b.observed for b in bins], s=sizes, color=COLOURS[2])
    right.set_xlabel("predicted chance of the likelier one")
    right.set_ylabel("how often it won")
    return figure
