"""What a literature pack gives to a corpus."""

from collections.abc import Iterator
from typing import Protocol

from coscientist.domain.base import Value
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage, Source


class PackInfo(Value):
    """What a pack is and on what terms it may be used."""

    name: str
    title: str
    version: str
    licence: str
    attribution: str
    url: str | None = None
    about: tuple[str, ...] = ()
    """What it covers, in a few phrases; shown when a goal is about something else."""
    notes: tuple[str, ...] = ()
    """What was left out and why."""


class Pack(Protocol):
    """A readable pack. Records come with whatever they refer to before them."""

    info: PackInfo

    def fingerprint(self) -> str:
        """Return the sha256 of the content that it reads, so that a loaded corpus can tell whether it is current."""

    def records(self) -> Iterator[Source | Concept | Passage | Claim]:
        """Yield everything, in an order that is the same each time."""
