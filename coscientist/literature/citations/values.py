"""A citation as somebody wrote it, and what a check of it found."""

from enum import StrEnum
from typing import Literal

from coscientist.domain.base import Value
from coscientist.domain.literature import Inquiry, Source
from coscientist.literature.identifiers import Identifier


class Citation(Value):
    """A reference to a publication, with as much of it as was written."""

    text: str
    """As it stands in the text."""
    identifiers: tuple[Identifier, ...] = ()
    authors: tuple[str, ...] = ()
    """Family names, as far as they are named."""
    et_al: bool = False
    """Whether there are more authors than those named."""
    year: int | None = None
    title: str | None = None
    claim: str | None = None
    """The sentence that it is cited for; None in a reference list."""
    place: str = ""
    """`line 12`, `entry doe2012`."""


class Problem(StrEnum):
    """What is wrong with a citation; several can be at once."""

    INVENTED = "invented identifier"
    NOT_FOUND = "not found"
    """A reference without identifier that no service knows by its title."""
    ANOTHER_WORK = "identifier of another work"
    """Title and authors are both another's."""
    WRONG_AUTHOR = "wrong author"
    WRONG_YEAR = "wrong year"
    WRONG_TITLE = "wrong title"
    UNSUPPORTED = "does not say so"
    CONTRADICTED = "says the opposite"
    RETRACTED = "retracted"


class State(Value):
    """One of the four states: what is known of it, why, and from whom."""

    holds: Literal["yes", "no", "unknown", "unavailable"]
    """`unavailable`: nobody who could tell may be asked, or answered; `unknown`: what was found does not tell."""
    why: str
    inquiries: tuple[Inquiry, ...] = ()


class Judgement(Value):
    """What a passage does to a claim, by whoever judges it."""

    verdict: Literal["supports", "contradicts", "silent", "unknown"]
    why: str = ""
    about: float = 1.0
    """How much the passage is about the claim, on the judge's own scale."""


class CitationCheck(Value):
    """A citation with its four states, and the problems that follow from them."""

    citation: Citation
    exists: State
    metadata_right: State
    supports: State
    not_retracted: State
    source: Source | None = None
    """The record that it was compared with."""
    passages: tuple[str, ...] = ()
    """The passages that decided whether it supports its claim, by id."""
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is known against it; what is unknown is not."""
        return not self.problems
