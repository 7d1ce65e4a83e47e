"""Reads one PDF file in a process of its own, which can be stopped; prints one JSON object.

Run as `python -m coscientist.literature.files.pdf_worker FILE MAX_PAGES TABLES`. A crafted file can keep a parser busy
for ever or fill the memory: here that ends this process and not the run.
"""

import contextlib
import json
import logging
import sys
from pathlib import Path
from typing import Any

MAX_CHARACTERS = 30_000_000
MAX_MEMORY = 4 << 30
"""Bytes of address space, where the system can limit it."""


def main(arguments: list[str]) -> int:
    """Print what a file holds, or why it cannot be read."""
    path, max_pages, tables = Path(arguments[0]), int(arguments[1]), arguments[2] == "1"
    _limit_memory()
    logging.disable(logging.CRITICAL)
    try:
        found = read(path, max_pages, tables)
    except Exception as error:  # noqa: BLE001  the outermost edge of this process: whatever a parser raises is a reason
        found = {"error": f"{type(error).__name__}: {error}"[:300]}
    sys.stdout.write(json.dumps(found))
    return 0


def read(path: Path, max_pages: int, tables: bool) -> dict[str, Any]:
    """Return pages, first-page type sizes, metadata and, when asked for, tables."""
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"encrypted": True}
    pages: list[str] = []
    sizes: list[list[Any]] = []
    unread: list[int] = []
    total = len(reader.pages)
    characters = 0
    for number, page in enumerate(reader.pages[:max_pages], start=1):

        def note_size(text: str, _cm: Any, tm: Any, _font: Any, size: float, first: bool = number == 1) -> None:
            if first and text.strip():
                sizes.append([round(abs(size * (tm[3] or tm[0] or 1)), 1), text])

        try:
            text = page.extract_text(visitor_text=note_size)
        except Exception:  # noqa: BLE001  one broken page does not cost the others
            unread.append(number)
            text = ""
        characters += len(text)
        if characters > MAX_CHARACTERS:
            return {"error": f"It holds more than {MAX_CHARACTERS:,} characters."}
        pages.append(text)
    return {
        "pages": pages,
        "total": total,
        "unread": unread,
        "sizes": sizes[:2_000],
        "metadata": _metadata(reader),
        "tables": _tables(path, max_pages) if tables else [],
    }


def _metadata(reader: Any) -> dict[str, str]:
    stated: dict[str, str] = {}
    for key, value in (reader.metadata or {}).items():
        with contextlib.suppress(Exception):
            stated[str(key).lstrip("/").lower()] = str(value)[:2_000]
    with contextlib.suppress(Exception):
        xmp = reader.xmp_metadata
        if xmp is not None:
            stated["xmp"] = xmp.stream.get_data().decode("utf-8", "replace")[:200_000]
    return stated


def _tables(path: Path, max_pages: int) -> list[dict[str, Any]]:
    import pdfplumber

    found = []
    with pdfplumber.open(path) as document:
        for number, page in enumerate(document.pages[:max_pages], start=1):
            found += [{"page": number, "rows": table} for table in page.extract_tables()]
    return found


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
