"""Names of known things, found in text all at once (Aho-Corasick over whole words)."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.mention import Mention, longest
from coscientist.literature.extraction.spelling import GREEK, fold, spelled

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

SHORTEST = 2
LONGEST_SYMBOL = 6
"""Letters. Up to here a name with capitals is taken for a symbol, and must be written with capitals."""
LONGEST_CODE = 3
"""Letters. Up to here a name with digits is a code, and is written in one piece."""
MAX_NAME = 200
"""Characters. What is longer is a systematic name that no sentence spells out."""
_PREFERRED = (
    ConceptKind.PROTEIN,
    ConceptKind.COMPOUND,
    ConceptKind.DISEASE,
    ConceptKind.PROCESS,
    ConceptKind.MATERIAL,
    ConceptKind.PROPERTY,
    ConceptKind.COMPLEX,
    ConceptKind.OTHER,
    ConceptKind.GENE,
    ConceptKind.RNA,
)
"""What a name means that a vocabulary gives to several things: `MAPT` is first the protein, then the gene."""
NO_NAMES = frozenset(
    """a all an and animal animals any are as at be blood brain but by can cat cell cells change changes control dose
    drug drugs end factor factors for from gene genes group he her his human humans if impact in is it its lead led
    level levels light line man may me men met mice mouse no not of on or our out patient patients protein proteins
    rat rats rest result results role set she so study that the their them then these they this to today treatment
    type up us was we were who with activity expression function increase decrease disease diseases diagnosis
    receptor receptors inhibitor inhibitors agonist antagonist enzyme enzymes molecule molecules compound compounds
    acid acids agent agents water air solution medium vehicle placebo salt time age sex male female normal tissue
    research analysis response process blinded careful prepare complete focus image alert balance relief
    contrast prevent prime target optimum clear protect antibody antibodies antiserum sirna shrna rnai mrna rna dna cdna
    peptide peptides amino""".split()
)
"""Words that a vocabulary may list and a sentence uses in their ordinary sense."""


class Vocabulary:
    """Finds the concepts that a text names by their names and synonyms.

    Vocabularies are given in order of trust: a name belongs to the first that has it, and within one to the kind that
    is commonly meant by it. Longest match; whole words; Greek letters, hyphens and plurals as they come; symbols only
    as symbols are written (`CAT` is no `cat`).

    `words` are words that the texts at hand use in small letters: a symbol that reads like one of them (`KIT`) is only
    found in capitals, while others may also be written as the genes of mice are (`Syk`).

    Limits: a name with two meanings is always read in the first.
    """

    def __init__(
        self,
        *vocabularies: Iterable[Concept],
        words: Collection[str] = (),
        may_occur: Callable[[str], bool] = lambda _name: True,
    ) -> None:
        """Take the concepts of vocabularies. Names that `may_occur` rules out are in no text that is to be read."""
        self._words = words
        self._may_occur = may_occur
        self.mined: frozenset[str] = frozenset()
        """Ids of terms that the texts themselves gave."""
        self.concepts: dict[str, Concept] = {}
        self._meant: dict[str, list[tuple[str, str]]] = {}
        for concepts in vocabularies:
            self._enter(concepts)

    def extended(self, terms: Iterable[Concept]) -> "Vocabulary":
        """Return one that knows terms mined from the texts as well, which are trusted less."""
        other = Vocabulary(words=self._words)
        other.concepts, other._meant = dict(self.concepts), dict(self._meant)
        other._enter(terms)
        other.mined = frozenset(other.concepts.keys() - self.concepts.keys())
        return other

    @cached_property
    def kinds(self) -> dict[str, ConceptKind]:
        """Return the kind of each concept."""
        return {name: concept.kind for name, concept in self.concepts.items()}

    @cached_property
    def _states(self) -> dict[tuple[str, str], str]:
        return {
            (concept.parent, concept.modification): concept.id
            for concept in self.concepts.values()
            if concept.parent and concept.modification and not concept.site
        }

    @cached_property
    def _patterns(self) -> list[str]:
        return list(self._meant)

    @cached_property
    def _automaton(self) -> "AhoCorasick":
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._patterns)

    def _enter(self, concepts: Iterable[Concept]) -> None:
        """Add names that no earlier vocabulary has."""
        found: dict[str, list[tuple[int, int, str, str]]] = {}
        for concept in concepts:
            if self.concepts.setdefault(concept.id, concept) is not concept:
                continue
            for place, name in enumerate(dict.fromkeys((concept.name, *concept.synonyms))):
                if not self._may_occur(name):
                    continue
                for form, written in _forms(name):
                    rank = _PREFERRED.index(concept.kind), min(place, 1)
                    found.setdefault(form, []).append((*rank, concept.id, written))
        for form, meanings in found.items():
            if form not in self._meant:
                ordered = sorted(meanings)
                self._meant[form] = [(name, written) for _, _, name, written in ordered]

    def find(self, text: str) -> list[Mention]:
        """Return the concepts that a text names, in its order; no two overlap."""
        folded = fold(text)
        found: list[Mention] = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            begin = folded.spans[folded.at[start]][0]
            stop = folded.spans[folded.at.get(end - 1, len(folded.spans)) - 1][1]
            concept = self._concept(self._patterns[pattern], text[begin:stop], begins=_begins(text, begin))
            if concept is not None and not _is_salt_of(text, begin, stop) and not _is_part(text, begin, stop):
                found.append(Mention(concept=concept, start=begin, end=stop))
        return longest(found)

    def state(self, concept: str, modification: str) -> str | None:
        """Return the id of a thing in a state, at no certain site; None when it is not listed."""
        return self._states.get((concept, modification))

    def meaning(self, name: str) -> str | None:
        """Return the id of what a whole name means; None when it is not listed."""
        return self._concept(spelled(name), name)

    def _concept(self, form: str, surface: str, *, begins: bool = True) -> str | None:
        meant = self._meant.get(form, ())
        begins = begins or surface.casefold() in self._words
        return next((concept for concept, written in meant if is_written_as(written, surface, begins=begins)), None)


_SALTS = frozenset(
    """acetate benzoate bromide chloride citrate fumarate gluconate hydrochloride iodide lactate maleate mesylate
    nitrate oxalate palmitate phosphate stearate succinate sulfate sulphate tartrate""".split()
)
_BASE = re.compile(
    r"(?:acid|ine|ole?|one|ate|ium|ide|in|an|um|id|yl|en|\bzinc|\blead|\bcopper|\biron)[ -]$", re.IGNORECASE
)


def _is_salt_of(text: str, start: int, end: int) -> bool:
    """Say whether a name is only the second half of another substance's: `boswellic acid acetate`."""
    return text[start:end].casefold() in _SALTS and _BASE.search(text[max(0, start - 12) : start]) is not None


