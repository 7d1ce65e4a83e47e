"""What people put into a run: hypotheses, reviews, verdicts. All of it goes where the agents' work goes."""

from typing import TYPE_CHECKING

from coscientist.agents.generation.stated import from_statement
from coscientist.app.compose import Bench
from coscientist.domain.base import content_id
from coscientist.domain.decision import Decision
from coscientist.domain.errors import CoscientistError
from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.domain.match import Match, Outcome
from coscientist.domain.review import Objection, Review, Severity
from coscientist.tournaments.ledger import match_id

if TYPE_CHECKING:
    from coscientist.app.campaign import Campaign

MAX_TEXT = 10_000


def add(campaign: "Campaign", run_id: str, text: str, by: str = "person") -> Hypothesis:
    """Add a hypothesis in a person's words; a run under way takes it up at its next step, a finished one on resume.

    Raises: NotFoundError; GoalError when the words are not understood.
    """
    run = campaign.store.run(run_id)
    bench = Bench(campaign.workspace, run.plan.corpora, run.plan.until)
    try:
        cycle = max((item.cycle for item in campaign.store.hypotheses(run_id)), default=0)
        made = from_statement(bench.workbench(run.plan), text, cycle=cycle)
    finally:
        bench.close()
    made = made.model_copy(update={"notes": (*made.notes, f"Added by {_person(by)}.")})
    campaign.store.add_hypotheses(run_id, [made])
    return made


def review(
    campaign: "Campaign",
    run_id: str,
    hypothesis_id: str,
    text: str,
    scores: dict[str, float] | None = None,
    eliminate: str | None = None,
    by: str = "person",
) -> Review:
    """Add a person's review; scores replace the reviewers' on the same criteria from the next match on.

    Raises: NotFoundError; CoscientistError when the text is empty or a score is not between 0 and 1.
    """
    hypothesis = campaign.store.hypothesis(run_id, hypothesis_id)
    if not text.strip() or len(text) > MAX_TEXT:
        raise CoscientistError(f"A review has 1 to {MAX_TEXT:,} characters, got {len(text):,}.", "Say what you found.")
    known = {criterion.name for criterion in campaign.store.run(run_id).plan.criteria}
    for name, score in (scores or {}).items():
        if name not in known or not 0 <= score <= 1:
            raise CoscientistError(
                f"{name}={score} is no score.", f"Criteria: {', '.join(sorted(known))}; scores go from 0 to 1."
            )
    reviewer = _person(by)
    made = Review(
        id=content_id("rv", reviewer, hypothesis.id, text, scores or {}, eliminate),
        hypothesis=hypothesis.id,
        reviewer=reviewer,
        summary=text.strip(),
        scores=scores or {},
        objections=(Objection(kind="person", text=text.strip(), severity=Severity.MAJOR),) if eliminate else (),
        eliminate=eliminate,
    )
    campaign.store.add_reviews(run_id, [made])
    if eliminate:
        decision = Decision(
            id=content_id("d", hypothesis.id, "eliminated", reviewer, eliminate),
            hypothesis=hypothesis.id,
            status=Status.ELIMINATED,
            by=reviewer,
            why=eliminate,
        )
        campaign.store.add_decisions(run_id, [decision])
    campaign.rewrite(run_id)
    return made


def compare(campaign: "Campaign", run_id: str, first: str, second: str, outcome: Outcome, by: str = "person") -> Match:
    """Put a person's verdict on two hypotheses into the ledger; ratings are refitted from it.

    Raises: NotFoundError; CoscientistError when the two are one.
    """
    one, other = (campaign.store.hypothesis(run_id, item) for item in (first, second))
    if one.id == other.id:
        raise CoscientistError(f"{one.id} cannot be compared with itself.", "Name two hypotheses.")
    judge = _person(by)
    earlier = sum(match.judge == judge for match in campaign.store.matches(run_id))
    made = Match(
        id=match_id(one.id, other.id, judge, repeat=earlier),
        first=one.id,
        second=other.id,
        judge=judge,
        outcome=outcome,
        first_length=len(one.statement),
        second_length=len(other.statement),
        reason=f"{judge} compared them.",
    )
    campaign.store.add_matches(run_id, [made])
    campaign.rewrite(run_id)
    return made


def _person(by: str) -> str:
    return by if by.startswith("person") else f"person:{by}"
