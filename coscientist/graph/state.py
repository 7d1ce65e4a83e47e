"""The state of a run on its way through the graph: ids and counters; the objects are in the store."""

from typing import TypedDict


class RunState(TypedDict, total=False):
    """What LangGraph checkpoints."""

    run: str
    cycle: int
    """0 for the first; each later one evolves what the last left and adds to it."""
    round: int
    """The last round of matches that is complete; a tournament taken up again replays from here."""
    played: int
    """The last round of this cycle's tournament: planted copies are judged as of it."""
    originals: list[str]
    """Ids of the hypotheses of which this cycle plants copies, chosen when its tournament ended."""
    pending: list[str]
    """Ids of hypotheses that wait for review."""
    ended: str
    """Why the run stops before its cycles are done; empty while it goes on."""


class DevelopInput(TypedDict):
    """What one hypothesis's own chain is started with."""

    run: str
    cycle: int
    hypothesis: str
