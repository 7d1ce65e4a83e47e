"""What people put into a run: hypotheses, reviews, verdicts. All of it goes where the agents' work goes."""

from typing import TYPE_CHECKING, NoReturn

from coscientist.agents.generation.stated import from_statement
from coscientist.app.compose import Bench
from coscientist.app.views.named import named, quoted_titles
from coscientist.domain.base import content_id
from coscientist.domain.decision import Decision
from coscientist.domain.errors import ConflictError, CoscientistError, GoalError, RefusedError
from coscientist.domain.event import Event
from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.domain.match import Match, Outcome
from coscientist.domain.review import Objection, Review, Severity
from coscientist.graph.standing import MEASURED, SAFETY, pinned, standing_decisions
from coscientist.safety.screen import SCREEN, first_refusal, refused
from coscientist.tournaments.ledger import match_id
from coscientist.tournaments.people import disagreements

if TYPE_CHECKING:
    from coscientist.app.campaign import Campaign
    from coscientist.app.record import Record

MAX_TEXT = 10_000


def add(campaign: "Campaign", run_id: str, text: str, by: str = "person") -> Hypothesis:
    """Add a hypothesis in a person's words; a run under way takes it up at its next step, a finished one on resume.

    One that is refused on safety grounds is kept, out of play, with the reason.

    Raises: NotFoundError; GoalError when the words are not understood; RefusedError.
    """
    run = campaign.store.run(run_id)
    why = first_refusal([text])
    bench = Bench(campaign.workspace, run.plan.corpora, run.plan.until)
    try:
        cycle = max((item.cycle for item in campaign.store.hypotheses(run_id)), default=0)
        made = from_statement(bench.workbench(run.plan), text, cycle=cycle)
    except GoalError:
        if why is not None:
            _refuse(campaign, run_id, None, why, by)
        raise
    finally:
        bench.close()
    made = made.model_copy(update={"notes": (*made.notes, f"Added by {_person(by)}.")})
    campaign.store.add_hypotheses(run_id, [made])
    if why is not None:
        _refuse(campaign, run_id, made, why, by)
    return made


def _refuse(campaign: "Campaign", run_id: str, hypothesis: Hypothesis | None, why: str, by: str) -> NoReturn:
    """Keep a refused hypothesis out of play with the reason, or the reason alone where it was not understood.

    Raises: RefusedError.
    """
    message = f"Refused on safety grounds: {why}."
    event = Event(
        id=content_id("e", "safety", "refused", hypothesis.id if hypothesis else None, why, by),
        kind="refused",
        stage="safety",
        message=f"{hypothesis.title}: {message}" if hypothesis else f"What {_person(by)} added: {message}",
        data={"id": hypothesis.id if hypothesis else None, "by": SCREEN, "from": _person(by)},
        at=campaign.clock.now(),
    )
    if hypothesis is not None:
        campaign.store.add_decisions(run_id, [refused(hypothesis.id, why)])
    campaign.store.add_events(run_id, [event])
    campaign.rewrite(run_id)
    raise RefusedError(message, "docs/safety.md says what is screened.")


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


def pin(
    campaign: "Campaign", run_id: str, hypothesis_id: str, why: str, *, on: bool = True, by: str = "person"
) -> Decision:
    """Keep a hypothesis in play whatever reviewers, duplicates and its children say, or leave it to them again.

    One that was taken out of play plays again from the run's next step on. Raises: NotFoundError; ConflictError for one
    that was refused on safety grounds, or that is not pinned.
    """
    hypothesis = campaign.store.hypothesis(run_id, hypothesis_id)
    standing = standing_decisions(campaign.store, run_id).get(hypothesis.id)
    if standing is not None and standing.by.startswith(SAFETY):
        raise ConflictError(
            f"{hypothesis.id} cannot be pinned: {standing.why}", "docs/safety.md says what is screened."
        )
    is_pinned = hypothesis.id in pinned(campaign.store, run_id)
    if is_pinned is on:
        raise ConflictError(f"{hypothesis.id} is {'pinned already' if on else 'not pinned'}.", "Look: coscientist show")
    measured = standing is not None and standing.status in MEASURED
    decision = Decision(
        id=content_id("d", hypothesis.id, "pin", on, by, why, len(campaign.store.decisions(run_id, hypothesis.id))),
        hypothesis=hypothesis.id,
        status=standing.status if standing is not None and measured else Status.UNTESTED,
        by=_person(by),
        why=why or ("It is to stay in play." if on else "It need not stay in play."),
        pin=on,
    )
    campaign.store.add_decisions(run_id, [decision])
    campaign.rewrite(run_id)
    return decision


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


def disagreement(record: "Record", verdict: Match) -> str | None:
    """Say in a sentence where the panel or the ranks do not share a person's verdict; None where they do."""
    titles = quoted_titles({entry.hypothesis.id: entry.hypothesis.title for entry in record.entries})
    found = disagreements(record.matches, record.standings)
    return next((named(item.sentence, titles) for item in found if item.match.id == verdict.id), None)


def _person(by: str) -> str:
    return by if by.startswith("person") else f"person:{by}"
