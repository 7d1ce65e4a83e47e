"""Passages: verbatim sentences with a place, named by their content."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from coscientist.domain.base import content_id
from coscientist.domain.literature import Passage, Source
from coscientist.literature.text.sentences import sentence_spans

SHORTEST = 40
"""Characters. A shorter sentence says too little alone (`See Fig. 1.`) and stays with the one after it."""
LONGEST = 2_000
"""Characters. A longer piece is a table or a list without full stops, and is cut between words."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")


class Block(NamedTuple):
    """A paragraph and where it stands."""

    text: str
    locator: str | None = None


def passage_id(source: str, quote: str) -> str:
    """Return the id of a quotation from a source: the same in every run and from every file that holds it."""
    return content_id("p", source, quote)


def passages_of(source: Source, blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """Cut paragraphs into passages, in the order of the text; a repeated sentence counts where it first stands."""
    found: dict[str, Passage] = {}
    for block in blocks:
        for start, end in _pieces(block.text):
            quote = block.text[start:end]
            if not _LETTERS.search(quote):
                continue
            name = passage_id(source.id, quote)
            if name not in found:
                found[name] = Passage(id=name, source=source.id, quote=quote, locator=block.locator, year=source.year)
    return tuple(found.values())


def abstract_passages(source: Source) -> tuple[Passage, ...]:
    """Return the sentences of a source's abstract."""
    return passages_of(source, [Block(source.abstract, "abstract")] if source.abstract else [])


def _pieces(text: str) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    open_start: int | None = None
    for start, end in sentence_spans(text):
        begin = start if open_start is None else open_start
        if end - begin < SHORTEST:
            open_start = begin
            continue
        joined.append((begin, end))
        open_start = None
    if open_start is not None:
        end = len(text.rstrip())
        if joined and end - joined[-1][0] <= LONGEST:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((open_start, end))
    return [piece for span in joined for piece in _cut(text, *span)]


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    while end - start > LONGEST:
        split = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        split = start + LONGEST if split == -1 else split
        pieces.append((start, split))
        start = split + (text[split : split + 1] == " ")
    pieces.append((start, end))
    return pieces
