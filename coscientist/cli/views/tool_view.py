"""Tools and their findings, as people read them."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from coscientist.cli.views.page import indented
from coscientist.cli.views.review_view import check_table
from coscientist.cli.views.terminal import joined, styled
from coscientist.domain.check import Check
from coscientist.tools.registry import ToolCard


def tool_page(cards: Sequence[ToolCard]) -> Group:
    """Return each tool with its inputs and the libraries behind it."""
    parts: list[RenderableType] = []
    for card in cards:
        libraries = ", ".join(f"{name} {version}" for name, version in card.versions.items())
        parts.append(joined(styled(card.name, "bold"), f"  {card.summary}", styled(f"  {libraries}", "dim")))
        for name, what in card.inputs.items():
            optional = "" if name in card.required else " (optional)"
            parts.append(indented(joined(styled(f"{name}=", "cyan"), f"{what}{optional}"), 4))
    return Group(*parts)


def findings_page(checks: Sequence[Check]) -> Group:
    """Return the findings as a table, with methods and sources below it."""
    if not checks:
        return Group(Text("The tool found nothing to say."))
    origins = dict.fromkeys(f"{check.method}; {check.source}" for check in checks)
    return Group(check_table(checks), Text(), *(styled(f"by {origin}", "dim") for origin in origins))
