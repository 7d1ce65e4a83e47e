"""Benchmarks and their reports, as people read them."""

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from coscientist.app.views.numbers import number
from coscientist.cli.page import fact, heading, indented
from coscientist.datasets.benchmarks.benchmark import BenchmarkReport

_FIRST = ("method",)


def listed(summaries: Mapping[str, str]) -> Table:
    """Return the benchmarks with what each asks."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("benchmark", no_wrap=True)
    table.add_column("asks", overflow="fold", ratio=1)
    for name, summary in summaries.items():
        table.add_row(name, summary)
    return table


def report_page(report: BenchmarkReport) -> Group:
    """Return the results as a table and what they were measured on below it."""
    names = list(dict.fromkeys(name for row in report.results for name in row))
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in names:
        table.add_column(name, justify="left" if name in _FIRST else "right", overflow="fold")
    for row in report.results:
        table.add_row(*(_cell(row.get(name)) for name in names))
    parts: list[RenderableType] = [table, heading("Measured on")]
    parts += [indented(fact(name, _said(value))) for name, value in report.data.items()]
    return Group(*parts, Text())


def _cell(value: float | int | str | None) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else number(value)


def _said(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name} {_said(item)}" for name, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_said(item) for item in value)
    return f"{value:.4g}" if isinstance(value, float) else str(value)
