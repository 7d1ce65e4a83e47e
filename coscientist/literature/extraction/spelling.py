"""One spelling for names and for text, with the way back to the characters as they stand.

`GSK-3β`, `GSK3 beta` and `GSK3beta` are spelled alike here, and `leukaemia` as `leukemia`, so that a vocabulary needs
each name once.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "σ": "sigma", "τ": "tau", "ω": "omega",
}  # fmt: skip
_SPELLED = "alpha|beta|gamma|delta|epsilon|kappa"
_TOKEN = re.compile(
    rf"(?<=[A-Z0-9])(?:{_SPELLED})(?![a-z])|[{''.join(GREEK)}]"
    rf"|[^\W\d_{''.join(GREEK)}]+?(?=(?<=[A-Z])(?:{_SPELLED})(?![a-z]))|[^\W\d_{''.join(GREEK)}]+|\d+|[^\w\s]"
)
_SEPARATORS = frozenset("-‐‑–—−_'’′")
"""Signs that stand between the parts of a name in one text and not in another."""


class Folded(NamedTuple):
    """A text in the one spelling: its parts between single blanks, and where each part stands in the original."""

    text: str
    at: dict[int, int]
    """Position in `text` of the blank before a part, to the number of the part."""
    spans: tuple[tuple[int, int], ...]


def fold(text: str) -> Folded:
    """Spell a text. Hyphens and apostrophes separate parts and are left out; other signs are parts of their own."""
    pieces, length = [" "], 0
    spans: list[tuple[int, int]] = []
    at: dict[int, int] = {}
    for match in _TOKEN.finditer(text):
        word = match[0]
        if word in _SEPARATORS:
            continue
        part = GREEK.get(word) or _plain(word)
        if part == "s" and text[match.start() - 1 : match.start()] in ("'", "’"):
            continue
        at[length] = len(spans)
        spans.append(match.span())
        pieces.append(part + " ")
        length += len(part) + 1
    return Folded("".join(pieces), at, tuple(spans))


_GLUED = re.compile(rf"[A-Z0-9](?:{_SPELLED})(?![a-z])|'")
_SIMPLE = re.compile(r"[a-z]+|\d+|[^\w\s-]")


def spelled(name: str) -> str:
    """Return a name in the one spelling, with a blank before and after, as `fold` writes it within a text."""
    if name.isascii() and not _GLUED.search(name):  # the same in a fifth of the time, for vocabularies are large
        return f" {' '.join(_SIMPLE.findall(american(name.casefold())))} "
    return fold(name).text


_BRITISH = {
    "aem": "em", "oedem": "edem", "oesoph": "esoph", "oestr": "estr", "umour": "umor", "diarrhoe": "diarrhe",
    "aetiol": "etiol", "orrhoe": "orrhe", "sulph": "sulf",
}  # fmt: skip
_BRITISH_PART = re.compile("|".join(_BRITISH))


def american(word: str) -> str:
    """Return a word in small letters as Americans spell it: `anemia` for `anaemia`, `tumor` for `tumour`."""
    return _BRITISH_PART.sub(lambda found: _BRITISH[found[0]], word)


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word).casefold()
    return american("".join(letter for letter in folded if not unicodedata.combining(letter)))
