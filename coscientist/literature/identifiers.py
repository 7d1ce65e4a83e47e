"""Names of publications that anybody can resolve: DOI, PMID, PMCID, arXiv."""

import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import unquote

from coscientist.domain.base import Value

Scheme = Literal["doi", "pmid", "pmcid", "arxiv"]
PREFERENCE = ("pmid", "doi", "arxiv", "pmcid", "openalex", "s2")
"""Which identifier names a source that has several, so that one work has one id whoever found it."""

# The middle part is for the publisher Wiley's old names: 10.1002/(SICI)1097-0134(199601)24:1<1::AID-PROT1>3.0.CO;2-R
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+(?:<[\d:]+[^\s<>\"]{0,40}>[^\s\"<>]+)?", re.ASCII)
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z][a-z\-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?")
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)")
_PREFIX = re.compile(
    r"^(?:https?://)?(?:(?:dx\.)?doi\.org/|doi:\s*|(?:www\.)?pubmed\.ncbi\.nlm\.nih\.gov/|pmid:?\s*"
    r"|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed/|(?:export\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*"
    r"|(?:www\.)?ncbi\.nlm\.nih\.gov/pmc/articles/|pmc\.ncbi\.nlm\.nih\.gov/articles/|pmcid:?\s*)",
    re.IGNORECASE,
)


class Identifier(Value):
    """One name of one publication, in the form in which services compare it."""

    scheme: Scheme
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


def normal_doi(text: str) -> str | None:
    """Return a DOI in lower case without resolver and trailing punctuation, or None if there is none.

    Source: DOI names are case-insensitive, https://doi.org/10.1000/182 (2.4).
    """
    found = _DOI.search(unquote(text.strip()))
    return _trimmed(found[0]).lower() if found else None


def _trimmed(doi: str) -> str:
    """Cut off the punctuation of the sentence around a DOI; brackets that it opened itself are its own."""
    while doi:
        last = doi[-1]
        if last in ".,;:'’”*|}\\" or (last in ")]" and doi.count(last) > doi.count("(["[last == "]"])):
            doi = doi[:-1]
        else:
            break
    return doi


def normal_pmid(text: str) -> str | None:
    """Return a PubMed id as digits without leading zeros, or None."""
    bare = _PREFIX.sub("", text.strip()).strip("/ ")
    return bare.lstrip("0") or None if bare.isascii() and bare.isdigit() and len(bare) <= 9 else None


def normal_pmcid(text: str) -> str | None:
    """Return a PubMed Central id as `PMC3040717`, or None."""
    found = re.fullmatch(r"(?:PMC)?(\d{3,9})(?:\.\d+)?", _PREFIX.sub("", text.strip()).strip("/ "), re.IGNORECASE)
    return f"PMC{found[1]}" if found else None


def normal_arxiv(text: str) -> str | None:
    """Return an arXiv id without its version, or None: versions are one work."""
    bare = _PREFIX.sub("", text.strip()).removesuffix(".pdf")
    found = _ARXIV.fullmatch(bare)
    return re.sub(r"v\d+$", "", found[0]) if found else None


def parse_identifier(text: str) -> Identifier | None:
    """Read what a person may write or paste as one identifier, or return None.

    A bare number is taken for a PubMed id. arXiv's own DOIs are read as arXiv ids: Crossref does not know them.
    """
    doi = normal_doi(text)
    if doi is not None:
        within = _ARXIV_DOI.fullmatch(doi)
        arxiv = normal_arxiv(within[1]) if within else None
        return Identifier(scheme="arxiv", value=arxiv) if arxiv else Identifier(scheme="doi", value=doi)
    if re.search(r"pmc", text, re.IGNORECASE) and (pmcid := normal_pmcid(text)):
        return Identifier(scheme="pmcid", value=pmcid)
    if pmid := normal_pmid(text):
        return Identifier(scheme="pmid", value=pmid)
    if arxiv := normal_arxiv(text):
        return Identifier(scheme="arxiv", value=arxiv)
    return None


def normal_identifiers(raw: Mapping[str, str | None]) -> dict[str, str]:
    """Return the usable ones of what a record calls its identifiers, normalised and in a fixed order.

    Other schemes than the four (`openalex`, `s2`) pass as they are.
    """
    readers = {"doi": normal_doi, "pmid": normal_pmid, "pmcid": normal_pmcid, "arxiv": normal_arxiv}
    usable: dict[str, str] = {}
    for scheme, value in sorted(raw.items()):
        if not value:
            continue
        reader = readers.get(scheme)
        normal = reader(value) if reader else value.strip()[:200]
        if normal:
            usable[scheme] = normal
    within = _ARXIV_DOI.fullmatch(usable.get("doi", ""))
    if within and (arxiv := normal_arxiv(within[1])):
        usable.setdefault("arxiv", arxiv)
    return dict(sorted(usable.items()))


def source_id(identifiers: Mapping[str, str], kind: str = "article") -> str | None:
    """Return the id of the source that has these identifiers, or None when it has none.

    A preprint keeps its own name even where it names the article that came of it: their words may differ.
    """
    preference = ("arxiv", *PREFERENCE) if kind == "preprint" else PREFERENCE
    return next((f"{scheme}:{identifiers[scheme]}" for scheme in preference if scheme in identifiers), None)


def identifiers_of(identifiers: Mapping[str, str]) -> tuple[Identifier, ...]:
    """Return the resolvable identifiers of a source, the most telling first."""
    return tuple(
        Identifier(scheme=scheme, value=identifiers[scheme])
        for scheme in ("pmid", "doi", "arxiv", "pmcid")
        if scheme in identifiers
    )
