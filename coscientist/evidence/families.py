"""Which concepts are forms of one thing."""

import re
from collections import defaultdict
from collections.abc import Iterable

from coscientist.domain.concept import Concept

MIN_NAME_LETTERS = 3


class Families:
    """States by their plain form, and concepts that share an identifier or carry the other's name in their own."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.states: dict[str, list[str]] = defaultdict(list)
        self._by_identifier: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._by_word: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self._by_id = {concept.id: concept for concept in concepts}
        for concept in self._by_id.values():
            if concept.parent:
                self.states[concept.parent].append(concept.id)
            for identifier in concept.identifiers.items():
                self._by_identifier[identifier].append(concept.id)
            words = _words(concept.name)
            for word in dict.fromkeys(words):
                self._by_word[word].append((concept.id, words))

    def of(self, concept: Concept) -> set[str]:
        """Return the relatives of a concept: its gene and mRNA beside its protein, `tau aggregates` beside `tau`."""
        root = self._by_id.get(concept.parent or concept.id, concept)
        found = {other for identifier in concept.identifiers.items() for other in self._by_identifier[identifier]}
        name = _words(root.name)
        if name and sum(map(len, name)) >= MIN_NAME_LETTERS and not root.members:
            found.update(
                other
                for other, words in self._by_word.get(name[0], ())
                if any(words[at : at + len(name)] == name for at in range(len(words) - len(name) + 1))
            )
        return found


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", name.casefold()))
