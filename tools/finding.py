"""Making checks: named by content, rounded alike on every machine, each with its method and source."""

from collections.abc import Iterable

from coscientist.domain.base import content_id
from coscientist.domain.check import Check, CheckRole, Verdict

SIGNIFICANT_DIGITS = 8
"""Beyond these, floating point differs between machines and no tool here means anything."""


def finding(
    *,
    tool: str,
    subject: str,
    property: str,  # noqa: A002  # the field's own name in Check
    value: float | str | bool | None,
    method: str,
    source: str,
    unit: str | None = None,
    verdict: Verdict = Verdict.PASS,
    role: CheckRole = CheckRole.INFORM,
    note: str = "",
    validity: str = "",
    hypothesis: str | None = None,
) -> Check:
    """Return a check whose id is the hash of everything that it says.

    Units: `unit` is UCUM; None for text and truth values.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = float(f"{value:.{SIGNIFICANT_DIGITS}g}") + 0.0  # no negative zero
    body = {
        "hypothesis": hypothesis,
        "tool": tool,
        "subject": subject,
        "property": property,
        "value": value,
        "unit": unit,
        "method": method,
        "source": source,
        "verdict": verdict.value,
        "role": role.value,
        "note": note,
        "validity": validity,
    }
    return Check.model_validate({"id": content_id("check", body), **body})


def about(checks: Iterable[Check], *, subject: str, hypothesis: str | None, source: str | None = None) -> list[Check]:
    """Return the same findings said of a named thing in a hypothesis; ids follow the content.

    Findings are computed once per structure and then told of every hypothesis that names it.
    """
    return [
        finding(
            tool=check.tool,
            subject=subject,
            property=check.property,
            value=check.value,
            unit=check.unit,
            method=check.method,
            source=f"{check.source}; {source}" if source else check.source,
            verdict=check.verdict,
            role=check.role,
            note=check.note,
            validity=check.validity,
            hypothesis=hypothesis,
        )
        for check in checks
    ]


def gates(checks: Iterable[Check]) -> list[Check]:
    """Return the checks that keep a hypothesis out of the tournament."""
    return [check for check in checks if check.role is CheckRole.GATE and check.verdict is Verdict.FAIL]
