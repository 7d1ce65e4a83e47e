"""Which mentions stand before and after a cue as what acts and what is acted on."""

from collections.abc import Sequence

from coscientist.domain.concept import ConceptKind
from coscientist.literature.extraction.lexicon import (
    ASIDE,
    AUXILIARIES,
    CONJUNCTIONS,
    MODAL_BE,
    NOUNS,
    OUTCOMES,
    PREPOSITIONS,
    RELATIVES,
    VERBS,
)
from coscientist.literature.extraction.qualifiers import GAP, is_adjective, is_blocked, is_host, is_modifier, is_verb
from coscientist.literature.extraction.sentence import Token, is_complementiser

ELSEWHERE = 9
_BY_DOING = ("by", "via", "through")
_RANK = {"with": 0, "by": 0, "to": 1, "of": 2, "between": 2, "from": 3, "on": 3, "for": 3}


def governor(tokens: Sequence[Token], at: int, low: int) -> str | None:
    """Return the preposition that a mention stands under, or None where it stands free."""
    place = at - 1
    while place >= low:
        token = tokens[place]
        if token.word in PREPOSITIONS:
            if is_blocked(tokens, place):
                return "of"
            return "of" if token.word == "in" and place > low and tokens[place - 1].word in NOUNS else token.word
        if token.word == "," and not any(t.word in CONJUNCTIONS or t.word == "," for t in tokens[at + 1 : at + GAP]):
            return None  # it closes what stands before the sentence, as `In neurons,`
        if token.word in CONJUNCTIONS or token.word == ",":
            earlier = next((p for p in range(place - 1, max(low - 1, place - 4), -1) if tokens[p].mention), None)
            return governor(tokens, earlier, low) if earlier is not None else None
        if token.is_break or token.word in RELATIVES or is_verb(tokens, place):
            return None
        place -= 1
    return None


def group_after(tokens: Sequence[Token], at: int, *, closed: bool = False) -> list[int]:
    """Return a mention with those that are listed with it after it: `X, Y and loss of Z`.

    `closed` leaves out a last one that a verb follows, for it begins the next statement.
    """
    group, place, linked, gap = [at], at + 1, False, 0
    while place < len(tokens):
        token = tokens[place]
        if token.mention is not None:
            if not linked and gap <= 1 and is_host(tokens, place):
                gap = 0
                place += 1
                continue
            if not linked and gap == 0 and place == group[-1] + 1:
                group[-1] = place  # `X Y` is one phrase, and its last word says what it is
            elif linked and not (closed and _begins_statement(tokens, place)):
                group.append(place)
            else:
                break
            linked, gap = False, 0
        elif token.word in CONJUNCTIONS or token.word == ",":
            linked, gap = True, 0
        elif gap < GAP and (
            token.is_plain or (token.word in VERBS and is_adjective(tokens, place)) or (linked and token.word == "of")
        ):
            gap += 1
        elif token.word in ("as", "well", "including") and gap < GAP:
            linked = linked or token.word != "as" or tokens[place - 1].word == "such"
        else:
            break
        place += 1
    return [item for item in group if not is_modifier(tokens, item)] or group


