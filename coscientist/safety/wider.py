"""Wider rules: words that are harmful only where nothing in their sentence speaks of protection or understanding.

They are tried after the rules over listed names, and give way to any word of care: a question about what a poison does,
or an assay for it, is left alone.
"""

from collections.abc import Callable

from coscientist.safety.sentence import NEAR, Finding, Sentence, finding

_DANGEROUS = frozenset({"chemical weapon", "industrial poison", "pathogen", "toxin", "poison", "radiological", "germ"})
_AWAY = frozenset({"from", "out"})


def excused(sentence: Sentence, *wider: str) -> bool:
    """Say whether something in a sentence speaks of protection, care or understanding.

    A protective word within a phrase of the classes `wider` says the opposite: `not detected`, `no autopsy`.
    """
    if sentence.benign or sentence.has("therapy") or sentence.inquires:
        return True
    taken = [span for name in wider for span in sentence.spans(name)]
    return any(
        not any(start < end_of and begin_of < end for begin_of, end_of in taken)
        for start, end in sentence.spans("protective")
    )


def harming(sentence: Sentence) -> Finding | None:
    """Refuse harm to a particular person, and what that person is not to know of."""
    if excused(sentence, "unknown", "hurting") or sentence.has("exempt_worse") or not sentence.has("somebody"):
        return None
    if sentence.has("hurting") or sentence.has("harm") or sentence.has("unknown"):
        return finding("harm to somebody", "it asks for harm to a person", sentence.bare)
    return None


def spreading(sentence: Sentence) -> Finding | None:
    """Refuse to bring something dangerous to where people live, eat and gather."""
    if excused(sentence, "bringing") or sentence.has("harmless_release"):
        return None
    named = [item for item in sentence.bare if item.hazard.kind in _DANGEROUS]
    verbs = sentence.spans("bringing") if named else sentence.spans("by_itself")
    for verb in verbs:
        for place in sentence.spans("places"):
            between = {word.text for word in sentence.row[verb[1] : place[0]]}
            if 0 <= place[0] - verb[1] <= NEAR and not between & _AWAY:
                return finding("dispersal", "it asks to bring something harmful among people, animals or crops", named)
    return None


def slipping(sentence: Sentence) -> Finding | None:
    """Refuse to get what is controlled past a control, whatever the words for it."""
    if excused(sentence, "slipping", "gates"):
        return None
    if sentence.has("slipping") and sentence.has("gates") and (sentence.bare or sentence.has("guarded")):
        return finding("evasion", "it asks to get something controlled past a control", sentence.bare)
    return None


def trafficking(sentence: Sentence) -> Finding | None:
    """Refuse illicit making of, and trade in, controlled drugs."""
    drugs = [item for item in sentence.bare if item.hazard.kind == "controlled drug"]
    if drugs and sentence.has("illicit") and not excused(sentence, "illicit"):
        return finding("making", f"it asks how to make or get {drugs[0].hazard.name}", drugs)
    return None


RULES: tuple[Callable[[Sentence], Finding | None], ...] = (harming, spreading, slipping, trafficking)
