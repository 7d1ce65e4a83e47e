"""Conclude: briefs for the best."""

import asyncio

from langgraph.runtime import Runtime

from coscientist.domain.brief import Brief
from coscientist.domain.errors import CoscientistError
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.rating import Rating
from coscientist.graph.refusing import model_refusal, refuse
from coscientist.graph.services import Services
from coscientist.graph.standing import in_play, pinned, standings
from coscientist.graph.state import RunState
from coscientist.graph.telling import tell
from coscientist.graph.turns import in_turn
from coscientist.safety.screen import SCREEN, screen_brief


async def conclude(state: RunState, runtime: Runtime[Services]) -> RunState:
    """Write briefs for the top hypotheses and those that people pinned; where none can be written, for the next."""
    services = runtime.context
    store, run = services.store, services.run
    players = {item.id: item for item in in_play(store, run.id)}
    table = standings(store, run.id, top=run.plan.briefs, seed=run.plan.seed)
    for role, said in sorted(services.spent_shares().items()):
        tell(services, "brief", "budget", f"Not all was asked of the model: {said}", {"role": role})
    tell(services, "brief", "stage", "Writing briefs.")
    there = {item.brief_id: item for item in store.briefs(run.id)}
    kept = pinned(store, run.id)
    # Those whose turn it is are screened at once; where one falls away, the next best is screened after it.
    turns = list(in_turn(table.ratings, players))
    due = [r for place, r in enumerate(turns) if place < run.plan.briefs or r.hypothesis in kept]
    screened = await asyncio.gather(*(_drafted(services, players[each.hypothesis], each) for each in due))
    drafts = dict(zip((each.hypothesis for each in due), screened, strict=True))
    made = 0
    for rating in turns:
        if made >= run.plan.briefs and rating.hypothesis not in kept:
            continue
        hypothesis = players[rating.hypothesis]
        brief, refused = drafts.get(hypothesis.id) or await _drafted(services, hypothesis, rating)
        if brief is None:
            continue
        if refused is not None:
            refuse(services, hypothesis, f"its brief: {refused[0]}", by=refused[1])
            continue
        store.save_brief(run.id, _as_decided(brief, there.get(brief.brief_id)))
        made += 1
        tell(services, "brief", "brief", hypothesis.title, {"id": hypothesis.id, "brief": brief.brief_id})
    return {"pending": [], "ended": state.get("ended", "")}


async def _drafted(
    services: Services, hypothesis: Hypothesis, rating: Rating
) -> tuple[Brief | None, tuple[str, str] | None]:
    """Return a hypothesis's brief, with why and by whom it is refused: by the lists, then by a model."""
    try:
        brief = services.make_brief(services.run, hypothesis, rating)
    except CoscientistError as error:
        told = f"No brief for {hypothesis.title}, because: {error}"
        tell(services, "brief", "skipped", told, {"id": hypothesis.id})
        return None, None
    why = screen_brief(brief)
    if why is not None:
        return brief, (why, SCREEN)
    return brief, await model_refusal(services, "brief", f"{brief.title}\n{brief.objective}", hypothesis.id)


def _as_decided(brief: Brief, earlier: Brief | None) -> Brief:
    """Return a brief with what people have said of it, when it says what it said then."""
    if earlier is None or earlier.content_sha256 != brief.content_sha256 or not earlier.approvals:
        return brief
    return earlier
