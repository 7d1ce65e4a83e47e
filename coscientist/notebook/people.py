"""A person's part in a run, from a notebook's cells: an interview before it, approval, pins and questions.

Everything is kept with the run as what the command line keeps, and is taken up at its next step or with
`campaign.resume`.
"""

import html
from collections.abc import Mapping
from typing import Any

from coscientist.agents.conversation.ask import Told
from coscientist.agents.conversation.interview import Question
from coscientist.app.campaign import Campaign
from coscientist.app.people import approving, interviewing, questions
from coscientist.app.people import contributing as people
from coscientist.domain.brief import Brief
from coscientist.domain.decision import Decision
from coscientist.domain.event import Event
from coscientist.domain.goal import Plan
from coscientist.domain.run import Run


class Interview:
    """What a goal leaves open, asked before a run: `interview.questions`, then `interview.answer({1: "…"})`.

    `campaign.resume(interview.run.id)` sets the run going, with the answers or without.
    """

    def __init__(self, campaign: Campaign, goal: str, *, approve: bool = False, by: str = "person", **options: Any):
        """`options` are those of `Campaign.plan`. Raises: as it does, and as the model does that is asked."""
        self._campaign = campaign
        self._by = by
        self.run: Run = interviewing.begin(campaign, campaign.plan(goal, **options), approve=approve)
        asked, self.note = interviewing.questions(campaign, self.run)
        self.questions: tuple[Question, ...] = tuple(asked)

    def answer(self, answers: Mapping[int, str]) -> Run:
        """Put answers, by the number of their question, into the plan, and return the planned run.

        Raises: NotFoundError for a number that no question has; RefusedError on safety grounds.
        """
        self.run, self.note = interviewing.answered_by_number(
            self._campaign, self.run, self.questions, answers, by=self._by
        )
        return self.run

    def __str__(self) -> str:
        lines = [f"{number}. {item.text} ({item.why})" for number, item in enumerate(self.questions, start=1)]
        return "\n".join([f"Goal: {self.run.plan.goal}", *([self.note] if self.note else []), *lines])

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(str(self))}</pre>"


class Answer:
    """What a person was told, for the end of a cell; `told` has its parts."""

    def __init__(self, told: Told) -> None:
        self.told = told

    def __str__(self) -> str:
        said = [f"{item.text} [{', '.join(item.cites)}]" for item in self.told.sentences]
        shown = [f"{item.id} ({item.kind}): {item.text}" for item in self.told.found]
        missing = [f"Not in the record: {self.told.missing}"] if self.told.missing else []
        return "\n".join([*said, *shown, *missing]) or "The record has nothing on it."

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(str(self))}</pre>"


def approve_plan(
    campaign: Campaign, run_id: str, *, yes: bool = True, why: str = "", plan: Plan | None = None, by: str = "person"
) -> Event:
    """Say whether a plan may be run, changed or not; `campaign.run(goal, approve=True)` waits for it.

    Raises: NotFoundError, ConflictError, RefusedError.
    """
    return approving.answer_plan(campaign, run_id, by=by, yes=yes, why=why, plan=plan)


def approve_brief(
    campaign: Campaign, run_id: str, brief_id: str, *, yes: bool = True, why: str = "", by: str = "person"
) -> Brief:
    """Say whether a brief may go to a laboratory. Raises: NotFoundError."""
    return approving.answer_brief(campaign, run_id, brief_id, by=by, yes=yes, why=why)


def pin(
    campaign: Campaign, run_id: str, hypothesis_id: str, *, why: str = "", on: bool = True, by: str = "person"
) -> Decision:
    """Keep a hypothesis in play, or leave it to the reviewers again. Raises: NotFoundError, ConflictError."""
    return people.pin(campaign, run_id, hypothesis_id, why, on=on, by=by)


def ask(
    campaign: Campaign, run_id: str, hypothesis_id: str, question: str, *, model: str | None = None, by: str = "person"
) -> Answer:
    """Ask about one hypothesis; the answer rests on its record.

    Raises: NotFoundError, RefusedError, ServiceError, BudgetEndedError; CoscientistError for an empty question.
    """
    return Answer(questions.ask(campaign, run_id, hypothesis_id, question, model=model, by=by))
