"""What an upload did, as a person reads it."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from coscientist.app.laboratory.results import ResultReport
from coscientist.cli.views.page import bullet, heading, indented
from coscientist.cli.views.terminal import joined, styled
from coscientist.domain.result_analysis import TestOutcome
from coscientist.experiments.beliefs.updating import ENOUGH, Belief

_CALL = {"supported": "bold green", "refuted": "bold red", "inconclusive": "bold yellow"}


def result_page(report: ResultReport) -> Group:
    """Return the page: the call, each tested prediction, quality, what follows."""
    analysis = report.analysis
    parts: list[RenderableType] = [
        joined(styled(report.status, _CALL.get(report.status, "bold")), f"  {report.hypothesis} by {report.result}"),
        report.summary(),
    ]
    if not report.is_evidence:
        parts.append(styled("It does not count as evidence.", "yellow"))
    committed = [each for each in analysis.outcomes if each.prediction is not None]
    besides = [each for each in analysis.outcomes if each.prediction is None]
    if committed:
        parts += [heading("What was predicted and what was measured"), indented(_predicted(committed))]
    if besides:
        parts += [heading("Compared besides, for no verdict"), indented(_compared(besides))]
    if report.belief.results:
        parts += [heading("All experiments on it together"), indented(in_words(report.belief))]
    failed = [finding for finding in analysis.quality.findings if finding.passed is False]
    parts.append(heading(f"Quality control {'passed' if analysis.quality.passed else 'failed'}"))
    parts += [bullet(f"{finding.rule} ({finding.where}): {finding.note or finding.value}") for finding in failed]
    if analysis.sensitivity:
        parts.append(indented(styled(analysis.sensitivity, "dim")))
    if report.stored_in:
        parts.append(joined(styled("\nStored in  ", "bold"), report.stored_in))
    return Group(*parts)


def in_words(belief: Belief) -> str:
    """Say what the experiments on a hypothesis add up to."""
    many = len(belief.results)
    return (
        f"{many} experiment{'' if many == 1 else 's'}: e-value {belief.e_for:.3g} for the prediction and "
        f"{belief.e_against:.3g} against it; {ENOUGH:g} is enough at the 5 % level, however often one looks. "
        f"So far: {belief.standing.value}."
    )


def _predicted(outcomes: Sequence[TestOutcome]) -> Table:
    table = _table("readout")
    table.add_column("call", no_wrap=True)
    table.add_column("why", overflow="fold", ratio=1)
    for each in outcomes:
        table.add_row(
            each.readout + (" (primary)" if each.primary else ""),
            *_figures(each),
            styled(each.call.value, _CALL.get(each.call.value, "")),
            each.why,
        )
    return table


def _compared(outcomes: Sequence[TestOutcome]) -> Table:
    table = _table("compared")
    for each in outcomes:
        table.add_row(f"{each.readout}: {each.compared}", *_figures(each))
    return table


def _table(first: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(first, overflow="fold")
    table.add_column("effect", overflow="fold")
    table.add_column("n", justify="right")
    table.add_column("p", justify="right")
    return table


def _figures(outcome: TestOutcome) -> tuple[str, str, str]:
    return outcome.effect_text, str(outcome.n), "" if outcome.p is None else f"{outcome.p:.2g}"
