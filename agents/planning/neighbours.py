"""The words around a place in a goal, and what they say of it by themselves."""

from collections.abc import Sequence

from coscientist.agents.planning import compared, english
from coscientist.agents.planning.words import acts, direction_of
from coscientist.domain.goal import Direction


class Neighbours:
    """The compared words of a goal, looked at from any place in it; beyond its ends there is nothing."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def at(self, index: int) -> str:
        """Return a word by its place."""
        return self._words[index] if 0 <= index < len(self._words) else ""

    def before(self, index: int) -> str:
        """Return the word before, articles left aside."""
        while index and self._words[index - 1] in english.SMALL_WORDS:
            index -= 1
        return self.at(index - 1)

    def after(self, index: int) -> str:
        """Return the word after, articles left aside."""
        while self.at(index + 1) in english.SMALL_WORDS:
            index += 1
        return self.at(index + 1)

    def past_heads(self, after: int) -> int:
        """Return where what is said of a phrase that ends here goes on, heads such as `activity` and `loss` passed."""
        while self.at(after) in compared.NEUTRAL | compared.FLIPPING | compared.LOSSES:
            after += 1
        return after

    def aspect(self, start: int, after: int) -> str:
        """Return what of a phrase is meant: the word after it, or before its `of`."""
        return next((word for word in (self.at(after), self.before(start)) if word in compared.ASPECTS), "")

    def is_beside_another(self, start: int) -> bool:
        """Say whether `and` stands before a phrase, or before the verb before it."""
        while start and self._words[start - 1] in english.SMALL_WORDS:
            start -= 1
        verb = start > 1 and direction_of(self.at(start - 1)) is not None
        return self.before(start - verb) == "and"

    def is_subject(self, after: int) -> bool:
        """Say whether a verb of direction follows, heads such as `activity` and `loss` between left aside."""
        while self.at(after) in compared.NEUTRAL | compared.LOSSES:
            after += 1
        return direction_of(self.at(after)) not in (None, Direction.EXPLAIN)

    def acting(self, index: int) -> Direction | None:
        """Return what the actor at a place does: an inverse agonist less, a positive modulator more."""
        signs = (english.ACTOR_SIGNS.get(word) for word in reversed(self._words[max(0, index - 3) : index]))
        return next((sign for sign in signs if sign is not None), acts(self.at(index)))
