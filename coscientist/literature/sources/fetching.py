"""Fetching what several services have on several queries: records, open full texts, and who was asked what."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from coscientist.domain.base import Value
from coscientist.domain.literature import Answer, Asked, Source
from coscientist.literature.files.values import ImportedSource
from coscientist.literature.identifiers import Identifier
from coscientist.literature.sources.gather import find_in_all
from coscientist.literature.sources.merge import merge
from coscientist.literature.sources.ports import Finder, FullTextReader
from coscientist.literature.text.passages import Block, abstract_passages, passages_of

Progress = Callable[[str, int, int], None]
FULL_TEXT = "full text of "


class Fetched(Value):
    """What came, as it came, and what everybody was asked."""

    items: tuple[ImportedSource, ...] = ()
    """Works may come more than once, from several services."""
    asked: tuple[Asked, ...] = ()

    @property
    def unavailable(self) -> tuple[str, ...]:
        """Return the services that answered no question at all."""
        return unavailable(self.asked)


def unavailable(asked: Iterable[Asked]) -> tuple[str, ...]:
    """Return the services that answered none of the questions that they were asked."""
    outcomes: dict[str, set[str]] = {}
    for each in asked:
        outcomes.setdefault(each.service, set()).add(each.outcome)
    return tuple(name for name, found in outcomes.items() if found == {"unavailable"})


def fetch(
    services: Sequence[Finder],
    queries: Sequence[str],
    *,
    limit: int,
    full_texts: int,
    until: int | None,
    progress: Progress = lambda _what, _done, _all: None,
) -> Fetched:
    """Ask every service every query, and read open full texts of what comes first, at most `full_texts`.

    A service that fails is reported in `asked` and the others are asked all the same; nothing is raised.
    """
    items: list[ImportedSource] = []
    asked: list[Asked] = []
    found: list[Source] = []
    for done, query in enumerate(queries):
        progress("asking services", done, len(queries))
        for answer in find_in_all(services, query, limit=limit, until=until).answers:
            asked += asked_from(answer)
            if answer.kind == "found":
                found += answer.sources
                items += [_item(source, answer.inquiries[0].service) for source in answer.sources]
    progress("asking services", len(queries), len(queries))
    readers = [service for service in services if isinstance(service, FullTextReader)]
    for item, answer in _full_texts(readers, merge(found), full_texts, until, progress):
        asked += asked_from(answer)
        items += [item] if item is not None else []
    return Fetched(items=tuple(items), asked=tuple(asked))


def _item(source: Source, service: str) -> ImportedSource:
    passages = abstract_passages(source) or passages_of(source, [Block(source.title, "title")])
    return ImportedSource(file=service, source=source, passages=passages)


def _full_texts(
    readers: Sequence[FullTextReader], works: Sequence[Source], most: int, until: int | None, progress: Progress
) -> Iterator[tuple[ImportedSource | None, Answer]]:
    """Read the first works that say where their open full text is kept."""
    open_works = [work for work in works if "pmcid" in work.identifiers and not work.retracted]
    for reader in readers:
        for done, work in enumerate(open_works[:most]):
            progress("reading full texts", done, min(most, len(open_works)))
            answer = reader.read(Identifier(scheme="pmcid", value=work.identifiers["pmcid"]))
            item = None
            if answer.kind == "found" and answer.passages:
                source = answer.sources[0]
                if until is None or (source.year is not None and source.year <= until):
                    item = ImportedSource(file=reader.name, source=source, passages=answer.passages)
            named = [each.model_copy(update={"query": f"{FULL_TEXT}{work.id}"}) for each in answer.inquiries[-1:]]
            yield item, answer.model_copy(update={"inquiries": tuple(named)})


def asked_from(answer: Answer) -> Iterator[Asked]:
    """Yield for an answer what was asked and what came of it."""
    for inquiry in answer.inquiries:
        yield Asked(
            service=inquiry.service,
            query=inquiry.query,
            at=inquiry.at,
            until=inquiry.until,
            outcome=answer.kind,
            records=len(answer.sources) if answer.kind == "found" else 0,
            total=answer.total if answer.kind == "found" else None,
            why=answer.why if answer.kind == "unavailable" else "",
            remarks=() if answer.kind == "unavailable" else answer.remarks,
        )
