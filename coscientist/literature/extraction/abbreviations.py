"""Abbreviations that a text defines: `glycogen synthase kinase 3 (GSK3)`.

Source: Schwartz and Hearst 2003, https://doi.org/10.1142/9789812776303_0042
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

MAX_SHORT = 10
_GREEK = str.maketrans("αβγδκ", "abgdk")
"""As abbreviations write them: RANKL of `receptor activator of NF-κB ligand`."""
_IN_BRACKETS = re.compile(r"\(([^()]{2,60})\)")
_FORMER = re.compile(r"(?:[^.;:()]|(?<=\w)\([^()]*\))*$")
"""With the brackets of a name in it: `poly(vinylpyrrolidone)`."""


class Abbreviation(NamedTuple):
    """A short form with the long form that it was defined by."""

    short: str
    long: str


def abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """Return short forms with the long form by which they were first defined."""
    found: dict[str, str] = {}
    for text in texts:
        for short, long in defined(text):
            found.setdefault(short, long)
    return found


def defined(text: str) -> list[Abbreviation]:
    """Return the abbreviations that one text defines."""
    found = []
    for match in _IN_BRACKETS.finditer(text):
        inside = re.split(r"[,;]| or ", match[1])[0].strip()
        before = _FORMER.search(text, max(0, match.start() - 200), match.start())
        former = before[0].strip() if before else ""
        if _is_short(inside):
            long = _long_form(inside, former)
            if long is not None:
                found.append(Abbreviation(inside, long))
        elif former and _is_short(former.split()[-1]):
            long = _long_form(former.split()[-1], match[1])
            if long is not None and long == match[1]:
                found.append(Abbreviation(former.split()[-1], long))
    return found


def _is_short(text: str) -> bool:
    return (
        2 <= len(text) <= MAX_SHORT
        and len(text.split()) <= 2
        and any(letter.isalpha() for letter in text)
        and any(letter.isupper() for letter in text)
        and text[0].isalnum()
    )


def _long_form(short: str, before: str) -> str | None:
    """Return the shortest end of `before` that has the letters of `short` in order, the first at a word's start."""
    words = before.split()
    before = " ".join(words[-min(len(short) + 5, len(short) * 2) :])
    plain = before.casefold().translate(_GREEK) if len(before.casefold()) == len(before) else before
    at = len(before)
    for place, letter in reversed(list(enumerate(short.casefold()))):
        if not letter.isalnum():
            continue
        at -= 1
        while at >= 0 and (plain[at] != letter or (place == 0 and at > 0 and before[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    start = before.rfind(" ", 0, at) + 1
    long = before[start:]
    if len(long) <= len(short) + 1 or short in long.split():
        return None
    return long
