"""Whether a passage says what it is cited for, without a language model: is it about the same, and which way?

Two questions, asked apart. A passage is *about* a claim when it shares the claim's telling words and its meaning
(sentence vectors). It says the *opposite* when exactly one of the two denies, or when their words of change point
opposite ways.
"""

import re
from functools import lru_cache

from coscientist.domain.literature import Passage
from coscientist.literature.citations.values import Judgement
from coscientist.literature.cues import is_denied
from coscientist.literature.extraction.lexicon import LESS, MORE, NOUNS, VERBS
from coscientist.ports import Embedder

ABOUT = 0.5
"""Share of the claim's telling words that a passage about it has."""
MEANING = 0.45
"""Cosine of the sentence vectors of a passage about the claim."""
_WORD = re.compile(r"[^\W_]+")
_STEM = 6
_GRAMMAR = frozenset(
    """the and for are was were been with that this these those from has have had not than then its their his her our
    can may might will would should could does did done which what when where who whose into onto over under between
    among during after before also such both each more less most least very using used use via per one two three
    there here they them it is in of to a an or by on at as be no we show shows showed shown suggest suggests
    study studies results found patients associated effect effects role""".split()
)


class EmbeddedSupport:
    """Judges by words and sentence vectors.

    Limits: no reasoning: a number, a condition or a comparison that differs is not seen. Its agreement with human
    verdicts is in docs/extraction.md; a verdict is a reason to read the passage and not proof.
    """

    name = "rules:support"

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder
        self._similarity = lru_cache(maxsize=4096)(self._cosine)

    def __call__(self, claim: str, passage: Passage) -> Judgement:
        """Say what a passage does to a claim."""
        wanted = telling(claim)
        if not wanted:
            return Judgement(verdict="unknown", why="The claim has no words to look for.")
        shared = wanted & telling(passage.quote)
        share = len(shared) / len(wanted)
        if share < ABOUT or ((alike := self._similarity(claim, passage.quote)) is not None and alike < MEANING):
            return Judgement(verdict="silent", why=f"It shares {len(shared)} of {len(wanted)} telling words.")
        reason = f"It shares {len(shared)} of {len(wanted)} telling words"
        ways = direction(claim), direction(passage.quote)
        if is_denied(claim) != is_denied(passage.quote):
            return Judgement(verdict="contradicts", why=f"{reason}; one of the two denies.")
        if ways[0] * ways[1] < 0:
            return Judgement(verdict="contradicts", why=f"{reason}; one speaks of more and the other of less.")
        return Judgement(verdict="supports", why=f"{reason}, and points the same way.")

    def _cosine(self, claim: str, quote: str) -> float | None:
        if self._embedder is None:
            return None
        first, second = self._embedder.encode([claim, quote])
        return float(first @ second)


def telling(text: str) -> frozenset[str]:
    """Return the stems of a text's words that are not grammar."""
    return frozenset(
        word[:_STEM] for word in map(str.casefold, _WORD.findall(text)) if len(word) > 2 and word not in _GRAMMAR
    )


def direction(text: str) -> int:
    """Return +1 where a text speaks more of more, -1 of less, 0 where of neither."""
    words = [word.casefold() for word in _WORD.findall(text)]
    total = sum(_sign(word) for word in words)
    return (total > 0) - (total < 0)


def _sign(word: str) -> int:
    if word in VERBS:
        return VERBS[word].cue.sign
    if word in NOUNS:
        return NOUNS[word].sign
    return (word in MORE) - (word in LESS)
