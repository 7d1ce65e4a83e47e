"""What a person has said about the plan and the briefs of a run; it is in the store, and so outlives the process."""

from coscientist.domain.brief import Brief
from coscientist.domain.event import Event
from coscientist.domain.run import Run
from coscientist.graph.standing import in_play
from coscientist.ports import Store

STAGE = "approval"
PLAN = "plan"
YES, NO = "approved", "not approved"


def plan_answer(store: Store, run_id: str) -> Event | None:
    """Return the latest answer to the question whether the plan may be run; None: nobody has answered."""
    found = [event for event in store.events(run_id) if event.stage == STAGE and event.data.get("what") == PLAN]
    return found[-1] if found else None


def open_briefs(store: Store, run: Run) -> list[Brief]:
    """Return the briefs of hypotheses in play on which nobody has decided."""
    playing = {item.id for item in in_play(store, run.id)}
    return [item for item in store.briefs(run.id) if not item.approvals and item.provenance.hypothesis in playing]


def waits_for(store: Store, run: Run) -> str:
    """Say in words what a waiting run waits for; empty when all questions are answered."""
    if not run.approve:
        return ""
    if plan_answer(store, run.id) is None:
        return "approval of its plan"
    briefs = open_briefs(store, run)
    return f"a decision on {', '.join(item.brief_id for item in briefs)}" if briefs else ""
