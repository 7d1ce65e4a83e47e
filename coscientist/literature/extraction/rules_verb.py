"""Relations that verbs state: `X inhibits Y`, `Y is inhibited by X`, `Y is increased in X`."""

from collections.abc import Iterator, Sequence

from coscientist.domain.concept import ConceptKind
from coscientist.literature.extraction.arguments import clause_start, group_after, group_before, objects, subjects
from coscientist.literature.extraction.lexicon import (
    AUXILIARIES,
    EFFECTS,
    MODAL_BE,
    NOUNS,
    RESTORING,
    STATE_VERBS,
    VERBS,
    WITH_PREPOSITION,
    Cue,
)
from coscientist.literature.extraction.qualifiers import is_modifier, is_verb, qualified
from coscientist.literature.extraction.relation import NEAR, Relation, made, next_mention, with_activity
from coscientist.literature.extraction.rules_group import given_in
from coscientist.literature.extraction.sentence import Token, is_harm


def by_verb(tokens: Sequence[Token]) -> Iterator[Relation]:
    """`X inhibits Y`, `Y is inhibited by X`, `X leads to Y`, `X correlates with Y`."""
    for at, token in enumerate(tokens):
        word = token.word
        following = tokens[at + 1].word if at + 1 < len(tokens) else ""
        if (word, following) in WITH_PREPOSITION:
            cue, turned = WITH_PREPOSITION[word, following]
            ends = subjects(tokens, at), objects(tokens, at + 1)
            yield from made(tokens, *(ends[::-1] if turned else ends), cue, at)
        elif is_verb(tokens, at):
            for relation in _verb(tokens, at):
                yield with_activity(tokens, relation, word)


def _verb(tokens: Sequence[Token], at: int) -> Iterator[Relation]:
    word = tokens[at].word
    cue, kind = VERBS[word]
    state = STATE_VERBS.get(word)
    if cue.symmetric:
        if kind == "ed" and not any(tokens[p].word in ("with", "to") for p in range(at + 1, min(at + 3, len(tokens)))):
            return  # `enzyme-linked`
        how = [tokens[p].word for p in range(max(0, at - 2), min(at + 3, len(tokens)))]
        sign = (
            -1
            if {"inversely", "negatively"} & set(how)
            else 1
            if {"positively", "directly"} & set(how) and word.startswith("corr")
            else 0
        )
        ends = objects(tokens, at, frozenset(("with", "to", "between")))
        yield from made(tokens, subjects(tokens, at, conditions=True), ends, Cue(sign, symmetric=True), at)
        return
    by = _by(tokens, at) if kind == "ed" else None
    if by is not None:
        agent = next_mention(tokens, by + 1)
        if agent is not None:
            # In `effect of X on Y inhibited by Z` it is Y that is inhibited.
            close = at > 0 and tokens[at - 1].mention is not None and not _is_passive(tokens, at)
            acted_on = group_before(tokens, at - 1, clause_start(tokens, at)) if close else subjects(tokens, at)
            acted_on = [place for place in acted_on if close or not _only_its_effect(tokens, place)]
            for relation in made(tokens, group_after(tokens, agent), acted_on, cue, at, state):
                harmful = word.startswith(RESTORING) and is_harm(tokens[relation.object])
                yield relation._replace(sign=-abs(relation.sign)) if harmful else relation
        return
    if kind == "ed" and _is_passive(tokens, at):
        yield from _where(tokens, at, cue)
        return
    what = objects(tokens, at, frozenset(("against",)) if word.startswith("protect") else frozenset())
    if word.startswith("protect"):
        what = _against(tokens, at)
    for relation in made(tokens, subjects(tokens, at), what, cue, at, state):
        harmful = word.startswith(RESTORING) and is_harm(tokens[relation.object])
        yield relation._replace(sign=-abs(relation.sign)) if harmful else relation


def _by(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the `by` of a passive stands, or what does its duty (`in response to`, `after`, `upon`)."""
    for place in range(at + 1, min(at + 14, len(tokens))):
        word = tokens[place].word
        if word == "by" and not _is_passive(tokens, at) and _changes(tokens, at, place):
            return None  # `X decreased inhibition of Y by Z`
        if word in ("by", "following", "after", "upon") or (word == "to" and tokens[place - 1].word == "response"):
            return place if place + 1 < len(tokens) and not _is_gerund(tokens, place + 1) else None
        if tokens[place].is_break or is_verb(tokens, place) or (word.endswith("ed") and word not in VERBS):
            return None
    return None


def _only_its_effect(tokens: Sequence[Token], at: int) -> bool:
    """Say whether what a thing does is spoken of, and not the thing: `the effects of X were abolished by Y`."""
    place = at - 1
    while place > 0 and tokens[place].is_plain and tokens[place].word not in EFFECTS:
        place -= 1
    return place > 0 and tokens[place].word == "of" and tokens[place - 1].word in EFFECTS


def _changes(tokens: Sequence[Token], at: int, by: int) -> bool:
    """Say whether a noun of change stands between a verb and a `by`, the noun's own: `inhibition of Y by Z`."""
    return any(tokens[place].word in NOUNS and tokens[place + 1].word in ("of", "in") for place in range(at + 1, by))


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
    if at + 2 < len(tokens) and tokens[at + 1].word in ("in", "with") and not given_in(tokens, at):
        where = _condition(tokens, at + 2)
        if where is not None:
            together = Cue(cue.sign, symmetric=True)
            yield from made(tokens, group_after(tokens, where, closed=True), subjects(tokens, at), together, at)


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
        group = group_after(tokens, at)
        place = group[-1] + 1
        while (
            place < len(tokens)
            and (tokens[place].is_plain or tokens[place].word == "and")
            and place - group[-1] <= NEAR
        ):
            place += 1
        if place + 1 < len(tokens) and tokens[place].word in ("in", "during") and qualified(tokens, at).changed:
            where = _condition(tokens, place + 1)
            if where is not None and tokens[where].kind is ConceptKind.DISEASE:
                changed = [item for item in group if tokens[item].kind is not ConceptKind.DISEASE]
                yield from made(tokens, [where], changed, Cue(1, symmetric=True), at)


def _against(tokens: Sequence[Token], at: int) -> list[int]:
    """`protects X against Y` is about Y."""
    for place in range(at + 1, min(at + 10, len(tokens))):
        if tokens[place].word in ("against", "from"):
            found = next_mention(tokens, place + 1)
            return group_after(tokens, found) if found is not None else []
        if tokens[place].is_break:
            break
    return []