_ON_A_CHAIN = re.compile(
    r"[ -](?:residues?|side[- ]chains?|modifications?|analog(?:ue)?s|derivatives|conjugates?)\b", re.IGNORECASE
)
"""After the name of an amino acid, a sugar or a drug: something else is meant that holds it or is like it."""


_LOCANT = re.compile(r"[ -](?:\d(?:,\d)*[′'’]|(?:cyclic )?(?:mono|di|tri)phosph)")
"""After the name of a nucleoside: `adenosine 3',5'-monophosphate`."""
_DERIVED = re.compile(
    r"(?<!\w)\d?[ -]?(?:\d(?:,\d+)*|α|β|alpha|beta|keto|oxo|hydroxy|dihydro|deoxy|methyl|ethyl|nitro|homo|iso|nor)-$"
)
"""Before the name of a substance when another is meant that was made of it: `6-keto-prostaglandin F1`."""


def _is_part(text: str, start: int, end: int) -> bool:
    """Say whether a name is a part of another thing's: `pyrrolidine-ethanones and -ethanols`, `lysine residues`."""
    if _LOCANT.match(text, end) or _DERIVED.search(text, max(0, start - 12), start):
        return True
    after_hyphen = text[start - 1 : start] in "-‐‑" and start > 0 and (start < 2 or text[start - 2] in " (,/")
    return after_hyphen or (_ON_A_CHAIN.match(text, end) is not None and text[start:end].islower())


