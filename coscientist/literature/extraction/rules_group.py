"""Relations that a comparison of groups states: `Y was lower in rats treated with X`, `Y fell in the X group`."""

from collections.abc import Iterator, Sequence

from coscientist.domain.concept import ConceptKind
from coscientist.literature.extraction.arguments import group_after, subjects
from coscientist.literature.extraction.lexicon import (
    AUXILIARIES,
    CONJUNCTIONS,
    LESS,
    MODAL_BE,
    MORE,
    Cue,
)
from coscientist.literature.extraction.relation import Relation, made, next_mention
from coscientist.literature.extraction.sentence import Token

_TREATED = frozenset(
    """treated exposed supplemented fed administered injected incubated pretreated cotreated stimulated sprayed primed
    cultured""".split()
)
_GIVEN = frozenset("receiving received given taking administered fed".split())
_TREATMENT = frozenset("treatment application supplementation administration therapy pretreatment spray".split())
_GROUPS = frozenset("group groups arm arms".split())
_OTHERS = frozenset("than versus vs compared relative compare without unlike".split())
"""From here on the sentence speaks of those that it compares with."""
_NOT_GIVEN = frozenset({ConceptKind.DISEASE, ConceptKind.PROCESS, ConceptKind.PROPERTY})
REACH = 10


def by_group(tokens: Sequence[Token]) -> Iterator[Relation]:
    """Yield that what a group was given changes what is more, or less, in that group."""
    for at, token in enumerate(tokens):
        sign = 1 if token.word in MORE else -1 if token.word in LESS else 0
        if sign and _is_said(tokens, at):
            given = given_in(tokens, at)
            if given:
                what = [place for place in subjects(tokens, at) if place not in given]
                yield from made(tokens, given, what, Cue(sign), at)


def _is_said(tokens: Sequence[Token], at: int) -> bool:
    """Say whether `lower` is said of something by `was` or `were`, and qualifies no noun."""
    place = at - 1
    while place > 0 and tokens[place].word in AUXILIARIES - MODAL_BE:
        place -= 1
    return place > 0 and tokens[place].word in MODAL_BE


def given_in(tokens: Sequence[Token], at: int) -> list[int]:
    """Return what the group that stands after `in` was given."""
    into = next((p for p in range(at + 1, min(at + 5, len(tokens))) if tokens[p].word in ("in", "for")), None)
    if into is None or any(tokens[p].mention is not None or tokens[p].word in _OTHERS for p in range(at + 1, into)):
        return []
    for place in range(into + 1, min(into + REACH, len(tokens))):
        token = tokens[place]
        if token.is_break or token.word in _OTHERS or token.word == ",":
            return []
        after = tokens[place + 1].word if place + 1 < len(tokens) else ""
        found: int | None = None
        if token.word in _TREATED and after in ("with", "to"):
            found = next_mention(tokens, place + 2)
        elif token.word in _GIVEN:
            found = next_mention(tokens, place + 1)
        elif token.word in ("under", "with", "upon", "after"):
            found = next_mention(tokens, place + 1)
            if found is None or found + 1 >= len(tokens) or tokens[found + 1].word not in _TREATMENT:
                continue
        elif token.mention is not None and (after in _TREATED or after in _GROUPS):
            return _substances(tokens, _beside(tokens, place))
        if found is not None:
            return _substances(tokens, group_after(tokens, found))
    return []


def _beside(tokens: Sequence[Token], at: int) -> list[int]:
    """Return a thing with those that are named like it: `X-treated and Z-treated rats`."""
    found, place = [at], at + 2
    while place + 2 < len(tokens) and tokens[place].word in (*CONJUNCTIONS, ","):
        if tokens[place + 1].mention is None or tokens[place + 2].word not in _TREATED | _GROUPS:
            break
        found.append(place + 1)
        place += 3
    return found


def _substances(tokens: Sequence[Token], places: Sequence[int]) -> list[int]:
    return [place for place in places if tokens[place].kind not in _NOT_GIVEN]
