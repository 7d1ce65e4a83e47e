"""The runs of one campaign: which continues which, and what a later one takes over."""

from coscientist.app.record import Record
from coscientist.domain.errors import ConflictError
from coscientist.domain.hypothesis import Status
from coscientist.domain.run import Run
from coscientist.ports import Store


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
    """Bring the hypotheses of an earlier run of the campaign along, with how they stand."""
    record = Record(store, earlier)
    kept = [entry for entry in record.entries if entry.status not in (Status.ELIMINATED, Status.MERGED)]
    store.add_evidence(
        later,
        concepts=record.concepts.values(),
        sources=record.sources.values(),
        passages=record.passages.values(),
        claims=record.claims.values(),
    )
    store.add_hypotheses(later, [entry.hypothesis for entry in kept])
    store.add_decisions(later, [entry.decision for entry in kept if entry.decision is not None])
