"""What a domain tool computed about something that a hypothesis names."""

from enum import StrEnum

from coscientist.domain.base import Value


class Verdict(StrEnum):
    """What a check says."""

    PASS = "pass"  # noqa: S105
    WARN = "warn"
    FAIL = "fail"
    NOT_APPLICABLE = "not applicable"
    UNAVAILABLE = "unavailable"


class CheckRole(StrEnum):
    """Whether a failing check keeps a hypothesis out of the tournament."""

    GATE = "gate"
    INFORM = "inform"


class Check(Value):
    """One number or finding, with the tool that gave it."""

    id: str
    hypothesis: str | None = None
    tool: str
    """Name in the tool registry, as `chemistry.druglikeness`."""
    subject: str
    """What was checked: a compound's name, a formula, a protein."""
    property: str
    """`QED`, `molecular weight`, `charge balance` …"""
    value: float | str | bool | None
    unit: str | None = None
    """UCUM; None for text and truth values."""
    method: str
    """Software with its version and the function or rule."""
    source: str
    """Where the input or the rule comes from: a structure's origin, a DOI."""
    verdict: Verdict
    role: CheckRole = CheckRole.INFORM
    note: str = ""
    validity: str = ""
    """Where the number holds, and from where on it says nothing; empty where there is no such limit."""
