"""Corpora and what was found in them, as people read them."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from coscientist.app.library.adopting import Adopted
from coscientist.cli.searching import Hit
from coscientist.cli.views.page import indented, quotation
from coscientist.cli.views.terminal import styled

REMARKS = 5


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


def added_lines(added: Adopted, counts: Mapping[str, int]) -> list[str]:
    """Say what a corpus holds after something was added, and what to do next."""
    lines = [f"{added.name}: {', '.join(_counted(count, kind) for kind, count in counts.items())}"]
    taken = added.taken
    if taken is not None:
        named = {"new": taken.new, "changed": taken.changed, "unchanged": taken.same, "no longer there": taken.gone}
        said = [f"{len(files):,} {what}" for what, files in named.items() if files]
        if taken.failures:
            said.append(f"{len(taken.failures):,} troubles, told above")
        lines.append(f"Files: {', '.join(said)}.")
        lines += [f"Note: {remark}" for remark in taken.remarks[:REMARKS]]
        if len(taken.remarks) > REMARKS:
            lines.append(f"and {len(taken.remarks) - REMARKS:,} more notes (--json has them all).")
    if not counts.get("claim"):
        lines.append(
            "No claims could be read out of it: it can be searched, and it counts when novelty is reviewed, but "
            "hypotheses need a corpus with claims beside it."
        )
    lines.append(f"Use it with: coscientist run --goal TEXT --corpus {added.name}")
    return lines


def added_object(added: Adopted, counts: Mapping[str, int]) -> dict[str, Any]:
    """Return the same for programs."""
    taken = added.taken
    return {"corpus": added.name, **counts, **({} if taken is None else {"files": taken.model_dump(mode="json")})}


def _counted(count: int, kind: str) -> str:
    return f"{count:,} {kind}" + ("" if count == 1 else "s")
