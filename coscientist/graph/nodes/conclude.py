"""Conclude: briefs for the best."""

from langgraph.runtime import Runtime

from coscientist.domain.brief import Brief
from coscientist.domain.errors import CoscientistError
from coscientist.domain.hypothesis import Hypothesis
from coscientist.graph.refusing import model_refusal, refuse
from coscientist.graph.services import Services
from coscientist.graph.standing import in_play, pinned, standings
from coscientist.graph.state import RunState
from coscientist.graph.telling import tell
from coscientist.safety.screen import screen_brief


async def conclude(state: RunState, runtime: Runtime[Services]) -> RunState:
    """Write briefs for the top hypotheses and those that people pinned; where none can be written, the next best's."""
    services = runtime.context
    store, run = services.store, services.run
    players = {item.id: item for item in in_play(store, run.id)}
    table = standings(store, run.id, top=run.plan.briefs, seed=run.plan.seed)
    for role, said in sorted(services.spent_shares().items()):
        tell(services, "brief", "budget", f"Not all was asked of the model: {said}", {"role": role})
    tell(services, "brief", "stage", "Writing briefs.")
    there = {item.brief_id: item for item in store.briefs(run.id)}
    kept = pinned(store, run.id)
    made = 0
    for rating in table.ratings:
        if made >= run.plan.briefs and rating.hypothesis not in kept:
            continue
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
        if await _refused(services, hypothesis, brief):
            continue
        store.save_brief(run.id, _as_decided(brief, there.get(brief.brief_id)))
        made += 1
        tell(services, "brief", "brief", hypothesis.title, {"id": hypothesis.id, "brief": brief.brief_id})
    return {"pending": [], "ended": state.get("ended", "")}


async def _refused(services: Services, hypothesis: Hypothesis, brief: Brief) -> bool:
    """Screen a brief, by the lists and then by a model; one that is refused takes its hypothesis out of play."""
    why = screen_brief(brief)
    if why is not None:
        refuse(services, hypothesis, f"its brief: {why}")
        return True
    found = await model_refusal(services, "brief", f"{brief.title}\n{brief.objective}", hypothesis.id)
    if found is not None:
        refuse(services, hypothesis, f"its brief: {found[0]}", by=found[1])
    return found is not None


def _as_decided(brief: Brief, earlier: Brief | None) -> Brief:
    """Return a brief with what people have said of it, when it says what it said then."""
    if earlier is None or earlier.content_sha256 != brief.content_sha256 or not earlier.approvals:
        return brief
    return earlier
