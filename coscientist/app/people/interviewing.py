"""The interview before a run: a planned run holds the questions, the answers and the calls that they took."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from coscientist.agents.conversation.interview import About, Question, goal_with, model_questions, questions_of, refined
from coscientist.app.compose import versions
from coscientist.app.people.approving import person
from coscientist.domain.base import content_id
from coscientist.domain.errors import GoalError, NotFoundError
from coscientist.domain.event import Event
from coscientist.domain.goal import Plan
from coscientist.domain.run import Run, RunStatus
from coscientist.graph.waiting import wait_for

if TYPE_CHECKING:
    from coscientist.app.campaign import Campaign

STAGE = "interview"


def begin(campaign: "Campaign", plan: Plan, *, approve: bool = False) -> Run:
    """Keep a plan as a planned run, which `resume` sets going. Raises: RefusedError."""
    campaign.gate(plan.goal)
    started_at = campaign.clock.now()
    run = Run(
        id=f"run-{started_at[:10].replace('-', '')}-{secrets.token_hex(3)}",
        plan=plan,
        status=RunStatus.PLANNED,
        started_at=started_at,
        versions=versions(),
        approve=approve,
    )
    campaign.store.save_run(run)
    return run


def questions(campaign: "Campaign", run: Run) -> tuple[list[Question], str]:
    """Return what to ask, and why the model asks nothing; what was not understood is asked with and without one.

    Raises: BudgetEndedError, SettingsError or ServiceError when the model cannot be asked.
    """
    door = campaign.open_model(run.plan, run.id)
    asked, why = list[Question](), ""
    if door is not None:
        with closing(door):
            asked, why = wait_for(model_questions(door, run.plan))
    own = questions_of(run.plan)
    if asked:
        # What a model asks covers the setting and what to leave out; what was not understood only the reading knows.
        own = [item for item in own if item.about in (About.MEANING, About.UNREAD)]
    return [*own, *asked], why


def is_answered(campaign: "Campaign", run: Run) -> bool:
    """Say whether somebody has answered."""
    return any(event.stage == STAGE for event in campaign.store.events(run.id))


def answered_by_number(
    campaign: "Campaign", run: Run, asked: Sequence[Question], answers: Mapping[int, str], *, by: str = "person"
) -> tuple[Run, str]:
    """Put answers, by the number of their question (from 1), into the plan, read again as it was read.

    Raises: NotFoundError for a number that no question has; RefusedError.
    """
    missing = sorted(set(answers) - set(range(1, len(asked) + 1)))
    if missing:
        raise NotFoundError(f"There is no question {missing[0]}.", f"Questions: 1 to {len(asked)}.")
    plan = run.plan

    def reread(goal: str) -> Plan:
        return campaign.plan(
            goal,
            profile_name=plan.profile,
            corpora=plan.corpora,
            sources=plan.sources,
            until=plan.until,
            seed=plan.seed,
            hypotheses=plan.hypotheses,
            model=plan.model,
            max_calls=plan.max_calls,
            max_tokens=plan.max_tokens,
            max_cost_usd=plan.max_cost_usd,
            max_seconds=plan.max_seconds,
        )

    return answered(
        campaign, run, [(asked[number - 1], said) for number, said in sorted(answers.items())], reread, by=by
    )


def answered(
    campaign: "Campaign",
    run: Run,
    answers: Sequence[tuple[Question, str]],
    reread: Callable[[str], Plan],
    *,
    by: str = "person",
) -> tuple[Run, str]:
    """Put the answers into the plan by reading the goal again, and return the run with what there is to say about it.

    A goal that is no longer understood with the answers stays as it was, and the answers become conditions of the plan.

    Raises: RefusedError when the goal with the answers is refused on safety grounds.
    """
    given = [(question, said) for question, said in answers if said.strip()]
    for question, said in given:
        message = f"{question.text} {person(by)}: {' '.join(said.split())}"
        event = Event(
            id=content_id("e", STAGE, message), kind="person", stage=STAGE, message=message, at=campaign.clock.now()
        )
        campaign.store.add_events(run.id, [event])
    if not given:
        return run, ""
    free = [(question, said) for question, said in given if question.about is About.FREE]
    door = campaign.open_model(run.plan, run.id) if free else None
    goal, why = goal_with(run.plan.goal, given if door is None else [item for item in given if item not in free]), ""
    if door is not None:
        with closing(door):
            goal, why = wait_for(refined(door, goal, {question.text: said for question, said in free}))
    try:
        plan = reread(goal)
    except GoalError as error:
        conditions = tuple(f"{question.text} {' '.join(said.split())}" for question, said in given)
        plan = run.plan.model_copy(update={"constraints": (*run.plan.constraints, *conditions)})
        why = f"{why} With the answers the goal is not understood, so they are conditions: {error.message}".strip()
    made = run.model_copy(update={"plan": plan})
    campaign.store.save_run(made)
    return made, why
