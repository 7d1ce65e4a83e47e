"""Making text from papers, goals and files harmless to a terminal."""

import re

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters (escape sequences begin with one), characters that reorder text, and broken halves of others."""


def plain(text: str) -> str:
    """Return the text with everything that a terminal would obey written out, as `\\x1b`; lines and tabs stay."""
    return _UNSAFE.sub(lambda found: found[0].encode("unicode_escape").decode(), text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return the text on one line, harmless."""
    return plain(" ".join(text.split()))


def shortened(text: str, characters: int) -> str:
    """Return the text on one line of at most so many characters."""
    line = one_line(text)
    return line if len(line) <= characters else f"{line[: characters - 1].rstrip()}…"
