"""Entries of reference lists in the common styles, taken apart into authors, year and title."""

import re
from typing import NamedTuple

from coscientist.literature.citations.names import family_of

_NUMBER = re.compile(r"\s*(?:\[(\d{1,4})\]|(\d{1,4})[.)]|[-*•])\s+")
_INITIALS = r"[A-ZÀ-Þ]\.?(?:[\s-]?[A-ZÀ-Þ]\.?(?![^\W\d_])){0,3}(?![^\W\d_])"
_PART = r"[A-ZÀ-Þ][\w'’-]{1,30}"
_FAMILY = rf"(?:(?:[a-z]{{2,4}}|[dDOL]['’])\s?){{0,3}}{_PART}(?:\s{_PART})?"
# One author at a time, and never two ways to read one: a list of three hundred must not take for ever.
_APA = re.compile(rf"{_FAMILY},\s*{_INITIALS}")
_VANCOUVER = re.compile(
    r"(?:[a-z]{2,4}\s|[dDOL]['’]){0,3}[A-ZÀ-Þ][\w'’-]{1,30}(?:\s[A-ZÀ-Þ][a-zß-ÿ'’-]{2,30})?\s+[A-ZÀ-Þ-]{1,4}(?!\w)"
)
_INITIALS_FIRST = re.compile(rf"(?:[A-ZÀ-Þ]\.[\s-]?){{1,4}}\s?{_FAMILY}")
_JOIN = re.compile(r"\s*[,;]\s*(?:&\s*|and\s+)?|\s+(?:&|and)\s+")
_ET_AL = re.compile(r"[,;]?\s*(?:et al\b\.?|…|\.\.\.|and others\b|& others\b)")
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)[a-z]?"
_TITLE = r"(?P<title>[^.?!]{8,400})[.?!]"
_STYLES = (
    # Smith, J., & Doe, K. (2012). Title. Journal …    Smith, J. and Doe, K. 2012. Title. Journal …
    (_APA, re.compile(rf"[.,]*\s*(?:\({_YEAR}[^)]{{0,20}}\)|{_YEAR.replace('year', 'bare')})[.:,]?\s*{_TITLE}")),
    # Smith, J. & Doe, K. Title. Journal 12, 1-5 (2012).
    (_APA, re.compile(rf"[.,]?\s+{_TITLE}\s[^\n]{{0,200}}?\b{_YEAR}\b")),
    # Smith J, Doe K (2012) Title. Journal …
    (_VANCOUVER, re.compile(rf"[.,]*\s*\(?{_YEAR}\)?[.:,]?\s+{_TITLE}")),
    # Smith J, Doe K. Title. Journal. 2012;5:1-2.
    (_VANCOUVER, re.compile(rf"[.:]?\s+{_TITLE}\s[^\n]{{0,200}}?\b{_YEAR}\b")),
    # J. Smith and K. Doe, "Title," Journal, 2012.
    (_INITIALS_FIRST, re.compile(rf",?\s*[\"“](?P<title>[^\"”]{{8,400}})[\"”][^\n]{{0,300}}?\b{_YEAR}\b")),
)
_LONGEST = 2_000
"""Characters; a longer paragraph is no entry of a list."""
_MOST_AUTHORS = 100


class Entry(NamedTuple):
    """A taken-apart entry of a reference list."""

    number: int | None
    authors: tuple[str, ...]
    et_al: bool
    year: int
    title: str


def begins_entry(line: str) -> bool:
    """Say whether a line begins as entries of reference lists do."""
    if _NUMBER.match(line) is not None:
        return True
    bare = line.lstrip()
    return any(
        (author := style.match(bare)) is not None and bare[author.end() : author.end() + 1] in {",", ".", ";", " "}
        for style in (_APA, _VANCOUVER, _INITIALS_FIRST)
    )


def read_entry(text: str) -> Entry | None:
    """Take an entry apart, or return None for what is of no known style.

    Limits: APA, PLoS, Vancouver and IEEE style in Latin letters; titles without a full stop inside.
    """
    if len(text) > _LONGEST:
        return None
    number = _NUMBER.match(text)
    bare = " ".join(text[number.end() if number else 0 :].split())
    for author, tail in _STYLES:
        authors, end = _authors(bare, author)
        others = _ET_AL.match(bare, end) if authors else None
        found = tail.match(bare, others.end() if others else end) if authors else None
        if found is not None:
            digits = (number[1] or number[2]) if number else None
            return Entry(
                int(digits) if digits else None,
                tuple(family_of(name) for name in authors),
                others is not None,
                int(found["year"] or found["bare"]),
                found["title"].strip(" ,"),
            )
    return None


def _authors(text: str, author: re.Pattern[str]) -> tuple[list[str], int]:
    """Return the authors that a text begins with, and where they end."""
    names: list[str] = []
    end = position = 0
    while len(names) < _MOST_AUTHORS and (found := author.match(text, position)) is not None:
        names.append(found[0])
        end = found.end()
        joined = _JOIN.match(text, end)
        if joined is None:
            break
        position = joined.end()
    return names, end
