"""Plots of the studies, as SVG text."""

from collections.abc import Mapping, Sequence
from typing import Any

from coscientist.tournaments.plots import GRID, LINES, svg

Rows = Sequence[Mapping[str, Any]]
MARKS = "ovs^Dph*"


def _panel(ax: Any, rows: Rows, figure: str) -> None:
    """Draw calls against a figure: ours as a line, the others as marks."""
    ours = [row for row in rows if row["schedule"] == "ours"]
    x, y = [row["calls"] for row in ours], [row[figure]["value"] for row in ours]
    ax.plot(x, y, "-o", color=LINES[0], markersize=4, label="ours")
    ax.fill_between(x, [r[figure]["low"] for r in ours], [r[figure]["high"] for r in ours], color=LINES[0], alpha=0.15)
    for number, row in enumerate(row for row in rows if row["schedule"] != "ours"):
        colour = LINES[1 + number % (len(LINES) - 1)]
        ax.plot(row["calls"], row[figure]["value"], MARKS[number % len(MARKS)], color=colour, label=row["schedule"])
    from matplotlib.ticker import LogLocator, NullFormatter, StrMethodFormatter

    ax.set_xscale("log")
    ax.xaxis.set_major_locator(LogLocator(subs=(1.0, 3.0)))
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.set_ylim(0, 1)
    ax.grid(color=GRID, linewidth=0.5)
    ax.spines[["top", "right"]].set_visible(False)


def calls_figure(results: Mapping[str, Rows]) -> str:
    """Draw judge calls against recall and P(best first), one column a setting with position bias."""
    from matplotlib.figure import Figure

    keys = sorted((key for key in results if "position bias 0.8" in key), key=_size)
    figure = Figure(figsize=(2.6 * len(keys) + 1.0, 6.4), layout="constrained")
    axes = figure.subplots(2, len(keys), sharey=True, squeeze=False)
    for column, key in enumerate(keys):
        for row, (name, label) in enumerate((("recall", "top-5 recall"), ("best_first", "true best ranked first"))):
            _panel(axes[row][column], results[key], name)
            axes[row][0].set_ylabel(label)
        axes[0][column].set_title(key.removesuffix(", position bias 0.8"), fontsize=10)
        axes[1][column].set_xlabel("judge calls")
    handles, labels = axes[0][0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False, fontsize=9)
    return svg(figure)


def judges_figure(results: Mapping[str, Rows]) -> str:
    """Draw the same for judges that err in other ways."""
    from matplotlib.figure import Figure

    sizes = sorted({_size(key) for key in results})
    habits = list(dict.fromkeys(key.split(", ", 1)[1] for key in results))
    figure = Figure(figsize=(2.2 * len(habits) + 1.0, 2.6 * len(sizes) + 1.0), layout="constrained")
    axes = figure.subplots(len(sizes), len(habits), sharey=True, squeeze=False)
    for row, size in enumerate(sizes):
        for column, habit in enumerate(habits):
            if f"N={size}, {habit}" in results:
                _panel(axes[row][column], results[f"N={size}, {habit}"], "recall")
            axes[0][column].set_title(habit, fontsize=10)
            axes[-1][column].set_xlabel("judge calls")
        axes[row][0].set_ylabel(f"top-5 recall, N={size}")
    handles, labels = axes[0][0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=5, frameon=False, fontsize=9)
    return svg(figure)


def _size(key: str) -> int:
    """Read how many hypotheses a field has from the name of its setting."""
    return int(key.removeprefix("N=").split(",")[0])


def replay_figure(results: Mapping[str, Any]) -> str:
    """Draw how soon the recorded verdicts give the top 3 of all of them."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5.5, 3.6), layout="constrained")
    ax = figure.add_subplot()
    for number, (name, curve) in enumerate(results["same_top_3"].items()):
        ax.plot([int(used) for used in curve], list(curve.values()), color=LINES[number], label=name)
    ax.axhline(0.9, color=GRID, linewidth=1)
    ax.set_xlabel("verdicts used, of 45 a topic")
    ax.set_ylabel("share of replays with the same top 3")
    ax.legend(frameon=False)
    ax.spines[["top", "right"]].set_visible(False)
    return svg(figure)
