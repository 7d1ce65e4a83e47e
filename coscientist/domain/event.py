"""What happened during a run, in order."""

from collections.abc import Mapping

from coscientist.domain.base import Value

Data = Mapping[str, str | int | float | bool | None]
"""What an event says in figures and names."""


class Event(Value):
    """One line of `events.jsonl`."""

    id: str
    """From its content and its place in the run, so that a step taken again after a crash is not told twice."""
    kind: str
    """`stage`, `hypothesis`, `check`, `match`, `merged`, `eliminated`, `refused`, `skipped`, `budget`, `person`,
    `result` …"""
    stage: str
    message: str
    data: dict[str, str | int | float | bool | None] = {}
    at: str | None = None
    """ISO 8601 in UTC; the only field that differs between two runs of the same seed."""
