"""Genes that a goal calls by another symbol than the corpora: nomenclature moves on, curated claims do not."""

import re

from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.words import direction_of, is_ordinary, tokens
from coscientist.datasets.genes import symbol_named, symbols_of

_SYMBOL = re.compile(r"\b(?=[\w-]*[A-Z])(?=[\w-]*(?:\d|[A-Z].*[A-Z]))[A-Za-z][\w-]{2,14}\b")
MOST_LOOKED_UP = 20
LONGEST_NAME = 6
_WORD = re.compile(r"[^\s,;.:?!()]+")


def known_symbols(goal: str, lexicon: Lexicon) -> dict[str, str]:
    """Return the words of a goal that are symbols of genes of which the corpora use another, with that one.

    Limits: symbols of one word with capitals, and a digit or a second capital; nothing where a symbol has stood for
    several genes that the corpora have.
    """
    found = {}
    unknown = [word for word in dict.fromkeys(_SYMBOL.findall(goal)) if not lexicon.meaning(tuple(tokens(word)))]
    for word in unknown[:MOST_LOOKED_UP]:
        known = [symbol for symbol in symbols_of(word) if lexicon.meaning(tuple(tokens(symbol)))]
        if len({lexicon.meaning(tuple(tokens(symbol))) for symbol in known}) == 1:
            found[word] = known[0]
    return found


def known_names(goal: str, lexicon: Lexicon) -> dict[str, str]:
    """Return the phrases of a goal that name genes which the corpora know by symbol alone: `cytochrome c` for CYCS.

    Limits: phrases of at most six words; nothing for what the corpora have a name for, or for ordinary words.
    """
    words = _WORD.findall(goal)
    found: dict[str, str] = {}
    at = 0
    while at < len(words):
        at += _name_at(words[at : at + LONGEST_NAME], lexicon, found)
    return found


def _name_at(words: list[str], lexicon: Lexicon, found: dict[str, str]) -> int:
    """Take up the longest phrase that begins here and is known or names a gene; return the number of its words."""
    for length in range(len(words), 0, -1):
        phrase = " ".join(words[:length])
        spelt = tuple(tokens(phrase))
        if lexicon.meaning(spelt) or lexicon.opposite(spelt):
            return length
        if length == 1 and (not spelt or is_ordinary(spelt[0]) or direction_of(spelt[0]) is not None):
            return 1
        symbol = symbol_named(phrase)
        known = [each for each in symbols_of(symbol or "") if lexicon.meaning(tuple(tokens(each)))]
        if known and phrase not in known:
            found[phrase] = known[0]
            return length
    return 1
