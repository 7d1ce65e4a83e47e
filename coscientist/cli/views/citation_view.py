"""Checked citations, as people read them: a table of the four states, and what is wrong with which."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from coscientist.app.library.citing import STATES, CitationReport
from coscientist.cli.views.plain import one_line, shortened
from coscientist.cli.views.terminal import joined, styled
from coscientist.literature.citations.values import CitationCheck

TITLES = {
    "exists": "exists",
    "metadata_right": "metadata right",
    "supports": "supports the claim",
    "not_retracted": "not retracted",
}
_STYLES = {"yes": "green", "no": "bold red", "unknown": "yellow", "unavailable": "dim"}
CITED = 60


def citation_table(report: CitationReport) -> Table:
    """Return one row a citation with its four states."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("where", no_wrap=True)
    table.add_column("citation", ratio=1, min_width=16, overflow="fold")
    for title in TITLES.values():
        table.add_column(title, overflow="fold")
    for check in report.checks:
        states = [getattr(check, state).holds for state in STATES]
        table.add_row(
            check.citation.place.partition(", ")[0],
            shortened(one_line(check.citation.text), CITED),
            *(styled(state, _STYLES[state]) for state in states),
        )
    return table


def problem_lines(report: CitationReport) -> Iterator[Text]:
    """Say of each citation that is not sound what is wrong, and why one knows."""
    for check in report.wrong:
        cited = shortened(one_line(check.citation.text), CITED)
        yield joined(f"{check.citation.place}: {cited}: ", styled(", ".join(check.problems), "bold red"))
        for why in _reasons(check):
            yield joined("  ", why)


def _reasons(check: CitationCheck) -> Iterator[str]:
    for state in STATES:
        found = getattr(check, state)
        if found.holds == "no":
            yield found.why


def closing(report: CitationReport) -> str:
    """Say how many are wrong, and against what they were checked."""
    many = len(report.checks)
    wrong = len(report.wrong)
    places = [*report.corpora, *report.services]
    against = f"checked against {', '.join(places)}" if places else "no corpus is loaded and no service was named"
    said = f"{wrong} of {many} citations have problems" if wrong else f"Nothing was found against {many} citations"
    open_ = sum(any(getattr(check, state).holds == "unavailable" for state in STATES) for check in report.checks)
    rest = f"; of {open_} something could not be found out" if open_ else ""
    ask = "" if report.services or not open_ else " Ask services too, with: --source crossref --source europe-pmc"
    return f"{said}{rest} ({against}).{ask}"
