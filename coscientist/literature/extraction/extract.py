"""Concepts and claims from passages, by vocabulary and cue words."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from coscientist.domain.base import Value, content_id
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.literature import Passage
from coscientist.literature.cues import is_hedged
from coscientist.literature.extraction.abbreviations import abbreviations
from coscientist.literature.extraction.dopants import is_replaced
from coscientist.literature.extraction.lexicon import ADJECTIVES
from coscientist.literature.extraction.mention import Mention, longest
from coscientist.literature.extraction.relation import Relation
from coscientist.literature.extraction.relations import relations
from coscientist.literature.extraction.sentence import Token, tokenise
from coscientist.literature.extraction.stance import asks, open_from
from coscientist.literature.extraction.vocabulary import Vocabulary
from coscientist.literature.extraction.written_formulae import formula_spans
from coscientist.literature.text.sentences import sentence_spans

LONGEST_WORD = 4
"""Letters. A symbol of letters alone that is longer stands for one gene; shorter ones for many things."""
MADE_BY = "rules:cues"
_ABBREVIATED = re.compile(r"\([A-Z][\w-]{1,8}\)")
_LISTED = re.compile(r"\b[a-z]{5,}(?:, [a-z]{5,}){0,3},? and [a-z]{5,} of (?P<tail>[\w+-]+(?: [\w+-]+){0,2})")
_NOUN = re.compile(r"\b(?!and\b|of\b)[a-z]{5,}(?=,| and\b| of\b)")
_TWINS = re.compile(r"(?:/\d{1,2})+(?![\w/])")
_MARKED_CELLS = re.compile(r"\+?[ -](?:[TB]|NK)[ -](?:\w+ )?(?:cell|lymphocyte)")
"""After the name of a protein by which lymphocytes are told: `CD8 T cells` are cells."""
Progress = Callable[[str, int, int], None]


class Extraction(Value):
    """What was read from passages."""

    concepts: tuple[Concept, ...]
    """Those that the claims are about, and their parents."""
    claims: tuple[Claim, ...]


def extract(
    passages: Iterable[Passage],
    vocabulary: Vocabulary,
    *,
    progress: Progress = lambda _what, _done, _all: None,
) -> Extraction:
    """Read claims from passages, each with the passage that makes it.

    Passages of one source share the abbreviations that it defines.
    """
    by_source: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_source[passage.source].append(passage)
    claims: dict[str, Claim] = {}
    concepts = dict(vocabulary.concepts)
    for done, group in enumerate(by_source.values()):
        progress("reading claims", done, len(by_source))
        reader = Reader(vocabulary, [passage.quote for passage in group])
        for passage in group:
            for claim in reader.claims(passage):
                claims.setdefault(claim.id, claim)
        concepts |= reader.states
    used = {end for claim in claims.values() for end in (claim.subject, claim.object)}
    used |= {parent for name in used if (parent := concepts[name].parent) is not None and parent in concepts}
    return Extraction(concepts=tuple(concepts[name] for name in sorted(used)), claims=tuple(claims.values()))


class Reader:
    """Reads the passages of one source."""

    def __init__(self, vocabulary: Vocabulary, texts: Sequence[str]) -> None:
        self._vocabulary = vocabulary
        self._kinds = vocabulary.kinds
        self._mined = vocabulary.mined
        self.states: dict[str, Concept] = {}
        """States of proteins that its sentences speak of and the vocabulary does not list."""
        defined = abbreviations(texts)
        self._short = {
            short: meant for short, long in defined.items() if (meant := vocabulary.meaning(long)) is not None
        }
        # A symbol is known better than any way of spelling it out (`… factor 2 (Nrf2)`); short ones mean many things.
        self._short |= {
            long: meant
            for short, long in defined.items()
            if vocabulary.meaning(long) is None
            and (any(map(str.isdigit, short)) or len(short) > LONGEST_WORD)
            and (meant := vocabulary.meaning(short)) is not None
            and vocabulary.kinds.get(meant) is ConceptKind.PROTEIN
        }

    def mentions(self, text: str) -> list[Mention]:
        """Return what a text names."""
        found = [*self._vocabulary.find(text), *self._across_brackets(text), *self._sharing_a_tail(text)]
        own: list[Mention] = []
        for short, concept in self._short.items():
            at = text.find(short)
            while at >= 0:
                end = at + len(short)
                if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
                    own.append(Mention(concept=concept, start=at, end=end))
                at = text.find(short, end)
        kept = [self._with_twins(text, item) for item in longest([*own, *found])]
        # In `FLT3-ITD` the second part says which FLT3, and is not what the sentence is about.
        formulae = formula_spans(text)  # of `Li3InCl6` no part is a gene
        proteins = {item.end for item in kept if self._kinds.get(item.concept) is ConceptKind.PROTEIN}
        return [
            item
            for item in kept
            if not (item.start - 1 in proteins and text[item.start - 1] == "-" and item.concept in self._mined)
            and not is_replaced(text, item)
            and not (item.end in proteins and _MARKED_CELLS.match(text, item.end))
            and not any((start <= item.start and item.end < end) or start < item.start < end for start, end in formulae)
        ]

    def _with_twins(self, text: str, item: Mention) -> Mention:
        """Let a mention of a protein run over what numbers its twins: `CXCR1/2`, `SMAD2/3`."""
        twins = _TWINS.match(text, item.end) if self._kinds.get(item.concept) is ConceptKind.PROTEIN else None
        return (
            item if twins is None or not text[item.end - 1].isdigit() else item.model_copy(update={"end": twins.end()})
        )

    def _across_brackets(self, text: str) -> list[Mention]:
        """Return names that run over an abbreviation in brackets: `endoplasmic reticulum (ER) stress`."""
        without = _ABBREVIATED.sub(lambda match: " " * len(match[0]), text)
        if without == text:
            return []
        spans = [match.span() for match in _ABBREVIATED.finditer(text)]
        found = self._vocabulary.find(without)
        return [item for item in found if any(item.start < begin and end < item.end for begin, end in spans)]

    def _sharing_a_tail(self, text: str) -> list[Mention]:
        """Return names that share their end with those after them: `activation, expansion and survival of T cells`."""
        found: list[Mention] = []
        for listed in _LISTED.finditer(text):
            words = listed["tail"].split()
            for noun in _NOUN.finditer(text, listed.start(), listed.start("tail")):
                for length in range(len(words), 0, -1):
                    meant = self._vocabulary.meaning(f"{noun[0]} of {' '.join(words[:length])}")
                    if meant is not None:
                        found.append(Mention(concept=meant, start=noun.start(), end=noun.end()))
                        break
        return found

    def claims(self, passage: Passage) -> list[Claim]:
        """Return what a passage claims."""
        mentions = self.mentions(passage.quote)
        made: list[Claim] = []
        for start, end in sentence_spans(passage.quote):
            sentence = passage.quote[start:end]
            if asks(sentence):
                continue
            tokens = tokenise(passage.quote, mentions, start, end, self._kinds)
            limit = start + open_from(sentence)
            hedged = is_hedged(sentence)
            for relation in relations(tokens):
                if tokens[relation.cue].start < limit:
                    claim = self._claim(passage, tokens, relation, hedged)
                    if claim is not None:
                        made.append(claim)
        return made

    def _state(self, name: str, modification: str | None) -> str:
        """Return the state of a protein, `phosphorylated tau`; the thing itself where no state is said."""
        thing = self._vocabulary.concepts[name]
        if modification is None or thing.kind is not ConceptKind.PROTEIN or thing.parent or thing.members:
            return name
        known = self._vocabulary.state(name, modification)
        if known is not None:
            return known
        made = Concept(
            id=f"{name}|{modification}",
            name=f"{ADJECTIVES[modification]} {thing.name}",
            kind=thing.kind,
            identifiers=thing.identifiers,
            parent=name,
            modification=modification,
        )
        return self.states.setdefault(made.id, made).id

    def _claim(self, passage: Passage, tokens: Sequence[Token], relation: Relation, hedged: bool) -> Claim | None:
        ends = tokens[relation.subject].mention, tokens[relation.object].mention
        if ends[0] is None or ends[1] is None or ends[0].concept == ends[1].concept:
            return None
        predicate = _predicate(relation)
        subject = self._state(ends[0].concept, relation.subject_state)
        object_ = self._state(ends[1].concept, relation.object_state)
        aspects = relation.subject_aspect, relation.object_aspect
        return Claim(
            id=content_id("c", subject, predicate, object_, *aspects, (passage.id,), MADE_BY),
            subject=subject,
            predicate=predicate,
            object=object_,
            passages=(passage.id,),
            source=passage.source,
            year=passage.year,
            subject_aspect=aspects[0],
            object_aspect=aspects[1],
            hedged=hedged or relation.tentative,
            negated=relation.denied and relation.symmetric,
            made_by=MADE_BY,
        )


def _predicate(relation: Relation) -> Predicate:
    if relation.symmetric:
        return {1: Predicate.POSITIVE_CORRELATION, -1: Predicate.NEGATIVE_CORRELATION}.get(
            relation.sign, Predicate.ASSOCIATION
        )
    if relation.denied:
        return Predicate.NO_CHANGE
    return {1: Predicate.INCREASES, -1: Predicate.DECREASES}.get(relation.sign, Predicate.REGULATES)
