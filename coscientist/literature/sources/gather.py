"""Asking several services: one list of works, and every service's own answer beside it."""

from collections.abc import Callable, Sequence
from itertools import chain, zip_longest

from coscientist.domain.base import Value
from coscientist.domain.literature import Answer, Found, NotFound, Source, Unavailable
from coscientist.literature.identifiers import Identifier
from coscientist.literature.sources.merge import merge
from coscientist.literature.sources.ports import Enricher, Finder, Resolver


class Gathered(Value):
    """What several services found, and what each of them answered."""

    sources: tuple[Source, ...]
    """One a work, the services' best matches first."""
    answers: tuple[Answer, ...]

    @property
    def unavailable(self) -> tuple[Unavailable, ...]:
        """The services that did not answer; a search with one of these is not complete."""
        return tuple(answer for answer in self.answers if answer.kind == "unavailable")


def find_in_all(
    finders: Sequence[Finder],
    query: str,
    *,
    limit: int = 25,
    until: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Gathered:
    """Ask every service in turn; one that fails is reported and the others are asked all the same."""
    answers: list[Answer] = []
    for finder in finders:
        progress(finder.name)
        answers.append(finder.find(query, limit=limit, until=until))
    lists = [answer.sources for answer in answers if answer.kind == "found"]
    # By rank across the services, so that no service's tenth comes before another's first.
    ranked = [source for source in chain.from_iterable(zip_longest(*lists)) if source is not None]
    return Gathered(sources=merge(ranked), answers=tuple(answers))


def resolver(enrichers: Sequence[Enricher]) -> Resolver:
    """Return a function that asks all services which know an identifier's kind, and joins what they say.

    It answers `not found` only when all of them answered and none has it; when some were down, it is unavailable.
    """

    def resolve(identifier: Identifier) -> Answer:
        asked = [enricher.look_up(identifier) for enricher in enrichers if enricher.knows(identifier)]
        return _joined(identifier, asked)

    return resolve


def _joined(identifier: Identifier, answers: Sequence[Answer]) -> Answer:
    inquiries = tuple(inquiry for answer in answers for inquiry in answer.inquiries)
    found = [answer for answer in answers if answer.kind == "found"]
    if found:
        sources = merge(source for answer in found for source in answer.sources)
        same = [s for s in sources if s.identifiers.get(identifier.scheme) == identifier.value] or list(sources)
        return Found(
            inquiries=inquiries,
            sources=tuple(same[:1]),
            passages=tuple(passage for answer in found for passage in answer.passages),
            remarks=tuple(f"not asked successfully: {a.why}" for a in answers if a.kind == "unavailable"),
        )
    down = [answer.why for answer in answers if answer.kind == "unavailable"]
    if down:
        return Unavailable(inquiries=inquiries, why=" ".join(down))
    if not answers:
        return Unavailable(inquiries=(), why=f"No service that was allowed knows identifiers such as {identifier}.")
    return NotFound(inquiries=inquiries)
