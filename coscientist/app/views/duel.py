"""Why one hypothesis stands above another, or that the votes cannot tell the two apart."""

from collections import Counter
from typing import TYPE_CHECKING

from coscientist.app.views.named import named, quoted_titles
from coscientist.domain.base import Value
from coscientist.domain.errors import CoscientistError
from coscientist.domain.hypothesis import Status
from coscientist.domain.match import Match, Outcome
from coscientist.domain.rating import Rating
from coscientist.tournaments.explain import compare
from coscientist.tournaments.people import disagreements

if TYPE_CHECKING:
    from coscientist.app.record import Entry, Record


class Side(Value):
    """One of the two."""

    hypothesis: str
    title: str
    rank: int
    rating: Rating
    scores: dict[str, float]
    """The reviewers' scores by criterion, 0 to 1."""


class JudgeSplit(Value):
    """How one judge voted between the two."""

    judge: str
    for_above: int
    for_below: int
    tied: int
    no_result: int
    reason: str
    """What it said the first time."""


class Duel(Value):
    """Two hypotheses side by side, the higher ranked first."""

    run: str
    above: Side
    below: Side
    gap: float
    """Rating of the one above minus that of the other; below zero where something else than votes puts it above.
    Units: Elo points."""
    low: float
    high: float
    probability: float
    """That the one above is truly the stronger, as far as votes tell."""
    told_apart: bool
    """Whether the 95 % interval of the gap leaves zero out."""
    reasons: tuple[str, ...]
    """In words, the verdict first; `A` is the one above, `B` the other."""
    judges: tuple[JudgeSplit, ...]
    people: tuple[str, ...]
    """Where the panel or the standings do not share a person's or a laboratory's verdict on the two."""


def duel(record: "Record", one: "Entry", other: "Entry") -> Duel:
    """Explain the order of two hypotheses that are in play.

    Raises: CoscientistError when one is not in play or both are the same.
    """
    if one.hypothesis.id == other.hypothesis.id:
        raise CoscientistError(f"{one.hypothesis.id} cannot be compared with itself.", "Name two hypotheses.")
    above, below = sorted((_side(one), _side(other)), key=lambda side: side.rank)
    found = compare(record.standings, record.matches, above.hypothesis, below.hypothesis)
    turned = found.above != above.hypothesis
    titles = {entry.hypothesis.id: entry.hypothesis.title for entry in record.entries}
    names = quoted_titles(titles) | {above.hypothesis: "A", below.hypothesis: "B"}
    measured = {entry.hypothesis.id for entry in (one, other) if entry.status is Status.SUPPORTED}
    reasons = [named(sentence, names) for sentence in found.sentences()]
    if decided_by := record.standings.precedence.sentence():
        reasons.append(decided_by)
    if above.hypothesis in measured and below.hypothesis not in measured:
        reasons.insert(0, "A measurement supports A; that outranks every vote.")
    return Duel(
        run=record.run.id,
        above=above,
        below=below,
        gap=-found.gap if turned else found.gap,
        low=-found.high if turned else found.low,
        high=-found.low if turned else found.high,
        probability=1.0 - found.probability if turned else found.probability,
        told_apart=found.told_apart,
        reasons=tuple(reasons),
        judges=_splits(found.direct, above.hypothesis),
        people=tuple(
            named(entry.sentence, names)
            for entry in disagreements(record.matches, record.standings)
            if {entry.match.first, entry.match.second} == {above.hypothesis, below.hypothesis}
        ),
    )


def _side(entry: "Entry") -> Side:
    if entry.rank is None or entry.rating is None:
        why = f"{entry.status.value}: {entry.decision.why}" if entry.decision else "nobody has reviewed it yet"
        raise CoscientistError(
            f"{entry.hypothesis.id} is not in play ({why.rstrip('.')}).", "Only hypotheses in play have a rating."
        )
    item = entry.hypothesis
    return Side(hypothesis=item.id, title=item.title, rank=entry.rank, rating=entry.rating, scores=entry.scores)


def _splits(direct: tuple[Match, ...], above: str) -> tuple[JudgeSplit, ...]:
    votes: dict[str, list[Match]] = {}
    for match in direct:
        votes.setdefault(match.judge, []).append(match)
    found = []
    for judge, matches in sorted(votes.items()):
        counts = Counter(_for(match, above) for match in matches)
        found.append(
            JudgeSplit(
                judge=judge,
                for_above=counts["above"],
                for_below=counts["below"],
                tied=counts["tie"],
                no_result=counts["no result"],
                reason=matches[0].reason,
            )
        )
    return tuple(found)


def _for(match: Match, above: str) -> str:
    if match.outcome in (Outcome.TIE, Outcome.NO_RESULT):
        return match.outcome.value
    return "above" if (match.outcome is Outcome.FIRST) == (match.first == above) else "below"
