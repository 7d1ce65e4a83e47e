"""A person's word on the plan of a run and on its briefs; the run goes on with it, also in another process."""

from typing import TYPE_CHECKING

from coscientist.domain.base import content_id
from coscientist.domain.brief import Approval, Brief, BriefStatus
from coscientist.domain.errors import ConflictError
from coscientist.domain.event import Event
from coscientist.domain.goal import Plan
from coscientist.graph.approvals import NO, PLAN, STAGE, YES, plan_answer

if TYPE_CHECKING:
    from coscientist.app.campaign import Campaign


def answer_plan(
    campaign: "Campaign", run_id: str, *, by: str, yes: bool, why: str = "", plan: Plan | None = None
) -> Event:
    """Keep whether the plan may be run; `plan` takes its place where the person changed it.

    Raises: NotFoundError; ConflictError when the run asks for no approval or has its answer; RefusedError when the
    changed goal is refused on safety grounds.
    """
    run = campaign.store.run(run_id)
    if not run.approve:
        raise ConflictError(f"Run {run_id} asks for no approval of its plan.", "Begin one that does: run --approve")
    if plan_answer(campaign.store, run_id) is not None:
        raise ConflictError(f"The plan of {run_id} was decided on before.", "Go on with: coscientist resume RUN")
    if plan is not None and plan != run.plan:
        campaign.gate(plan.goal)
        campaign.store.save_run(run.model_copy(update={"plan": plan}))
    who, answer = person(by), YES if yes else NO
    return _tell(campaign, run_id, PLAN, f"The plan was {answer} by {who}{_because(why)}.", answer, who)


def answer_brief(campaign: "Campaign", run_id: str, brief_id: str, *, by: str, yes: bool, why: str = "") -> Brief:
    """Keep whether a brief may go to a laboratory. A later word stands beside the earlier one, and decides.

    Raises: NotFoundError.
    """
    brief = campaign.store.brief(brief_id)
    who, answer = person(by), YES if yes else NO
    approval = Approval(by=who, at=campaign.clock.now(), what=answer, note=why)
    status = BriefStatus.APPROVED if yes else BriefStatus.DECLINED
    made = brief.model_copy(update={"approvals": (*brief.approvals, approval), "status": status})
    campaign.store.save_brief(run_id, made)
    _tell(campaign, run_id, brief_id, f"The brief {brief_id} was {answer} by {who}{_because(why)}.", answer, who)
    campaign.rewrite(run_id)
    return made


def person(by: str) -> str:
    """Return how a person is named in the record."""
    return by if by.startswith("person") else f"person:{by}"


def _tell(campaign: "Campaign", run_id: str, what: str, message: str, answer: str, who: str) -> Event:
    event = Event(
        id=content_id("e", STAGE, what, answer, who, message),
        kind="person",
        stage=STAGE,
        message=message,
        data={"what": what, "answer": answer, "by": who},
        at=campaign.clock.now(),
    )
    campaign.store.add_events(run_id, [event])
    return event


def _because(why: str) -> str:
    return f", because: {why.strip().rstrip('.')}" if why.strip() else ""
