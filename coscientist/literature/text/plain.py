"""Plain, visible text from what papers and services deliver."""

import html
import re
import unicodedata

_INVISIBLE = {
    *range(0x09),
    *range(0x0E, 0x1C),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    0xAD,  # soft hyphen
    0x034F,
    0x061C,
    0x180E,
    *range(0x200B, 0x2010),  # zero-width characters and direction marks
    *range(0x202A, 0x202F),  # direction embeddings and overrides
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),  # variation selectors
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0200),  # tags and more selectors: text that a model reads and a person does not see
}
_DROP = dict.fromkeys(_INVISIBLE)
_SPACES = re.compile(r"\s+")
_SURROGATES = re.compile("[\ud800-\udfff]")

_BLOCK = "p|div|br|sec|title|h[1-6]|li|ul|ol|list|list-item|label|section|abstract"
_INLINE = "i|b|u|em|strong|italic|bold|underline|sub|sup|sc|small|span|tt|monospace|a|xref|ext-link|inf|scp|roman"
_TAG = re.compile(rf"<(/?)(?:\w+:)?({_BLOCK}|{_INLINE})(\s[^<>]*)?/?>", re.IGNORECASE)
_MATHS = re.compile(r"</?(?:mml:|m:)?(?:math|m[a-z]+|semantics|annotation)(?:\s[^<>]*)?/?>|<!--.*?-->", re.DOTALL)
_IS_BLOCK = re.compile(_BLOCK, re.IGNORECASE)
_ENTITY_TAG = re.compile(r"&lt;(/?(?:\w+:)?(?:i|b|em|strong|sub|sup|p))&gt;", re.IGNORECASE)


def plain_text(text: str, *, limit: int | None = None) -> str:
    """Return text in one line without control, zero-width, direction-changing and otherwise hidden characters.

    Composed form (NFC), so that the same word has the same characters whatever program wrote it. Cut at `limit`
    characters when that is given.
    """
    visible = unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text)).translate(_DROP)
    line = _SPACES.sub(" ", visible).strip()
    return line if limit is None or len(line) <= limit else line[:limit].rstrip()


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text whose paragraphs are divided by empty lines, each in one line."""
    pieces = (plain_text(piece) for piece in re.split(r"\r?\n[ \t]*(?:\r?\n)+|\r[ \t]*\r+|\f", text))
    return [piece for piece in pieces if piece]


def raised(before: str, text: str) -> str:
    """Return how a superscript is written in a line: `10^5`, so that no exponent turns into a digit; `Ca2+`, `cm-1`."""
    return f"^{text}" if before[-1:].isdigit() and text[:1] in "0123456789+-−–" else text


def unmarked(fragment: str, *, limit: int | None = None) -> str:
    """Return a title or an abstract without the HTML or JATS tags that services leave in it.

    Only known tags go: `p<0.05 and n>30` stays as it is.
    """
    fragment = _ENTITY_TAG.sub(r"<\1>", fragment)
    fragment = _MATHS.sub("", fragment)
    out: list[str] = []
    position = 0
    in_heading = raising = False
    for tag in _TAG.finditer(fragment):
        piece = fragment[position : tag.start()]
        out.append(raised("".join(out[-1:]), piece) if raising else piece)
        position = tag.end()
        closing, name = bool(tag[1]), tag[2].lower()
        raising = name == "sup" and not closing
        if not _IS_BLOCK.fullmatch(name):
            continue
        if (name == "title" or name.startswith("h")) and closing:
            out.append(": " if in_heading and piece.strip()[-1:].isalnum() else " ")
        else:
            out.append(" ")
        in_heading = (name == "title" or name.startswith("h")) and not closing
    out.append(fragment[position:])
    return plain_text(html.unescape("".join(out)), limit=limit)
