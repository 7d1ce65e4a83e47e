"""A run: one goal, pursued once, and its place in a campaign."""

from enum import StrEnum

from coscientist.domain.base import Value
from coscientist.domain.goal import Plan
from coscientist.domain.literature import Asked


class RunStatus(StrEnum):
    """Where a run stands."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    BUDGET_ENDED = "budget ended"
    FAILED = "failed"
    REFUSED = "refused"
    """Its goal may not be pursued, or a person did not approve its plan."""
    WAITING = "waiting for approval"
    """A person has to approve the plan or a brief before it goes on."""


class Run(Value):
    """What a run was asked to do and how it ended."""

    id: str
    plan: Plan
    status: RunStatus
    started_at: str
    ended_at: str | None = None
    continues: str | None = None
    """The run whose results and beliefs this one takes up."""
    versions: dict[str, str] = {}
    corpora: dict[str, str] = {}
    """Corpus name to the sha256 of its content."""
    asked: tuple[Asked, ...] = ()
    """What literature services were asked for this run, and what came of it."""
    ended_because: str = ""
    approve: bool = False
    """Whether a person approves the plan before anything is done, and each brief before the run is done."""
