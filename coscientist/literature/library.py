"""The corpora of a run, seen as one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus import Corpus, Found
from coscientist.literature.fusion import DEPTH, fused
from coscientist.literature.identity import Joined, joined
from coscientist.literature.passage_filter import EVERYTHING, PassageFilter
from coscientist.literature.searched import not_searched, searched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REMEMBERED = 256
"""Searches whose findings are kept, of each kind."""


class Library:
    """Several corpora searched together; of records with the same id the first corpus's is kept.

    `further` are concepts that come from elsewhere, as from a laboratory, and are joined with those of the corpora.
    """

    def __init__(self, corpora: Sequence[Corpus], further: Sequence[Concept] = ()) -> None:
        self.corpora = tuple(corpora)
        self._further = tuple(further)
        # Hypotheses share steps, and reviewers look for the same passages: what was found a short while ago is known.
        self._worded = lru_cache(maxsize=REMEMBERED)(self._search)
        self._alike = lru_cache(maxsize=REMEMBERED)(self._nearest)

    @cached_property
    def _joined(self) -> Joined:
        return joined([*(corpus.concepts() for corpus in self.corpora), self._further])

    def concepts(self) -> list[Concept]:
        """Return all concepts, each once: one that several corpora list goes by the first one's id."""
        return list(self._joined.concepts)

    @property
    def meant(self) -> Mapping[str, str]:
        """Return the ids that go by another's now, with that one's."""
        return self._joined.meant

    def claims(self) -> list[Claim]:
        """Return all claims that can be seen, each once, about the concepts as they are joined."""
        return _each_once(claim for corpus in self.corpora for claim in self.joined(corpus.claims(), corpus.passages))

    def joined(
        self, claims: Iterable[Claim], passages: Callable[[Iterable[str]], Mapping[str, Passage]]
    ) -> list[Claim]:
        """Return claims about the concepts as they are joined; `passages` gives those that they rest on, by id."""
        made = []
        for claim in claims:
            placed = self._joined.claim(claim, partial(_quotes, claim, passages))
            if placed is not None:
                made.append(placed)
        return made

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Return the passages of these ids that exist and can be seen."""
        wanted = list(ids)
        return {key: value for corpus in reversed(self.corpora) for key, value in corpus.passages(wanted).items()}

    def sources(self, ids: Iterable[str]) -> dict[str, Source]:
        """Return the sources of these ids that exist."""
        wanted = list(ids)
        return {key: value for corpus in reversed(self.corpora) for key, value in corpus.sources(wanted).items()}

    def search(
        self, query: str, *, limit: int = 10, every_word: bool = False, among: PassageFilter = EVERYTHING
    ) -> list[Found]:
        """Find passages by words, best first."""
        return list(self._worded(query, limit, every_word, among))

    def nearest(
        self, vector: "NDArray[np.float32]", *, limit: int = 10, among: PassageFilter = EVERYTHING
    ) -> list[Found]:
        """Find passages by sentence vector, nearest first."""
        return list(self._alike(vector.tobytes(), vector.dtype.str, limit, among))

    def _search(self, query: str, limit: int, every_word: bool, among: PassageFilter) -> tuple[Found, ...]:
        each = (corpus.search(query, limit=limit, every_word=every_word, among=among) for corpus in self.corpora)
        return _best(chain.from_iterable(each), limit)

    def _nearest(self, vector: bytes, kind: str, limit: int, among: PassageFilter) -> tuple[Found, ...]:
        import numpy as np

        asked = np.frombuffer(vector, dtype=kind)
        each = (corpus.nearest(asked, limit=limit, among=among) for corpus in self.corpora)
        return _best(chain.from_iterable(each), limit)

    def find(
        self, query: str, vector: "NDArray[np.float32]", *, limit: int = 10, among: PassageFilter = EVERYTHING
    ) -> list[Found]:
        """Find passages by words and by sentence vector together, best first; scores are those of rank fusion."""
        depth = max(DEPTH, limit)
        rankings = [self.search(query, limit=depth, among=among), self.nearest(vector, limit=depth, among=among)]
        passages = {found.passage.id: found.passage for ranking in rankings for found in ranking}
        scores = fused([[found.passage.id for found in ranking] for ranking in rankings])
        return [Found(passage=passages[item], score=score) for item, score in list(scores.items())[:limit]]

    def searched(self) -> tuple[str, ...]:
        """Say what a search goes through, each place with what tells one state of it from another."""
        return searched(self.corpora)

    def not_searched(self) -> tuple[str, ...]:
        """Say which services should have been searched and did not answer, and why."""
        return not_searched(self.corpora)

    def close(self) -> None:
        """Close every corpus."""
        for corpus in self.corpora:
            corpus.close()


def _quotes(claim: Claim, passages: Callable[[Iterable[str]], Mapping[str, Passage]]) -> list[str]:
    return [passage.quote for passage in passages(claim.passages).values()]


def _each_once(claims: Iterable[Claim]) -> list[Claim]:
    kept: dict[str, Claim] = {}
    for claim in claims:
        kept.setdefault(claim.id, claim)
    return list(kept.values())


def _best(found: Iterable[Found], limit: int) -> tuple[Found, ...]:
    return tuple(sorted(found, key=lambda item: (-item.score, item.passage.id))[:limit])
