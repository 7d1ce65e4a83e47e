"""Why a hypothesis ranks where it does: the votes, what each judge's votes are worth, and what happened to it."""

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from coscientist.app.views.evidence import HypothesisEvidence, evidence_of
from coscientist.app.views.named import named, quoted_titles
from coscientist.domain.base import Value
from coscientist.domain.check import Check
from coscientist.domain.decision import Decision
from coscientist.domain.hypothesis import Status
from coscientist.domain.match import Match, Outcome
from coscientist.domain.rating import Rating
from coscientist.domain.review import Review
from coscientist.tournaments.explain import influences
from coscientist.tournaments.people import disagreements
from coscientist.tournaments.ratings.rating import rate

if TYPE_CHECKING:
    from coscientist.app.record import Entry, Record

DRAWS = 64
"""Few draws do: only the order of the refitted ratings is read."""


class Votes(Value):
    """How one judge voted on the hypothesis, and what these votes are worth to it."""

    judge: str
    won: int
    lost: int
    tied: int
    no_result: int
    score: float | None
    """The reviewers' score on the judge's criterion, 0 to 1; None for a judge that has no criterion."""
    usual: float | None
    """The median of that score among the hypotheses in play."""
    rank_without: int | None
    """Where the hypothesis would stand had this judge not voted at all; None where that cannot be said."""


class Opponent(Value):
    """Another hypothesis that it met, and how the votes went."""

    hypothesis: str
    title: str
    rank: int | None
    won: int
    lost: int
    tied: int


MOVES = 0.5
"""Elo points: what moves a rating by less is not told."""


class Moved(Value):
    """Votes of one judge on one pair, alike, and how far they moved the hypothesis."""

    matches: tuple[Match, ...]
    effect: float
    """Rating with the votes minus rating without them, to first order. Units: Elo points."""
    sentence: str


class Moment(Value):
    """Something that happened to the hypothesis."""

    what: str
    at: str | None = None


class Explanation(Value):
    """Everything that a rank rests on."""

    run: str
    hypothesis: str
    title: str
    statement: str
    status: Status
    rank: int | None
    of: int
    rating: Rating | None
    alike: tuple[int, ...]
    """The ranks of those that the ratings cannot tell from it at 95 %, its own among them."""
    decision: Decision | None
    decided_by: str
    """Whose verdicts decide the order, and what the panel's count for; empty where all votes count alike."""
    votes: tuple[Votes, ...]
    opponents: tuple[Opponent, ...]
    """Those that it met most often first."""
    moved: tuple[Moved, ...]
    """The votes that moved its rating most, its own and others'."""
    people: tuple[str, ...]
    """Verdicts of persons and laboratories on it that the panel or the standings do not share."""
    reviews: tuple[Review, ...]
    checks: tuple[Check, ...]
    evidence: HypothesisEvidence
    history: tuple[Moment, ...]
    caveats: tuple[str, ...]
    """What the tournament as a whole cannot tell."""


def explain(record: "Record", entry: "Entry") -> Explanation:
    """Gather why a hypothesis of a run stands where it stands. Refits the ratings once for each judge."""
    item, rating = entry.hypothesis, entry.rating
    own = [match for match in record.matches if item.id in (match.first, match.second)]
    alike = [each.rank for each in record.in_play if rating and each.rating and each.rating.tier == rating.tier]
    return Explanation(
        run=record.run.id,
        hypothesis=item.id,
        title=item.title,
        statement=item.statement,
        status=entry.status,
        rank=entry.rank,
        of=len(record.in_play),
        rating=rating,
        alike=tuple(rank for rank in alike if rank is not None),
        decision=entry.decision,
        decided_by=record.standings.precedence.sentence(),
        votes=_votes(record, entry, own),
        opponents=_opponents(record, item.id, own),
        moved=_moved(record, entry),
        people=_people(record, item.id),
        reviews=entry.reviews,
        checks=entry.checks,
        evidence=evidence_of(record, entry),
        history=_history(record, entry),
        caveats=record.standings.caveats(),
    )


def _votes(record: "Record", entry: "Entry", own: list[Match]) -> tuple[Votes, ...]:
    counts: dict[str, Counter[str]] = {}
    for match in own:
        counts.setdefault(match.judge, Counter())[_result(match, entry.hypothesis.id)] += 1
    found = []
    for judge in sorted(counts):
        criterion = judge.removeprefix("panel/")
        scores = [each.scores[criterion] for each in record.in_play if criterion in each.scores]
        found.append(
            Votes(
                judge=judge,
                won=counts[judge]["won"],
                lost=counts[judge]["lost"],
                tied=counts[judge]["tied"],
                no_result=counts[judge]["no result"],
                score=entry.scores.get(criterion),
                usual=median(scores) if scores and criterion in entry.scores else None,
                rank_without=_rank_without(record, entry, judge) if len(counts) > 1 else None,
            )
        )
    return tuple(found)


