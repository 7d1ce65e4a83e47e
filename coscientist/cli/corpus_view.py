"""Corpora and what was found in them, as people read them."""

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from coscientist.cli.page import indented, quotation
from coscientist.cli.searching import Hit
from coscientist.cli.terminal import styled


def corpus_table(rows: Sequence[dict[str, Any]]) -> Table:
    """Return the corpora with how much they hold and on what terms."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("corpus", no_wrap=True)
    table.add_column("holds", overflow="fold")
    table.add_column("title", ratio=1, overflow="fold")
    table.add_column("licence", overflow="fold")
    for row in rows:
        holds = ", ".join(f"{count:,} {kind}s" for kind, count in row["counts"].items())
        table.add_row(row["name"], holds or "not loaded yet", row["title"], row["licence"])
    return table


def search_page(found: Sequence[Hit]) -> Group:
    """Return the passages, best first."""
    parts: list[RenderableType] = []
    for number, hit in enumerate(found, start=1):
        parts += [
            styled(f"{number}", "bold"),
            indented(quotation(hit.quote)),
            indented(Text(hit.quote.citation.title, style="dim")),
        ]
    return Group(*(parts or [Text("Nothing was found; other words may find it.")]))
