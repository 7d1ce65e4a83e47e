"""Which reader a file needs: by its name, and by its first bytes where names mislead."""

import importlib
import re
from pathlib import Path

from coscientist.domain.errors import FileError
from coscientist.literature.files.values import Reader

_BY_SUFFIX = {
    ".pdf": "pdf:read_pdf",
    ".xml": "xml_file:read_xml_file",
    ".nxml": "xml_file:read_xml_file",
    ".jats": "xml_file:read_xml_file",
    ".html": "html_page:read_html",
    ".htm": "html_page:read_html",
    ".xhtml": "html_page:read_html",
    ".bib": "bibtex:read_bibtex",
    ".bibtex": "bibtex:read_bibtex",
    ".ris": "ris:read_ris",
    ".nbib": "ris:read_medline",
    ".json": "json_file:read_json_file",
    ".jsonl": "rows:read_jsonl",
    ".ndjson": "rows:read_jsonl",
    ".csv": "rows:read_csv",
    ".tsv": "rows:read_csv",
    ".tab": "rows:read_csv",
    ".md": "prose:read_markdown",
    ".markdown": "prose:read_markdown",
    ".txt": "prose:read_plain",
    ".text": "prose:read_plain",
}
SUFFIXES = tuple(sorted(_BY_SUFFIX))
_BY_CONTENT = (
    # What a text file may really be: managers export under `.txt` too.
    (re.compile(rb"%PDF-"), "pdf:read_pdf"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*TY  - "), "ris:read_ris"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*PMID ?- ?\d"), "ris:read_medline"),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*@(?:article|book|inproceedings|misc)\s*\{", re.IGNORECASE),
        "bibtex:read_bibtex",
    ),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<!doctype html|\s*<html", re.IGNORECASE), "html_page:read_html"),
)
_ADVICE = {
    ".zip": "Unpack it first.",
    ".gz": "Unpack it first.",
    ".tar": "Unpack it first.",
    ".7z": "Unpack it first.",
    ".docx": "Save it as PDF, HTML or plain text.",
    ".doc": "Save it as PDF, HTML or plain text.",
    ".odt": "Save it as PDF, HTML or plain text.",
    ".pptx": "Save it as PDF.",
    ".epub": "Convert it to HTML or plain text.",
    ".rdf": "Export from Zotero as CSL JSON, BibTeX, RIS or CSV.",
    ".enl": "Export from EndNote as RIS.",
    ".xlsx": "Save the sheet as CSV.",
    ".xls": "Save the sheet as CSV.",
    ".tex": "Hand in its PDF, and its .bib for the references.",
}


def reader_of(path: Path) -> Reader:
    """Return what reads a file; its module is loaded only now.

    Raises: FileError for a kind that cannot be read, with what to do instead.
    """
    suffix = path.suffix.lower()
    named = _BY_SUFFIX.get(suffix)
    if named is None:
        kind = f"Files of the kind {suffix}" if suffix else "Files without an extension"
        advice = _ADVICE.get(suffix, f"Can be read: {' '.join(SUFFIXES)}.")
        raise FileError(f"{kind} cannot be read.", advice)
    if suffix in {".txt", ".text", ".xml"}:
        with path.open("rb") as stream:
            start = stream.read(512)
        named = next((reader for pattern, reader in _BY_CONTENT if pattern.match(start)), named)
    module, function = named.split(":")
    reader: Reader = getattr(importlib.import_module(f"coscientist.literature.files.{module}"), function)
    return reader
