"""Looking for references that carry no identifier."""

from collections.abc import Sequence

from coscientist.domain.literature import Answer, Found, NotFound, Unavailable
from coscientist.literature.citations.check import Search
from coscientist.literature.citations.values import Citation
from coscientist.literature.sources.gather import find_in_all
from coscientist.literature.sources.ports import Finder


def search_with(finders: Sequence[Finder], *, limit: int = 10) -> Search:
    """Return a search by title, or by authors and year, in all of the services."""

    def search(citation: Citation) -> Answer:
        words = citation.title or " ".join([*citation.authors, str(citation.year or "")])
        gathered = find_in_all(finders, words, limit=limit)
        inquiries = tuple(inquiry for answer in gathered.answers for inquiry in answer.inquiries)
        if gathered.sources:
            return Found(inquiries=inquiries, sources=gathered.sources)
        if gathered.unavailable or not gathered.answers:
            why = " ".join(answer.why for answer in gathered.unavailable) or "No service may be asked."
            return Unavailable(inquiries=inquiries, why=why)
        return NotFound(inquiries=inquiries)

    return search