def _rank_without(record: "Record", entry: "Entry", judge: str) -> int | None:
    if entry.rank is None:
        return None
    others = [match for match in record.matches if match.judge != judge]
    plan = record.run.plan
    table = rate(others, [each.hypothesis.id for each in record.in_play], k=plan.briefs, seed=plan.seed, draws=DRAWS)
    measured = {each.hypothesis.id for each in record.in_play if each.status is Status.SUPPORTED}
    # As in the record: what a measurement supports comes before what only the tournament favours.
    order = sorted((rating.hypothesis for rating in table.ratings), key=lambda name: name not in measured)
    return order.index(entry.hypothesis.id) + 1


def _opponents(record: "Record", own_id: str, own: list[Match]) -> tuple[Opponent, ...]:
    met: dict[str, Counter[str]] = {}
    for match in own:
        other = match.second if match.first == own_id else match.first
        met.setdefault(other, Counter())[_result(match, own_id)] += 1
    known = {each.hypothesis.id: each for each in record.entries}
    found = [
        Opponent(
            hypothesis=other,
            title=known[other].hypothesis.title,
            rank=known[other].rank,
            won=counts["won"],
            lost=counts["lost"],
            tied=counts["tied"],
        )
        for other, counts in met.items()
    ]
    return tuple(sorted(found, key=lambda item: (-(item.won + item.lost + item.tied), item.rank or 10**6, item.title)))


def _titles(record: "Record") -> dict[str, str]:
    return quoted_titles({each.hypothesis.id: each.hypothesis.title for each in record.entries})


def _moved(record: "Record", entry: "Entry") -> tuple[Moved, ...]:
    if entry.rating is None:
        return ()
    titles = _titles(record)
    return tuple(
        Moved(matches=each.matches, effect=each.effect, sentence=named(each.sentence, titles))
        for each in influences(record.standings, record.matches, entry.hypothesis.id)
        if abs(each.effect) >= MOVES
    )


def _people(record: "Record", own_id: str) -> tuple[str, ...]:
    titles = _titles(record)
    return tuple(
        named(each.sentence, titles)
        for each in disagreements(record.matches, record.standings)
        if own_id in (each.match.first, each.match.second)
    )


def _result(match: Match, own_id: str) -> str:
    if match.outcome is Outcome.NO_RESULT:
        return "no result"
    if match.outcome is Outcome.TIE:
        return "tied"
    return "won" if (match.outcome is Outcome.FIRST) == (match.first == own_id) else "lost"


def _history(record: "Record", entry: "Entry") -> tuple[Moment, ...]:
    """Tell in order what the run recorded of the hypothesis, its places among the leaders included."""
    item = entry.hypothesis
    found, leading = [], False
    for event in record.events:
        if event.kind == "round":
            first = str(event.data.get("place 1", "")).partition(" ")[2] == item.title
            if first != leading:
                verb = "Took" if first else "Lost"
                found.append(Moment(what=f"{verb} first place in round {event.data.get('round')}.", at=event.at))
                leading = first
        elif event.data.get("into") == item.id:
            found.append(Moment(what=f"A duplicate was merged into it: {event.message}", at=event.at))
        elif event.data.get("id") == item.id:
            found.append(Moment(what=_told(event.kind, event.message, item.strategy), at=event.at))
    if leading != (entry.rank == 1) and entry.rank is not None:
        found.append(Moment(what=f"Ranks {entry.rank} after the last votes."))
    people = [review for review in entry.reviews if review.reviewer.startswith("person")]
    found += [Moment(what=f"Reviewed by {review.reviewer}: {review.summary}") for review in people]
    if entry.decision is not None and not any(entry.decision.why in moment.what for moment in found):
        decided = f"{entry.decision.status.value} by {entry.decision.by}: {entry.decision.why}"
        found.append(Moment(what=decided[0].upper() + decided[1:]))
    return tuple(found)


def _told(kind: str, message: str, strategy: str) -> str:
    return {
        "hypothesis": f"Proposed by {strategy}.",
        "reviewed": "Reviewed and let play.",
        "brief": "A brief was written for it.",
    }.get(kind, message)
