"""A run's artefacts and report, written from the store: at its end, and again whenever people change something."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coscientist.agents.overview.values import Written
from coscientist.agents.workbench import Workbench
from coscientist.app.artefacts import earlier_overview, write_artefacts
from coscientist.app.record import Record
from coscientist.app.report.write import write_report
from coscientist.domain.call import Call
from coscientist.ports import Store


def write_run(
    store: Store,
    folder: Path,
    record: Record,
    calls: Sequence[Call],
    *,
    seconds: float | None = None,
    workbench: Workbench | None = None,
    written: Written | None = None,
) -> None:
    """Write a run's artefacts into its folder; the overview anew only when the workbench is open.

    `calls` are all of the run's; `seconds` is what the run took, None when it is as the artefacts have it; `written` is
    what a model wrote of late.
    """
    from coscientist.agents.overview.directions import overview

    usage: dict[str, Any] = {
        "calls": sum(call.attempts for call in calls),
        "tokens": sum(call.prompt_tokens + call.completion_tokens + call.lost_tokens for call in calls),
        "cost_usd": sum(call.cost_usd for call in calls),
        "seconds": _seconds_written(folder) if seconds is None else round(seconds, 2),
    }
    directions = None
    if workbench is not None:
        directions = overview(
            workbench,
            [entry.hypothesis for entry in record.in_play],
            record.standings.ratings,
            {entry.hypothesis.id: entry.reviews for entry in record.entries},
        )
        earlier = earlier_overview(folder)
        kept = earlier.written if earlier else None
        directions = directions.model_copy(update={"written": written or kept})
    write_artefacts(store, record, folder, usage, directions)
    write_report(record, folder / "report.html", usage=usage, overview=directions or earlier_overview(folder))


def _seconds_written(folder: Path) -> float | None:
    """Return what the run took as its artefacts have it, for writing them again."""
    try:
        seconds: float | None = json.loads((folder / "run.json").read_text(encoding="utf-8"))["usage"]["seconds"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return seconds
