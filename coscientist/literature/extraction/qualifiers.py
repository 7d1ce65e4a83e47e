"""What the words beside a mention say of it, and which words are verbs there."""

from collections.abc import Sequence
from typing import NamedTuple

from coscientist.domain.concept import ConceptKind
from coscientist.literature.extraction.dopants import DOPANT
from coscientist.literature.extraction.lexicon import (
    AGENTS,
    AUXILIARIES,
    BLOCKERS,
    COMPARED,
    CONJUNCTIONS,
    LACKING,
    LESS,
    MODAL_BE,
    MORE,
    MOVEMENTS,
    NOUNS,
    PREPOSITIONS,
    RELATIVES,
    SILENCERS,
    STATES,
    VERBS,
    WITH_PREPOSITION,
)
from coscientist.literature.extraction.sentence import Token, is_harm

GAP = 4
"""Words that may stand between the things of a list."""
REACH = 8
"""Words before a mention that are looked through for what qualifies it."""
_DOSES = frozenset("dose doses dosage dosages concentration concentrations".split())
"""Of what is given, a low dose is not less than none."""
_LINKED_BY = frozenset(
    "induced mediated dependent evoked stimulated triggered driven elicited activated potentiated provoked generated "
    "associated related".split()
)
ONLY_GOES_WITH = frozenset("associated related".split())
"""After a name, as in `X-associated Y`: it says of which Y is spoken, and not that X makes it."""
_PARTNERS = frozenset("ligand ligands receptor receptors treatment exposure administration".split())


class Qualified(NamedTuple):
    """What the words around a mention say of it."""

    sign: int
    """-1 where less of it is meant, as in `loss of X`, `X inhibitor`."""
    aspect: str | None
    changed: bool
    """Whether it is said to be more or less at all."""
    state: str | None = None
    """The state in which it is meant, as `phosphorylation`."""


def qualified(tokens: Sequence[Token], at: int) -> Qualified:
    """Read what qualifies the mention at a place: `reduced X`, `loss of X`, `X deficiency`, `degradation of X`."""
    before, after = _read_before(tokens, at), _read_after(tokens, at)
    return Qualified(
        before.sign * after.sign,
        before.aspect or after.aspect,
        before.changed or after.changed,
        before.state or after.state,
    )


def _read_before(tokens: Sequence[Token], at: int) -> Qualified:
    sign, aspect, changed, through = 1, None, False, False
    state: str | None = None
    place = at - 1
    while place >= 0 and at - place <= REACH:
        word = tokens[place].word
        if word in STATES and (through or place == at - 1) and (through or not is_verb(tokens, place)):
            state = state or STATES[word]
        if is_blocked(tokens, place):
            return Qualified(-sign, aspect, True, state)
        if word == "by" and _takes_back(tokens, place):
            return Qualified(-sign, aspect, True, state)
        if word == "of" or (word == "in" and place > 0 and tokens[place - 1].word in NOUNS):
            through = True
        elif through and word in NOUNS:
            noun = NOUNS[word]
            sign *= noun.sign or 1
            aspect, changed, through = aspect or noun.aspect, changed or noun.sign != 0, False
        elif word in (*MORE, *LESS) and is_adjective(tokens, place) and tokens[place + 1].word not in _DOSES:
            sign, changed = sign * (-1 if word in LESS else 1), True
        elif word in VERBS and VERBS[word].kind == "ing" and is_adjective(tokens, place):
            return Qualified(sign * (VERBS[word].cue.sign or 1), aspect, True, state)
        elif through and word in MOVEMENTS:
            return Qualified(0, aspect, True, state)
        elif word == "activity" and through:
            aspect = aspect or "activity"
        elif word == "anti":
            return Qualified(-sign, aspect, True, state)
        elif word in CONJUNCTIONS or word == ",":
            return _shared(tokens, place, Qualified(sign, aspect, changed, state))
        elif not tokens[place].is_plain or (word, tokens[place + 1].word) in WITH_PREPOSITION:
            break
        place -= 1
    return Qualified(sign, aspect, changed, state)


