"""Develop: one hypothesis's whole chain, checks, reviews and gate, without waiting for the others."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from functools import partial

from langgraph.runtime import Runtime

from coscientist.agents.citations import OWN
from coscientist.agents.supervision.roster import CITATIONS, available_reviewers
from coscientist.domain.base import content_id
from coscientist.domain.check import Check
from coscientist.domain.concept import Concept
from coscientist.domain.decision import Decision
from coscientist.domain.event import Data
from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.domain.review import NoveltyState, Review
from coscientist.graph.keeping import keep_evidence
from coscientist.graph.outstanding import STEPS_TO_SEND
from coscientist.graph.refusing import model_refusal, refuse
from coscientist.graph.reviewing import review_with_model
from coscientist.graph.services import Services
from coscientist.graph.standing import unmeasured
from coscientist.graph.state import DevelopInput, RunState
from coscientist.graph.telling import tell
from coscientist.safety.screen import screen_hypothesis

_Looked = tuple[list[Check], list[Review]]
"""What tools and embedded reviewers found."""


async def develop(state: DevelopInput, runtime: Runtime[Services]) -> RunState:
    """Check and review one hypothesis and decide whether it may play. A failure concerns this hypothesis alone."""
    services = runtime.context
    async with AsyncExitStack() as turn:
        await _taken(services, turn)
        hypothesis = services.store.hypothesis(services.run.id, state["hypothesis"])
        where: Data = {"id": hypothesis.id, "cycle": state["cycle"]}
        if _too_late(services, hypothesis, where):
            return {}
        try:
            await _develop(services, hypothesis, where, turn)
        except Exception as error:  # noqa: BLE001 - the edge of one hypothesis's chain: the others must go on
            reason = f"{type(error).__name__}: {error}"
            tell(services, "review", "skipped", f"Not reviewed, because of {reason}: {hypothesis.title}", where)
    return {}


async def _taken(services: Services, turn: AsyncExitStack) -> None:
    """Wait for the turn to compute, and let those who have computed ask first."""
    await turn.enter_async_context(services.turn)
    for _ in range(STEPS_TO_SEND):
        await asyncio.sleep(0)


def _too_late(services: Services, hypothesis: Hypothesis, where: Data) -> bool:
    if services.out_of_time():
        tell(services, "review", "skipped", f"Not reviewed, because the time is used up: {hypothesis.title}", where)
        return True
    return False


async def _develop(services: Services, hypothesis: Hypothesis, where: Data, turn: AsyncExitStack) -> None:
    """Take a hypothesis down its chain; `turn` is given back once it has been screened by the lists."""
    bench, store, run = services.bench, services.store, services.run
    concepts = [bench.concept(item) for item in hypothesis.interventions]
    listed, why = screen_hypothesis(hypothesis, concepts, bench.structures.smiles)
    await turn.aclose()
    if why is not None:
        keep_evidence(services, hypothesis, checks=listed)
        refuse(services, hypothesis, why)
        return
    found, looked = await _screened_and_looked_at(services, hypothesis, where, listed, concepts)
    if found is not None:
        keep_evidence(services, hypothesis, checks=listed)
        refuse(services, hypothesis, found[0], by=found[1])
        return
    if looked is None:
        return  # it was over while this one waited for its turn
    checks, reviews = looked
    keep_evidence(services, hypothesis, reviews, checks=checks)
    decision = gate(hypothesis, reviews)
    if decision is None and services.may_ask_model():
        asked = await review_with_model(services, hypothesis, checks)
        keep_evidence(services, hypothesis, asked.reviews, asked.passages, asked.checks)
        decision = gate(hypothesis, asked.reviews)
        reviews += asked.reviews
    if decision is not None and unmeasured(store, run.id, [hypothesis]):
        store.add_decisions(run.id, [decision])
        tell(services, "review", decision.status.value, f"{hypothesis.title}: {decision.why}", where)
        return
    objections = sum(len(review.objections) for review in reviews)
    summary = {"checks": len(checks), "objections": objections}
    tell(services, "review", "reviewed", hypothesis.title, {**where, **summary})


async def _screened_and_looked_at(
    services: Services, hypothesis: Hypothesis, where: Data, listed: list[Check], concepts: Sequence[Concept]
) -> tuple[tuple[str, str] | None, _Looked | None]:
    """Return why and by whom a hypothesis is refused, and what the embedded reviewers say, which counts if it is not.

    They look at it while a model screens it. Not where they would ask services about it: those are told of nothing that
    might be refused.
    """
    screening = model_refusal(services, "hypothesis", f"{hypothesis.title}\n{hypothesis.statement}", hypothesis.id)
    looking = partial(_looked_at, services, hypothesis, where, listed, concepts)
    if services.bench.inquirer is None:
        found, looked = await asyncio.gather(screening, looking())
        return found, looked
    found = await screening
    return found, None if found is not None else await looking()


async def _looked_at(
    services: Services, hypothesis: Hypothesis, where: Data, listed: list[Check], concepts: Sequence[Concept]
) -> _Looked | None:
    """Let the tools and the embedded reviewers look at a hypothesis; None when its turn came too late."""
    bench, store, run = services.bench, services.store, services.run
    async with AsyncExitStack() as turn:
        await _taken(services, turn)
        if _too_late(services, hypothesis, where):
            return None
        checks = [*listed, *bench.check(hypothesis, concepts)]
        reviewers = available_reviewers(services.met)
        if hypothesis.model is not None:
            checks += [check for check in store.checks(run.id, hypothesis.id) if check.tool in OWN]
            reviewers = [CITATIONS, *reviewers]
        return checks, [reviewer.review(bench, hypothesis, checks) for reviewer in reviewers]


def gate(hypothesis: Hypothesis, reviews: Sequence[Review]) -> Decision | None:
    """Keep out what a reviewer would not let play; say who and why."""
    for review in reviews:
        if review.eliminate is None:
            continue
        known = review.novelty is not None and review.novelty.state is NoveltyState.KNOWN
        status = Status.KNOWN if known else Status.ELIMINATED
        return Decision(
            id=content_id("d", hypothesis.id, status.value, review.reviewer, review.eliminate),
            hypothesis=hypothesis.id,
            status=status,
            by=review.reviewer,
            why=review.eliminate,
        )
    return None
