"""Which names of a large vocabulary a text may hold at all: a quick look that saves spelling out the rest."""

import re
import unicodedata
from collections.abc import Iterable

from coscientist.literature.extraction.spelling import GREEK, american

_WORD = re.compile(r"[^\W\d_]+|\d+")
_GREEK = frozenset(GREEK.values())
_BETWEEN_GREEK = re.compile(f"[{''.join(GREEK)}]")
"""`IFNγ` may be `IFN-γ`."""
_SIGNIFICANT = 5
"""Letters. What words begin with is compared, so that plurals and adjectives stay in: `necro` of necrosis, necrotic."""


class Occurring:
    """Says of a name whether texts may hold it: whether each of its words begins as a word of theirs does.

    Limits: for names in Latin letters; others are always taken to occur.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._known: dict[str, bool] = {}
        words = {word for text in texts for word in _WORD.findall(text)}
        words |= {part for word in words if not word.isascii() for part in _BETWEEN_GREEK.split(word)} - {""}
        words |= {_without_accents(word) for word in words if not word.isascii()}
        self.words = {word for word in words if word.islower()}
        """Words that the texts hold in small letters."""
        self._beginnings = {_beginning(other) for word in words for other in _numbers(word)}

    def __call__(self, name: str) -> bool:
        """Say whether the texts may hold a name."""
        known = self._known
        for word in _WORD.findall(name):
            found = known.get(word)
            if found is None:
                found = known[word] = self._holds(word)
            if not found:
                return False
        return True

    def _holds(self, word: str) -> bool:
        """Say whether a word of theirs begins alike; a Greek letter may stand there as a letter or spelled out."""
        return not word.isascii() or word.casefold() in _GREEK or _beginning(word) in self._beginnings


def _without_accents(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def _numbers(word: str) -> tuple[str, ...]:
    """Return a word with its singular and its plural, where these may begin otherwise: short words."""
    if len(word) > _SIGNIFICANT + 1:
        return (word,)
    return word, f"{word}s", word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word)


def _beginning(word: str) -> str:
    return american(word.casefold())[:_SIGNIFICANT]
