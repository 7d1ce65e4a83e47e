"""PubMed's XML records, from the service or from a file that somebody exported.

Source: https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from collections.abc import Iterator

from coscientist.domain.literature import Source
from coscientist.literature.sources.reading import make_source, year_in
from coscientist.literature.text.safe_xml import Element, text_of

_RETRACTED = "Retracted Publication"
_OTHERS = frozenset(
    {"Retraction of Publication", "Published Erratum", "Editorial", "News", "Comment", "Letter", "Retraction Notice"}
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_article_set(root: Element, found_in: str) -> Iterator[Source | None]:
    """Yield a source for each record, or None for one without a title or PMID; books are records too."""
    for record in root:
        if record.tag == "PubmedArticle":
            yield _article(record, found_in)
        elif record.tag == "PubmedBookArticle":
            yield _book(record, found_in)


def _article(record: Element, found_in: str) -> Source | None:
    citation = record.find("MedlineCitation")
    article = record.find("MedlineCitation/Article")
    if citation is None or article is None:
        return None
    issue, online = article.find("Journal/JournalIssue/PubDate"), article.find("ArticleDate")
    kinds = {text_of(kind).strip() for kind in article.iter("PublicationType")}
    notice = _notice(citation)
    title = text_of(article.find("ArticleTitle")) or text_of(article.find("VernacularTitle"))
    return make_source(
        found_in,
        identifiers=_identifiers(record, citation, article),
        title=title,
        authors=_authors(article.find("AuthorList")),
        journal=text_of(article.find("Journal/Title")),
        years=[year_in(text_of(issue)), year_in(text_of(online))],
        date=_date(issue) or _date(online),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{text_of(citation.find('PMID')).strip()}/",
        abstract=_abstract(article.find("Abstract")),
        retracted=_RETRACTED in kinds or notice is not None,
        retraction=notice or f"{found_in}: {_RETRACTED}",
        kind="review" if "Review" in kinds else "preprint" if "Preprint" in kinds else _other(kinds),
    )


def _other(kinds: set[str]) -> str:
    return "other" if kinds & _OTHERS else "article"


def _book(record: Element, found_in: str) -> Source | None:
    document = record.find("BookDocument")
    if document is None:
        return None
    return make_source(
        found_in,
        identifiers={"pmid": text_of(document.find("PMID"))},
        title=text_of(document.find("ArticleTitle")) or text_of(document.find("Book/BookTitle")),
        authors=_authors(document.find("AuthorList")),
        journal=text_of(document.find("Book/BookTitle")),
        years=[year_in(text_of(document.find("Book/PubDate")))],
        abstract=_abstract(document.find("Abstract")),
        kind="book",
    )


def _identifiers(record: Element, citation: Element, article: Element) -> dict[str, str | None]:
    """Only the record's own: the reference list below it holds the identifiers of other papers."""
    found: dict[str, str | None] = {"pmid": text_of(citation.find("PMID"))}
    for name in record.findall("PubmedData/ArticleIdList/ArticleId"):
        kind = name.get("IdType", "")
        if kind in {"doi", "pmc"}:
            found.setdefault("pmcid" if kind == "pmc" else kind, text_of(name))
    for name in article.findall("ELocationID"):
        if name.get("EIdType") == "doi" and name.get("ValidYN") != "N":
            found.setdefault("doi", text_of(name))
    return found


def _authors(people: Element | None) -> Iterator[str]:
    for author in people if people is not None else ():
        family = text_of(author.find("LastName"))
        given = text_of(author.find("ForeName")) or text_of(author.find("Initials"))
        group = text_of(author.find("CollectiveName"))
        yield (f"{family}, {given}" if given else family) if family else group


def _abstract(abstract: Element | None) -> str:
    parts: list[str] = []
    for part in abstract.findall("AbstractText") if abstract is not None else ():
        label = (part.get("Label") or "").strip().capitalize()
        text = _raised(part)
        parts.append(f"{label}: {text}" if label and label != "Unlabelled" else text)
    return " ".join(parts)


def _raised(element: Element) -> str:
    """Return the text with superscripts marked, for `unmarked` to write them so that an exponent stays one."""
    parts = [_escaped(element.text)]
    for child in element:
        inner = _raised(child)
        parts.append(f"<sup>{inner}</sup>" if child.tag == "sup" else inner)
        parts.append(_escaped(child.tail))
    return "".join(parts)


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _date(date: Element | None) -> str | None:
    """ISO 8601 as precise as given; a season or a range of months leaves the year."""
    if date is None or (year := year_in(text_of(date.find("Year")) or text_of(date.find("MedlineDate")))) is None:
        return None
    month = text_of(date.find("Month")).strip().lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else None
    day = text_of(date.find("Day")).strip()
    if number is None or not 1 <= number <= 12:
        return str(year)
    return f"{year}-{number:02d}-{int(day):02d}" if day.isdigit() else f"{year}-{number:02d}"


def _notice(citation: Element) -> str | None:
    for link in citation.iter("CommentsCorrections"):
        if link.get("RefType") == "RetractionIn":
            pmid = text_of(link.find("PMID")).strip()
            return f"pubmed: retraction in {f'PMID {pmid}' if pmid else text_of(link.find('RefSource')).strip()}"
    return None