def _begins(text: str, at: int) -> bool:
    """Say whether a sentence begins here."""
    return text[:at].rstrip()[-1:] in ("", ".", "?", "!", ":")


def _forms(name: str) -> Iterator[tuple[str, str]]:
    """Yield the spellings under which a name is looked for, each with the name as written: as it is, and in plural."""
    plain = re.sub(r"\s+\([^()]*\)$", "", name.strip())  # but of `5-HT(2B)` nothing is left off
    if len(plain) > MAX_NAME or plain.casefold() in NO_NAMES:
        return
    few = not plain[:SHORTEST].isalpha() and sum(letter.isalpha() for letter in plain) < SHORTEST
    if (few or len(plain) < SHORTEST) and not any(letter in GREEK for letter in plain) and not _BY_WEIGHT.match(plain):
        return
    form = spelled(plain)
    if plain != "tau" and form.split()[0] in GREEK.values() and all(part.isdigit() for part in form.split()[1:]):
        return  # `beta2` is a part of many names
    yield form, plain
    for other in _adjectives(plain):
        yield spelled(other), plain
    last = form.split()[-1]
    if last.isalpha() and len(last) > SHORTEST:
        for other in _numbers(last):
            changed = f"{form[: -len(last) - 1]}{other} "
            if changed.strip() not in NO_NAMES:
                yield changed, plain


_BY_WEIGHT = re.compile(r"p\d{2,3}$")
"""Proteins that go by their weight: p53."""
_ADJECTIVES = (("phagy", "phagic"), ("ptosis", "ptotic"), ("crosis", "crotic"), ("some", "somal"), ("drion", "drial"))

_NOUNS = ("somes", *(noun for noun, _ in _ADJECTIVES))


def _adjectives(name: str) -> list[str]:
    """Return the adjective of a process or a part of cells: `autophagic` of autophagy, `lysosomal` of lysosome."""
    if not name.endswith(_NOUNS) or " " in name:
        return []
    word = re.sub(r"(?<=some)s$", "", name)
    return [word.removesuffix(noun) + ending for noun, ending in _ADJECTIVES if word.endswith(noun)]


def _numbers(word: str) -> Iterator[str]:
    """Yield the plural of a word, and the singular of a plural."""
    if word.endswith("ies") and len(word) > 5:
        yield word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        if len(word) > 4:
            yield word[:-1]
    elif word.endswith("y") and word[-2] not in "aeiou":
        yield word[:-1] + "ies"
    elif not word.endswith(("s", "x")):
        yield word + "s"


def is_written_as(name: str, surface: str, *, begins: bool = True) -> bool:
    """Say whether a text writes a name as it may be written: a symbol with its capitals, a word in any way."""
    letters = [letter for letter in name if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if len(letters) <= LONGEST_CODE and any(letter.isdigit() for letter in name) and " " in surface:
        return False  # `AT-10` is not `at 10`
    if capitals == 0 or len(letters) > LONGEST_SYMBOL or (capitals == 1 and len(letters) > 3 and letters[0].isupper()):
        return True
    shown = sum(letter.isupper() for letter in surface)
    if any(letter.isdigit() for letter in name):
        return shown > 0
    if len(letters) > SHORTEST and surface[:1].isupper() and not begins:
        return True  # as the genes of mice are written: Syk, Adnp
    return shown >= max(capitals - 1, min(2, capitals))
