"""Writes report.html."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from coscientist.app.artefacts import write_text
from coscientist.app.report.page import report_html

if TYPE_CHECKING:
    from coscientist.agents.overview.directions import Overview
    from coscientist.app.record import Record


def write_report(
    record: "Record", path: Path, *, usage: dict[str, Any] | None = None, overview: "Overview | None" = None
) -> None:
    """Write the report of a run, whole; `usage` is that of run.json."""
    write_text(path, report_html(record, usage=usage, overview=overview))
