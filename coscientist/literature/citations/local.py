"""Looking citations up in loaded corpora, which hold some of the literature and can never say that a work is not."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from coscientist.domain.literature import Answer, Found, Inquiry, NotFound, Passage, Source, Unavailable
from coscientist.literature.citations.check import Search
from coscientist.literature.citations.compare import SAME_TITLE, compare, title_likeness
from coscientist.literature.citations.names import family_of, words_of
from coscientist.literature.citations.support import telling
from coscientist.literature.citations.values import Citation
from coscientist.literature.corpus import Corpus
from coscientist.literature.identifiers import Identifier, identifiers_of
from coscientist.literature.sources.merge import merge
from coscientist.literature.sources.ports import Resolver
from coscientist.literature.text.passages import abstract_passages

CANDIDATES = 20
"""Sources compared by the letters of their titles, after the words of these were compared."""


class Holdings:
    """The sources of loaded corpora by identifier, by words of the title, and by first author and year."""

    def __init__(self, corpora: Sequence[Corpus], now: Callable[[], str]) -> None:
        self._corpora, self._now = tuple(corpora), now
        self._by_identifier: dict[Identifier, list[Source]] = defaultdict(list)
        self._by_word: dict[str, list[Source]] = defaultdict(list)
        self._by_author: dict[tuple[tuple[str, ...], int], list[Source]] = defaultdict(list)
        for corpus in self._corpora:
            for source in corpus.all_sources():
                self._take(source)

    @property
    def names(self) -> str:
        """Return the names of the corpora."""
        return ", ".join(corpus.name for corpus in self._corpora)

    def _take(self, source: Source) -> None:
        for identifier in identifiers_of(source.identifiers):
            self._by_identifier[identifier].append(source)
        for word in telling(source.title):
            self._by_word[word].append(source)
        for year in {source.year, *source.other_years} - {None}:
            for author in source.authors[:1]:
                self._by_author[words_of(family_of(author)), year or 0].append(source)

    def look_up(self, identifier: Identifier) -> tuple[Source, ...]:
        """Return the records of an identifier, joined."""
        return merge(self._by_identifier.get(identifier, ()))

    def search(self, citation: Citation) -> tuple[Source, ...]:
        """Return the records that a reference without identifier can mean."""
        if citation.title:
            alike: dict[str, tuple[int, Source]] = {}
            for word in sorted(telling(citation.title)):
                for source in self._by_word.get(word, ()):
                    alike[source.id] = (alike.get(source.id, (0, source))[0] + 1, source)
            nearest = sorted(alike.values(), key=lambda pair: (-pair[0], pair[1].id))[:CANDIDATES]
            return merge(s for _, s in nearest if title_likeness(citation.title, s.title) >= SAME_TITLE)
        if citation.authors and citation.year is not None:
            found = self._by_author.get((words_of(citation.authors[0]), citation.year), ())
            return merge(source for source in found if not compare(citation, source).problems)
        return ()

    def texts(self, source: Source) -> tuple[Passage, ...]:
        """Return what the corpora and the record itself hold of a source's text, each sentence once."""
        same = {name.id for identifier in identifiers_of(source.identifiers) for name in self.look_up(identifier)}
        own = [p for corpus in self._corpora for item in sorted({source.id, *same}) for p in corpus.passages_from(item)]
        found = {passage.quote: passage for passage in (*own, *abstract_passages(source))}
        return tuple(passage for passage in found.values() if passage.locator != "title")

    def inquiry(self, query: str) -> tuple[Inquiry, ...]:
        """Return what is asked of the corpora, and when."""
        return (Inquiry(service=self.names or "no corpus", query=query, at=self._now()),)


def local_first(holdings: Holdings, services: Resolver | None) -> Resolver:
    """Return a resolver that joins what corpora hold with what services say.

    Without services, what the corpora do not hold is unavailable: nobody was asked who could know.
    """

    def resolve(identifier: Identifier) -> Answer:
        own = holdings.look_up(identifier)
        asked = services(identifier) if services else None
        return _joined(own, asked, holdings, str(identifier))

    return resolve


def local_first_search(holdings: Holdings, services: Search | None) -> Search:
    """Return the same for references without an identifier."""

    def search(citation: Citation) -> Answer:
        own = holdings.search(citation)
        if citation.title is None and len(own) != 1:
            own = ()  # author and year alone name no single work
        asked = services(citation) if services and (citation.title or not own) else None
        return _joined(own, asked, holdings, citation.title or citation.text)

    return search


def _joined(own: Sequence[Source], asked: Answer | None, holdings: Holdings, query: str) -> Answer:
    here = holdings.inquiry(query)
    if own:
        told: Iterable[Source] = asked.sources if asked is not None and asked.kind == "found" else ()
        joined = merge([*told, *own])
        inquiries = (*here, *(asked.inquiries if asked is not None and asked.kind == "found" else ()))
        return Found(inquiries=inquiries, sources=joined)
    if asked is None:
        where = f"It is in none of the corpora ({holdings.names})" if holdings.names else "No corpus is loaded"
        return Unavailable(inquiries=here, why=f"{where}, and no service may be asked.")
    if asked.kind == "not found":
        return NotFound(inquiries=asked.inquiries, remarks=asked.remarks)
    return asked
