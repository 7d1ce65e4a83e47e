"""Asking services about a single statement: whether anything that they know names all of its ends."""

from collections.abc import Sequence
from typing import NamedTuple

from coscientist.domain.literature import Asked, Passage, Source
from coscientist.literature.naming import names
from coscientist.literature.sources.fetching import asked_from
from coscientist.literature.sources.gather import find_in_all
from coscientist.literature.sources.ports import Finder
from coscientist.literature.text.passages import Block, abstract_passages, passages_of

MOST = 80
"""Statements that one run asks about: services are shared, and each question waits its turn."""
RECORDS = 10
TOGETHER = "mentions both ends"
APART = "its abstract names both ends"


class Statement(NamedTuple):
    """A passage of a record that names all ends, together or in several sentences."""

    passage: Passage
    relation: str


class Inquired(NamedTuple):
    """What services have on a statement, and what they were asked."""

    statements: tuple[Statement, ...]
    asked: tuple[Asked, ...]


class Inquirer:
    """Asks services, and holds the passages that their answers are quoted by."""

    def __init__(self, services: Sequence[Finder], *, until: int | None, most: int = MOST) -> None:
        self._services, self._until, self._left = tuple(services), until, most
        self.passages: dict[str, Passage] = {}
        self.sources: dict[str, Source] = {}
        self.asked: list[Asked] = []

    def about(self, ends: Sequence[Sequence[str]]) -> Inquired:
        """Ask for what names all ends, each given by its spellings, the best known first.

        Nothing is asked once the run has asked about as many statements as it may; `asked` is then empty.
        """
        if self._left <= 0 or not all(ends):
            return Inquired((), ())
        self._left -= 1
        gathered = find_in_all(
            self._services, " ".join(spellings[0] for spellings in ends), limit=RECORDS, until=self._until
        )
        asked = tuple(each for answer in gathered.answers for each in asked_from(answer))
        self.asked += asked
        found = [made for source in gathered.sources if (made := self._naming(source, ends)) is not None]
        found.sort(key=lambda item: item.relation != TOGETHER)
        return Inquired(tuple(found), asked)

    def _naming(self, source: Source, ends: Sequence[Sequence[str]]) -> Statement | None:
        text = f"{source.title}. {source.abstract or ''}"
        if not all(names(spellings, text) for spellings in ends):
            return None
        passages = (*passages_of(source, [Block(source.title, "title")]), *abstract_passages(source))
        if not passages:
            return None
        best = max(passages, key=lambda item: sum(names(spellings, item.quote) for spellings in ends))
        together = all(names(spellings, best.quote) for spellings in ends)
        self.passages[best.id], self.sources[source.id] = best, source
        return Statement(best, TOGETHER if together else APART)
