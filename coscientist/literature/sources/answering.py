"""How a reading, an absence or a failure becomes an answer."""

import re
from collections.abc import Callable, Sequence

from coscientist.domain.errors import ServiceError
from coscientist.domain.literature import Answer, Found, Inquiry, NotFound, Source, Unavailable
from coscientist.literature.sources.reading import Reading
from coscientist.literature.sources.transport import Fetched, Transport

_SPACES = re.compile(r"\s+")
LONGEST_QUERY = 1_000


def tidy_query(query: str) -> str:
    """Return a query in one line and of bounded length; services reject addresses that grow too long."""
    return _SPACES.sub(" ", query).strip()[:LONGEST_QUERY]


def words_of(query: str) -> list[str]:
    """Return the words of a query without operators and punctuation, for services with a syntax of their own."""
    return [word for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", query) if word not in {"AND", "OR", "NOT", "ANDNOT"}]


def within(sources: Sequence[Source], until: int | None) -> tuple[tuple[Source, ...], int]:
    """Return the sources published in a year or earlier, and how many others there were; an undated one is another."""
    if until is None:
        return tuple(sources), 0
    kept = tuple(source for source in sources if source.year is not None and source.year <= until)
    return kept, len(sources) - len(kept)


def answer(
    transport: Transport, query: str, ask: Callable[[], Fetched[Reading]], *, until: int | None = None
) -> Answer:
    """Ask, and say which of the three kinds of answer came."""
    service = transport.service.name

    def inquiry(at: str) -> tuple[Inquiry, ...]:
        return (Inquiry(service=service, query=query, at=at, until=until),)

    try:
        fetched = ask()
    except ServiceError as error:
        return Unavailable(inquiries=inquiry(transport.now()), why=error.message)
    if fetched.value is None:
        return NotFound(inquiries=inquiry(fetched.at))
    reading = fetched.value
    sources, later = within(reading.sources, until)
    remarks = reading.remarks
    if later:
        remarks = (*remarks, f"{later} later or undated records were left out")
    if not sources:
        return NotFound(inquiries=inquiry(fetched.at), remarks=remarks)
    kept = {source.id for source in sources}
    return Found(
        inquiries=inquiry(fetched.at),
        sources=sources,
        passages=tuple(passage for passage in reading.passages if passage.source in kept),
        total=reading.total,
        remarks=remarks,
    )


def readable(sources: Sequence[Source | None]) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """Drop records without title or identifier, and say how many there were."""
    kept = tuple(source for source in sources if source is not None)
    lost = len(sources) - len(kept)
    return kept, (f"{lost} records without title or usable identifier were left out",) if lost else ()
