"""What a goal asks for beside what it names: by what it is first judged, and by what else papers speak of it."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.words import tokens
from coscientist.domain.goal import Direction, Target

_LISTED = Path(__file__).with_name("surrogates.toml")


def surrogates(disease: Target, lexicon: Lexicon) -> Iterator[Target]:
    """Yield what is read out instead of a disease that is to be reduced or changed, as far as the corpora name it.

    Limits: cancers and fibroses; a surrogate moves for many reasons, and a drug that moves it may be no treatment.
    """
    if disease.direction in (Direction.REDUCE, Direction.MODULATE):
        yield from _listed_for(disease, "disease", lexicon)


def components(target: Target, lexicon: Lexicon) -> Iterator[Target]:
    """Yield what a property is made up of, or is seen by first, as far as the corpora have names for it.

    Limits: few properties; one component may rise while the whole falls.
    """
    yield from _listed_for(target, "component", lexicon)


def _listed_for(target: Target, table: str, lexicon: Lexicon) -> Iterator[Target]:
    either_way = target.direction is Direction.MODULATE
    for entry in _entries(table):
        asked = entry.get("asked", "reduce")
        if not (either_way or target.direction.value == asked) or not set(target.words) & set(entry["words"]):
            continue
        for direction in (Direction.REDUCE, Direction.INCREASE):
            for name in entry[direction.value]:
                words = tuple(tokens(name))
                found = lexicon.meaning(words)
                if found and not set(found) & set(target.concepts):
                    wanted = target.direction if either_way else direction
                    yield Target(name=name, concepts=found, words=words, direction=wanted)


def is_judged_at_the_bench(words: Iterable[str]) -> bool:
    """Say whether words name a disease that other readouts stand in for."""
    named = set(words)
    return any(named & set(entry["words"]) for entry in _entries("disease"))


def also_called(words: Iterable[str]) -> tuple[str, ...]:
    """Return by what else papers speak of what these words ask for: to search for, and not to be read as asked for.

    From the readouts of the diseases and the components of the properties that are listed here, and from a list of
    wordings.
    """
    named = set(words)
    found = [name for entry in _entries("wording") if named & set(entry["words"]) for name in entry["also"]]
    for table in ("disease", "component"):
        hit = [entry for entry in _entries(table) if named & set(entry["words"])]
        found += [name for entry in hit for way in (Direction.INCREASE, Direction.REDUCE) for name in entry[way.value]]
    return tuple(dict.fromkeys(found))


@cache
def _entries(table: str) -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(_LISTED.read_text(encoding="utf-8"))[table])
