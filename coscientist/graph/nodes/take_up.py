"""Take up: what people added while the run was under way."""

from langgraph.runtime import Runtime

from coscientist.graph.services import Services
from coscientist.graph.standing import unreviewed
from coscientist.graph.state import RunState
from coscientist.graph.telling import tell


async def take_up(state: RunState, runtime: Runtime[Services]) -> RunState:
    """Put hypotheses that nobody has reviewed yet in line for review."""
    services = runtime.context
    waiting = unreviewed(services.store, services.run.id)
    for item in waiting:
        tell(services, "review", "person", f"Taken up: {item.title}", {"id": item.id})
    return {"pending": [item.id for item in waiting], "cycle": state.get("cycle", 0)}
