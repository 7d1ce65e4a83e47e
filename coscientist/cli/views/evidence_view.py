"""The evidence behind a hypothesis: step by step, word for word, for and against."""

from rich.console import RenderableType

from coscientist.app.views.evidence import HypothesisEvidence, StepEvidence
from coscientist.app.views.numbers import plural
from coscientist.cli.views.page import heading, indented, quotations
from coscientist.cli.views.terminal import joined, styled


def evidence_lines(evidence: HypothesisEvidence, *, everything: bool) -> list[RenderableType]:
    """Return each step with its quotations, then what speaks against."""
    parts: list[RenderableType] = [heading("Evidence, step by step")]
    for number, step in enumerate(evidence.steps, start=1):
        parts += _step(number, step, everything=everything)
    for title, quotes in (("Further evidence", evidence.further), ("Evidence against", evidence.against)):
        if quotes:
            parts += [heading(title), *quotations(quotes, 2, everything=everything)]
    if not evidence.against and not any(step.against for step in evidence.steps):
        parts.append(styled("Nothing against it was found in what was searched.", "dim"))
    return parts


def _step(number: int, step: StepEvidence, *, everything: bool) -> list[RenderableType]:
    stated = plural(step.sources, "source") if step.sources else "nothing found states it: this is what would be new"
    told = step.text if "source)" in step.text or "sources)" in step.text else f"{step.text} ({stated})"
    parts: list[RenderableType] = [indented(joined(styled(f"{number}. ", "bold"), told))]
    if step.assumption:
        parts.append(indented(styled(f"Assumes: {step.assumption}", "yellow"), 5))
    parts += quotations(step.quotes, 5, everything=everything)
    if step.against:
        parts.append(indented(styled("Against:", "red"), 5))
        parts += quotations(step.against, 7, everything=everything)
    return parts
