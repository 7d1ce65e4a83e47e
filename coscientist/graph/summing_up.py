"""Summing a run up with its model, once the state machine has come to its end."""

from pathlib import Path

from coscientist.agents.meta_review.patterns import Yield, meta_review
from coscientist.agents.overview.values import Written
from coscientist.agents.overview.writing import write_up
from coscientist.graph.already_known import known_of
from coscientist.graph.execute import execute, waits
from coscientist.graph.modelling import note
from coscientist.graph.services import Services
from coscientist.graph.standing import in_play, reviews_by_hypothesis, standings, statuses
from coscientist.graph.state import RunState
from coscientist.graph.telling import tell_all


async def carry_out(checkpoints: Path, services: Services, given: RunState | None) -> tuple[RunState, Written | None]:
    """Run the state machine and, when it has ended and waits for nobody, sum the run up.

    Both in one event loop: what belongs to a loop serves no second one.
    """
    final = await execute(checkpoints, services, given)
    return final, None if waits(final) else await sum_up(services)


async def sum_up(services: Services) -> Written | None:
    """Return what the model writes about the run as a whole; None without a model, a budget for it, or hypotheses.

    It is asked again whenever artefacts are written anew after a crash; the answers then come from the ledger.
    """
    store, run = services.store, services.run
    if not services.may_ask_model():
        return None
    table = standings(store, run.id, top=run.plan.briefs, seed=run.plan.seed)
    players = {item.id: item for item in in_play(store, run.id)}
    ranked = [players[rating.hypothesis] for rating in table.ratings if rating.hypothesis in players]
    if not ranked:
        return None
    reviews = [item for group in reviews_by_hypothesis(store, run.id).values() for item in group]
    lesson = meta_review(store.hypotheses(run.id), reviews, statuses(store, run.id), table.ratings)
    written = await write_up(services.bench, ranked, lesson.yields, known_of(store, run.id, {}))
    note(services, "conclude", written.skipped, written.ended, {})
    tell_all(services, "conclude", "yield", [(_told(each), each.model_dump(mode="json")) for each in lesson.yields])
    return written


def _told(each: Yield) -> str:
    mean = "not rated" if each.mean_rating is None else f"rated {each.mean_rating:.0f} on average"
    return f"{each.strategy}: {each.made} made, {each.survived} still open, {mean}."
