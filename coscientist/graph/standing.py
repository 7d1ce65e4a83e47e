"""Who is in play, and how the ledger rates them. Read from the store each time; the same ledger is rated once."""

from collections.abc import Iterable, Mapping

from coscientist.domain.decision import Decision
from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.domain.match import Match
from coscientist.domain.review import Review
from coscientist.domain.run import Run
from coscientist.experiments.beliefs.in_force import withdrawn
from coscientist.graph.latest import Latest
from coscientist.ports import Store
from coscientist.tournaments.ledger import between_hypotheses, in_order
from coscientist.tournaments.ratings.rating import rate
from coscientist.tournaments.standings import Standings

IN_PLAY = frozenset({Status.UNTESTED, Status.INCONCLUSIVE, Status.SUPPORTED})
MEASURED = frozenset({Status.SUPPORTED, Status.REFUTED, Status.INCONCLUSIVE})
"""A laboratory has spoken; no reviewer, duplicate or panel takes that back."""
SAFETY = "safety/"
_RATED = Latest[Standings]()
"""Controls, briefs, overview and artefacts ask for the ratings of one ledger."""
OVER_A_PIN = ("person", "lab:", SAFETY)


def statuses(store: Store, run_id: str) -> dict[str, Status]:
    """Return each hypothesis's status: that of its latest decision that counts, untested without one."""
    found = dict.fromkeys((item.id for item in store.hypotheses(run_id)), Status.UNTESTED)
    return {**found, **{name: item.status for name, item in standing_decisions(store, run_id).items()}}


def standing_decisions(store: Store, run_id: str) -> dict[str, Decision]:
    """Return the decision by which each hypothesis stands: the latest one, with two exceptions.

    What was refused on safety grounds stays refused. What a person pinned is decided on by people, laboratories and the
    safety screens alone, until a person decides again.
    """
    found: dict[str, Decision] = {}
    for decision in store.decisions(run_id):
        earlier = found.get(decision.hypothesis)
        if earlier is not None and earlier.by.startswith(SAFETY):
            continue
        if earlier is not None and earlier.pin and not decision.by.startswith(OVER_A_PIN):
            continue
        found[decision.hypothesis] = decision
    return found


def pinned(store: Store, run_id: str) -> frozenset[str]:
    """Return the hypotheses that a person keeps in play, also after a laboratory has measured them."""
    found: set[str] = set()
    for decision in store.decisions(run_id):
        if decision.by.startswith("person"):
            found.add(decision.hypothesis) if decision.pin else found.discard(decision.hypothesis)
    return frozenset(found)


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


def counted(store: Store, run_id: str, ledger: Iterable[Match]) -> list[Match]:
    """Return the verdicts that ratings are made of: none on planted copies, none that rest on a corrected result."""
    gone = withdrawn(store.results(run_id))
    return [m for m in between_hypotheses(ledger) if not gone & {m.judge, m.batch}]


def standings(store: Store, run_id: str, *, top: int, seed: int) -> Standings:
    """Rate everybody in play from the whole ledger."""
    matches = in_order(counted(store, run_id, store.matches(run_id)))
    players = [item.id for item in in_play(store, run_id)]
    return _RATED.of((run_id, matches, players, top, seed), lambda: rate(matches, players, k=top, seed=seed))


def unreviewed(store: Store, run_id: str) -> list[Hypothesis]:
    """Return hypotheses that people added and nobody has reviewed or decided on."""
    reviewed = reviews_by_hypothesis(store, run_id)
    status = statuses(store, run_id)
    return [
        item
        for item in store.hypotheses(run_id)
        if item.strategy == "user" and item.id not in reviewed and status[item.id] is Status.UNTESTED
    ]
