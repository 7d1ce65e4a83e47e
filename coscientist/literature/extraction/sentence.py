"""A sentence as a row of words and mentions, without what stands in brackets."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coscientist.domain.concept import ConceptKind
from coscientist.literature.extraction.lexicon import (
    AUXILIARIES,
    BARE,
    CONJUNCTIONS,
    HARMS,
    PREPOSITIONS,
    RELATIVES,
    REPORTING,
    SUBORDINATORS,
    VERBS,
)
from coscientist.literature.extraction.mention import Mention

_WORD = re.compile(r"\b(?:up|down)[-‐ ]regulat\w+|-/-|[^\W\d_]+|\d+(?:[.,]\d+)*|\S")
_OPEN, _CLOSED = "([{", ")]}"
MAX_TOKENS = 250
"""A longer sentence is a table or a list, and says nothing in a grammar."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, or a mention of a concept taken as one word."""

    word: str
    """In small letters; empty for a mention."""
    start: int
    end: int
    mention: Mention | None = None
    kind: ConceptKind | None = None
    """Of the concept that is mentioned."""

    @property
    def is_break(self) -> bool:
        """Whether a clause ends here."""
        return self.word in (";", ":", ".", "?", "!", "—") or self.word in SUBORDINATORS

    @property
    def is_plain(self) -> bool:
        """Whether it is a word of a noun phrase that decides nothing."""
        return (
            self.mention is None
            and self.word[:1].isalnum()
            and not self.is_break
            and self.word not in PREPOSITIONS
            and self.word not in CONJUNCTIONS
            and self.word not in RELATIVES
            and self.word not in AUXILIARIES
            and self.word not in VERBS
        )


def tokenise(
    text: str, mentions: Sequence[Mention], start: int, end: int, kinds: Mapping[str, ConceptKind] | None = None
) -> list[Token]:
    """Return the tokens of one sentence of a text, with the mentions that lie in it.

    What happens to a thing (`phosphorylation` in `tau phosphorylation` or `phosphorylation of tau`) is a word about
    the thing there, also where a vocabulary lists it.
    """
    inside = [mention for mention in mentions if start <= mention.start and mention.end <= end]
    inside = [mention for at, mention in enumerate(inside) if not _is_bare(text, inside, at)]
    tokens: list[Token] = []
    at, depth = start, 0
    for mention in [*inside, None]:
        for match in _WORD.finditer(text, at, mention.start if mention else end):
            sign = match[0]
            if sign in _OPEN:
                depth += 1
            elif sign in _CLOSED:
                depth = max(0, depth - 1)
            elif depth == 0 and sign not in "-‐‑–'’\"“”*" and not _is_ending(text, match.start(), sign):
                word = sign.casefold().replace("‐", "-")
                tokens.append(Token(re.sub(r"^(up|down)[ -]", r"\1-", word), match.start(), match.end()))
        if mention is not None:
            if depth == 0:
                kind = (kinds or {}).get(mention.concept)
                tokens.append(Token("", mention.start, mention.end, mention, kind))
            at = mention.end
    return tokens if len(tokens) <= MAX_TOKENS else []


def is_harm(token: Token) -> bool:
    """Say whether a token names a disease or another harm, which is improved by making it less."""
    return token.kind is ConceptKind.DISEASE or (
        token.mention is not None and HARMS.search(token.mention.concept) is not None
    )


def _is_ending(text: str, at: int, word: str) -> bool:
    """Say whether a word is the ending of another: `stem cell-like`."""
    return word == "like" and text[at - 1 : at] in ("-", "‐", "‑")


def _is_bare(text: str, mentions: Sequence[Mention], at: int) -> bool:
    mention = mentions[at]
    if text[mention.start : mention.end].casefold() not in BARE:
        return False
    after_a_thing = at > 0 and not text[mentions[at - 1].end : mention.start].strip(" -‐–")
    of_a_thing = re.match(r"\s+(?:of|by)\b", text[mention.end :]) is not None
    return after_a_thing or of_a_thing


def is_complementiser(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a `that` opens what is reported, as in `showed that`, and does not point at a thing."""
    before = next(
        (tokens[place].word for place in range(at - 1, max(-1, at - 4), -1) if tokens[place].word not in AUXILIARIES),
        "",
    )
    return REPORTING.match(before) is not None
