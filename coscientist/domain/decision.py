"""A change of a hypothesis's standing, with who decided and why."""

from coscientist.domain.base import Value
from coscientist.domain.hypothesis import Status


class Decision(Value):
    """Appended, never overwritten: the latest decision on a hypothesis is its status."""

    id: str
    hypothesis: str
    status: Status
    by: str
    """`gate`, `proximity`, `parent match`, `person:<name>`, `lab:<result id>` …"""
    why: str
    into: str | None = None
    """For a merged hypothesis: the one that keeps its evidence."""
    pin: bool = False
    """A person keeps it in play: from here on only people, laboratories and the safety screens decide on it."""
