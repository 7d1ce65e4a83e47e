"""What was published and the words it used: sources, passages, and answers to the question whether there are any."""

from typing import Annotated, Literal

from pydantic import Field

from coscientist.domain.base import Value


class Source(Value):
    """A publication, a data set, or a laboratory's result package (`lab:` ids)."""

    id: str
    """`pmid:30046111`, `doi:10.1038/…`, `arxiv:…`, `lab:<result id>` or a corpus-local id."""
    title: str
    authors: tuple[str, ...] = ()
    journal: str | None = None
    year: int | None = None
    other_years: tuple[int, ...] = ()
    """Further years that the record gives, as when it appeared online in one year and in print in the next."""
    date: str | None = None
    """ISO 8601, as precise as it is known."""
    url: str | None = None
    full_text_url: str | None = None
    """Where an openly readable copy is said to be; nothing is fetched from it unasked."""
    abstract: str | None = None
    identifiers: dict[str, str] = {}
    """`{"pmid": …, "doi": …, "pmcid": …, "arxiv": …, "openalex": …}`."""
    licence: str | None = None
    attribution: str | None = None
    retracted: bool | None = None
    """None: not checked."""
    retraction: str | None = None
    """Who says that it is retracted: a service, a notice's identifier."""
    kind: str = "article"
    """`article`, `review`, `preprint`, `dataset`, `lab`, `book`, `other`."""
    found_in: tuple[str, ...] = ()
    """The services or files that this record was read from."""


class Passage(Value):
    """A verbatim piece of a source; what every citation leads to."""

    id: str
    source: str
    quote: str
    locator: str | None = None
    """Where in the source: `Results`, `p. 4`, `abstract`."""
    year: int | None = None


class Inquiry(Value):
    """What was asked of whom, and when: without it an absence says nothing."""

    service: str
    query: str
    at: str
    """When the service answered (or was given up), in UTC as ISO 8601; for a kept answer, when it was fetched."""
    until: int | None = None
    """The last year that was asked for."""


class Found(Value):
    """There is something; the best match comes first."""

    kind: Literal["found"] = "found"
    inquiries: tuple[Inquiry, ...]
    sources: tuple[Source, ...]
    passages: tuple[Passage, ...] = ()
    total: int | None = None
    """How many the service says there are, when it says so; more than were returned, as a rule."""
    remarks: tuple[str, ...] = ()
    """What a reader of the answer must know: `PubMed left out the unknown term "p.E1317Q"`."""


class NotFound(Value):
    """The service answered, and has nothing; only as good as the inquiry it belongs to."""

    kind: Literal["not found"] = "not found"
    inquiries: tuple[Inquiry, ...]
    remarks: tuple[str, ...] = ()


class Unavailable(Value):
    """The service did not answer; nothing follows from that about what exists."""

    kind: Literal["unavailable"] = "unavailable"
    inquiries: tuple[Inquiry, ...]
    why: str


Answer = Annotated[Found | NotFound | Unavailable, Field(discriminator="kind")]
"""The three kinds of answer; the second is never derived from the third."""


class Asked(Value):
    """What a service was asked for a run, and what came of it."""

    service: str
    query: str
    at: str
    """When the service answered (or was given up), in UTC as ISO 8601; for a kept answer, when it was fetched."""
    until: int | None = None
    outcome: Literal["found", "not found", "unavailable"]
    records: int = 0
    """How many records came."""
    total: int | None = None
    """How many the service says there are, when it says so."""
    why: str = ""
    """Why it did not answer."""
    remarks: tuple[str, ...] = ()
