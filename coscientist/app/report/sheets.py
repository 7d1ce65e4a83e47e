"""What the domain tools computed, once for each thing that hypotheses name."""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from coscientist.app.report.drawing.structure import structure
from coscientist.domain.check import Check, Verdict

if TYPE_CHECKING:
    from markupsafe import Markup

    from coscientist.app.record import Record


STRUCTURE = ("chemistry.structure", "canonical SMILES")
"""The check whose value is drawn."""


@dataclass(frozen=True)
class Sheet:
    """One compound, protein or material with every check of it."""

    subject: str
    anchor: str
    hypotheses: tuple[str, ...]
    """Ids of those that name it."""
    groups: tuple[tuple[str, tuple[Check, ...]], ...]
    """Tool to its checks."""
    open: int
    """Failures and warnings."""
    structure: "Markup | None"
    """The structural formula of a compound."""


def sheets(record: "Record") -> dict[str, Sheet]:
    """Return a sheet for each subject, by name."""
    found: dict[str, dict[tuple[str, str], Check]] = {}
    named: dict[str, list[str]] = {}
    for entry in record.entries:
        for check in entry.checks:
            found.setdefault(check.subject, {}).setdefault((check.tool, check.property), check)
            if entry.hypothesis.id not in named.setdefault(check.subject, []):
                named[check.subject].append(entry.hypothesis.id)
    return {
        subject: Sheet(
            subject=subject,
            anchor=f"sheet-{number}",
            hypotheses=tuple(named[subject]),
            groups=tuple(
                (tool, tuple(checks))
                for tool, checks in groupby(sorted(by_key.values(), key=_place), key=lambda check: check.tool)
            ),
            open=sum(check.verdict in (Verdict.FAIL, Verdict.WARN) for check in by_key.values()),
            structure=_structure(by_key),
        )
        for number, (subject, by_key) in enumerate(sorted(found.items(), key=lambda item: item[0].casefold()), start=1)
    }


def _structure(checks: dict[tuple[str, str], Check]) -> "Markup | None":
    smiles = checks.get(STRUCTURE)
    return structure(smiles.value) if smiles is not None and isinstance(smiles.value, str) else None


def _place(check: Check) -> tuple[str, str]:
    return check.tool, check.property
