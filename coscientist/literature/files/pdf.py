"""PDF files: their text by page and section, read in a process that can be stopped."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from coscientist.domain.errors import FileError, OptionalDependencyError
from coscientist.domain.literature import Source
from coscientist.literature.files.content import file_id, read_bytes
from coscientist.literature.files.pdf_pages import blocks_of
from coscientist.literature.files.records import imported, source_from
from coscientist.literature.files.values import Imported, Opened
from coscientist.literature.identifiers import normal_doi
from coscientist.literature.text.passages import Block
from coscientist.literature.text.plain import plain_text

_DOI_SHOWN = re.compile(r"10\.\d{4,9}/\S+")
_XMP_DOI = re.compile(r"(?:prism:doi|pdfx:doi|dc:identifier)[^>]*>\s*(?:doi:)?\s*(10\.\d{4,9}/[^<\s]+)", re.IGNORECASE)
_XMP_DATE = re.compile(r"prism:(?:publicationDate|coverDate)[^>]*>\s*(\d{4}(?:-\d{2}){0,2})")
_PUBLISHED = re.compile(
    r"(?:published(?: online)?|first published|©|\(c\)|copyright|arXiv:\S+ \[[^\]]+\])[^\n]{0,40}?\b((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"microsoft word|untitled|\.(?:docx?|pdf|tex|dvi|indd|qxd)\b|^\W*$|^[\w.-]{0,25}\d[\w.-]*$|^(?:template|article)$",
    re.IGNORECASE,
)
_ARXIV_SHOWN = re.compile(r"arXiv:(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})v\d+ +\[")


def read_pdf(opened: Opened) -> Iterator[Imported]:
    """Yield a PDF file as one source.

    Raises:
        FileError: encrypted, without text (scanned), damaged, or too slow to read.
        OptionalDependencyError: pypdf (or, for tables, pdfplumber) is not installed.
    """
    data = read_bytes(opened)
    if not data[:1_024].lstrip().startswith(b"%PDF"):
        raise FileError(
            "The file does not begin as a PDF does.", "Download it again; it may be a web page by that name."
        )
    found = _read_apart(opened)
    pages = [str(page) for page in found["pages"]]
    blocks = blocks_of(pages)
    if not blocks:
        raise FileError(
            "It holds no text: its pages are pictures.", "Run text recognition on it, as with: ocrmypdf A B"
        )
    remarks = _remarks(found, pages)
    source = _source(opened, found, pages, file_id(data))
    if source.year is None:
        remarks.append("Its year is unknown; searches up to a year leave it out.")
    yield imported(opened, source, [*blocks, *_tables(found)], remarks)


def _read_apart(opened: Opened) -> dict[str, Any]:
    for package, feature in (
        ("pypdf", "Reading PDF files"),
        *((("pdfplumber", "Reading tables"),) if opened.tables else ()),
    ):
        if importlib.util.find_spec(package) is None:
            raise OptionalDependencyError(feature, "files")
    command = [sys.executable, "-m", "coscientist.literature.files.pdf_worker", str(opened.path.resolve())]
    command += [str(opened.limits.max_pages), "1" if opened.tables else "0"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        run = subprocess.run(  # noqa: S603  our own module, and a path as one argument
            command, capture_output=True, timeout=opened.deadline.left, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        seconds = opened.limits.seconds_per_file
        raise FileError(
            f"Reading took longer than {seconds:.0f} s.", "Print it to a new PDF, or allow more time."
        ) from error
    try:
        found = json.loads(run.stdout)
    except ValueError as error:
        raise FileError(
            "The PDF stopped its reader (it needs too much memory, or is crafted).", "Print it to a new PDF."
        ) from error
    if found.get("encrypted"):
        raise FileError("The PDF is encrypted.", "Remove its password, as with: qpdf --decrypt --password=… A B")
    if "error" in found:
        raise FileError(f"The PDF is damaged ({found['error']}).", "Download it again, or print it to a new PDF.")
    return dict(found)


def _source(opened: Opened, found: dict[str, Any], pages: list[str], name: str) -> Source:
    metadata = found["metadata"]
    xmp = metadata.get("xmp", "")
    first = pages[0] if pages else ""
    stated = _XMP_DOI.search(xmp) or _DOI_SHOWN.search(f"{metadata.get('doi', '')} {metadata.get('subject', '')}")
    shown = {normal_doi(doi) for doi in _DOI_SHOWN.findall(first)}
    # One DOI on the first of several pages is the paper's own; with two, one of them is somebody else's.
    doi = stated[stated.re.groups] if stated else (next(iter(shown)) if len(shown) == 1 and len(pages) > 1 else None)
    arxiv = _ARXIV_SHOWN.search(first)
    date, year = _XMP_DATE.search(xmp), _PUBLISHED.search(first)
    fields = {
        "title": _title(metadata.get("title", ""), found["sizes"]) or opened.path.stem,
        "doi": doi or "",
        "arxiv": arxiv[1] if arxiv else "",
        "kind": "preprint" if arxiv else "article",
        "date": date[1] if date else "",
        "year": year[1] if year else "",
    }
    authors = re.split(r"\s*[;,]\s*|\s+and\s+", metadata.get("author", ""))
    source = source_from(opened, fields, authors)
    # A DOI that was only seen on a page may be another paper's after all: it is noted, and does not name the source.
    return source if stated or arxiv else source.model_copy(update={"id": name})


def _title(stated: str, sizes: list[list[Any]]) -> str | None:
    """Return the document's own title if it is one, else the largest print on the first page."""
    plain = plain_text(stated, limit=500)
    if plain and not _NO_TITLE.search(plain) and " " in plain:
        return plain
    by_size: dict[float, list[str]] = {}
    for size, text in sizes:
        by_size.setdefault(float(size), []).append(str(text))
    for size in sorted(by_size, reverse=True)[:2]:
        line = plain_text("".join(by_size[size]))
        if (
            15 <= len(line) <= 300
            and line.count(" ") >= 2
            and "@" not in line
            and sum(letter.isalpha() for letter in line) > 10
        ):
            return line
    return None


def _remarks(found: dict[str, Any], pages: list[str]) -> list[str]:
    remarks = []
    empty = [number for number, page in enumerate(pages, start=1) if not page.strip()]
    if empty:
        listed = ", ".join(map(str, empty[:20])) + (" …" if len(empty) > 20 else "")
        remarks.append(f"No text on page {listed}: pictures, or damaged.")
    if found["total"] > len(pages):
        remarks.append(f"Only the first {len(pages)} of {found['total']} pages were read.")
    return remarks


def _tables(found: dict[str, Any]) -> Iterator[Block]:
    counted: dict[int, int] = {}
    for table in found["tables"]:
        page, rows = int(table["page"]), table["rows"]
        counted[page] = counted.get(page, 0) + 1
        locator = f"p. {page}, table {counted[page]}"
        header = [plain_text(str(cell or "")) for cell in rows[0]] if rows else []
        for row in rows[1:]:
            cells = [plain_text(str(cell or "")) for cell in row]
            named = [f"{name}: {cell}" if name else cell for name, cell in zip(header, cells, strict=False) if cell]
            if named:
                yield Block("; ".join(named), locator)
