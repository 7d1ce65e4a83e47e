"""Whether a quote names a thing: what a reader checks first before believing that it speaks of it."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "ζ": "zeta"}
MIN_LETTERS = 3
COMMON = frozenset(
    "phosphate phosphorylated hydrochloride chloride sulfate acetate acid sodium potassium disodium anhydrous "
    "receptor receptors protein proteins kinase complex factor subunit member family fragment variant".split()
)
"""Words of many names, which say of none that it is meant."""
STEM = 6
"""Letters by which a long word is recognised in its other forms (phosphatase, phosphatases)."""


def names(spellings: Iterable[str], quote: str) -> bool:
    """Say whether a quote names a thing by one of its spellings, by a form of their longest word, or by initials.

    Limits: a quote may mean the thing by a pronoun or by an abbreviation that shares no letters; False then says that
    the quote alone does not show it, and not that the claim is wrong.
    """
    squeezed = _squeeze(quote)
    capitals = _capitals(quote)
    return any(_found(spelling, squeezed, capitals) for spelling in spellings)


def _found(spelling: str, squeezed: str, capitals: frozenset[str]) -> bool:
    plain = re.sub(r"\s*\(.*?\)", "", spelling) or spelling
    whole = _squeeze(plain)
    if len(whole) >= MIN_LETTERS and whole in squeezed:
        return True
    telling = (word for word in re.findall(r"[a-z]+", plain.casefold()) if word not in COMMON)
    longest = max(telling, key=len, default="")
    if len(longest) > STEM and longest[:STEM] in squeezed:
        return True
    return any(_abbreviates(short, whole) for short in capitals)


def _abbreviates(short: str, whole: str) -> bool:
    """Say whether a word in capitals has the first letter of a name and its others in their order: MB, MCLR."""
    if not whole or short[0] != whole[0] or len(whole) < 2 * len(short):
        return False
    letters = iter(whole)
    return all(letter in letters for letter in short)


@lru_cache(maxsize=20_000)
def _squeeze(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^a-z0-9]", "", "".join(_GREEK.get(letter, letter) for letter in folded))


@lru_cache(maxsize=20_000)
def _capitals(quote: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in re.findall(r"\b[A-Z]{2,6}\b", quote))
