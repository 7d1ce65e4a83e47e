"""Inherit: a child that does not beat its parent goes; one that says the same on better grounds takes its place."""

import asyncio
from collections.abc import Mapping, Sequence

from langgraph.runtime import Runtime

from coscientist.agents.proximity.likeness import one_idea
from coscientist.agents.ranking.orders import settled
from coscientist.agents.ranking.panel import panel
from coscientist.agents.wording import plural
from coscientist.domain.base import content_id
from coscientist.domain.decision import Decision
from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.domain.match import Match, Outcome
from coscientist.graph.judging import ModelVotes
from coscientist.graph.services import Services
from coscientist.graph.standing import carried_over, in_play, statuses
from coscientist.graph.state import RunState
from coscientist.graph.telling import tell
from coscientist.tournaments.ratings.judges import may_decide


async def inherit(state: RunState, runtime: Runtime[Services]) -> RunState:
    """Let each child of this cycle meet its parents that are in play; it needs more votes than each of them.

    A child that says what its parent says, only better founded, replaces it when it wins; a parent that a laboratory
    measured stays.
    """
    services, cycle = runtime.context, state.get("cycle", 0)
    store, run = services.store, services.run
    players = {item.id: item for item in in_play(store, run.id)}
    carried = {item.id for item in carried_over(store, run)}
    children = [item for item in players.values() if item.parents and item.cycle == cycle and item.id not in carried]
    if not children:
        return {}
    judges = panel(run.plan.criteria, sorted(store.reviews(run.id), key=lambda item: (item.reviewer, item.id)))
    number = state.get("round", 0) + 1
    of_model = await _all_asked(ModelVotes(services, players), children, players, number)
    # Kept whether or not a child that has lost to one parent still needs to meet the next.
    store.add_matches(run.id, [match for both in of_model.values() for match in both])
    decisions: list[Decision] = []
    status, replaced = statuses(store, run.id), set[str]()
    for child in children:
        for parent_id in child.parents:
            parent = players.get(parent_id)
            if parent is None or parent_id in replaced:
                continue
            votes = [judge.compare(child, parent, round_number=number) for judge in judges]
            both = of_model[child.id, parent_id]
            store.add_matches(run.id, votes)
            # The model's vote is one, however often it was asked: what it says in one order only is a tie.
            own = [both[0].model_copy(update={"outcome": settled(*both)})] if len(both) == 2 else []
            ahead = lead(votes, [vote for vote in own if may_decide(vote.judge)])
            votes += own
            if ahead <= 0:
                decisions.append(_lost(child.id, parent_id, votes))
                break
            if status[parent_id] is Status.UNTESTED and one_idea(services.bench, child, parent):
                decisions.append(_replaced(parent_id, child.id, votes))
                replaced.add(parent_id)
    store.add_decisions(run.id, decisions)
    for decision in decisions:
        tell(services, "inherit", decision.status.value, f"{players[decision.hypothesis].title}: {decision.why}",
             {"id": decision.hypothesis, "into": decision.into})  # fmt: skip
    return {"round": number}


async def _all_asked(
    votes: ModelVotes, children: Sequence[Hypothesis], players: Mapping[str, Hypothesis], number: int
) -> dict[tuple[str, str], list[Match]]:
    """Let the model judge every child with each of its parents in play, all at once; both orders of each pair."""
    pairs = [(child.id, parent) for child in children for parent in child.parents if parent in players]
    found = await asyncio.gather(*(votes.both_orders(*pair, number) for pair in pairs))
    return dict(zip(pairs, found, strict=True))


def lead(panel_votes: list[Match], of_model: list[Match]) -> int:
    """Return by how many votes the child leads: the model's word decides where it prefers one, else the panel's do."""
    return votes_for_first(of_model) or votes_for_first(panel_votes)


def votes_for_first(votes: list[Match]) -> int:
    """Return by how many votes the first shown leads."""
    return sum((vote.outcome is Outcome.FIRST) - (vote.outcome is Outcome.SECOND) for vote in votes)


def _counted(votes: list[Match]) -> str:
    won = sum(vote.outcome is Outcome.FIRST for vote in votes)
    lost = sum(vote.outcome is Outcome.SECOND for vote in votes)
    counted = f"{plural(won, 'vote')} for the child, {lost} against, {plural(len(votes) - won - lost, 'tie')}"
    deciding = [vote for vote in votes if may_decide(vote.judge) and votes_for_first([vote])]
    said = [f"{vote.judge} decided for the {_side(vote)}" for vote in deciding]
    return "; ".join([counted, *said])


def _side(vote: Match) -> str:
    return "child" if vote.outcome is Outcome.FIRST else "parent"


def _replaced(parent: str, child: str, votes: list[Match]) -> Decision:
    return Decision(
        id=content_id("d", parent, "merged", "parent match", child),
        hypothesis=parent,
        status=Status.MERGED,
        by="parent match",
        why=f"Its child {child} says the same on better grounds: {_counted(votes)}.",
        into=child,
    )


def _lost(child: str, parent: str, votes: list[Match]) -> Decision:
    why = f"It did not beat its parent {parent}: {_counted(votes)}."
    return Decision(
        id=content_id("d", child, "eliminated", "parent match", parent),
        hypothesis=child,
        status=Status.ELIMINATED,
        by="parent match",
        why=why,
    )
