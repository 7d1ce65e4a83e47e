"""Sources as a reader cites them, with links that are safe to click."""

import html
import re
from urllib.parse import quote, urlsplit

from coscientist.domain.base import Value
from coscientist.domain.literature import Source

MAX_AUTHORS = 3


class Citation(Value):
    """What is printed under a quotation."""

    source: str
    title: str
    authors: str
    journal: str
    year: int | None
    label: str
    """What the link says: `PMID 30046111`."""
    link: str | None
    """An http(s) address, or None where nothing safe is known."""
    retracted: bool | None
    """None: nobody has checked."""
    laboratory: bool
    """It is a result that came back from a laboratory, not a publication."""

    def __str__(self) -> str:
        parts = [self.authors, self.title, self.journal, str(self.year or ""), self.label]
        return ". ".join(part.rstrip(".") for part in parts if part) + "."


def citation(source: Source) -> Citation:
    """Return how a source is cited; services write `&amp;` where the publication has `&`."""
    label, link = _link(source)
    return Citation(
        source=source.id,
        title=html.unescape(source.title),
        authors=_authors(source.authors),
        journal=html.unescape(source.journal or ""),
        year=source.year,
        label=label,
        link=link,
        retracted=source.retracted,
        laboratory=source.kind == "lab" or source.id.startswith("lab:"),
    )


def unknown_source(source_id: str) -> Citation:
    """Return the citation of a source of which the run holds nothing but the id."""
    return citation(Source(id=source_id, title=source_id))


def _authors(names: tuple[str, ...]) -> str:
    """Name the first authors; nobody where the list is alphabetical, for then it does not say who came first."""
    if len(names) <= MAX_AUTHORS:
        return ", ".join(names)
    return "" if list(names) == sorted(names) else f"{', '.join(names[:MAX_AUTHORS])} et al."


def _link(source: Source) -> tuple[str, str | None]:
    """Name the best identifier of a source and where it leads; identifiers come from files and services, unchecked."""
    names = {**dict([source.id.split(":", 1)] if ":" in source.id else []), **source.identifiers}
    if re.fullmatch(r"\d{1,9}", names.get("pmid", "")):
        return f"PMID {names['pmid']}", f"https://pubmed.ncbi.nlm.nih.gov/{names['pmid']}/"
    if re.fullmatch(r"10\.\d{4,9}/\S+", names.get("doi", "")):
        return f"doi:{names['doi']}", f"https://doi.org/{quote(names['doi'], safe='/()._-:;')}"
    if re.fullmatch(r"PMC\d{1,9}", names.get("pmcid", "")):
        return names["pmcid"], f"https://pmc.ncbi.nlm.nih.gov/articles/{names['pmcid']}/"
    if re.fullmatch(r"[a-z-]*/?\d{4,7}(\.\d{4,5})?(v\d+)?", names.get("arxiv", "")):
        return f"arXiv:{names['arxiv']}", f"https://arxiv.org/abs/{names['arxiv']}"
    return source.id, safe_link(source.url)


def safe_link(address: str | None) -> str | None:
    """Return an address only when following it cannot do more than open a web page."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None
