"""What a sentence says about the things it names, read from cue words: who acts on whom, which way, or not at all."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from coscientist.domain.concept import ConceptKind
from coscientist.literature.extraction.arguments import (
    clause_start,
    group_after,
    is_adjective,
    is_modifier,
    objects,
    qualified,
    subjects,
)
from coscientist.literature.extraction.lexicon import (
    AGENTS,
    AUXILIARIES,
    DENIALS,
    MODAL_BE,
    NEEDED,
    NOUNS,
    STATE_VERBS,
    VERBS,
    WITH_PREPOSITION,
    Cue,
)
from coscientist.literature.extraction.sentence import Token

NEAR = 4
"""Words before a cue in which a denial belongs to it."""


class Relation(NamedTuple):
    """One mention acting on, or going with, another."""

    subject: int
    """Place of its token."""
    object: int
    sign: int
    symmetric: bool
    denied: bool
    cue: int
    """Place of the word that says so."""
    subject_aspect: str | None = None
    object_aspect: str | None = None
    state: str | None = None
    """The state into which the object is put, as `phosphorylation`."""


Rule = Callable[[Sequence[Token]], Iterator[Relation]]


def relations(tokens: Sequence[Token]) -> list[Relation]:
    """Return what a sentence says, each ordered pair once: by the first rule that reads it."""
    found: dict[tuple[int, int], Relation] = {}
    for rule in RULES:
        for relation in rule(tokens):
            pair = (relation.subject, relation.object)
            if relation.subject != relation.object and pair not in found and pair[::-1] not in found:
                found[pair] = relation
    return sorted(found.values(), key=lambda item: (item.cue, item.subject, item.object))


def _made(
    tokens: Sequence[Token], who: Sequence[int], what: Sequence[int], cue: Cue, at: int, state: str | None = None
) -> Iterator[Relation]:
    denied = any(
        tokens[p].word in DENIALS for p in range(max(clause_start(tokens, at), at - NEAR), at + 2) if p < len(tokens)
    )
    for subject in who:
        for object_ in what:
            first, second = qualified(tokens, subject), qualified(tokens, object_)
            yield Relation(
                subject=subject,
                object=object_,
                sign=cue.sign * first.sign * second.sign,
                symmetric=cue.symmetric,
                denied=denied,
                cue=at,
                subject_aspect=first.aspect,
                object_aspect=second.aspect or cue.aspect,
                state=state,
            )


def by_causing(tokens: Sequence[Token]) -> Iterator[Relation]:
    """`X-induced Y`, `X-mediated inhibition of Y`."""
    for at, token in enumerate(tokens):
        if token.mention is not None and is_modifier(tokens, at):
            following = next(
                (
                    p
                    for p in range(at + 2, min(at + 7, len(tokens)))
                    if not tokens[p].is_plain and tokens[p].word not in ("of", "in")
                ),
                None,
            )
            if following is not None and tokens[following].mention is not None:
                yield from _made(tokens, [at], group_after(tokens, following), Cue(1), at + 1)


def by_noun(tokens: Sequence[Token]) -> Iterator[Relation]:
    """`inhibition of Y by X`, `effect of X on Y`, `X inhibition of Y`, `interaction between X and Y`."""
    for at, token in enumerate(tokens):
        word = token.word
        if word in _TOGETHER_NOUNS:
            yield from _between(tokens, at)
        if word not in NOUNS or at + 2 >= len(tokens) or tokens[at + 1].word not in ("of", "in"):
            continue
        object_ = _next_mention(tokens, at + 2)
        if object_ is None:
            continue
        group = group_after(tokens, object_)
        by = next(
            (
                p
                for p in range(group[-1] + 1, min(group[-1] + 6, len(tokens)))
                if tokens[p].word in ("by", "on", "upon")
            ),
            None,
        )
        if by is None or any(not tokens[p].is_plain for p in range(group[-1] + 1, by)):
            continue
        other = _next_mention(tokens, by + 1)
        if other is None:
            continue
        if tokens[by].word == "by":
            yield from _made(tokens, group_after(tokens, other), group, _neutral(NOUNS[word]), at)
        elif NOUNS[word].sign == 0:
            yield from _made(tokens, group, group_after(tokens, other), _effect(tokens, at), at)


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
    first = _next_mention(tokens, at + 2)
    if first is None:
        return
    group = group_after(tokens, first)
    before = tokens[at - 1].word if at else ""
    sign = -1 if before in ("negative", "inverse") else 1 if before in ("positive", "direct") else 0
    if tokens[at + 1].word == "between" and len(group) > 1:
        yield from _made(tokens, group[:1], group[1:], Cue(sign, symmetric=True), at)
        return
    joined = next(
        (p for p in range(group[-1] + 1, min(group[-1] + 4, len(tokens))) if tokens[p].word in ("with", "to", "and")),
        None,
    )
    other = _next_mention(tokens, joined + 1) if joined is not None else None
    if other is not None:
        yield from _made(tokens, group[:1], group_after(tokens, other), Cue(sign, symmetric=True), at)


def _next_mention(tokens: Sequence[Token], at: int, reach: int = 6) -> int | None:
    """Return the mention that a noun phrase beginning here ends with, through `of` and adjectives."""
    for place in range(at, min(at + reach, len(tokens))):
        if tokens[place].mention is not None:
            if not is_modifier(tokens, place):
                return place
        elif not (tokens[place].is_plain or tokens[place].word in ("of", "both", "and") or tokens[place].word in VERBS):
            return None
    return None


def by_role(tokens: Sequence[Token]) -> Iterator[Relation]:
    """`X, an inhibitor of Y`, `the Y inhibitor X`, `X is required for Y`, `the role of X in Y`."""
    for at, token in enumerate(tokens):
        word = token.word
        if word in AGENTS:
            yield from _agent(tokens, at)
        elif word in NEEDED and at + 1 < len(tokens) and tokens[at + 1].word in ("for", "in", "to"):
            what = _next_mention(tokens, at + 2)
            if what is not None:
                yield from _made(tokens, subjects(tokens, at), group_after(tokens, what), Cue(1), at)
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
            yield from _roles(tokens, group_after(tokens, place), target, cue, at)
            return
    elif at + 2 < len(tokens) and tokens[at + 1].word in ("of", "for"):
        found = _next_mention(tokens, at + 2)
        if found is None:
            return
        target, begin = group_after(tokens, found), at
    else:
        return
    place = begin - 1
    while place >= 0 and (tokens[place].is_plain or tokens[place].word in VERBS) and begin - place < 6:
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
        who = _next_mention(tokens, at + 2)
        if who is not None:
            group = group_after(tokens, who)
            into = next(
                (p for p in range(group[-1] + 1, min(group[-1] + 4, len(tokens))) if tokens[p].word == "in"), None
            )
            what = _next_mention(tokens, into + 1) if into is not None else None
            if what is not None:
                yield from _made(tokens, group, group_after(tokens, what), Cue(0), at)
    elif following in ("in", "for"):
        what = _next_mention(tokens, at + 2)
        if what is not None:
            yield from _made(
                tokens, subjects(tokens, at), group_after(tokens, what), Cue(1 if word == "factor" else 0), at
            )


def by_verb(tokens: Sequence[Token]) -> Iterator[Relation]:
    """`X inhibits Y`, `Y is inhibited by X`, `X leads to Y`, `X correlates with Y`."""
    for at, token in enumerate(tokens):
        word = token.word
        following = tokens[at + 1].word if at + 1 < len(tokens) else ""
        if (word, following) in WITH_PREPOSITION:
            cue, turned = WITH_PREPOSITION[word, following]
            ends = subjects(tokens, at), objects(tokens, at + 1)
            yield from _made(tokens, *(ends[::-1] if turned else ends), cue, at)
        elif word in VERBS and not is_adjective(tokens, at):
            yield from _verb(tokens, at)


def _verb(tokens: Sequence[Token], at: int) -> Iterator[Relation]:
    word = tokens[at].word
    cue, kind = VERBS[word]
    state = STATE_VERBS.get(word)
    if cue.symmetric:
        how = [tokens[p].word for p in range(max(0, at - 2), min(at + 3, len(tokens)))]
        sign = (
            -1
            if {"inversely", "negatively"} & set(how)
            else 1
            if {"positively", "directly"} & set(how) and word.startswith("corr")
            else 0
        )
        ends = objects(tokens, at, frozenset(("with", "to", "between", "in")))
        yield from _made(tokens, subjects(tokens, at), ends, Cue(sign, symmetric=True), at)
        return
    by = _by(tokens, at) if kind == "ed" else None
    if by is not None:
        agent = _next_mention(tokens, by + 1)
        if agent is not None:
            yield from _made(tokens, group_after(tokens, agent), subjects(tokens, at), cue, at, state)
        return
    if kind == "ed" and _is_passive(tokens, at):
        yield from _where(tokens, at, cue)
        return
    what = objects(tokens, at, frozenset(("against",)) if word.startswith("protect") else frozenset())
    if word.startswith("protect"):
        what = _against(tokens, at)
    yield from _made(tokens, subjects(tokens, at), what, cue, at, state)


def _by(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the `by` of a passive stands, or what does its duty (`in response to`, `after`, `upon`)."""
    for place in range(at + 1, min(at + 14, len(tokens))):
        word = tokens[place].word
        if word in ("by", "following", "after", "upon") or (word == "to" and tokens[place - 1].word == "response"):
            return place if place + 1 < len(tokens) and not _is_gerund(tokens, place + 1) else None
        if tokens[place].is_break or (word in VERBS and not is_adjective(tokens, place)):
            return None
    return None


