"""Screen: the goal once more, now by a model where one is configured."""

from langgraph.runtime import Runtime

from coscientist.graph.refusing import model_refusal
from coscientist.graph.services import Services
from coscientist.graph.state import RunState
from coscientist.graph.telling import tell
from coscientist.safety.screen import refused_goal

REFUSED = "refused"


async def screen(state: RunState, runtime: Runtime[Services]) -> RunState:
    """End the run before anything is proposed when its goal is refused."""
    services = runtime.context
    goal = services.run.plan.goal
    why = refused_goal(goal)
    found = (why, "safety/lists") if why else await model_refusal(services, "goal", goal, services.run.id)
    if found is None:
        return {"ended": state.get("ended", "")}
    tell(services, "safety", "refused", f"The goal is refused: {found[0]}.", {"by": found[1]})
    services.spending.refuse(f"The goal is refused on safety grounds: {found[0]}.")
    return {"ended": REFUSED, "pending": []}
