"""Relations that say what a thing is to another: `an inhibitor of Y`, `required for Y`, `a role in Y`."""

from collections.abc import Iterator, Sequence

from coscientist.literature.extraction.arguments import group_after, subjects
from coscientist.literature.extraction.lexicon import (
    AGENTS,
    AUXILIARIES,
    DENIALS,
    MODAL_BE,
    NEEDED,
    VERBS,
    Cue,
)
from coscientist.literature.extraction.relation import NEAR, Relation, made, next_mention
from coscientist.literature.extraction.sentence import Token


def by_role(tokens: Sequence[Token]) -> Iterator[Relation]:
    """`X, an inhibitor of Y`, `the Y inhibitor X`, `X is required for Y`, `the role of X in Y`."""
    for at, token in enumerate(tokens):
        word = token.word
        if word in AGENTS:
            yield from _agent(tokens, at)
        elif word in NEEDED and at + 1 < len(tokens) and tokens[at + 1].word in ("for", "in", "to"):
            what = next_mention(tokens, at + 2, reach=8)
            if what is not None:
                yield from made(tokens, subjects(tokens, at), group_after(tokens, what), Cue(1), at)
        elif word in ("role", "roles", "involved", "implicated", "factor", "participates", "involvement"):
            yield from _part(tokens, at)


def _agent(tokens: Sequence[Token], at: int) -> Iterator[Relation]:
    cue = AGENTS[tokens[at].word]
    target: list[int] = []
    if at and tokens[at - 1].mention is not None:
        target, begin = [at - 1], at - 1
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        place = at + 2 if after is not None and after.word == "," else at + 1
        if place < len(tokens) and tokens[place].mention is not None:
            who = group_after(tokens, place)
            # In `the Y inhibitor, X, and Z` the second comma closes what X is.
            closed = place == at + 2 and place + 1 < len(tokens) and tokens[place + 1].word == ","
            yield from _roles(tokens, who[:1] if closed else who, target, cue, at)
            return
    elif at + 2 < len(tokens) and tokens[at + 1].word in ("of", "for"):
        found = next_mention(tokens, at + 2)
        if found is None:
            return
        target, begin = group_after(tokens, found), at
    else:
        return
    place = begin - 1
    passed = AUXILIARIES - MODAL_BE - {"as", "not"}
    while (
        place >= 0
        and (tokens[place].is_plain or tokens[place].word in VERBS or tokens[place].word in passed)
        and begin - place < 6
    ):
        place -= 1
    if place >= 0 and tokens[place].word in MODAL_BE | {"as", "not"}:
        yield from _roles(tokens, subjects(tokens, place), target, cue, at)
    elif place > 0 and tokens[place].word == "," and tokens[place - 1].mention is not None:
        yield from _roles(tokens, [place - 1], target, cue, at)


def _roles(tokens: Sequence[Token], who: Sequence[int], what: Sequence[int], cue: Cue, at: int) -> Iterator[Relation]:
    for subject in who:
        for object_ in what:
            yield Relation(
                subject,
                object_,
                cue.sign,
                False,
                any(tokens[p].word in DENIALS for p in range(max(0, at - NEAR), at)),
                at,
                None,
                "activity",
            )


def _part(tokens: Sequence[Token], at: int) -> Iterator[Relation]:
    word = tokens[at].word
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if word in ("role", "roles", "involvement") and following in ("of", "for"):
        who = next_mention(tokens, at + 2)
        if who is not None:
            group = group_after(tokens, who)
            into = next(
                (p for p in range(group[-1] + 1, min(group[-1] + 4, len(tokens))) if tokens[p].word == "in"), None
            )
            what = next_mention(tokens, into + 1) if into is not None else None
            if what is not None:
                yield from made(tokens, group, group_after(tokens, what), Cue(0), at)
    elif following in ("in", "for"):
        what = next_mention(tokens, at + 2)
        if what is not None:
            yield from made(
                tokens, subjects(tokens, at), group_after(tokens, what), Cue(1 if word == "factor" else 0), at
            )
