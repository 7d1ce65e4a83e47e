"""Articles in JATS XML, as PubMed Central, Europe PMC and publishers give them: the record and its paragraphs.

Source: NISO Z39.96, https://jats.nlm.nih.gov/archiving/
"""

from collections.abc import Iterator
from typing import NamedTuple

from coscientist.domain.literature import Source
from coscientist.literature.identifiers import normal_identifiers, source_id
from coscientist.literature.licences import normal_licence
from coscientist.literature.text.passages import Block
from coscientist.literature.text.plain import plain_text, raised
from coscientist.literature.text.safe_xml import Element, text_of

_SCHEMES = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "pmc": "pmcid", "pmcaid": "pmcid", "arxiv": "arxiv"}
_LEFT_OUT = frozenset(
    {"table-wrap", "table-wrap-foot", "fig", "fig-group", "graphic", "inline-graphic", "media", "label", "permissions"}
    | {"supplementary-material", "disp-formula", "tex-math", "ref-list", "fn", "boxed-text", "alternatives", "back"}
    | {"object-id"}
)
_PARAGRAPHS = frozenset({"p", "disp-quote", "verse-group", "statement"})
_KINDS = {
    "review-article": "review",
    "systematic-review": "review",
    "meta-analysis": "review",
    "preprint": "preprint",
    "data-paper": "dataset",
    "book-review": "other",
    "correction": "other",
    "retraction": "other",
    "editorial": "other",
    "news": "other",
}
_NOTICES = frozenset({"retraction", "removal", "withdrawal"})


class Article(NamedTuple):
    """A read article: what it is, and its paragraphs in reading order."""

    source: Source
    blocks: tuple[Block, ...]


def articles(root: Element) -> Iterator[Element]:
    """Yield the articles of a file: the root itself, or what an article set holds."""
    if root.tag == "article":
        yield root
    else:
        yield from root.iter("article")


def read_article(article: Element, *, fallback_id: str, found_in: str) -> Article:
    """Read one `article` element; `fallback_id` names it when it carries no identifier of its own."""
    meta = article.find("front/article-meta")
    meta = article if meta is None else meta
    identifiers = normal_identifiers(_raw_identifiers(meta))
    years = _years(meta)
    title = plain_text(_inline(meta.find("title-group/article-title")))
    abstract_blocks = list(_abstract(meta))
    notice = _retraction(article, meta)
    kind = _KINDS.get(article.get("article-type", ""), "article")
    source = Source(
        id=source_id(identifiers, kind) or fallback_id,
        title=title or "(untitled)",
        authors=tuple(_authors(meta)),
        journal=_journal(article),
        year=years[0] if years else None,
        other_years=tuple(years[1:]),
        abstract=" ".join(block.text for block in abstract_blocks) or None,
        identifiers=identifiers,
        licence=_licence(meta),
        retracted=True if notice else None,
        retraction=notice,
        kind=kind,
        found_in=(found_in,),
    )
    body = article.find("body")
    return Article(source, (*abstract_blocks, *(_blocks(body, ()) if body is not None else ())))


def _raw_identifiers(meta: Element) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for element in meta.findall("article-id"):
        scheme = _SCHEMES.get(element.get("pub-id-type", ""))
        if scheme is not None:
            found.setdefault(scheme, text_of(element))
    return found


def _years(meta: Element) -> list[int]:
    """Years of publication, the issue's first: it is what people cite, and a cut at a year must not let it through."""
    found: set[int] = set()
    for date in meta.findall("pub-date"):
        kind = date.get("pub-type") or date.get("date-type") or ""
        text = text_of(date.find("year")).strip()
        if text.isascii() and text.isdigit() and len(text) == 4 and "nihms" not in kind and "pmc-release" not in kind:
            found.add(int(text))
    return sorted(found, reverse=True)


def _authors(meta: Element) -> Iterator[str]:
    for contributor in meta.iter("contrib"):
        if contributor.get("contrib-type", "author") != "author":
            continue
        group = contributor.find("collab")
        if group is not None:
            yield plain_text(text_of(group), limit=200)
            continue
        family = text_of(contributor.find(".//surname"))
        if family:
            yield plain_text(f"{family}, {text_of(contributor.find('.//given-names'))}", limit=200).rstrip(", ")


def _journal(article: Element) -> str | None:
    journal = article.find("front/journal-meta")
    if journal is None:
        return None
    title = journal.find(".//journal-title")
    return plain_text(text_of(title), limit=300) or None


def _licence(meta: Element) -> str | None:
    licence = meta.find(".//license")
    if licence is None:
        return None
    address = licence.get("href")
    if not address:
        reference = licence.find(".//license_ref")
        link = licence.find(".//ext-link")
        address = text_of(reference) or (link.get("href") if link is not None else None)
    return normal_licence(address or text_of(licence))


def _retraction(article: Element, meta: Element) -> str | None:
    """Return the notice that an article names as its retraction; a notice itself is not retracted."""
    if article.get("article-type") in _NOTICES:
        return None
    for related in meta.iter("related-article"):
        kind = related.get("related-article-type", "")
        if kind in {"retraction-forward", "retracted-by", "retraction"}:
            return plain_text(related.get("href") or text_of(related), limit=200) or "named in the article"
    return None


def _abstract(meta: Element) -> Iterator[Block]:
    for abstract in meta.findall("abstract"):
        if abstract.get("abstract-type") in (None, "", "section", "structured"):
            yield from (Block(block.text, "abstract") for block in _blocks(abstract, ()))


def _blocks(element: Element, path: tuple[str, ...]) -> Iterator[Block]:
    """Yield the paragraphs below an element under the titles of the sections that hold them."""
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == "sec":
            title = plain_text(_inline(child.find("title")), limit=120)
            yield from _blocks(child, (*path, title) if title else path)
        elif child.tag in _PARAGRAPHS:
            text = plain_text(_inline(child))
            if text:
                yield Block(text, " > ".join(path) or None)
        elif child.tag != "title":
            yield from _blocks(child, path)


def _inline(element: Element | None) -> str:
    """Return the text of a paragraph as it reads in a line, without figures, tables and raised reference numbers."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "sup":
            text = "" if child.find("xref[@ref-type='bibr']") is not None else _inline(child)
            before = "".join(parts[-2:])
            parts.append(raised(before, text))
        elif child.tag == "xref" and child.get("ref-type") == "bibr" and child.find("sup") is not None:
            pass
        elif child.tag in {"list", "list-item", "p", "break"}:
            parts.append(f" {_inline(child)} ")
        elif child.tag not in _LEFT_OUT:
            parts.append(_inline(child))
        parts.append(child.tail or "")
    return "".join(parts)
