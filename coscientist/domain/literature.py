"""What was published and the words it used: sources and passages."""

from coscientist.domain.base import Value


class Source(Value):
    """A publication, a data set, or a laboratory's result package (`lab:` ids)."""

    id: str
    """`pmid:30046111`, `doi:10.1038/…`, `arxiv:…`, `lab:<result id>` or a corpus-local id."""
    title: str
    authors: tuple[str, ...] = ()
    journal: str | None = None
    year: int | None = None
    date: str | None = None
    """ISO 8601, as precise as it is known."""
    url: str | None = None
    abstract: str | None = None
    identifiers: dict[str, str] = {}
    """`{"pmid": …, "doi": …, "pmcid": …, "arxiv": …, "openalex": …}`."""
    licence: str | None = None
    attribution: str | None = None
    retracted: bool | None = None
    """None: not checked."""
    kind: str = "article"
    """`article`, `review`, `preprint`, `dataset`, `lab`, `book`, `other`."""


class Passage(Value):
    """A verbatim piece of a source; what every citation leads to."""

    id: str
    source: str
    quote: str
    locator: str | None = None
    """Where in the source: `Results`, `p. 4`, `abstract`."""
    year: int | None = None
