"""A run as people look at it: who ranks where and why. Reads the store only."""

from functools import cached_property
from typing import TYPE_CHECKING

from coscientist.domain.base import Value
from coscientist.domain.brief import Brief
from coscientist.domain.check import Check
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.decision import Decision
from coscientist.domain.event import Event
from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.domain.literature import Passage, Source
from coscientist.domain.match import Match
from coscientist.domain.rating import Rating
from coscientist.domain.review import Review, scores_of
from coscientist.domain.run import Run
from coscientist.graph.latest import Latest
from coscientist.graph.standing import counted, in_play, reviews_by_hypothesis, standing_decisions, standings, statuses
from coscientist.ports import Store
from coscientist.tournaments.diagnostics.diagnosis import Diagnostics, Refits, diagnose, refits
from coscientist.tournaments.ledger import between_hypotheses, in_order
from coscientist.tournaments.ratings.rating import ROUGH, rate
from coscientist.tournaments.standings import Standings

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from coscientist.app.views.evidence import HypothesisEvidence

MOST_MOMENTS = 6
"""Points of time at which the history of the ratings is drawn."""
_MEASURED_FIRST = {Status.SUPPORTED: 0, Status.UNTESTED: 1, Status.INCONCLUSIVE: 1}
_LAST = {Status.KNOWN: 0, Status.REFUTED: 1, Status.MERGED: 2, Status.ELIMINATED: 3}


class Entry(Value):
    """One hypothesis with everything that was found about it."""

    rank: int | None
    """Place among those in play, from 1; None for those that are not."""
    hypothesis: Hypothesis
    status: Status
    decision: Decision | None
    rating: Rating | None
    reviews: tuple[Review, ...]
    checks: tuple[Check, ...]
    merged: tuple[str, ...]
    """Duplicates whose evidence is kept here."""

    @property
    def scores(self) -> dict[str, float]:
        """Return the reviewers' scores by criterion."""
        return scores_of(self.reviews)


