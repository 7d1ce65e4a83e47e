"""Reviews with their objections, and what the tools found."""

from collections import Counter
from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from coscientist.app.views.numbers import number
from coscientist.cli.views.page import heading, indented
from coscientist.cli.views.terminal import joined, styled
from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.domain.review import Review, Severity

_SEVERITY = {Severity.FATAL: "bold red", Severity.MAJOR: "red", Severity.MINOR: "yellow"}
_VERDICT = {Verdict.FAIL: "red", Verdict.WARN: "yellow", Verdict.UNAVAILABLE: "yellow", Verdict.PASS: "green"}
_NOTABLE = (Verdict.FAIL, Verdict.WARN, Verdict.UNAVAILABLE)


def review_lines(reviews: Sequence[Review]) -> list[RenderableType]:
    """Return what each reviewer found, with its scores and objections."""
    if not reviews:
        return [heading("Reviews"), indented("Nobody has reviewed it yet.")]
    parts: list[RenderableType] = [heading("Reviews")]
    for review in reviews:
        scores = ", ".join(f"{name} {score:.2f}" for name, score in review.scores.items())
        name = review.reviewer.removeprefix("reflection/")
        parts.append(indented(joined(styled(name, "bold"), f" ({scores}): " if scores else ": ", review.summary)))
        parts += [
            indented(
                joined(styled(f"{each.severity.value} ", _SEVERITY[each.severity]), f"{each.kind}: {each.text}"), 4
            )
            for each in review.objections
        ]
        if review.eliminate:
            parts.append(indented(styled(f"eliminated: {review.eliminate}", "bold red"), 4))
    return parts


def check_lines(checks: Sequence[Check], *, everything: bool) -> list[RenderableType]:
    """Return the tools' findings: those worth a look, or all of them."""
    if not checks:
        return []
    counts = Counter(check.verdict for check in checks)
    said = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict])
    shown = [check for check in checks if everything or check.verdict in _NOTABLE or check.role is CheckRole.GATE]
    parts: list[RenderableType] = [heading(f"Checks ({said})")]
    if shown:
        parts += [indented(_check(check)) for check in shown]
    if len(shown) < len(checks):
        parts.append(indented(styled(f"{len(checks) - len(shown)} more without a warning", "dim")))
    return parts


def _check(check: Check) -> Text:
    gate = " (gate)" if check.role is CheckRole.GATE else ""
    said = f" {check.subject}, {check.property}: {_value(check)}"
    note = f" ({check.note})" if check.note else ""
    return joined(styled(check.verdict.value + gate, _VERDICT.get(check.verdict, "")), said, styled(note, "dim"))


def _value(check: Check) -> str:
    return number(check.value) + (f" {check.unit}" if check.unit and check.unit != "1" else "")


def check_table(checks: Sequence[Check]) -> Table:
    """Return findings as a table: what of what, the value, the verdict, the tool."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("subject", overflow="fold")
    table.add_column("property", overflow="fold")
    table.add_column("value", overflow="fold")
    table.add_column("verdict", no_wrap=True)
    table.add_column("note", overflow="fold", ratio=1)
    for check in checks:
        gate = " (gate)" if check.role is CheckRole.GATE else ""
        note = check.note or check.validity
        table.add_row(
            check.subject, check.property, _value(check),
            styled(check.verdict.value + gate, _VERDICT.get(check.verdict, "")), styled(note, "dim"),
        )  # fmt: skip
    return table
