"""What has been asked so far, by number: which pairs, in which order, and how often each hypothesis."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
        parent = list(range(self.size))

        def root(number: int) -> int:
            while parent[number] != number:
                parent[number] = parent[parent[number]]
                number = parent[number]
            return number

        for one, other in self.asked:
            a, b = root(one), root(other)
            if a != b:
                parent[max(a, b)] = min(a, b)
        found: dict[int, list[int]] = {}
        for number in range(self.size):
            found.setdefault(root(number), []).append(number)
        return sorted(found.values(), key=lambda group: (-len(group), group[0]))


def played_of(matches: Iterable[Match], names: Sequence[str]) -> Played:
    """Count the questions among listed hypotheses in a ledger; unanswered ones do not count.

    Hypotheses that are no longer listed still connect those that are, as one common opponent would: the ratings
    know how, so the groups of `standings` are the ones to report.
    """
    number: Mapping[str, int] = {name: index for index, name in enumerate(names)}
    questions: set[tuple[str, str, str]] = set()
    played = Played(len(names))
    for match in decided(matches):
        question = (match.first, match.second, match.batch if match.batch is not None else match.id)
        if question in questions or match.first not in number or match.second not in number:
            continue
        questions.add(question)
        played.add(number[match.first], number[match.second])
    return played
