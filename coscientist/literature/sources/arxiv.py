"""arXiv: preprints in physics, mathematics, computing, quantitative biology and around.

Source: https://info.arxiv.org/help/api/user-manual.html
"""

import re

from coscientist.domain.literature import Answer, Source
from coscientist.literature.identifiers import Identifier
from coscientist.literature.sources.answering import answer, readable, tidy_query, words_of
from coscientist.literature.sources.reading import Reading, make_source, read_xml, year_in
from coscientist.literature.sources.transport import Transport, UnreadableAnswerError
from coscientist.literature.text.safe_xml import Element, text_of

_FUNCTION_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with"}
)
_WITHDRAWN = re.compile(r"\b(?:paper|article|submission|manuscript|version)\b.{0,40}\bwithdrawn\b", re.IGNORECASE)
MOST_WORDS = 12


class Arxiv:
    """Finds and looks up preprints."""

    name = "arxiv"

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def find(self, query: str, *, limit: int = 25, until: int | None = None) -> Answer:
        """Search for records that hold every word of the query (the first twelve that are not function words)."""
        asked = tidy_query(query)
        words = [word for word in words_of(asked) if word.lower() not in _FUNCTION_WORDS][:MOST_WORDS]
        terms = [f"all:{word}" if "-" not in word else f'all:"{word}"' for word in words]
        if until is not None:
            terms.append(f"submittedDate:[198001010000 TO {until}12312359]")
        parameters = {
            "search_query": " AND ".join(terms),
            "start": "0",
            "max_results": str(min(limit, self._transport.service.page)),
            "sortBy": "relevance",
        }
        return answer(
            self._transport, asked, lambda: self._transport.fetch("/query", parameters, read_feed), until=until
        )

    def knows(self, identifier: Identifier) -> bool:
        """arXiv ids only."""
        return identifier.scheme == "arxiv"

    def look_up(self, identifier: Identifier) -> Answer:
        """Return the preprint with that id."""
        parameters = {"id_list": identifier.value, "max_results": "1"}
        # A malformed id is answered with 400: such a preprint cannot exist.
        return answer(
            self._transport,
            str(identifier),
            lambda: self._transport.fetch("/query", parameters, read_feed, absent=(400, 404)),
        )


def read_feed(body: bytes) -> Reading:
    """Read an Atom feed. Some failures come as an entry titled `Error`; no entries with a count is one too."""
    root = read_xml(body)
    if root.tag != "feed":
        raise UnreadableAnswerError(f"it sent <{root.tag}> where a feed was expected")
    entries = root.findall("entry")
    counted = text_of(root.find("totalResults")).strip()
    if not counted.isdigit():
        raise UnreadableAnswerError("its feed does not say how many results there are")
    if any("/api/errors" in text_of(entry.find("id")) for entry in entries):
        raise UnreadableAnswerError(f"it answered with an error ({text_of(root.find('entry/summary'))[:100]})")
    if int(counted) > 0 and not entries and text_of(root.find("startIndex")).strip() in {"", "0"}:
        raise UnreadableAnswerError(f"it counts {counted} results and lists none")
    sources, remarks = readable([_source(entry) for entry in entries])
    return Reading(sources, int(counted), remarks)


def _source(entry: Element) -> Source | None:
    published = text_of(entry.find("published"))
    comment = text_of(entry.find("comment"))
    withdrawn = _WITHDRAWN.search(comment) is not None
    pdf = next((link.get("href") for link in entry.findall("link") if link.get("title") == "pdf"), None)
    return make_source(
        Arxiv.name,
        identifiers={"arxiv": text_of(entry.find("id")), "doi": text_of(entry.find("doi"))},
        title=text_of(entry.find("title")),
        authors=[text_of(author.find("name")) for author in entry.findall("author")],
        journal=text_of(entry.find("journal_ref")) or None,
        years=[year_in(published)],
        date=published[:10] or None,
        url=text_of(entry.find("id")).replace("http://", "https://", 1),
        full_text_url=pdf,
        abstract=text_of(entry.find("summary")),
        licence=text_of(entry.find("license")) or None,
        # arXiv marks withdrawals in a free comment; silence is not a check.
        retracted=True if withdrawn else None,
        retraction="arxiv: withdrawn by its authors" if withdrawn else None,
        kind="preprint",
    )
