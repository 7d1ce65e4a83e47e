"""What a text asks for: rules over the words of each sentence, in the order in which they are tried."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

from coscientist.domain.base import Value
from coscientist.safety.lexicon import Mention, lexicon
from coscientist.safety.normalise import STOPS, Word, views

NEAR = 10
"""Words between a verb and what it governs."""
_MADE = frozenset({"chemical weapon", "explosive", "toxin", "weapon", "poison", "radiological", "pathogen"})
_ALIVE = frozenset({"pathogen", "germ", "toxin", "poison", "chemical weapon"})
_STRONG = frozenset({"chemical weapon", "weapon", "toxin", "pathogen", "explosive", "radiological"})
_SPEAKERS = frozenset({"i", "we", "one", "you"})
_OURS = frozenset({"i", "we", "my", "our"})
_MAY = frozenset({"would", "could", "can"})
_SPARED = frozenset({"without", "no", "not", "less"})
_HINDERS = frozenset({"prevent", "prevents", "preventing", "stop", "stops", "deter", "hinder", "keep"})


class Finding(Value):
    """Why a text is refused."""

    rule: str
    """`making`, `enhancement`, `dispersal`, `harm to somebody`, `evasion`, `naming`."""
    why: str
    """For a person, in words."""
    named: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


class Sentence:
    """The words of a sentence, and what the lists say of them."""

    def __init__(self, row: list[Word]) -> None:
        self.row = row
        self._phrases = lexicon().phrases
        self._spans: dict[str, list[tuple[int, int]]] = {}

    def has(self, name: str) -> bool:
        """Say whether a class of phrases occurs."""
        return bool(self.spans(name))

    def spans(self, name: str) -> list[tuple[int, int]]:
        """Return where the phrases of a class are."""
        if name not in self._spans:
            self._spans[name] = self._phrases[name].spans(self.row) if name in self._begun else []
        return self._spans[name]

    @cached_property
    def _begun(self) -> frozenset[str]:
        return lexicon().begun_in(self.row)

    @cached_property
    def inquires(self) -> bool:
        """Say whether it begins as a question about the world: not about what somebody might do."""
        words = {word.text for word in self.row}
        return any(start == 0 for start, _ in self.spans("asking")) and not words & (_OURS | _MAY)

    def word_before(self, span: tuple[int, int]) -> str:
        """Return the word before a phrase; empty at the beginning."""
        return self.row[span[0] - 1].text if span[0] else ""

    @cached_property
    def named(self) -> list[Mention]:
        """Return every hazard that is named."""
        return lexicon().mentions(self.row)

    @cached_property
    def bare(self) -> list[Mention]:
        """Return the hazards that are not part of something harmless, as they are in `ricin antidote`."""
        heads = self._phrases["shield_head"]
        return [
            item for item in self.named
            if item.after >= len(self.row) or not heads.at(self.row, item.after)
        ]  # fmt: skip

    @cached_property
    def benign(self) -> bool:
        """Say whether it begins by asking for protection, understanding or less of something."""
        lead = self._phrases["benign_lead"].at(self.row, 0) if self.row else 0
        follows = self.row[lead].text if lead < len(self.row) else ""
        return bool(lead) and not (self.row[0].text == "how" and follows in _SPEAKERS)

    def governor(self, mention: Mention, bad: str) -> str:
        """Return which word before a mention is nearest: `bad`, `shield`, or nothing."""
        bads = [span for span in self.spans(bad) if span[1] <= mention.start and mention.start - span[1] < NEAR]
        shields = [span for span in self.spans("shield") if span[1] <= mention.start]
        nearest_bad = max((span[1] for span in bads), default=-1)
        nearest_shield = max((span[1] for span in shields), default=-1)
        if nearest_shield >= nearest_bad and nearest_shield >= 0:
            return "shield"
        if nearest_bad >= 0:
            start = max(span[0] for span in bads)
            hindered = {word.text for word in self.row[max(0, start - 5) : start]} & _HINDERS
            return "shield" if hindered else bad
        follows = [span for span in self.spans("make_after") if 0 <= span[0] - mention.after < 5]
        return bad if follows and nearest_shield < 0 else ""


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
    from coscientist.safety.wider import RULES as WIDER

    for row in views(_DOPED.sub("substitution", text), lexicon().known):
        for sentence in _sentences(row):
            for rule in (*RULES, *WIDER):
                found = rule(sentence)
                if found is not None:
                    return found
    return None


def _sentences(row: list[Word]) -> Iterator[Sentence]:
    part: list[Word] = []
    for word in [*row, Word(".", False)]:
        if word.text not in STOPS:
            part.append(word)
        elif part:
            yield Sentence(part)
            part = []


def finding(rule: str, why: str, mentions: list[Mention]) -> Finding:
    """Put a reason together with what is named and the lists that name it."""
    unique = list(dict.fromkeys((item.hazard.name, item.hazard.list) for item in mentions))
    return Finding(
        rule=rule,
        why=why,
        named=tuple(name for name, _ in unique),
        lists=tuple(dict.fromkeys(each for _, each in unique)),
    )


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
