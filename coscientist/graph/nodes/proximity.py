"""Proximity: duplicates become one, with the reason."""

from langgraph.runtime import Runtime

from coscientist.agents.proximity.likeness import merges
from coscientist.graph.nearness import merge_with_model
from coscientist.graph.services import Services
from coscientist.graph.standing import in_play, unmeasured
from coscientist.graph.state import RunState
from coscientist.graph.telling import tell


async def proximity(state: RunState, runtime: Runtime[Services]) -> RunState:
    """Merge what says the same by the same means."""
    services = runtime.context
    store, run = services.store, services.run
    if state.get("cycle", 0) + 1 >= run.plan.cycles:
        services.close_roles("reflection")
    players = unmeasured(store, run.id, in_play(store, run.id))
    decisions = merges(services.bench, players)
    gone = {decision.hypothesis for decision in decisions}
    left = [item for item in players if item.id not in gone]
    decisions += await merge_with_model(services, left, state.get("cycle", 0))
    services.store.add_decisions(services.run.id, decisions)
    titles = {item.id: item.title for item in players}
    for decision in decisions:
        where: dict[str, str | int | float | bool | None] = {"id": decision.hypothesis, "into": decision.into}
        tell(services, "proximity", "merged", f"{titles[decision.hypothesis]}: {decision.why}", where)
    return {"pending": [], "cycle": state.get("cycle", 0)}