def is_blocked(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word joins what blocks a thing with the thing: `antibodies against X`, `siRNA targeting X`."""
    if tokens[at].word not in _AGAINST:
        return False
    return any(tokens[place].word in BLOCKERS for place in range(max(0, at - 2), at))


_AGAINST = frozenset("against to targeting for of directed toward towards".split())
_LOSING = frozenset("loss lack absence reduction decrease impairment prevention reversal deficiency abolition".split())


def takes_back(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a noun of change is itself lost or reduced: `loss of inhibition`, `decreased inhibition`."""
    if at >= 2 and tokens[at - 1].word == "of" and tokens[at - 2].word in _LOSING:
        return True
    return at >= 1 and tokens[at - 1].word in LESS and is_adjective(tokens, at - 1)


def _takes_back(tokens: Sequence[Token], by: int) -> bool:
    """Say whether what stands after `by` is the agent of a change that is lost: `loss of inhibition of Y by X`."""
    nouns = (
        place
        for place in range(by - 1, max(-1, by - REACH), -1)
        if tokens[place].word in NOUNS and tokens[place + 1].word == "of"
    )
    noun = next(nouns, None)
    return noun is not None and takes_back(tokens, noun)


def _shared(tokens: Sequence[Token], at: int, own: Qualified) -> Qualified:
    """In a list, what qualifies the first thing qualifies those after it that have nothing of their own."""
    place = at - 1
    while place >= 0 and (tokens[place].word == "," or tokens[place].is_plain) and at - place < GAP:
        place -= 1
    if own.changed or own.aspect or own.state or place < 0 or tokens[place].mention is None:
        return own
    return _read_before(tokens, place)


def _read_after(tokens: Sequence[Token], at: int) -> Qualified:
    sign, aspect, changed = 1, None, False
    state: str | None = None
    for place in range(at + 1, min(at + 4, len(tokens))):
        word = tokens[place].word
        if word in STATES and place == at + 1 and not is_verb(tokens, place) and word.endswith(("tion", "aggregates")):
            state = STATES[word]
        if word in AGENTS:
            sign *= AGENTS[word].sign or 1
        elif word in SILENCERS or word in LACKING:
            sign, changed = -sign, True
        elif word == "tolerance" and tokens[at].kind is ConceptKind.PROCESS and is_harm(tokens[at]):
            sign, changed = -sign, True  # what tolerates a stress suffers less of it
        elif word in MOVEMENTS:
            return Qualified(0, aspect, True, state)
        elif word in ("loss", "losses") and tokens[at].kind is ConceptKind.PROPERTY:
            break  # `recombination losses` are lost by recombination
        elif word in NOUNS and not is_verb(tokens, place):
            noun = NOUNS[word]
            if noun.aspect and tokens[at].kind is ConceptKind.PROCESS:
                break  # `autophagic degradation` is of something else
            sign *= noun.sign or 1
            aspect, changed = aspect or noun.aspect, changed or noun.sign < 0
        elif word in ("activity", "activities", "signaling", "signalling"):
            aspect = aspect or "activity"
        elif not tokens[place].is_plain or (
            place + 1 < len(tokens) and (word, tokens[place + 1].word) in WITH_PREPOSITION
        ):
            break
    return Qualified(sign, aspect, changed, state)


def is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word is a verb here, and neither qualifies a noun nor is one itself (`the increase of X`)."""
    word = tokens[at].word
    if word not in VERBS or is_adjective(tokens, at):
        return False
    kind, after = VERBS[word].kind, tokens[at + 1] if at + 1 < len(tokens) else None
    if kind in ("s", "base") and after is not None and after.word == "of":
        return False
    if word not in NOUNS:
        return True
    if after is None or not (after.mention or after.is_plain or after.word in _DETERMINERS):
        return at > 0 and kind == "s" and tokens[at - 1].mention is not None
    place = at - 1
    while place >= 0 and at - place <= GAP and tokens[place].is_plain and tokens[place].word not in _DETERMINERS:
        place -= 1
    if place < 0 or tokens[place].mention is not None:
        return place >= 0
    return tokens[place].word not in _DETERMINERS and tokens[place].word not in PREPOSITIONS


def is_adjective(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a participle such as `increased` qualifies the noun after it and is no verb."""
    if tokens[at].word not in VERBS:
        return True
    if VERBS[tokens[at].word].kind not in ("ed", "ing"):
        return False
    if at and tokens[at - 1].mention is not None and is_modifier(tokens, at - 1):
        return True
    if at > 1 and tokens[at - 1].word in _PARTNERS and is_modifier(tokens, at - 2):
        return True  # `X ligand-induced Y`
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or not (after.mention or after.is_plain):
        return False
    place = at - 1
    while place >= 0 and tokens[place].word.endswith("ly"):
        place -= 1
    if place < 0:
        return True
    before = tokens[place]
    if before.mention is not None:
        return False
    if before.word in RELATIVES and VERBS[tokens[at].word].kind == "ing":
        return True
    if before.word in _BY_DOING and VERBS[tokens[at].word].kind == "ing":
        return not (after.mention or after.word in _DETERMINERS)  # `by inhibiting X`, but `by increasing doses`
    if before.word in CONJUNCTIONS or before.word == ",":
        nearby = range(place - 1, max(-1, place - 7), -1)
        earlier = next((p for p in nearby if tokens[p].word in VERBS and not is_modifier(tokens, p - 1)), None)
        if earlier is None and any(tokens[p].word in COMPARED for p in nearby):
            return True  # `higher X and reduced Y`
        return is_adjective(tokens, earlier) if earlier is not None else _verb_follows(tokens, at + 1)
    return (
        before.word in VERBS
        or before.word in PREPOSITIONS
        or before.word in _DETERMINERS
        or not (before.is_plain or before.word in AUXILIARIES or before.word in RELATIVES)
    )


_BY_DOING = frozenset({"by", "via", "through"})


def _verb_follows(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a finite verb or an auxiliary stands between a place and the end of its clause."""
    for place in range(at, len(tokens)):
        token = tokens[place]
        if token.is_break or token.word in RELATIVES:
            return False
        noun = any(each.word in _DETERMINERS for each in tokens[place - 2 : place])  # `with a large increase`
        noun = noun or (place + 1 < len(tokens) and tokens[place + 1].word in ("in", "of"))
        if token.word in MODAL_BE or (token.word in VERBS and VERBS[token.word].kind in ("s", "base") and not noun):
            return True
    return False


_DETERMINERS = frozenset("the a an this these those its their such any both all some with to no".split())


_PUT_INTO = frozenset(
    """doped modified treated passivated coated decorated functionalized functionalised incorporated loaded
    substituted""".split()
)


def is_host(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a mention is what another thing was put into or onto: it is that thing of which is spoken.

    `X-doped Y showed a higher Z` reports what X does.
    """
    if tokens[at].mention is not None and at + 1 < len(tokens) and tokens[at + 1].word in _SAYING_WHICH:
        return True  # `drought-tolerant plants`: of them is spoken, and drought does nothing
    if at < 1 or tokens[at].mention is None or tokens[at].kind not in _HOSTS:
        return False
    before = tokens[at - 1]
    if before.word in _PUT_INTO:
        return at >= 2 and tokens[at - 2].mention is not None
    if before.mention is None:
        return False
    joined = before.kind is ConceptKind.COMPOUND and tokens[at].kind is ConceptKind.MATERIAL  # `PVP-SnO2`
    return joined or before.mention.concept.startswith(DOPANT)


_SAYING_WHICH = frozenset("tolerant resistant sensitive susceptible responsive prone".split())
_HOSTS = frozenset({ConceptKind.MATERIAL, ConceptKind.COMPOUND, ConceptKind.OTHER})


def is_modifier(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a mention only says by what another thing is caused: `X-induced Y`."""
    if at < 0 or tokens[at].mention is None:
        return False
    if at + 3 < len(tokens) and tokens[at + 1].word in CONJUNCTIONS and tokens[at + 3].word in _LINKED_BY:
        return True  # `X- and Z-induced Y`
    if at + 3 < len(tokens) and tokens[at + 1].word in _PARTNERS and tokens[at + 2].word in _LINKED_BY:
        return True  # `X ligand-induced Y`
    return (
        at + 1 < len(tokens)
        and tokens[at + 1].word in _LINKED_BY
        and at + 2 < len(tokens)
        and (tokens[at + 2].mention is not None or tokens[at + 2].is_plain or tokens[at + 2].word in NOUNS)
    )
