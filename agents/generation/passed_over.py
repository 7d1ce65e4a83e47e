"""What to look up for the words of a goal that its reading passed over: a goal asks for them all the same.

"Stable in air" names no concept of a corpus that speaks of moisture. Words are looked up as they stand in the goal, by
the names of listed properties that are made of the same words (`air stability`, hence `moisture stability`), and by
what else papers speak of them (`agents/planning/surrogates.toml`). A single word for which there is none of these is
looked up where it is written as a symbol is (`hERG`): of others (`candidates`) passages say nothing to the goal.
"""

import re
from collections.abc import Iterator, Sequence

from coscientist.agents.planning.surrogates import also_called
from coscientist.agents.planning.words import is_ordinary, tokens
from coscientist.datasets.properties import properties

_SYMBOL = re.compile(r"\w[A-Z0-9]")
_ENDINGS = (
    ("bility", "ble"), ("ivity", "ive"), ("icity", "ic"), ("ancy", "ant"), ("ance", "ant"), ("ency", "ent"),
    ("ence", "ent"), ("iness", "y"),
)  # fmt: skip
"""Nouns of qualities beside their adjectives: `stability` and `stable` are one word here."""


def looked_up(goal: str, unread: Sequence[str]) -> list[str]:
    """Return what to search for, phrase by phrase of the goal: its own words first, then what else it is called.

    Nothing for a goal whose every word was understood.
    """
    found: list[str] = []
    symbols = {word.casefold() for word in goal.split() if _SYMBOL.search(word)}
    for phrase in _phrases(goal, unread):
        listed = _listed(phrase)
        called = also_called([*phrase, *(word for name in listed for word in tokens(name))])
        if listed or called or len(phrase) > 1 or phrase[0] in symbols:
            found += [" ".join(phrase), *listed, *called]
    return list(dict.fromkeys(found))


def _phrases(goal: str, unread: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words that were passed over, those together that only ordinary words part."""
    open_words, run = {piece for word in unread for piece in tokens(word)}, list[str]()
    for word in tokens(goal):
        if word in open_words:
            run.append(word)
        elif not (word.isalpha() and is_ordinary(word)) and run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _listed(phrase: Sequence[str]) -> list[str]:
    """Return the names of listed properties one of whose names is made of words of the phrase."""
    said = {_stem(word) for word in phrase}
    return [
        name
        for concept in properties()
        if any({_stem(word) for word in tokens(name)} <= said for name in (concept.name, *concept.synonyms))
        for name in (concept.name, *concept.synonyms)
    ]


def _stem(word: str) -> str:
    return next((word.removesuffix(noun) + adjective for noun, adjective in _ENDINGS if word.endswith(noun)), word)
