"""Genes that a goal calls by another symbol than the corpora: nomenclature moves on, curated claims do not."""

import re

from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.words import tokens
from coscientist.datasets.genes import symbols_of

_SYMBOL = re.compile(r"\b(?=[\w-]*[A-Z])(?=[\w-]*(?:\d|[A-Z].*[A-Z]))[A-Za-z][\w-]{2,14}\b")
MOST_LOOKED_UP = 20


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
