"""Relations that nouns state: `inhibition of Y by X`, `X-induced Y`, `effect of X on Y`."""

from collections.abc import Iterator, Sequence

from coscientist.literature.extraction.arguments import group_after
from coscientist.literature.extraction.lexicon import (
    CONJUNCTIONS,
    EFFECTS,
    NOUNS,
    Cue,
)
from coscientist.literature.extraction.qualifiers import ONLY_GOES_WITH, is_modifier, qualified, takes_back
from coscientist.literature.extraction.relation import Relation, made, next_mention, with_activity
from coscientist.literature.extraction.sentence import Token


def by_causing(tokens: Sequence[Token]) -> Iterator[Relation]:
    """`X-induced Y`, `X-mediated inhibition of Y`."""
    for at, token in enumerate(tokens):
        if token.mention is None or not is_modifier(tokens, at) or tokens[at + 1].word in ONLY_GOES_WITH:
            continue
        if tokens[at + 1].word not in CONJUNCTIONS:
            following = next(
                (
                    p
                    for p in range(at + 2, min(at + 10, len(tokens)))
                    if not tokens[p].is_plain and tokens[p].word not in ("of", "in") and tokens[p].word not in NOUNS
                ),
                None,
            )
            if following is not None and tokens[following].mention is not None:
                # In `inhibition of X-induced Y` it is the whole that is inhibited, and X still induces Y.
                outside = qualified(tokens, at).sign
                group = group_after(tokens, following)
                # In a title's list, what is less of a thing stands for itself: `X-induced rise of A, and B blockade`.
                group = [group[0], *(item for item in group[1:] if qualified(tokens, item).sign > 0)]
                for relation in made(tokens, [at], group, Cue(1), at + 1):
                    yield relation._replace(sign=relation.sign * outside, subject_aspect=None, subject_state=None)


def by_noun(tokens: Sequence[Token]) -> Iterator[Relation]:
    """`inhibition of Y by X`, `effect of X on Y`, `X inhibition of Y`, `interaction between X and Y`."""
    for at, token in enumerate(tokens):
        word = token.word
        if word in _TOGETHER_NOUNS:
            yield from _between(tokens, at)
        if word not in NOUNS or at + 2 >= len(tokens) or tokens[at + 1].word not in ("of", "in"):
            continue
        object_ = next_mention(tokens, at + 2)
        if object_ is None:
            continue
        group = group_after(tokens, object_)
        by = next(
            (
                p
                for p in range(group[-1] + 1, min(group[-1] + 6, len(tokens)))
                if tokens[p].word in ("by", "on", "upon") or (tokens[p].word == "against" and word in EFFECTS)
            ),
            None,
        )
        if by is None or any(not tokens[p].is_plain for p in range(group[-1] + 1, by)):
            continue
        other = next_mention(tokens, by + 1)
        if other is None:
            continue
        if tokens[by].word == "by":
            # `inhibition of X-induced Y by Z`: `qualified` does not look past X, so the noun speaks for itself.
            between = any(tokens[p].mention is not None for p in range(at + 2, object_))
            cue = NOUNS[word] if between else _neutral(NOUNS[word])
            for relation in made(tokens, group_after(tokens, other), group, cue, at):
                # In `loss of inhibition of Y by X` it is still X that inhibits Y.
                said = relation._replace(sign=NOUNS[word].sign) if takes_back(tokens, at) else relation
                if said.object_aspect is None and any(tokens[p].word in EFFECTS for p in range(at + 2, object_)):
                    said = said._replace(object_aspect="activity")  # there is not less of it, it does less
                yield with_activity(tokens, said, word)
        elif tokens[by].word == "against":
            yield from made(tokens, group, group_after(tokens, other), Cue(-1), at)
        elif NOUNS[word].sign == 0:
            yield from made(tokens, group, group_after(tokens, other), _effect(tokens, at), at)


def _neutral(cue: Cue) -> Cue:
    """`qualified` reads the noun's own sign with its object; what is left is that something does it."""
    return Cue(1 if cue.sign else 0)


def _effect(tokens: Sequence[Token], at: int) -> Cue:
    """`inhibitory effect`, `protective effect`: the adjective says which way."""
    before = tokens[at - 1].word if at else ""
    if before.startswith(("inhibit", "suppress", "negative", "toxic", "detriment", "deleter", "protect", "anti")):
        return Cue(-1)
    return Cue(1 if before.startswith(("stimul", "enhanc", "positive", "benefi", "activat", "promot")) else 0)


_TOGETHER_NOUNS = frozenset(
    """association correlation interaction relationship link binding crosstalk associations interactions correlations
    connection colocalization co-localization""".split()
)


def _between(tokens: Sequence[Token], at: int) -> Iterator[Relation]:
    if at + 2 >= len(tokens) or tokens[at + 1].word not in ("of", "between"):
        return
    first = next_mention(tokens, at + 2)
    if first is None:
        return
    group = group_after(tokens, first)
    before = tokens[at - 1].word if at else ""
    sign = -1 if before in ("negative", "inverse") else 1 if before in ("positive", "direct") else 0
    if tokens[at + 1].word == "between" and len(group) > 1:
        yield from made(tokens, group[:1], group[1:], Cue(sign, symmetric=True), at)
        return
    joined = next(
        (p for p in range(group[-1] + 1, min(group[-1] + 4, len(tokens))) if tokens[p].word in ("with", "to", "and")),
        None,
    )
    other = next_mention(tokens, joined + 1) if joined is not None else None
    if other is not None:
        yield from made(tokens, group[:1], group_after(tokens, other), Cue(sign, symmetric=True), at)
