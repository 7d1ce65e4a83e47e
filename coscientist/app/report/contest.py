"""What the tournament and the reviews say about themselves."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coscientist.agents.meta_review.patterns import MetaReview, meta_review
from coscientist.app.report.plots import Plot, plots
from coscientist.domain.match import Outcome
from coscientist.tournaments.standings import Estimate, JudgeFit, Standings

if TYPE_CHECKING:
    from coscientist.app.record import Record


@dataclass(frozen=True)
class JudgeRow:
    """A judge: how it voted and what the fit says of it."""

    name: str
    votes: int
    first: int
    second: int
    ties: int
    no_result: int
    fit: JudgeFit | None

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Return sharpness and, of judges that may be swayed, what place and length are worth to them."""
        if self.fit is None:
            return ()
        swayed = (self.fit.position, self.fit.length) if self.fit.may_be_swayed else ()
        return self.fit.discrimination, *swayed

    @property
    def leanings(self) -> tuple[str, ...]:
        """Say which biases lie outside chance at 95 %."""
        if self.fit is None:
            return ()
        found = []
        for estimate, more, less in (
            (self.fit.position, "prefers what is shown first", "prefers what is shown second"),
            (self.fit.length, "prefers the longer", "prefers the shorter"),
        ):
            if estimate.low > 0:
                found.append(more)
            elif estimate.high < 0:
                found.append(less)
        return tuple(found)


@dataclass(frozen=True)
class Contest:
    """The tournament's section."""

    standings: Standings
    judges: tuple[JudgeRow, ...]
    pairs: int
    caveats: tuple[str, ...]
    stopped: str
    lessons: MetaReview
    checks: tuple[str, ...]
    """What the tournament says of itself, good or bad, one sentence each."""
    warnings: tuple[str, ...]
    """What should make one doubt the ratings; persons' and laboratories' verdicts stand apart."""
    people: tuple[str, ...]
    """Verdicts of persons and laboratories that the panel or the standings do not share."""
    plots: tuple[Plot, ...]

    @property
    def incomparable(self) -> bool:
        """Whether some of the ratings cannot be compared: not all are connected by matches, or some never played."""
        return not self.standings.connected or any(rating.matches == 0 for rating in self.standings.ratings)


def contest(record: "Record") -> Contest:
    """Gather what the ledger, its fit and the reviews tell."""
    table, found = record.standings, record.diagnostics
    people = tuple(entry.sentence for entry in found.disagreements)
    fits = {fit.judge: fit for fit in table.judges}
    votes: dict[str, Counter[Outcome]] = {}
    for match in record.matches:
        votes.setdefault(match.judge, Counter())[match.outcome] += 1
    return Contest(
        standings=table,
        judges=tuple(
            JudgeRow(
                name=judge,
                votes=sum(counts.values()),
                first=counts[Outcome.FIRST],
                second=counts[Outcome.SECOND],
                ties=counts[Outcome.TIE],
                no_result=counts[Outcome.NO_RESULT],
                fit=fits.get(judge),
            )
            for judge, counts in sorted(votes.items())
        ),
        pairs=len({frozenset((match.first, match.second)) for match in record.matches}),
        caveats=table.caveats(),
        stopped=next((e.message for e in reversed(record.events) if e.stage == "tournament" and e.kind == "stage"), ""),
        lessons=meta_review(
            [entry.hypothesis for entry in record.entries],
            [review for entry in record.entries for review in entry.reviews],
            {entry.hypothesis.id: entry.status for entry in record.entries},
            table.ratings,
        ),
        checks=found.summary(),
        warnings=tuple(warning for warning in found.warnings() if warning not in people),
        people=people,
        plots=plots(record),
    )
