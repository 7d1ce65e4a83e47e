"""Whether a passage says what it is cited for, without a language model: is it about the same, and does it deny it?

Two questions, asked apart. A passage is *about* a claim when it shares the claim's telling words and its meaning
(sentence vectors). It *contradicts* the claim when, in the sentence that is most about it, exactly one of the two
denies, or when their words of change point opposite ways.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from coscientist.domain.literature import Passage
from coscientist.literature.citations.values import Judgement
from coscientist.literature.cues import is_hedged
from coscientist.literature.extraction.lexicon import LESS, MORE, NOUNS, VERBS
from coscientist.literature.extraction.stance import asks
from coscientist.literature.text.sentences import sentences
from coscientist.ports import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ABOUT = 0.37
"""Share of telling words plus cosine, from which a passage is about a claim; tells own from others' conclusions best
in the development part of the claims benchmark."""
ABOUT_BY_WORDS = 0.17
"""The same where there are no sentence vectors."""
_STEM = 6
_WORD = re.compile(r"[^\W_]+")
_GRAMMAR = frozenset(
    """the and for are was were been with that this these those from has have had not than then its their his her our
    can may might will would should could does did done which what when where who whose into onto over under between
    among during after before also such both each more less most least very using used use via per one two three
    there here they them show shows showed shown suggest suggests study studies results found associated effect
    effects role""".split()
)
_DENIAL = re.compile(
    r"\b(not|no|nor|neither|never|none|without|cannot|fail\w*|lack\w*|unable|unlikely|absence|unaffected|unchanged|"
    r"unrelated|unnecessary|unreliable|insufficient\w*|dearth|rare\w*|uncommon\w*|contrary|rul(?:e|ed|ing) out|"
    r"difficult|little|poor|inadequate\w*|inaccurate|unsuitable|low|only)\b|n['’]t\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\b(whether or not|not only|notwithstanding|no longer|not until|low[- ]dos\w+)\b", re.IGNORECASE
)


class EmbeddedSupport:
    """Judges by words and sentence vectors; without an embedder by words alone.

    Limits: no reasoning: a number, a condition or a comparison that differs is not seen. How often it agrees with
    people is in docs/extraction.md; its verdict is a reason to read the passage, and no proof.
    """

    name = "rules:support"

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder
        self._vector = lru_cache(maxsize=4096)(self._encoded)

    def __call__(self, claim: str, passage: Passage) -> Judgement:
        """Say what a passage does to a claim."""
        wanted = telling(claim)
        if not wanted:
            return Judgement(verdict="unknown", why="The claim has no words to look for.")
        shared = len(wanted & telling(passage.quote))
        # A sentence vector costs a thousand times what words do, and helps none that have nothing in common.
        about = shared / len(wanted) + (self._cosine(claim, passage.quote) if shared else 0.0)
        told = f"It has {shared} of {len(wanted)} telling words"
        if about < (ABOUT_BY_WORDS if self._embedder is None else ABOUT):
            return Judgement(verdict="silent", why=f"{told}: it is about something else.", about=about)
        nearest = max(sentences(passage.quote), key=lambda sentence: len(wanted & telling(sentence)))
        if asks(nearest):
            return Judgement(verdict="silent", why=f"{told}, but it asks or aims.", about=0.0)
        if denies(nearest, claim) != denies(claim, nearest):
            return Judgement(verdict="contradicts", why=f"{told}, and one of the two denies.", about=about)
        if direction(claim) * direction(nearest) < 0:
            return Judgement(
                verdict="contradicts", why=f"{told}, and one speaks of more, the other of less.", about=about
            )
        doubt = ", but it only supposes" if is_hedged(nearest) and not is_hedged(claim) else ", and does not deny it"
        return Judgement(verdict="supports", why=f"{told}{doubt}.", about=about)

    def _cosine(self, claim: str, quote: str) -> float:
        if self._embedder is None:
            return 0.0
        return float(self._vector(claim) @ self._vector(quote))

    def _encoded(self, text: str) -> "NDArray[np.float32]":
        assert self._embedder is not None
        vector: NDArray[np.float32] = self._embedder.encode([text])[0]
        return vector


def telling(text: str) -> frozenset[str]:
    """Return the stems of a text's words that are not grammar."""
    return frozenset(
        word[:_STEM] for word in map(str.casefold, _WORD.findall(text)) if len(word) > 2 and word not in _GRAMMAR
    )


def denies(sentence: str, other: str) -> bool:
    """Say whether a sentence has a word of denial that the other one does not have."""
    theirs = {match[0].casefold() for match in _DENIAL.finditer(other)}
    return any(match[0].casefold() not in theirs for match in _DENIAL.finditer(_NO_DENIAL.sub(" ", sentence)))


def direction(text: str) -> int:
    """Return +1 where a text speaks more of more, -1 of less, 0 where of neither."""
    total = sum(_sign(word) for word in map(str.casefold, _WORD.findall(text)))
    return (total > 0) - (total < 0)


def _sign(word: str) -> int:
    if word in VERBS:
        return VERBS[word].cue.sign
    if word in NOUNS:
        return NOUNS[word].sign
    return (word in MORE) - (word in LESS)
