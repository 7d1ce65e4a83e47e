"""Which names of a large vocabulary a text may hold at all: a quick look that saves spelling out the rest."""

import re
from collections.abc import Iterable

from coscientist.literature.extraction.spelling import american

_WORD = re.compile(r"[^\W\d_]+|\d+")
_SIGNIFICANT = 4
"""Letters. What words begin with is compared, so that plurals and adjectives stay in."""


class Occurring:
    """Says of a name whether texts may hold it: whether each of its words begins as a word of theirs does.

    Limits: for names in Latin letters; others are always taken to occur.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._beginnings: set[str] = set()
        self.words: set[str] = set()
        """Words that the texts hold in small letters."""
        for text in texts:
            for word in _WORD.findall(text):
                if word.islower():
                    self.words.add(word)
                self._beginnings.add(_beginning(word))

    def __call__(self, name: str) -> bool:
        """Say whether the texts may hold a name."""
        return all(_beginning(word) in self._beginnings for word in _WORD.findall(name) if word.isascii())


def _beginning(word: str) -> str:
    return american(word.casefold())[:_SIGNIFICANT]
