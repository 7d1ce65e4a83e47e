"""Who is in play, and how the ledger rates them. Read from the store each time, never kept."""

from collections.abc import Iterable, Mapping

from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.domain.review import Review
from coscientist.domain.run import Run
from coscientist.ports import Store
from coscientist.tournaments.ledger import between_hypotheses
from coscientist.tournaments.ratings import rate
from coscientist.tournaments.standings import Standings

IN_PLAY = frozenset({Status.UNTESTED, Status.INCONCLUSIVE, Status.SUPPORTED})
MEASURED = frozenset({Status.SUPPORTED, Status.REFUTED, Status.INCONCLUSIVE})
"""A laboratory has spoken; no reviewer, duplicate or panel takes that back."""


def statuses(store: Store, run_id: str) -> dict[str, Status]:
    """Return each hypothesis's status: that of its latest decision, untested without one."""
    found = dict.fromkeys((item.id for item in store.hypotheses(run_id)), Status.UNTESTED)
    for decision in store.decisions(run_id):
        found[decision.hypothesis] = decision.status
    return found


def reviews_by_hypothesis(store: Store, run_id: str) -> dict[str, list[Review]]:
    """Return the reviews of each hypothesis."""
    found: dict[str, list[Review]] = {}
    for review in sorted(store.reviews(run_id), key=lambda item: (item.hypothesis, item.reviewer, item.id)):
        found.setdefault(review.hypothesis, []).append(review)
    return found


def in_play(store: Store, run_id: str, reviews: Mapping[str, object] | None = None) -> list[Hypothesis]:
    """Return the reviewed hypotheses that may play, by id."""
    reviewed = reviews if reviews is not None else reviews_by_hypothesis(store, run_id)
    status = statuses(store, run_id)
    return sorted(
        (item for item in store.hypotheses(run_id) if status[item.id] in IN_PLAY and item.id in reviewed),
        key=lambda item: item.id,
    )


def unmeasured(store: Store, run_id: str, hypotheses: Iterable[Hypothesis]) -> list[Hypothesis]:
    """Return those of which no measurement has said anything."""
    status = statuses(store, run_id)
    return [item for item in hypotheses if status[item.id] not in MEASURED]


def carried_over(store: Store, run: Run) -> list[Hypothesis]:
    """Return what a run took along from the one that it continues, in the order in which it was kept."""
    earlier = {item.id for item in store.hypotheses(run.continues)} if run.continues else set[str]()
    return [item for item in store.hypotheses(run.id) if item.id in earlier]


def standings(store: Store, run_id: str, *, top: int, seed: int) -> Standings:
    """Rate everybody in play from the whole ledger."""
    matches = sorted(between_hypotheses(store.matches(run_id)), key=lambda match: (match.round, match.id))
    return rate(matches, [item.id for item in in_play(store, run_id)], k=top, seed=seed)


def unreviewed(store: Store, run_id: str) -> list[Hypothesis]:
    """Return hypotheses that people added and nobody has reviewed or decided on."""
    reviewed = reviews_by_hypothesis(store, run_id)
    status = statuses(store, run_id)
    return [
        item
        for item in store.hypotheses(run_id)
        if item.strategy == "user" and item.id not in reviewed and status[item.id] is Status.UNTESTED
    ]
