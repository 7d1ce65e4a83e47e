"""Words made comparable, and what a compared word asks for."""

import re
import unicodedata
from collections.abc import Sequence

from coscientist.agents.planning.english import ACTORS, DIRECTIONS, ORDINARY, QUALITIES
from coscientist.domain.goal import Direction

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda",
    "μ": "mu", "σ": "sigma", "τ": "tau", "ω": "omega",
}  # fmt: skip


def tokens(text: str) -> list[str]:
    """Split into comparable words: case, Greek letters, accents, British spellings and plurals made alike."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(_GREEK.get(letter, letter) for letter in text.casefold())
    text = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    text = re.sub(r"[’']s\b", "", text).replace("'", "")
    text = re.sub(r"(?<=\w)/(?=\w)", " and ", text)
    pieces = re.findall(r"[^\W_]+\+?|[^\w\s'’/+-]", text)
    return [alike(piece) if piece[0].isalnum() else _MARKS.get(piece, ".") for piece in pieces]


def as_typed(unread: Sequence[str], goal: str) -> tuple[str, ...]:
    """Return compared words as the goal has them, `MAO-B` for `mao` and `b`; as they are where it has none of them."""
    left, found = list(dict.fromkeys(unread)), []
    for word in goal.split():
        held = [piece for piece in tokens(word) if piece in left]
        if held:
            found.append(word.strip(".,;:!?()[]\"'“”‘’"))
            left = [piece for piece in left if piece not in held]
    return (*dict.fromkeys(found), *left)


def alike(word: str) -> str:
    """Give the form in which a word is compared."""
    if word in _KEEP or len(word) <= 3 or not word.isalpha():
        return word
    word = word.replace("aemia", "emia").replace("oedema", "edema").replace("tumour", "tumor")
    word = word.replace("signalling", "signaling").replace("modelling", "modeling").replace("labelling", "labeling")
    word = re.sub(r"is(e|ed|es|ing|ation)$", r"iz\1", word) if len(word) > 6 else word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_MARKS = {mark: mark for mark in ".,;:!?()"} | {"[": "(", "]": ")"}
"""Punctuation that is kept apart; any other sign ends a clause."""
_KEEP = frozenset("aids abeta lewy diabetes exercise herpes rabies series species".split())
_ADJECTIVES = (
    ("itive", "ition"), ("ial", "ia"), ("ial", "ion"), ("ial", "ium"), ("aptic", "apse"), ("otic", "osis"),
    ("itic", "itis"), ("emic", "emia"), ("atory", "ation"), ("ytic", "yte"), ("al", ""), ("al", "e"), ("ic", ""),
    ("ic", "ia"), ("ic", "y"), ("ular", "ule"),
)  # fmt: skip
_DIRECTION_OF = {alike(word): direction for direction, words in DIRECTIONS.items() for word in words}
_QUALITY = {alike(word): direction for direction, words in QUALITIES.items() for word in words}
_ACTS = {alike(word): direction for direction, words in ACTORS.items() for word in words}
_ORDINARY = frozenset(alike(word) for word in ORDINARY) | frozenset(ORDINARY)


def direction_of(word: str) -> Direction | None:
    """Return the direction that a compared word asks for."""
    return _DIRECTION_OF.get(word)


def quality(word: str) -> Direction | None:
    """Return what a compared word such as `high` asks for of the thing after it."""
    return _QUALITY.get(word)


def acts(word: str) -> Direction | None:
    """Return what a compared word such as `inhibitor` says is done to the thing beside it."""
    return _ACTS.get(word)


def noun_forms(word: str) -> list[str]:
    """Return the nouns of which a compared word may be the adjective, as `apoptotic` is of apoptosis."""
    return [word.removesuffix(ending) + noun for ending, noun in _ADJECTIVES if word.endswith(ending)]


def is_ordinary(word: str) -> bool:
    """Say whether a compared word names no subject of its own."""
    return word in _ORDINARY or word in _QUALITY or not any(letter.isalpha() for letter in word)
