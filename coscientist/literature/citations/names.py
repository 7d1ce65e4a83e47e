"""Comparing the names of authors, which every service and every writer puts another way."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

PARTICLES = frozenset(
    "van von der den de del della di du da dos das do la le el al bin ibn ter ten te zu zur af av st san y e".split()
)
_LETTERS = str.maketrans(
    {"ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "’": "'", "-": " "}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?-?){1,4}")
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|phd|md)\.?$", re.IGNORECASE)
_NEAR = 0.84
"""Of the letters, in order: `Smiht` is near `Smith`, `Smyth` is not."""


def words_of(name: str) -> tuple[str, ...]:
    """Return a name's words without case and accents."""
    flat = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return tuple(re.findall(r"[^\W\d_]+", "".join(c for c in flat if not unicodedata.combining(c)).replace("'", "")))


def family_of(author: str) -> str:
    """Return the family name from `Family, Given`, `Family GM`, `Given M. Family` or `G. van der Family`."""
    if "," in author:
        return author.split(",", 1)[0].strip()
    tokens = [token for token in author.split() if not _SUFFIX.match(token)]
    if len(tokens) > 1 and _INITIALS.fullmatch(tokens[-1]) and not _INITIALS.fullmatch(tokens[0]):
        while len(tokens) > 1 and _INITIALS.fullmatch(tokens[-1]):
            tokens.pop()
        return " ".join(tokens)
    start = len(tokens) - 1
    while start > 1 and tokens[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(tokens[max(start, 0) :])


def same_person(cited: str, author: str) -> bool:
    """Say whether a cited family name can be that of an author of a record.

    Particles and parts of double names may be missing, umlauts may be written out, and one slip of the pen is let
    through.
    """
    wanted = _spellings(cited)
    has = _spellings(family_of(author))
    if wanted & has:
        return True
    whole = words_of(author)
    for words in wanted:
        # `Beane Freeman` is cited as Freeman; `Given Beane Freeman` does not tell where the family name begins.
        if len(words) < len(whole) and words == whole[-len(words) :] and "," not in author:
            return True
        if any(len(other) > len(words) and words in {other[: len(words)], other[-len(words) :]} for other in has):
            return True
    return any(_near("".join(one), "".join(other)) for one in wanted for other in has)


def _spellings(name: str) -> set[tuple[str, ...]]:
    found = {words_of(name), words_of(name.casefold().translate(_UMLAUTS))}
    bare = {tuple(word for word in words if word not in PARTICLES) for words in found}
    return {words for words in found | bare if words}


def _near(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 5 or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    if sorted(one) == sorted(other):
        return True
    return SequenceMatcher(None, one, other).ratio() >= _NEAR and len(set(one) ^ set(other)) <= 1


def position_of(cited: str, authors: Sequence[str]) -> int | None:
    """Return where in a record's list of authors a cited one stands, from 0, or None."""
    return next((place for place, author in enumerate(authors) if same_person(cited, author)), None)
