"""Approval: the run stops at a question to a person, for as long as it takes, and goes on with the answer."""

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from coscientist.graph.approvals import NO, open_briefs, plan_answer, waits_for
from coscientist.graph.services import Services
from coscientist.graph.state import RunState

DECLINED = "declined"


async def approve_plan(state: RunState, runtime: Runtime[Services]) -> RunState:
    """Ask whether the plan may be run. The answer is in the store, so a process that was killed asks again."""
    services = runtime.context
    store, run = services.store, services.run
    if not run.approve or state.get("ended"):
        return {"ended": state.get("ended", "")}
    answer = plan_answer(store, run.id)
    if answer is None:
        interrupt({"ask": "plan", "run": run.id, "for": waits_for(store, run)})
        raise AssertionError("interrupt() came back although nothing was answered")
    if answer.data.get("answer") == NO:
        services.spending.refuse(answer.message)
        return {"ended": DECLINED, "pending": []}
    return {"ended": ""}


async def approve_briefs(state: RunState, runtime: Runtime[Services]) -> RunState:
    """Ask about every brief on which nobody has decided."""
    services = runtime.context
    store, run = services.store, services.run
    if run.approve and (briefs := open_briefs(store, run)):
        interrupt({"ask": "briefs", "run": run.id, "briefs": [item.brief_id for item in briefs]})
    return {"ended": state.get("ended", "")}
