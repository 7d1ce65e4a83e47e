"""What was measured so far, as a person reads it: each experiment, what they add up to, how predictions fared."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from coscientist.app.laboratory.tested import Tested, belief, calibration
from coscientist.cli.views.page import heading, indented
from coscientist.cli.views.result_view import in_words
from coscientist.experiments.beliefs.calibration import Calibration


def tested_page(experiments: Sequence[Tested]) -> Group:
    """Return the page; it says so where nothing was measured."""
    if not experiments:
        return Group("Nothing has been measured yet. A brief's table: coscientist results template BRIEF")
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("result", "brief", "primary effect", "call"):
        table.add_column(name, overflow="fold")
    for item in experiments:
        primary = next((each for each in item.analysis.outcomes if each.primary), None)
        call = item.analysis.call.value if item.analysis.is_evidence else "no evidence"
        table.add_row(item.result.id, item.brief.title, primary.effect_text if primary else "", call)
    parts: list[RenderableType] = [table]
    for hypothesis in dict.fromkeys(item.analysis.hypothesis for item in experiments):
        held = belief(hypothesis, experiments)
        if held.results:
            parts += [heading(hypothesis), indented(in_words(held))]
    return Group(*parts, heading("Predictions beside measurements"), indented(_fared(calibration(experiments))))


def _fared(found: Calibration) -> str:
    parts = [f"{found.direction_hits} of {found.n_directions} conclusive tests came out as predicted"]
    if found.bias is not None and found.mae is not None:
        parts.append(
            f"{found.n_effects} stated effects: off by {found.mae:.2g} on average, {found.bias:+.2g} with their sign"
        )
    if found.spearman is not None:
        parts.append(f"rank correlation {found.spearman:.2f}")
    if found.brier is not None:
        parts.append(f"Brier score {found.brier:.2f} over {found.n_probabilities} stated probabilities")
    return "; ".join(parts) + "."
