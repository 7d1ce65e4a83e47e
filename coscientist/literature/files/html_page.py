"""HTML pages: what a reader sees, under the headings that they see."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from coscientist.domain.errors import FileError
from coscientist.literature.files.content import decode, encoding_of, file_id, read_bytes
from coscientist.literature.files.records import imported, source_from
from coscientist.literature.files.sections import heading_in, is_silent
from coscientist.literature.files.values import Deadline, Imported, Opened
from coscientist.literature.text.passages import Block
from coscientist.literature.text.plain import plain_text, raised

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "form", "button", "select", "iframe"}
    | {"object", "canvas", "audio", "video", "dialog", "math"}
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dd", "dt", "td", "th", "tr", "table", "section", "article", "main", "header"}
    | {"blockquote", "pre", "figure", "figcaption", "caption", "address", "hr", "body", "details", "summary"}
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE
)
_META = {
    "citation_title": "title",
    "dc.title": "title",
    "og:title": "title",
    "citation_doi": "doi",
    "dc.identifier": "doi",
    "prism.doi": "doi",
    "citation_pmid": "pmid",
    "citation_arxiv_id": "arxiv",
    "citation_journal_title": "journal",
    "prism.publicationname": "journal",
    "citation_publication_date": "date",
    "citation_date": "date",
    "citation_online_date": "date",
    "dc.date": "date",
    "citation_abstract": "abstract",
    "dc.rights": "licence",
}
_PIECE = 65_536
_DEEPEST = 2_000


def read_html(opened: Opened) -> Iterator[Imported]:
    """Yield a page as one source. Raises: FileError for a page without readable text."""
    data = read_bytes(opened)
    page = _Page(opened.deadline)
    text = _decoded(data)
    for start in range(0, len(text), _PIECE):
        opened.deadline.check()
        page.feed(text[start : start + _PIECE])
    page.close()
    page.end_block()
    if not page.blocks:
        raise FileError("The page holds no readable text.", "It may be drawn by scripts: save it as PDF.")
    fields = {**page.fields}
    fields.setdefault("title", page.heading or page.title or opened.path.stem)
    fields["licence"] = fields.get("licence", page.licence)
    source = source_from(opened, fields, page.authors)
    if not source.identifiers:
        source = source.model_copy(update={"id": file_id(data)})
    remarks = () if source.year is not None else ("Its year is unknown; searches up to a year leave it out.",)
    yield imported(opened, source, page.blocks, remarks)


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4_096])
    if declared is None or encoding_of(data[:4]) != "utf-8":
        return decode(data)
    name = declared[1].decode("ascii", "replace")
    try:
        return data.decode(name)
    except LookupError as error:
        raise FileError(f"The page names an unknown encoding, {name!r}.", "Save it as UTF-8.") from error
    except UnicodeDecodeError as error:
        raise FileError(f"The page is not in the encoding that it names, {name}.", "Save it as UTF-8.") from error


class _Page(HTMLParser):
    """Collects visible paragraphs; broken nesting costs order, never the page."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.fields: dict[str, str] = {}
        self.authors: list[str] = []
        self.title = ""
        self.heading = ""
        self.licence = ""
        self._deadline = deadline
        self._open: list[tuple[str, bool]] = []
        self._hidden = 0
        self._path: dict[int, str] = {}
        self._text: list[str] = []
        self._in_title = False
        self._in_sup = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = {name: value or "" for name, value in attributes}
        if tag == "meta":
            self._describe(given)
        elif tag in {"a", "link"} and "license" in given.get("rel", "").lower().split():
            self.licence = self.licence or given.get("href", "")
        if tag == "br":
            self._text.append(" ")
        if tag in _VOID:
            return
        hides = tag in _UNSEEN or "hidden" in given or given.get("aria-hidden") == "true"
        hides = hides or _HIDING.search(given.get("style", "")) is not None
        if tag in _BLOCKS or tag in _HEADINGS:
            self.end_block()
        if len(self._open) >= _DEEPEST:
            raise FileError(f"The page nests more than {_DEEPEST} elements.", "Save it again from a browser.")
        self._open.append((tag, hides))
        self._hidden += hides
        self._in_title = self._in_title or tag == "title"
        self._in_sup = tag == "sup"

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and with it those inside that were never closed."""
        self._in_sup = False
        if tag == "title":
            self._in_title = False
        if tag in _HEADINGS:
            self._end_heading(_HEADINGS[tag])
        elif tag in _BLOCKS:
            self.end_block()
        if not any(name == tag for name, _ in self._open):
            return
        while self._open:
            name, hides = self._open.pop()
            self._hidden -= hides
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        """Take text in, unless a reader would not see it."""
        if self._in_title:
            self.title = plain_text(self.title + data, limit=1_000)
        elif not self._hidden:
            self._text.append(raised("".join(self._text[-1:]), data) if self._in_sup else data)

    def end_block(self) -> None:
        """Close a paragraph."""
        text = plain_text("".join(self._text))
        self._text.clear()
        self._deadline.check()
        if not text:
            return
        if heading_in(text) is not None:
            # A heading that was set as a paragraph.
            self._path = {depth: name for depth, name in self._path.items() if depth < 2} | {2: text}
            return
        sections = [self._path[depth] for depth in sorted(self._path)]
        if not any(is_silent(section) for section in sections):
            shown = [section for section in sections if section != self.heading]
            self.blocks.append(Block(text, " > ".join(shown) or None))

    def _end_heading(self, level: int) -> None:
        text = plain_text("".join(self._text), limit=120)
        self._text.clear()
        if text:
            self.heading = self.heading or (text if level == 1 else "")
            self._path = {depth: name for depth, name in self._path.items() if depth < level} | {level: text}

    def _describe(self, given: dict[str, str]) -> None:
        name = (given.get("name") or given.get("property") or "").lower()
        content = given.get("content", "").strip()
        if name in {"citation_author", "dc.creator"} and content and len(self.authors) < 500:
            self.authors.append(content)
        field = _META.get(name)
        if field is not None and content:
            self.fields.setdefault(field, content)
