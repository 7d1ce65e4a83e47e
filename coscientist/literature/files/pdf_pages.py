"""From the lines of printed pages to running text: headers off, hyphens joined, sections and pages kept."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coscientist.literature.files.sections import heading_in, is_silent
from coscientist.literature.text.passages import LONGEST, Block
from coscientist.literature.text.plain import plain_text
from coscientist.literature.text.sentences import sentence_spans

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_DIGITS = re.compile(r"\d+")
_LAST_WORD = re.compile(r"([^\W\d_]+)[-‐]$")
_FIRST_WORD = re.compile(r"^[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]")
_LEADERS = re.compile(r"(?:\. ?){6}")
"""The dots of a table of contents."""
_EDGE = 2
"""Lines at the top and bottom of a page that may be its header and footer."""


class _Line(NamedTuple):
    text: str
    page: int


def blocks_of(pages: Sequence[str]) -> list[Block]:
    """Return paragraphs with `p. 4, Results` as their place, without what repeats on every page and the references."""
    lines = _without_edges([_lines(page) for page in pages])
    words = Counter(word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text))
    blocks: list[Block] = []
    section: str | None = None
    held: list[_Line] = []
    for line in lines:
        heading = heading_in(line.text)
        if heading is None:
            held.append(line)
            continue
        # What stands above a headed abstract is names, addresses and dates.
        masthead = section is None and not blocks and heading in {"Abstract", "Summary"}
        blocks += [] if masthead else _flow(held, section, words)
        section, held = heading, []
    return blocks + _flow(held, section, words)


def _lines(page: str) -> list[str]:
    lines = (plain_text(raw) for raw in page.translate(_LIGATURES).splitlines())
    return [line for line in lines if line and not _LEADERS.search(line)]


def _without_edges(pages: Sequence[Sequence[str]]) -> list[_Line]:
    """Drop lines at page edges that recur, but for their numbers, on at least three pages and a third of all."""
    edges = Counter(
        _DIGITS.sub("#", line) for page in pages for line in {*page[:_EDGE], *page[-_EDGE:]} if len(line) < 200
    )
    needed = max(3, len(pages) / 3)
    kept: list[_Line] = []
    for number, page in enumerate(pages, start=1):
        for place, line in enumerate(page):
            at_edge = place < _EDGE or place >= len(page) - _EDGE
            if at_edge and (edges[_DIGITS.sub("#", line)] >= needed or not _LETTERS.search(line)):
                continue
            kept.append(_Line(line, number))
    return kept


def _flow(lines: Sequence[_Line], section: str | None, words: Counter[str]) -> list[Block]:
    """Join a section's lines over page breaks, and give each page the sentences that begin on it."""
    if not lines or (section is not None and is_silent(section)):
        return []
    text, begins, pages = _run_together(lines, words)
    spans: dict[int, tuple[int, int]] = {}
    for start, end in _within_pages(sentence_spans(text), begins):
        page = pages[bisect_right(begins, start) - 1]
        first, _ = spans.get(page, (start, end))
        spans[page] = (first, end)
    place = f", {section}" if section else ""
    return [Block(text[start:end], f"p. {page}{place}") for page, (start, end) in spans.items()]


def _within_pages(spans: Sequence[tuple[int, int]], begins: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence (a table over several pages) where pages begin, so that places stay true."""
    for start, end in spans:
        cuts = begins[bisect_right(begins, start) : bisect_left(begins, end)] if end - start > LONGEST else ()
        for cut in cuts:
            yield start, cut
            start = cut
        yield start, end


def _run_together(lines: Sequence[_Line], words: Counter[str]) -> tuple[str, list[int], list[int]]:
    """Return the text of lines, and where in it each page begins."""
    parts: list[str] = []
    begins: list[int] = []
    pages: list[int] = []
    length = 0
    for line in lines:
        glue = _glue(parts[-1], line.text, words) if parts else ""
        if glue is None:
            parts[-1] = parts[-1][:-1]
            length -= 1
            glue = ""
        length += len(glue)
        if not pages or pages[-1] != line.page:
            begins.append(length)
            pages.append(line.page)
        parts.append(glue + line.text)
        length += len(line.text)
    return "".join(parts), begins, pages


def _glue(before: str, line: str, words: Counter[str]) -> str | None:
    """Return what joins two lines; None when the hyphen at the first one's end only divided a word.

    A word that has a hyphen of its own keeps it: the document's other uses of the word decide.
    """
    last, first = _LAST_WORD.search(before), _FIRST_WORD.search(line)
    if last is None or first is None or not first[0][0].islower():
        return " "
    whole, hyphened = (last[1] + first[0]).lower(), f"{last[1]}-{first[0]}".lower()
    return "" if words[hyphened] > words[whole] else None
