"""Benchmarks and their reports, as people read them."""

from collections.abc import Mapping
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table

from coscientist.app.views.numbers import number
from coscientist.cli.views.page import fact, heading, indented
from coscientist.datasets.benchmarks.benchmark import BenchmarkReport, Metric

Row = Mapping[str, Metric]
WIDE = 110
"""From this width on a figure and its interval share a line."""
METHOD_WIDTH = 16
"""That much of each line belongs to the method, however many figures it has."""
_YEARS = frozenset({"until", "cut", "year"})


def listed(summaries: Mapping[str, str]) -> Table:
    """Return the benchmarks with what each asks."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("benchmark", no_wrap=True)
    table.add_column("asks", overflow="fold", ratio=1)
    for name, summary in summaries.items():
        table.add_row(name, summary)
    return table


def report_page(report: BenchmarkReport, width: int) -> Group:
    """Return a table for each setting, and what was measured on below them."""
    parts: list[RenderableType] = []
    for setting, rows in groupby(report.results, key=setting_of):
        parts += [heading(setting)] if setting else []
        parts.append(_table(list(rows), "  " if width >= WIDE else "\n"))
    parts.append(heading("Measured on"))
    parts += [indented(fact(name, _said(value))) for name, value in report.data.items()]
    return Group(*parts)


def setting_of(row: Row) -> str:
    """Return what a row was measured under: its texts and years, but for the method."""
    return ", ".join(
        f"{name} {value}" if name in _YEARS else str(value)
        for name, value in row.items()
        if name != "method" and (isinstance(value, str) or name in _YEARS)
    )


def figures(row: Row) -> dict[str, tuple[Metric, ...]]:
    """Return each figure of a row with the ends of its interval, which follow it."""
    found: dict[str, tuple[Metric, ...]] = {}
    latest = ""
    for name, value in row.items():
        if name == "method" or name in _YEARS or isinstance(value, str):
            continue
        if latest and name.replace("_", " ").rpartition(" ")[2] in ("low", "high"):
            found[latest] += (value,)
        else:
            latest = name
            found[name] = (value,)
    return found


def _table(rows: list[Row], between: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("method", overflow="fold", min_width=METHOD_WIDTH)
    named = [figures(row) for row in rows]
    names = list(dict.fromkeys(name for each in named for name in each))
    for name in names:
        # A long name takes several lines, so that it leaves the methods room.
        table.add_column(name.replace(" ", "\n"), justify="right", no_wrap=True)
    for row, each in zip(rows, named, strict=True):
        table.add_row(str(row["method"]), *(_cell(each.get(name, (None,)), between) for name in names))
    return table


def _cell(figure: tuple[Metric, ...], between: str) -> str:
    value, *ends = (_figure(each) for each in figure)
    return f"{value}{between}{ends[0]} to {ends[1]}" if len(ends) == 2 and all(ends) else value


def _figure(value: Metric) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else number(value)


def _said(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name} {_said(item)}" for name, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_said(item) for item in value)
    return f"{value:.4g}" if isinstance(value, float) else str(value)
