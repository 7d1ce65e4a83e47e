"""The append-only ledger of verdicts: how a match is named, checked, appended and counted.

A verdict is data and ratings are derived from it, so nothing here ever changes or drops a match. All functions
work on any sequence of matches, whatever store it came from.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from coscientist.domain.base import content_id
from coscientist.domain.errors import ConflictError, CoscientistError
from coscientist.domain.match import Match, Outcome

Pair = tuple[str, str]
"""Two hypothesis ids in alphabetical order: the pair itself, whoever was shown first."""

SCORES: Mapping[Outcome, float] = {Outcome.FIRST: 1.0, Outcome.SECOND: 0.0, Outcome.TIE: 0.5}
"""What the first shown earns; a match without result earns nobody anything and is not listed."""


def pair_of(first: str, second: str) -> Pair:
    """Name a pair whatever order it was shown in."""
    return (first, second) if first <= second else (second, first)


def swap(outcome: Outcome) -> Outcome:
    """Say the same verdict for the other order shown."""
    return {Outcome.FIRST: Outcome.SECOND, Outcome.SECOND: Outcome.FIRST}.get(outcome, outcome)


def match_id(
    first: str, second: str, judge: str, *, round_number: int = 0, batch: str | None = None, repeat: int = 0
) -> str:
    """Name a match by what was asked, so that a resumed run asks nothing twice.

    `repeat` tells apart the same question asked again in the same round and batch. The outcome is no part of the
    name: two different answers to one question are a conflict that must be noticed.
    """
    return content_id("match", first, second, judge, round_number, batch, repeat)


def validate(matches: Iterable[Match]) -> None:
    """Check what every reader of the ledger relies on.

    Raises: CoscientistError when a hypothesis meets itself or a length is negative; ConflictError when two
        different matches have the same id.
    """
    found = list(matches)
    seen: dict[str, Match] = {}
    distinct = len({match.id for match in found}) == len(found)
    for match in found:
        if match.first == match.second:
            raise CoscientistError(
                f"Match {match.id!r} compares {match.first!r} with itself.", "A match needs two different hypotheses."
            )
        if match.first_length < 0 or match.second_length < 0:
            raise CoscientistError(
                f"Match {match.id!r} has lengths {match.first_length} and {match.second_length}.",
                "Lengths are characters shown, zero where unknown.",
            )
        known = match if distinct else seen.setdefault(match.id, match)
        if known is not match and known != match:
            raise ConflictError(
                f"Two different matches are called {match.id!r}.", "Give each question its own id (see match_id)."
            )


def append(ledger: Sequence[Match], new: Iterable[Match]) -> tuple[Match, ...]:
    """Return the ledger with new matches at its end; one that is already there, unchanged, is not added again.

    Raises: CoscientistError, ConflictError as `validate` does.
    """
    joined = {match.id: match for match in ledger}
    incoming = list(new)
    validate([*ledger, *incoming])
    for match in incoming:
        joined.setdefault(match.id, match)
    return tuple(joined.values())


def decided(matches: Iterable[Match]) -> list[Match]:
    """Return the matches that have a verdict."""
    return [match for match in matches if match.outcome is not Outcome.NO_RESULT]


def between_hypotheses(matches: Iterable[Match]) -> list[Match]:
    """Return the matches that ratings are made of: those in which no planted copy was shown, in ledger order."""
    return [match for match in matches if match.control is None]


_round_and_id = attrgetter("round", "id")


def in_order(stored: Iterable[Match]) -> list[Match]:
    """Put a ledger as it was stored into the order of its rounds, and of ids within a round.

    Verdicts come in as fast as their judges are. One from outside the rounds, of a person or a laboratory, stands
    behind the last round of which something was stored before it.
    """
    stored = list(stored)
    if all(match.round for match in stored):
        return sorted(stored, key=_round_and_id)
    keyed, last = [], 0
    for place, match in enumerate(stored):
        last = max(last, match.round)
        key = (match.round, 0, match.id) if match.round else (last, 1 + place, match.id)
        keyed.append((key, match))
    return [match for _, match in sorted(keyed, key=lambda item: item[0])]


def matches_of(matches: Iterable[Match], hypothesis: str) -> list[Match]:
    """Return the matches in which a hypothesis was shown, in ledger order."""
    return [match for match in matches if hypothesis in (match.first, match.second)]


def played(matches: Iterable[Match]) -> Counter[str]:
    """Count decided matches per hypothesis."""
    counts: Counter[str] = Counter()
    for match in decided(matches):
        counts[match.first] += 1
        counts[match.second] += 1
    return counts


def pair_verdicts(matches: Iterable[Match]) -> dict[Pair, float]:
    """Return for each pair the share won by its alphabetically first member; 0.5 is a tie.

    Where a pair was shown in both orders, each order weighs the same, so that orders that contradict each other
    are a tie however often either was asked.
    """
    orders: dict[Pair, tuple[list[float], list[float]]] = {}
    for match in decided(matches):
        pair = pair_of(match.first, match.second)
        forward, backward = orders.setdefault(pair, ([], []))
        score = SCORES[match.outcome]
        if match.first == pair[0]:
            forward.append(score)
        else:
            backward.append(1.0 - score)
    verdicts = {}
    for pair, shown in orders.items():
        means = [sum(scores) / len(scores) for scores in shown if scores]
        verdicts[pair] = sum(means) / len(means)
    return verdicts


def cost(matches: Iterable[Match]) -> float:
    """Add up what the judgements cost, those without result included.

    Units: US dollars.
    """
    return sum(match.cost_usd for match in matches)


def components(hypotheses: Iterable[str], matches: Iterable[Match]) -> tuple[tuple[str, ...], ...]:
    """Group hypotheses that a chain of decided matches connects, largest group first.

    Ratings compare only within a group; several groups mean that more matches are needed, not that one is better.
    """
    parent: dict[str, str] = {name: name for name in hypotheses}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for match in decided(matches):
        one = root(parent.setdefault(match.first, match.first))
        other = root(parent.setdefault(match.second, match.second))
        if one != other:
            parent[max(one, other)] = min(one, other)
    groups: dict[str, list[str]] = {}
    for name in parent:
        groups.setdefault(root(name), []).append(name)
    return tuple(sorted((tuple(sorted(group)) for group in groups.values()), key=lambda group: (-len(group), group)))
