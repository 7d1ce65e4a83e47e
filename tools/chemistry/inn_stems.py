"""Classes of medicines, as the endings of their international names tell them."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_LISTED = Path(__file__).parent / "data" / "inn_stems.toml"
SOURCE = "WHO, The use of stems in the selection of INN, 2018 (WHO/EMP/RHT/TSN/2018.1)"


class Stem(NamedTuple):
    """An ending and the class that it stands for."""

    ending: str
    meaning: str


def shared_stem(one: str, other: str) -> Stem | None:
    """Return the ending by which two names are of one class; None where they share none.

    Limits: by the names alone, and some seventy endings; a name that only happens to end so is taken for one of the
    class, which is why both must.
    """
    mine = stem_of(one)
    return mine if mine is not None and mine == stem_of(other) else None


def stem_of(name: str) -> Stem | None:
    """Return the longest listed ending of the first word of a medicine's name."""
    words = name.casefold().split()
    found = [Stem(end, meaning) for end, meaning in _stems().items() if words and words[0].endswith(end)]
    longest = max(found, key=lambda stem: len(stem.ending), default=None)
    return longest if longest is not None and len(words[0]) > len(longest.ending) + 1 else None


@lru_cache(maxsize=1)
def _stems() -> dict[str, str]:
    listed: dict[str, str] = tomllib.loads(_LISTED.read_text(encoding="utf-8"))
    return listed
