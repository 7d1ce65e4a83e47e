"""What a text asks for: rules over the words of each sentence, in the order in which they are tried."""

import re
from collections.abc import Callable
from functools import lru_cache

from coscientist.safety.lexicon import lexicon
from coscientist.safety.normalise import views
from coscientist.safety.sentence import NEAR, Finding, Sentence, finding, sentences
from coscientist.safety.wider import RULES as WIDER

_MADE = frozenset({"chemical weapon", "explosive", "toxin", "weapon", "poison", "radiological", "pathogen"})
_ALIVE = frozenset({"pathogen", "germ", "toxin", "poison", "chemical weapon"})
_STRONG = frozenset({"chemical weapon", "weapon", "toxin", "pathogen", "explosive", "radiological"})
_SPARED = frozenset({"without", "no", "not", "less"})


_DOPED = re.compile(
    r"\b(?:Li|Na|Mg|Al|Si|Ca|Sc|Ti|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|Se|Rb|Sr|Zr|Nb|Mo|Ru|Pd|Ag|Sn|Sb|Cs|Ba|La|Ce|Nd|Sm|Gd|Hf|Ta|"
    r"Pt|Pb|Bi)(?:\d?\+)?[ -](?:co-)?doping\b"
)
"""A chemical element put into a material; athletes are doped with other things."""


@lru_cache(maxsize=1024)
def asks(text: str) -> Finding | None:
    """Return why a text may not be pursued, or None.

    Limits: it reads words, not intentions. What is asked for in words that no list has passes, and a harmless text that
    is worded like a harmful one is refused; docs/safety.md has the measured shares.
    """
    for row in views(_DOPED.sub("substitution", text), lexicon().known):
        for sentence in sentences(row):
            for rule in (*RULES, *WIDER):
                found = rule(sentence)
                if found is not None:
                    return found
    return None


def catastrophe(sentence: Sentence) -> Finding | None:
    """Refuse a wish for mass harm."""
    if sentence.has("catastrophe") and not sentence.benign:
        return finding("mass harm", "it asks for harm to many people", sentence.named)
    return None


def making(sentence: Sentence) -> Finding | None:
    """Refuse to make or get hold of a weapon, an explosive, a listed agent or a poison."""
    if sentence.benign:
        return None
    for mention in sentence.bare:
        if mention.hazard.kind in _MADE and sentence.governor(mention, "make") == "make":
            return finding("making", f"it asks how to make or get {mention.hazard.name}", [mention])
    return None


def drug_making(sentence: Sentence) -> Finding | None:
    """Refuse illicit making of controlled drugs, and substitutes that escape the law; giving them is research."""
    if sentence.benign:
        return None
    drugs = [item for item in sentence.bare if item.hazard.kind == "controlled drug"]
    for mention in drugs:
        if sentence.governor(mention, "make_drug") == "make_drug" and not sentence.has("therapy"):
            return finding("making", f"it asks how to make or get {mention.hazard.name}", [mention])
    if drugs and sentence.has("stronger") and not sentence.has("therapy"):
        return finding("evasion", "it asks for a drug that is abused or escapes the law", drugs)
    return None


def enhancement(sentence: Sentence) -> Finding | None:
    """Refuse to make a germ or a poison more harmful, or able to escape vaccines and treatment."""
    living = [item for item in sentence.bare if item.hazard.kind in _ALIVE]
    if not living or sentence.benign or sentence.has("exempt_worse"):
        return None
    worse, cause = sentence.spans("worse"), sentence.spans("cause")
    first = min((span[0] for span in cause), default=len(sentence.row))
    shielded = [span for span in sentence.spans("shield") if span[0] < first]
    if worse and cause and not shielded:
        return finding("enhancement", f"it asks to make {living[0].hazard.name} more harmful", living)
    return None


def dispersal(sentence: Sentence) -> Finding | None:
    """Refuse to bring something harmful among people, animals or crops."""
    if sentence.benign:
        return None
    verbs, places = sentence.spans("disperse"), sentence.spans("target_place")
    last = len(sentence.row)
    if sentence.has("harmless_release") or sentence.inquires:
        return None
    near = any(verb[1] <= place[0] <= verb[1] + NEAR or verb[1] == last for verb in verbs for place in places)
    harmful = bool(sentence.bare) or any(sentence.row[verb[0]].text[:6] in _BY_ITSELF for verb in verbs)
    many = [item for item in sentence.bare if item.hazard.kind in _ALIVE | {"industrial poison", "radiological"}]
    if near and harmful:
        return finding("dispersal", "it asks to bring something harmful among people, animals or crops", many)
    return None


_BY_ITSELF = frozenset({"contam", "poison", "envene", "vergif", "verseu", "empois", "污", "投"})
"""Beginnings of verbs that need no name of what is brought."""


def harm(sentence: Sentence) -> Finding | None:
    """Refuse to poison, kill or drug somebody, whether or not it is to be hidden."""
    if sentence.benign or sentence.inquires:
        return None
    verbs = [span for span in sentence.spans("harm") if sentence.word_before(span) not in _SPARED]
    people = sentence.spans("target_person")
    near = [1 for verb in verbs for person in people if -4 <= person[0] - verb[1] <= 5]
    hidden = sentence.has("unseen") and (verbs or sentence.bare)
    poisons = [item for item in sentence.bare if item.hazard.kind == "poison"]
    if (near or hidden or (poisons and people)) and not sentence.has("exempt_worse"):
        return finding("harm to somebody", "it asks for harm to people or animals", sentence.bare)
    return None


def evasion(sentence: Sentence) -> Finding | None:
    """Refuse to get something dangerous past screening, customs or the law."""
    if sentence.benign or not sentence.bare:
        return None
    if sentence.has("evade") and sentence.has("control"):
        return finding("evasion", f"it asks to get {sentence.bare[0].hazard.name} past a control", sentence.bare)
    return None


def naming(sentence: Sentence) -> Finding | None:
    """Refuse what names a weapon or an agent without any word of protection, understanding or giving it as a drug."""
    strong = [item for item in sentence.bare if item.hazard.kind in _STRONG]
    excused = sentence.benign or sentence.has("shield") or sentence.has("therapy") or sentence.has("exempt_worse")
    if strong and not excused:
        return finding("naming", f"it names {strong[0].hazard.name} and no protective purpose", strong)
    return None


RULES: tuple[Callable[[Sentence], Finding | None], ...] = (
    catastrophe,
    making,
    drug_making,
    enhancement,
    dispersal,
    harm,
    evasion,
    naming,
)
