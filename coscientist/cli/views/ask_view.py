"""An answer about a hypothesis, as a person reads it."""

from rich.console import Group, RenderableType
from rich.text import Text

from coscientist.agents.conversation.ask import RecordItem, Told
from coscientist.cli.views.page import heading, indented
from coscientist.cli.views.plain import one_line, shortened
from coscientist.cli.views.terminal import joined, styled

LONGEST = 500


def told_page(told: Told, title: str) -> Group:
    """Return the answer with what it cites, or the entries of the record on the question."""
    parts: list[RenderableType] = [heading(one_line(title))]
    if told.model is None:
        needs = "No model is configured, so nothing is put into words (--model NAME or COSCIENTIST_MODEL)."
        has = " The record on the question:" if told.found else " The record holds nothing on the question."
        parts.append(styled(needs + has, "dim"))
    else:
        parts += [joined(one_line(item.text), styled(f"  [{', '.join(item.cites)}]", "dim")) for item in told.sentences]
        if not told.sentences:
            parts.append(Text("The model said nothing that the record carries."))
        if told.missing:
            parts.append(styled(f"Not in the record: {one_line(told.missing)}", "yellow"))
        if told.rejected:
            parts.append(styled(f"{told.rejected} statements cited nothing of the record and were left out.", "yellow"))
        parts.append(styled(f"By {told.model}.", "dim"))
    parts += [part for item in told.found for part in _item(item)]
    return Group(*parts)


def _item(item: RecordItem) -> tuple[RenderableType, RenderableType]:
    head = styled(f"{item.id}  {one_line(item.kind)}", "bold")
    return head, indented(Text(shortened(one_line(item.text), LONGEST)))