class Record:
    """Everything a run has in the store, ranked: measured support first, then by rating, those out of play last."""

    def __init__(self, store: Store, run_id: str) -> None:
        self._store = store
        self.run: Run = store.run(run_id)

    @property
    def id(self) -> str:
        """Return the run's id."""
        return self.run.id

    @cached_property
    def standings(self) -> Standings:
        """Return the ratings, refitted from the ledger."""
        return standings(self._store, self.run.id, top=self.run.plan.briefs, seed=self.run.plan.seed)

    @cached_property
    def entries(self) -> list[Entry]:
        """Return all hypotheses in order of rank."""
        reviews = reviews_by_hypothesis(self._store, self.run.id)
        status = statuses(self._store, self.run.id)
        decisions = standing_decisions(self._store, self.run.id)
        merged: dict[str, list[str]] = {}
        for item in decisions.values():
            if item.into and item.status is Status.MERGED:
                merged.setdefault(item.into, []).append(item.hypothesis)
        ratings = {item.hypothesis: (place, item) for place, item in enumerate(self.standings.ratings)}
        played = any(item.matches for item in self.standings.ratings)
        playing = {item.id for item in in_play(self._store, self.run.id, reviews)}
        checks: dict[str, list[Check]] = {}
        for check in sorted(self._store.checks(self.run.id), key=lambda item: (item.tool, item.property, item.id)):
            checks.setdefault(check.hypothesis or "", []).append(check)

        def order(item: Hypothesis) -> tuple[int, int, str]:
            place = ratings[item.id][0] if item.id in ratings else len(ratings)
            if item.id in playing:
                return _MEASURED_FIRST.get(status[item.id], 1), place, item.id
            return 2 + _LAST.get(status[item.id], 4), place, item.id

        ordered = sorted(self._store.hypotheses(self.run.id), key=order)
        return [
            Entry(
                rank=place if item.id in playing else None,
                hypothesis=item,
                status=status[item.id],
                decision=decisions.get(item.id),
                rating=ratings[item.id][1] if played and item.id in ratings else None,
                reviews=tuple(reviews.get(item.id, ())),
                checks=tuple(checks.get(item.id, ())),
                merged=tuple(sorted(merged.get(item.id, ()))),
            )
            for place, item in enumerate(ordered, start=1)
        ]

    @property
    def in_play(self) -> list[Entry]:
        """Return the hypotheses that are ranked, best first."""
        return [entry for entry in self.entries if entry.rank is not None]

    def entry(self, hypothesis_id: str) -> Entry:
        """Return one hypothesis by its id or an unambiguous start of it. Raises: NotFoundError."""
        wanted = self._store.hypothesis(self.run.id, hypothesis_id).id
        return next(entry for entry in self.entries if entry.hypothesis.id == wanted)

    @cached_property
    def ledger(self) -> list[Match]:
        """Return every verdict in the order of rounds, those on planted copies included."""
        return in_order(self._store.matches(self.run.id))

    @cached_property
    def matches(self) -> list[Match]:
        """Return the verdicts that the ratings are made of, in the order of rounds."""
        return counted(self._store, self.run.id, self.ledger)

    @cached_property
    def diagnostics(self) -> Diagnostics:
        """Return the tournament's own faults."""
        return _DIAGNOSED.of(
            (self.id, self.ledger, *self.rated),
            lambda: diagnose(self.ledger, self.standings, seed=self.run.plan.seed, refitted=self.refits),
        )

    @cached_property
    def refits(self) -> Refits:
        """Return the part of the diagnosis that refits the ledger some dozens of times."""
        votes, seed = between_hypotheses(self.ledger), self.run.plan.seed
        return _REFITTED.of((self.id, votes, *self.rated), lambda: refits(votes, self.standings, seed=seed))

    @property
    def rated(self) -> tuple[list[Match], list[str], int, int]:
        """Return what ratings, and all that is drawn of them, are worked out from."""
        return self.matches, [entry.hypothesis.id for entry in self.in_play], self.run.plan.briefs, self.run.plan.seed

    @cached_property
    def history(self) -> list[Standings]:
        """Return the standings after some of the rounds, evenly chosen, and after the last verdict.

        Verdicts that people and laboratories gave outside the rounds are in the last only.
        """
        return [*_HISTORY.of((self.id, *self.rated), lambda: _history(*self.rated)), self.standings]

    @cached_property
    def concepts(self) -> dict[str, Concept]:
        """Return the concepts that the run names."""
        return {item.id: item for item in sorted(self._store.concepts(self.run.id), key=lambda item: item.id)}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Return the claims that the run rests on."""
        return {item.id: item for item in sorted(self._store.claims(self.run.id), key=lambda item: item.id)}

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Return the passages that the run quotes."""
        return {item.id: item for item in sorted(self._store.passages(self.run.id), key=lambda item: item.id)}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Return the sources that the run quotes."""
        return {item.id: item for item in sorted(self._store.sources(self.run.id), key=lambda item: item.id)}

    @cached_property
    def events(self) -> list[Event]:
        """Return what happened, in order."""
        return self._store.events(self.run.id)

    @cached_property
    def briefs(self) -> list[Brief]:
        """Return the briefs of the hypotheses that are still in play, best first."""
        rank = {entry.hypothesis.id: entry.rank or 0 for entry in self.in_play}
        found = [item for item in self._store.briefs(self.run.id) if item.provenance.hypothesis in rank]
        return sorted(found, key=lambda item: (rank[item.provenance.hypothesis], item.brief_id))

    def name(self, concept_id: str) -> str:
        """Return the readable name of a concept, or its id where the run does not hold it."""
        concept = self.concepts.get(concept_id)
        return concept.name if concept else concept_id

    def evidence(self, hypothesis_id: str) -> "HypothesisEvidence":
        """Return what stands behind a hypothesis: statement, steps, quotations, sources. Raises: NotFoundError."""
        from coscientist.app.views.evidence import evidence_of

        return evidence_of(self, self.entry(hypothesis_id))

    def dataframe(self) -> "pd.DataFrame":
        """Return the hypotheses as a pandas table, by id, in order of rank."""
        from coscientist.app.views.frame import dataframe

        return dataframe(self)

    def plot_ratings(self, *, top: int | None = 20, axes: "Axes | None" = None) -> "Figure":
        """Draw the best ratings with their 95 % intervals. Raises: NotFoundError when nothing has been rated."""
        from coscientist.app.views.ratings_plot import plot_ratings

        return plot_ratings(self.in_play, top=top, axes=axes)

    def __repr__(self) -> str:
        from coscientist.app.views.glance import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from coscientist.app.views.glance import as_html

        return as_html(self)


_DIAGNOSED = Latest[Diagnostics]()
_REFITTED = Latest[Refits]()
_HISTORY = Latest[list[Standings]]()


def _history(matches: list[Match], names: list[str], top: int, seed: int) -> list[Standings]:
    """Rate after some of the rounds, the last one left out."""
    rounds = sorted({match.round for match in matches if match.round > 0})
    step = max(1, -(-len(rounds) // MOST_MOMENTS))
    found: list[Standings] = []
    for last in rounds[::-1][step::step][::-1]:
        until = [match for match in matches if 0 < match.round <= last]
        start = found[-1] if found else None
        found.append(rate(until, names, k=top, seed=seed, draws=2, start=start, tolerance=ROUGH))
    return found
