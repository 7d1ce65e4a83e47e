"""What a goal that names a disease asks for at the bench: the readouts by which its treatments are first judged."""

import tomllib
from collections.abc import Iterator
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
    if disease.direction not in (Direction.REDUCE, Direction.MODULATE):
        return
    either_way = disease.direction is Direction.MODULATE
    for entry in _diseases():
        if not set(disease.words) & set(entry["words"]):
            continue
        for direction in (Direction.REDUCE, Direction.INCREASE):
            for name in entry[direction.value]:
                words = tuple(tokens(name))
                found = lexicon.meaning(words)
                if found and not set(found) & set(disease.concepts):
                    asked = disease.direction if either_way else direction
                    yield Target(name=name, concepts=found, words=words, direction=asked)


@cache
def _diseases() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(_LISTED.read_text(encoding="utf-8"))["disease"])
