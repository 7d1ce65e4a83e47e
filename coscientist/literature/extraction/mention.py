"""A concept where a text names it."""

from coscientist.domain.base import Value


class Mention(Value):
    """A stretch of a text that names a concept."""

    concept: str
    """The concept's id."""
    start: int
    end: int
    """One after the last character, counted from the start of the text."""


def longest(mentions: list[Mention]) -> list[Mention]:
    """Keep of overlapping mentions the longest, of equally long ones the first given; return them in text order."""
    taken: list[Mention] = []
    for mention in sorted(mentions, key=lambda item: item.start - item.end):
        if all(mention.end <= other.start or other.end <= mention.start for other in taken):
            taken.append(mention)
    return sorted(taken, key=lambda item: item.start)
