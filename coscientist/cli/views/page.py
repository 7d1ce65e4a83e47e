"""Building blocks of pages: headings, indented lines, quotations."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coscientist.app.views.quotes import Quote
from coscientist.cli.views.terminal import joined, styled

QUOTES = 2
"""Quotations shown of each step where not all are asked for."""


def heading(text: str) -> Text:
    """Return a heading with an empty line before it."""
    return joined("\n", styled(text, "bold"))


def indented(content: RenderableType, by: int = 2) -> Padding:
    """Return something moved to the right, also where its lines are wrapped."""
    return Padding(content, (0, 0, 0, by))


def bullet(content: RenderableType, mark: str = "·", by: int = 2) -> Padding:
    """Return a point of a list; wrapped lines stay beside the mark."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(mark, content)
    return indented(table, by)


def fact(name: str, value: str) -> Text:
    """Return a named fact."""
    return joined(styled(f"{name}: ", "bold"), value)


def quotation(quote: Quote) -> Text:
    """Return a quotation with what it is given for and where it is from."""
    cited = quote.citation
    parts = [cited.authors, cited.journal, str(cited.year or ""), cited.label]
    where = ", ".join(part for part in (*parts, quote.locator) if part)
    hedge = (" (speculative)" if quote.hedged else "") + (f" (read by {quote.read_by})" if quote.read_by else "")
    retracted = styled(" RETRACTED", "bold red") if cited.retracted else ""
    return joined(f"“{quote.text}”", styled(f" {where}{hedge}", "dim"), retracted)


def quotations(found: Iterable[Quote], by: int, *, everything: bool) -> list[RenderableType]:
    """Return quotations, the first of many where not all are asked for."""
    listed = list(found)
    shown = listed if everything else listed[:QUOTES]
    parts: list[RenderableType] = [indented(quotation(quote), by) for quote in shown]
    if len(shown) < len(listed):
        parts.append(indented(styled(f"and {len(listed) - len(shown)} more quotations (--all)", "dim"), by))
    return parts
