"""A person's question about one hypothesis: answered from its record, kept with the run."""

from contextlib import closing
from typing import TYPE_CHECKING

from coscientist.agents.conversation.ask import Told, answer, on_the_question
from coscientist.app.people.approving import person
from coscientist.app.views.record_items import record_items
from coscientist.domain.base import content_id
from coscientist.domain.errors import CoscientistError, RefusedError
from coscientist.domain.event import Event
from coscientist.graph.waiting import wait_for
from coscientist.literature.embedders import UniversalSentenceEncoder
from coscientist.safety.screen import refused_goal

if TYPE_CHECKING:
    from coscientist.app.campaign import Campaign

STAGE = "conversation"
MAX_QUESTION = 2_000


def ask(
    campaign: "Campaign",
    run_id: str,
    hypothesis_id: str,
    question: str,
    *,
    model: str | None = None,
    by: str = "person",
) -> Told:
    """Answer a question with the run's model, or `model`; without one, return what the record has on it.

    The call is in the run's ledger, question and answer among its events.

    Raises: NotFoundError; CoscientistError for an empty question; RefusedError on safety grounds; ServiceError or
    BudgetEndedError when the model gives no answer.
    """
    text = " ".join(question.split())
    if not text or len(text) > MAX_QUESTION:
        raise CoscientistError(f"A question has 1 to {MAX_QUESTION:,} characters, got {len(text):,}.", "Ask one thing.")
    why = refused_goal(text)
    if why is not None:
        raise RefusedError(f"The question is refused: {why}.", "docs/safety.md says what is screened.")
    record = campaign.record(run_id)
    entry = record.entry(hypothesis_id)
    items = record_items(record, entry)
    near = on_the_question(items, text, UniversalSentenceEncoder())
    plan = record.run.plan.model_copy(update={"model": model}) if model else record.run.plan
    opened = campaign.open_model(plan, run_id)
    if opened is None:
        told = Told(question=text, found=tuple(near[:6]))
    else:
        rest = [item for item in items if item not in near]
        earlier = [event.message for event in record.events if event.stage == STAGE
                   and event.data.get("id") == entry.hypothesis.id]  # fmt: skip
        with closing(opened):
            told = wait_for(
                answer(opened, plan.goal, entry.hypothesis.statement, [*near, *rest], text, earlier)
            )  # fmt: skip
    _keep(campaign, run_id, entry.hypothesis.id, told, person(by))
    return told


def _keep(campaign: "Campaign", run_id: str, hypothesis: str, told: Told, who: str) -> None:
    said = " ".join(f"{item.text} [{', '.join(item.cites)}]" for item in told.sentences)
    said = said or (f"Shown: {', '.join(item.id for item in told.found)}." if told.found else "Nothing in the record.")
    event = Event(
        id=content_id("e", STAGE, hypothesis, told.question, said),
        kind="person",
        stage=STAGE,
        message=f"{who} asked: {told.question} Answer: {said}",
        data={"id": hypothesis, "by": who, "model": told.model},
        at=campaign.clock.now(),
    )
    campaign.store.add_events(run_id, [event])
