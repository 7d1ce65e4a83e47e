"""What a service can do for us: finding, enriching and handing out full texts are separate abilities."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from coscientist.domain.literature import Answer
from coscientist.literature.identifiers import Identifier

Resolver = Callable[[Identifier], Answer]
"""Says what an identifier stands for; every `Enricher.look_up` is one, and so is `gather.resolver` over several."""


@runtime_checkable
class Finder(Protocol):
    """Finds publications by words."""

    name: str

    def find(self, query: str, *, limit: int = 25, until: int | None = None) -> Answer:
        """Return what matches, best first, published in `until` or earlier. Never raises for a failing service."""


@runtime_checkable
class Enricher(Protocol):
    """Knows publications by identifier."""

    name: str

    def knows(self, identifier: Identifier) -> bool:
        """Say whether this service can be asked for identifiers of that kind."""

    def look_up(self, identifier: Identifier) -> Answer:
        """Return the one record. Never raises for a failing service."""


@runtime_checkable
class FullTextReader(Protocol):
    """Hands out whole articles as passages."""

    name: str

    def read(self, identifier: Identifier) -> Answer:
        """Return the record and its passages. Never raises for a failing service."""
