"""The runs of one campaign: which continues which, and what a later one takes over."""

from coscientist.app.record import Record
from coscientist.domain.decision import Decision
from coscientist.domain.errors import ConflictError
from coscientist.domain.hypothesis import Status
from coscientist.domain.run import Run
from coscientist.ports import Store
from coscientist.tournaments.ratings.judges import JudgeKind, kind_of

_LEFT = frozenset({Status.ELIMINATED, Status.MERGED})


def lineage(store: Store, run: Run) -> list[str]:
    """Return the runs of the campaign up to this one, latest first."""
    found = [run.id]
    while run.continues:
        run = store.run(run.continues)
        if run.id in found:
            raise ConflictError(f"Run {run.id} continues itself.", "Start a new run with: coscientist run --goal TEXT")
        found.append(run.id)
    return found


def carry_over(store: Store, earlier: str, later: str) -> None:
    """Bring the hypotheses of an earlier run of the campaign along, with how they stand and what people said of them.

    What reviewers or duplicates took out of play stays behind; what a person vetoed comes along and stays out.
    """
    record = Record(store, earlier)
    kept = [entry for entry in record.entries if entry.status not in _LEFT or _by_a_person(entry.decision)]
    names = {entry.hypothesis.id for entry in kept}
    standing = {entry.decision.id for entry in kept if entry.decision is not None}
    store.add_evidence(
        later,
        concepts=record.concepts.values(),
        sources=record.sources.values(),
        passages=record.passages.values(),
        claims=record.claims.values(),
    )
    store.add_hypotheses(later, [entry.hypothesis for entry in kept])
    decisions = store.decisions(earlier)
    of_people = [item for item in decisions if item.hypothesis in names and _by_a_person(item)]
    store.add_decisions(later, [item for item in decisions if item.id in standing or item in of_people])
    store.add_reviews(later, [review for entry in kept for review in entry.reviews if review.by_person])
    store.add_matches(
        later,
        [
            match
            for match in record.matches
            if kind_of(match.judge) is JudgeKind.PERSON and {match.first, match.second} <= names
        ],
    )


def _by_a_person(decision: Decision | None) -> bool:
    return decision is not None and decision.by.startswith("person")