def _begins_statement(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a verb follows the noun phrase of a mention."""
    place = at + 1
    while place < len(tokens) and (tokens[place].is_plain or tokens[place].mention):
        place += 1
    return place < len(tokens) and (
        tokens[place].word in MODAL_BE
        or (tokens[place].word in VERBS and VERBS[tokens[place].word].kind != "ing" and is_verb(tokens, place))
    )


def group_before(tokens: Sequence[Token], at: int, low: int) -> list[int]:
    """Return a mention with those that are listed with it before it."""
    group, place, linked, gap = [at], at - 1, False, 0
    while place >= low:
        token = tokens[place]
        if token.mention is not None:
            if not linked:
                break
            group.insert(0, place)
            linked, gap = False, 0
        elif token.word in CONJUNCTIONS or token.word == ",":
            linked, gap = True, 0
        elif token.is_plain and gap < GAP:
            gap += 1
        else:
            break
        place -= 1
    return [item for item in group if not is_modifier(tokens, item)]


def clause_start(tokens: Sequence[Token], at: int) -> int:
    """Return where the clause of a place begins."""
    for place in range(at - 1, -1, -1):
        token = tokens[place]
        if token.is_break or (token.word == "that" and is_complementiser(tokens, place)):
            return place + 1
    return 0


def subjects(tokens: Sequence[Token], at: int, *, conditions: bool = False) -> list[int]:
    """Return the mentions that act by the verb at a place; empty when none stands before it.

    With `conditions`, diseases in which something is said to happen will do where nothing else stands there.
    """
    low = clause_start(tokens, at)
    place = at - 1
    while place >= low and (tokens[place].word in AUXILIARIES or tokens[place].word.endswith("ly")):
        place -= 1
    if place < low:
        return []
    before = tokens[place]
    if before.word in RELATIVES:
        place -= 1
        while place >= low and tokens[place].word in (",", *PREPOSITIONS):
            place -= 1
        near = [p for p in range(max(low, place - 5), place + 1) if tokens[p].mention]
        # In `an inhibitor of X and an agent that …` it is the agent that acts.
        if near and any(tokens[p].word in ("a", "an") for p in range(near[-1] + 1, place + 1)):
            return []
        return group_before(tokens, near[-1], low) if near else []
    verb = next((p for p in range(place, low - 1, -1) if is_verb(tokens, p)), None)
    if verb is not None:
        goes_on = before.word in CONJUNCTIONS or before.word in (",", "by", "via", "through") or verb == place
        participle = VERBS[tokens[at].word].kind == "ing" if tokens[at].word in VERBS else False
        if goes_on or (participle and not before.mention):
            return subjects(tokens, verb)
    if verb is None and before.word in _BY_DOING and tokens[low].is_plain and tokens[low].word.endswith("ing"):
        return []  # in `Turning X into Z by improving Y` nothing that is named acts
    start = _statement_start(tokens, low if verb is None else verb + 1, place, low)
    inside = [
        p
        for p in range(start, place + 1)
        if tokens[p].mention and not is_modifier(tokens, p) and not is_host(tokens, p)
    ]
    if not inside:
        return subjects(tokens, verb) if verb is not None else []
    ranks = {p: _RANK.get(word, ELSEWHERE) if (word := governor(tokens, p, start)) else -1 for p in inside}
    best = min(ranks.values())
    if best == ELSEWHERE:
        inside = [p for p in inside if conditions and tokens[p].kind is ConceptKind.DISEASE]
        if not inside:
            return []
    first = next(p for p in inside if ranks[p] == best)
    return [p for p in group_after(tokens, first) if p <= place]


def _statement_start(tokens: Sequence[Token], start: int, end: int, low: int) -> int:
    """Return where the statement that ends here begins: after a comma and `and` or `but` that close another one."""
    for place in range(end, max(start, low + 2), -1):
        if tokens[place].word in ("and", "but") and tokens[place - 1].word == ",":
            closes = any(tokens[p].word in VERBS or tokens[p].word in MODAL_BE for p in range(low, place))
            if closes and any(tokens[p].mention for p in range(place, end + 1)):
                return place + 1
    return start


def _says_of_which(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a disease only says of which a thing is spoken: `tumor epithelial E-cadherin`."""
    if tokens[at].kind is not ConceptKind.DISEASE or at + 2 >= len(tokens):
        return False
    thing = tokens[at + 2]
    return tokens[at + 1].is_plain and thing.mention is not None and thing.kind is ConceptKind.PROTEIN


def _is_for_efficacy(tokens: Sequence[Token], at: int) -> bool:
    """Say whether how well a thing works is meant, and not the thing: `abolishes the anti-X therapy efficacy`."""
    for place in range(at + 1, min(at + ELSEWHERE, len(tokens))):
        if tokens[place].word in ("efficacy", "effectiveness"):
            return True
        if not (tokens[place].is_plain or tokens[place].mention or tokens[place].word in ("/", "and")):
            return False
    return False


def objects(tokens: Sequence[Token], at: int, prepositions: frozenset[str] = frozenset()) -> list[int]:
    """Return the mentions that the verb at a place acts on; `prepositions` are its own, which lead to its object."""
    place = at + 1
    while place < len(tokens):
        token = tokens[place]
        if token.is_break or token.word in RELATIVES or is_verb(tokens, place):
            return []
        if token.word == "," and not (place + 1 < len(tokens) and tokens[place + 1].word in AUXILIARIES):
            return []
        if token.mention is not None:
            if is_modifier(tokens, place) or _says_of_which(tokens, place):
                place += 1
                continue
            return [] if _is_for_efficacy(tokens, place) else group_after(tokens, place, closed=True)
        if token.word == "of" and tokens[place - 1].word in OUTCOMES:
            return []
        if token.word in PREPOSITIONS and token.word not in prepositions and token.word != "of":
            changed = any(tokens[p].word in NOUNS for p in range(at + 1, place))
            if token.word in ASIDE and not (token.word == "in" and changed):
                return []
            if token.word in (
                "by",
                "via",
                "through",
                "from",
                "without",
                "with",
                "after",
                "before",
                "following",
                "against",
                "upon",
            ):
                return []
        place += 1
    return []
