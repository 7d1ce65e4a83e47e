"""Reading a goal: which of its words mean which concepts, and what it wants of them."""

from typing import NamedTuple

from coscientist.agents.planning.lexicon import MAX_PHRASE_WORDS, Lexicon
from coscientist.agents.planning.words import (
    CONTEXT_MARKERS,
    EXCLUDING,
    FLIPPING,
    NEUTRAL_HEADS,
    ROUTE_MARKERS,
    alike,
    direction_of,
    is_ordinary,
    tokens,
)
from coscientist.domain.goal import Direction

_FLIPPING = frozenset(map(alike, FLIPPING))
_NEUTRAL = frozenset(map(alike, NEUTRAL_HEADS))
_SMALL_WORDS = frozenset("of the a an".split())


class Mention(NamedTuple):
    """A stretch of the goal that means something in the corpora."""

    words: tuple[str, ...]
    start: int
    concepts: tuple[str, ...]
    direction: Direction | None
    """The nearest direction asked for before it, in its clause."""
    setting: bool
    """Whether it says where, and not what."""
    excluded: bool
    route: bool
    """Whether it says through what: `by activating AMPK`."""
    unread_head: str | None
    """A word not understood of which this only is the first part, as `lithium` of `lithium conductors`."""


def mentions(goal: str, lexicon: Lexicon) -> tuple[list[Mention], list[str]]:
    """Find the mentions in a goal, longest phrases first, and the words that were not understood."""
    words = tokens(goal)
    found: list[Mention] = []
    unread: list[str] = []
    direction: Direction | None = None
    route_direction: Direction | None = None
    setting = excluded = route = False
    index = 0
    while index < len(words):
        word = words[index]
        if word in ".,;:!?":
            setting = excluded = route = False
        elif word in CONTEXT_MARKERS:
            setting, excluded, route = True, False, False
        elif word in EXCLUDING:
            excluded = True
        elif word in ROUTE_MARKERS:
            route, setting, route_direction = True, False, None
        length, concepts = _longest(words, index, lexicon)
        asked = direction_of(word)
        if length and not (asked is not None and length == 1):
            after = index + length
            flips = _flips(words, index, after)
            wanted = route_direction if route else direction
            found.append(
                Mention(
                    words=tuple(words[index:after]),
                    start=index,
                    concepts=concepts,
                    direction=_flipped(wanted) if flips and wanted else wanted,
                    setting=setting,
                    excluded=excluded,
                    route=route,
                    unread_head=_unread_head(words, after, lexicon),
                )
            )
            index = after
            continue
        if asked is not None:
            setting = False
            if route:
                route_direction = asked
            elif not excluded:
                direction = asked
        elif not (is_ordinary(word) or word in _NEUTRAL or word in _FLIPPING or word in EXCLUDING):
            unread.append(word)
        index += 1
    return found, list(dict.fromkeys(unread))


def _longest(words: list[str], index: int, lexicon: Lexicon) -> tuple[int, tuple[str, ...]]:
    for length in range(min(MAX_PHRASE_WORDS, len(words) - index), 0, -1):
        phrase = tuple(words[index : index + length])
        concepts = lexicon.meaning(phrase)
        if concepts and not (length == 1 and is_ordinary(phrase[0])):
            return length, concepts
    return 0, ()


def _flips(words: list[str], start: int, after: int) -> bool:
    before = [word for word in words[max(0, start - 3) : start] if word not in _SMALL_WORDS]
    return (after < len(words) and words[after] in _FLIPPING) or (bool(before) and before[-1] in _FLIPPING)


def _flipped(direction: Direction) -> Direction:
    swapped = {Direction.REDUCE: Direction.INCREASE, Direction.INCREASE: Direction.REDUCE}
    return swapped.get(direction, Direction.REDUCE if direction is Direction.RESTORE else direction)


def _unread_head(words: list[str], after: int, lexicon: Lexicon) -> str | None:
    while after < len(words) and words[after] in _NEUTRAL | _FLIPPING:
        after += 1
    if after >= len(words):
        return None
    word = words[after]
    plain = word in ".,;:!?()" or is_ordinary(word) or word in CONTEXT_MARKERS or word in EXCLUDING
    if plain or direction_of(word) is not None or _longest(words, after, lexicon)[0]:
        return None
    return word
