"""Inherit: a child that does not beat its parent does not outlive it."""

from langgraph.runtime import Runtime

from coscientist.agents.ranking.panel import panel
from coscientist.domain.base import content_id
from coscientist.domain.decision import Decision
from coscientist.domain.hypothesis import Status
from coscientist.domain.match import Match, Outcome
from coscientist.graph.services import Services
from coscientist.graph.standing import carried_over, in_play
from coscientist.graph.state import RunState
from coscientist.graph.telling import tell


async def inherit(state: RunState, runtime: Runtime[Services]) -> RunState:
    """Let each child of this cycle meet its parents that are in play; it needs more votes than each of them."""
    services, cycle = runtime.context, state.get("cycle", 0)
    store, run = services.store, services.run
    players = {item.id: item for item in in_play(store, run.id)}
    carried = {item.id for item in carried_over(store, run)}
    children = [item for item in players.values() if item.parents and item.cycle == cycle and item.id not in carried]
    if not children:
        return {}
    judges = panel(run.plan.criteria, sorted(store.reviews(run.id), key=lambda item: (item.reviewer, item.id)))
    number = state.get("round", 0) + 1
    decisions: list[Decision] = []
    for child in children:
        for parent_id in child.parents:
            parent = players.get(parent_id)
            if parent is None:
                continue
            votes = [judge.compare(child, parent, round_number=number) for judge in judges]
            store.add_matches(run.id, votes)
            ahead = votes_for_first(votes)
            if ahead <= 0:
                decisions.append(_lost(child.id, parent_id, votes))
                break
    store.add_decisions(run.id, decisions)
    for decision in decisions:
        tell(services, "inherit", "eliminated", f"{players[decision.hypothesis].title}: {decision.why}",
             {"id": decision.hypothesis})  # fmt: skip
    return {"round": number}


def votes_for_first(votes: list[Match]) -> int:
    """Return by how many votes the first shown leads."""
    return sum((vote.outcome is Outcome.FIRST) - (vote.outcome is Outcome.SECOND) for vote in votes)


def _lost(child: str, parent: str, votes: list[Match]) -> Decision:
    won = sum(vote.outcome is Outcome.FIRST for vote in votes)
    lost = sum(vote.outcome is Outcome.SECOND for vote in votes)
    why = f"It did not beat its parent {parent}: {won} votes for it, {lost} against, {len(votes) - won - lost} ties."
    return Decision(
        id=content_id("d", child, "eliminated", "parent match", parent),
        hypothesis=child,
        status=Status.ELIMINATED,
        by="parent match",
        why=why,
    )
