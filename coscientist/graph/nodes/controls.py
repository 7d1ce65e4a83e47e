"""Controls: planted copies before the same judges, to see whether these can be believed. They move no rating."""

from collections.abc import Sequence

from langgraph.runtime import Runtime

from coscientist.agents.ranking.panel import panel
from coscientist.agents.ranking.planting import plant
from coscientist.agents.supervision.roster import CITATIONS, available_reviewers
from coscientist.domain.event import Data
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import ControlKind, Match, Planted
from coscientist.domain.review import Review
from coscientist.graph.judging import ModelVotes
from coscientist.graph.outstanding import Outstanding
from coscientist.graph.services import Services
from coscientist.graph.standing import standings
from coscientist.graph.state import RunState
from coscientist.graph.telling import tell, tell_all
from coscientist.tournaments.diagnostics.controls import check_controls, summarise_controls

ORIGINALS = 2
"""Hypotheses that are copied in a cycle: the leader, and one from the middle of the field."""
ORIGINALS_FOR_MODEL = 1
"""Of these, how many a model is asked about: six questions each."""


async def controls(state: RunState, runtime: Runtime[Services]) -> RunState:
    """Plant copies, let the judges of this cycle compare each with its original, and mark these matches.

    The panel judges by what its reviewers say of the copy as it is written; a model is shown both orders and not told.
    Nothing that is decided meanwhile changes which are copied, and nothing waits for what is found of the judges.
    """
    services, number = runtime.context, state.get("played", 0)
    store, run = services.store, services.run
    copied = [store.hypothesis(run.id, name) for name in state.get("originals", [])]
    if not copied or services.out_of_time():
        return {}
    pairs: list[tuple[Hypothesis, Hypothesis, Planted]] = []
    told: list[tuple[str, Data]] = []
    for original in copied:
        for kind in ControlKind:
            copy, planted = plant(services.bench, original, kind)
            pairs.append((original, copy, planted))
            data = {"copy": copy.id, "original": original.id, "control": kind.value, "text": copy.statement}
            told.append((f"A {kind.value} copy of {original.title}", data))
    tell_all(services, "controls", "planted", told)
    shown = {original.id for original in copied[:ORIGINALS_FOR_MODEL]}
    async with Outstanding(store, run.id) as out:
        await out.begin(number, _model_votes(services, [pair for pair in pairs if pair[0].id in shown], number))
        # The panel votes while the model is asked.
        found = [match for pair in pairs for match in _panel_votes(services, *pair, number)]
        store.add_matches(run.id, found)
        found += await out.until(number)
    results = summarise_controls(check_controls(found))
    right = sum(item.as_they_must.count for item in results)
    judged = sum(item.as_they_must.of for item in results)
    tell(services, "controls", "judged", f"Planted copies: {right} of {judged} came out as they must.",
         {"round": number, "right": right, "judged": judged})  # fmt: skip
    return {"originals": []}


def originals(services: Services, number: int) -> list[str]:
    """Choose of whom copies are planted, from the standings after round `number`: whom no earlier cycle has copied."""
    store, run = services.store, services.run
    ledger = store.matches(run.id)
    used = {match.control.original for match in ledger if match.control is not None and match.round < number}
    table = standings(store, run.id, top=run.plan.briefs, seed=run.plan.seed)
    fresh = [rating.hypothesis for rating in table.ratings if rating.hypothesis not in used and rating.matches]
    chosen = dict.fromkeys(fresh[place] for place in (0, len(fresh) // 2)) if fresh else {}
    return list(chosen)[:ORIGINALS]


def _panel_votes(
    services: Services, original: Hypothesis, copied: Hypothesis, planted: Planted, number: int
) -> list[Match]:
    """Review the copy as the original was and let the panel vote; scores of people and models stay out of it."""
    bench, store, run = services.bench, services.store, services.run
    reviewers = [*([CITATIONS] if original.model is not None else []), *available_reviewers(services.met)]
    checks = store.checks(run.id, original.id)
    reviews: Sequence[Review] = [
        reviewer.review(bench, item, checks) for item in (original, copied) for reviewer in reviewers
    ]
    shown = (original, copied) if original.id < copied.id else (copied, original)
    return [
        judge.compare(*shown, round_number=number).model_copy(update={"control": planted})
        for judge in panel(run.plan.criteria, reviews)
        if judge.takes_part(original.id, copied.id)
    ]


async def _model_votes(
    services: Services, pairs: Sequence[tuple[Hypothesis, Hypothesis, Planted]], number: int
) -> list[Match]:
    """Ask the model, where there is one and its budget lasts, in both orders."""
    players = {item.id: item for original, copied, _ in pairs for item in (original, copied)}
    of_copy = {copied.id: planted for _, copied, planted in pairs}
    copies = {copied.id: original.id for original, copied, _ in pairs}
    orders = [shown for one, other, _ in pairs for shown in ((one.id, other.id), (other.id, one.id))]
    return [
        match.model_copy(update={"control": of_copy.get(match.first) or of_copy[match.second]})
        for match in await ModelVotes(services, players, copies).on(orders, number)
    ]
