"""What has been asked so far, by number: which pairs, in which order, and how often each hypothesis."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from coscientist.domain.match import Match
from coscientist.tournaments.ledger import decided


@dataclass
class Played:
    """Counts of questions. A panel's votes in one order are one question."""

    size: int
    asked: Counter[tuple[int, int]] = field(default_factory=Counter)
    """By pair, smaller number first."""
    shown: Counter[tuple[int, int]] = field(default_factory=Counter)
    """By order: (shown first, shown second)."""
    matches: list[int] = field(default_factory=list)
    """By hypothesis."""
    judges: int | None = None
    """How many judges answered; None: as many as the ratings know."""
    votes: int | None = None
    """How many votes their answers were; None: as many as the ratings were made of."""

    def __post_init__(self) -> None:
        if not self.matches:
            self.matches = [0] * self.size

    def add(self, first: int, second: int) -> None:
        """Count one more question."""
        self.asked[(first, second) if first < second else (second, first)] += 1
        self.shown[first, second] += 1
        self.matches[first] += 1
        self.matches[second] += 1

    def times(self, one: int, other: int) -> int:
        """Say how often a pair was asked."""
        return self.asked[(one, other) if one < other else (other, one)]

    def groups(self) -> list[list[int]]:
        """Return the groups that questions connect, largest first."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        met = np.array(list(self.asked), dtype=np.int64).reshape(-1, 2)
        links = coo_array((np.ones(len(met)), (met[:, 0], met[:, 1])), shape=(self.size, self.size))
        found: dict[int, list[int]] = {}
        for number, group in enumerate(connected_components(links, directed=False)[1].tolist()):
            found.setdefault(group, []).append(number)
        return sorted(found.values(), key=lambda group: (-len(group), group[0]))


def played_of(matches: Iterable[Match], names: Sequence[str]) -> Played:
    """Count the questions among listed hypotheses in a ledger; unanswered ones do not count.

    Hypotheses that are no longer listed still connect those that are, as one common opponent would: the ratings
    know how, so the groups of `standings` are the ones to report.
    """
    number: Mapping[str, int] = {name: index for index, name in enumerate(names)}
    answered = decided(matches)
    questions = dict.fromkeys((m.first, m.second, m.id if m.batch is None else m.batch) for m in answered)
    shown = [(number[a], number[b]) for a, b, _ in questions if a in number and b in number]
    asked = [(a, b) if a < b else (b, a) for a, b in shown]
    matches_played = np.bincount(np.array(shown, dtype=np.int64).reshape(-1), minlength=len(names))
    judges = len({match.judge for match in answered})
    return Played(len(names), Counter(asked), Counter(shown), matches_played.tolist(), judges, len(answered))
