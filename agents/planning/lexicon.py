"""Phrases by which the concepts of the corpora are called."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from coscientist.agents.planning.english import SAME_ASPECT
from coscientist.agents.planning.words import tokens
from coscientist.domain.concept import Concept, ConceptKind

MAX_PHRASE_WORDS = 9

_STATE_NOUNS = {
    "phosphorylation": ("phosphorylation", "hyperphosphorylation"),
    "hyperphosphorylation": ("phosphorylation", "hyperphosphorylation"),
}
"""Goals use these for one another."""
_ISOFORM = re.compile(r"(\S*[A-Za-z]\S*\d)[αβγ]")
"""`GSK-3β`: goals that say `GSK-3` mean it, too."""
_NUMBERED = re.compile(r"(.*[αβγ])-?(\d{2})")
"""`amyloid-β42`, which is also written apart."""
_OPPOSITES = {"dysfunction": "function", "impairment": "function", "stress": "tolerance", "resistance": "sensitivity"}
"""Corpora name the trouble, goals what should work again."""
_USUALLY = {
    " apoptotic process": "apoptosis",
    " apoptosis": "death",
    " receptor signaling pathway": "signaling",
    " signaling pathway": "signaling",
}
"""What goals call the processes whose names end so."""
_NOMINAL = ("tion", "sion", "sis", "ment", "death", "growth", "transport", "release", "uptake", "signaling")
"""What the last words of names end in that say what happens to the thing before."""
_COLLECTIVES = {"aggregates": "aggregation", "oligomers": "oligomerization", "fibrils": "fibrillization"}


def _formed(name: str) -> tuple[str, ...]:
    """Return what a process makes, by its name: `osteoclast` of osteoclast differentiation and osteoclastogenesis."""
    if name.endswith(" differentiation") and " " not in (thing := name.removesuffix(" differentiation")):
        return (thing,)
    return (name.removesuffix("ogenesis"),) if name.endswith(("clastogenesis", "blastogenesis")) else ()


class Lexicon:
    """From a phrase's words to the ids of the concepts that it may mean."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        by_id = {concept.id: concept for concept in concepts}
        self._phrases: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        self._opposites: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        for concept in by_id.values():
            if concept.members:
                continue
            if concept.parent is None:
                for name in (concept.name, *concept.synonyms):
                    self._enter(name, concept.id)
                    self._enter_collective(name, concept.id)
                    if family := _ISOFORM.fullmatch(name):
                        self._enter(family[1], concept.id)
                    if numbered := _NUMBERED.fullmatch(name):
                        self._enter(f"{numbered[1]} {numbered[2]}", concept.id)
                    self._enter_trouble(name, concept.id)
                    self._enter_shortened(name, concept.id)
                    self._enter_aspect(name, concept.id)
            elif concept.parent in by_id:
                self._enter_state(concept, by_id[concept.parent])
        for concept in by_id.values():
            if concept.kind is ConceptKind.PROCESS:
                self._enter_loosely(concept, by_id)

    def _enter(self, phrase: str, concept_id: str) -> None:
        words = tuple(word for word in tokens(phrase) if word not in ".,;:!?()")
        if 0 < len(words) <= MAX_PHRASE_WORDS and (len(words) > 1 or len(words[0]) > 1):
            self._phrases[words][concept_id] = None

    def _enter_collective(self, name: str, concept_id: str) -> None:
        for things, doing in _COLLECTIVES.items():
            if name.endswith(f" {things}"):
                thing = name.removesuffix(things).strip()
                self._enter(f"{thing} {doing}", concept_id)
                self._enter(f"{doing} of {thing}", concept_id)
                self._enter(f"{things} of {thing}", concept_id)
                self._enter(f"amyloid {things} of {thing}", concept_id)

    def _enter_trouble(self, name: str, concept_id: str) -> None:
        words = tuple(tokens(name))
        if len(words) > 1 and words[-1] in _OPPOSITES:
            self._opposites[(*words[:-1], _OPPOSITES[words[-1]])][concept_id] = None

    def _enter_shortened(self, name: str, concept_id: str) -> None:
        """Call `microglial cell activation` also `microglial activation`; `A, B` is also `B A`."""
        head, _, kind = name.partition(", ")
        if kind and "," not in kind:
            self._enter(f"{kind} {head}", concept_id)
            if head == "synaptic transmission":
                for word in ("transmission", "neurotransmission", "signalling", "signaling"):
                    self._enter(f"{kind} {word}", concept_id)
        for thing in _formed(name):
            self._enter(f"{thing} formation", concept_id)
            self._enter(f"formation of {thing}", concept_id)
        short = name.replace(" cell ", " ") if " cell " in name else name.removeprefix("regulation of ")
        if short != name and " " in short:
            self._enter(short, concept_id)

    def _enter_aspect(self, name: str, concept_id: str) -> None:
        """Call `pathological tau spreading` also `tau spreading`, `spread of tau`, `tau propagation` …"""
        thing, _, aspect = name.removeprefix("pathological ").rpartition(" ")
        for alike in (words for words in SAME_ASPECT if thing and aspect in words):
            for word in sorted(alike):
                self._enter(f"{thing} {word}", concept_id)
                self._enter(f"{word} of {thing}", concept_id)

    def _enter_state(self, concept: Concept, parent: Concept) -> None:
        """Call phosphorylated tau `tau phosphorylation`, `phosphorylation of tau` …, and so its single sites."""
        if concept.modification is None or concept.modification in ("variant", "fragment"):
            self._enter(concept.name, concept.id)
            if concept.modification == "variant" and not concept.site:
                for name in (parent.name, *parent.synonyms):
                    self._enter(f"mutant {name}", concept.id)
            return
        nouns = _STATE_NOUNS.get(concept.modification, (concept.modification,))
        for name in (parent.name, *parent.synonyms):
            for noun in nouns:
                self._enter(f"{name} {noun}", concept.id)
                self._enter(f"{noun} of {name}", concept.id)
                if concept.site:
                    self._enter(f"{name} {noun} at {concept.site}", concept.id)
                    self._enter(f"{noun} of {name} at {concept.site}", concept.id)
            adjective = nouns[0].removesuffix("ion") + "ed"
            self._enter(f"{adjective} {name}", concept.id)
            if concept.site:
                self._enter(f"{adjective} {name} at {concept.site}", concept.id)
        if concept.modification == "phosphorylation":
            place = re.sub(r"\D", "", concept.site or "")
            for name in (parent.name, *parent.synonyms):
                self._enter(f"p-{name}{place}", concept.id)
                self._enter(f"phospho-{name} {concept.site or ''}", concept.id)

    def _enter_loosely(self, process: Concept, by_id: Mapping[str, Concept]) -> None:
        """Call `motor neuron apoptosis` also `motor neuron death`, where nothing else goes by that name.

        `Astrocyte activation` is also `activation of astrocytes`.
        """
        thing, _, doing = process.name.rpartition(" ")
        if thing and doing.endswith(_NOMINAL):
            self._enter(f"{doing} of {thing}", process.id)
        for ending, usual in _USUALLY.items():
            thing = process.name.removesuffix(ending)
            kinds = {by_id[item].kind for item in self.meaning(tuple(tokens(thing)))}
            if thing == process.name or ConceptKind.PROTEIN in kinds:
                continue
            for phrase in (f"{thing} {usual}", f"{usual} of {thing}", f"{usual} of {thing}s"):
                if not self.meaning(tuple(tokens(phrase))):
                    self._enter(phrase, process.id)

    def meaning(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of what exactly these words may mean; empty when they mean nothing here."""
        return tuple(self._phrases.get(words, ()))

    def opposite(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of the trouble that is less where there is more of this: `mitochondrial function`."""
        return tuple(self._opposites.get(words, ()))

    def close_phrases(self, word: str, limit: int = 3) -> list[str]:
        """Return known phrases that hold a word that alone is not known, or words that look like it."""
        import difflib

        holding = sorted((" ".join(phrase) for phrase in self._phrases if word in phrase), key=lambda p: (len(p), p))
        if holding:
            return holding[:limit]
        known = sorted({phrase[0] for phrase in self._phrases if len(phrase) == 1})
        return difflib.get_close_matches(word, known, n=limit, cutoff=0.85)