def _is_gerund(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].word in VERBS and VERBS[tokens[at].word].kind == "ing"


def _is_passive(tokens: Sequence[Token], at: int) -> bool:
    place = at - 1
    while place >= 0 and tokens[place].word in AUXILIARIES:
        if tokens[place].word in MODAL_BE:
            return True
        place -= 1
    return False


def _where(tokens: Sequence[Token], at: int, cue: Cue) -> Iterator[Relation]:
    """`Y is increased in X`, `Y is increased in the brains of patients with X`: they go together."""
    if at + 2 < len(tokens) and tokens[at + 1].word in ("in", "with"):
        where = _condition(tokens, at + 2)
        if where is not None:
            together = Cue(cue.sign, symmetric=True)
            yield from _made(tokens, group_after(tokens, where, closed=True), subjects(tokens, at), together, at)


def _condition(tokens: Sequence[Token], at: int) -> int | None:
    """Return the disease that a noun phrase names, or else what it names first."""
    found: list[int] = []
    for place in range(at, min(at + 8, len(tokens))):
        token = tokens[place]
        if token.mention is not None:
            found.append(place)
        elif not (token.is_plain or token.word in ("of", "with", "from", "and", "both")):
            break
    sick = [place for place in found if tokens[place].kind is ConceptKind.DISEASE]
    return next(iter([*sick, *found]), None)


def by_condition(tokens: Sequence[Token]) -> Iterator[Relation]:
    """`increased Y in X`, `loss of Y in patients with X`, of a disease X: they go together."""
    for at, token in enumerate(tokens):
        if token.mention is None or token.kind is ConceptKind.DISEASE or is_modifier(tokens, at):
            continue
        said = qualified(tokens, at)
        place = at + 1
        while place < len(tokens) and tokens[place].is_plain and place - at < NEAR:
            place += 1
        if said.changed and place + 1 < len(tokens) and tokens[place].word == "in":
            where = _condition(tokens, place + 1)
            if where is not None and tokens[where].kind is ConceptKind.DISEASE:
                yield from _made(tokens, [where], [at], Cue(1, symmetric=True), at)


def _against(tokens: Sequence[Token], at: int) -> list[int]:
    """`protects X against Y` is about Y."""
    for place in range(at + 1, min(at + 10, len(tokens))):
        if tokens[place].word in ("against", "from"):
            found = _next_mention(tokens, place + 1)
            return group_after(tokens, found) if found is not None else []
        if tokens[place].is_break:
            break
    return []


RULES: tuple[Rule, ...] = (by_causing, by_noun, by_role, by_verb, by_condition)
