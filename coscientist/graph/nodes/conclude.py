"""Conclude: briefs for the best."""

from langgraph.runtime import Runtime

from coscientist.domain.errors import CoscientistError
from coscientist.graph.refusing import refuse
from coscientist.graph.services import Services
from coscientist.graph.standing import in_play, standings
from coscientist.graph.state import RunState
from coscientist.graph.telling import tell
from coscientist.safety.screen import screen_brief


async def conclude(state: RunState, runtime: Runtime[Services]) -> RunState:
    """Write briefs for the top hypotheses; where none can be written, the next best takes the place."""
    services = runtime.context
    store, run = services.store, services.run
    players = {item.id: item for item in in_play(store, run.id)}
    table = standings(store, run.id, top=run.plan.briefs, seed=run.plan.seed)
    for role, said in sorted(services.spent_shares().items()):
        tell(services, "brief", "budget", f"Not all was asked of the model: {said}", {"role": role})
    made = 0
    for rating in table.ratings:
        if made == run.plan.briefs:
            break
        hypothesis = players[rating.hypothesis]
        try:
            brief = services.make_brief(run, hypothesis, rating)
        except CoscientistError as error:
            tell(
                services,
                "brief",
                "skipped",
                f"No brief for {hypothesis.title}, because: {error}",
                {"id": hypothesis.id},
            )
            continue
        why = screen_brief(brief)
        if why is not None:
            refuse(services, hypothesis, f"its brief: {why}")
            continue
        store.save_brief(run.id, brief)
        made += 1
        tell(services, "brief", "brief", hypothesis.title, {"id": hypothesis.id, "brief": brief.brief_id})
    return {"pending": [], "ended": state.get("ended", "")}
