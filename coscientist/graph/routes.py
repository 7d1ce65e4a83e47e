"""Where a run goes next: pure functions of its state."""

from typing import Literal

from langgraph.types import Send

from coscientist.graph.state import DevelopInput, RunState


def after_approval(state: RunState) -> Literal["propose", "dispatch", "conclude"]:
    """Begin with proposals, or with what waits for review when a finished run is taken up again; end when refused."""
    if state.get("ended"):
        return "conclude"
    return "dispatch" if state.get("pending") else "propose"


def each_pending(state: RunState) -> list[Send] | Literal["conclude", "proximity"]:
    """Send every waiting hypothesis down its own chain."""
    if state.get("ended"):
        return "conclude"
    run, cycle = state["run"], state.get("cycle", 0)
    sends = [Send("develop", DevelopInput(run=run, cycle=cycle, hypothesis=item)) for item in state.get("pending", [])]
    return sends or "proximity"


def after_inherit(cycles: int, people_waiting: bool, ends_early: bool, state: RunState) -> str:
    """Go on with the next cycle, with what people added, or to the end."""
    if ends_early:
        return "conclude"
    if people_waiting:
        return "take_up"
    return "next_cycle" if state.get("cycle", 0) + 1 < cycles else "conclude"
