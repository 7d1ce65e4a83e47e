"""Extraction beside curation: what both say about the same passages, thing by thing and pair by pair."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.spelling import spelled

Pair = frozenset[str]
_GENE_PRODUCTS = frozenset({ConceptKind.PROTEIN, ConceptKind.GENE, ConceptKind.RNA})


class Things:
    """What counts as one thing: a protein with its gene, its RNA and its states; and what shares its name.

    A complex counts as its members. Curators say which residue of which form of a protein; sentences seldom do, and
    two registries may list one disease.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts = {concept.id: concept for concept in concepts}
        self._by_name: dict[str, str] = {}
        for concept in self._concepts.values():
            if concept.parent is None and not concept.members:
                self._by_name.setdefault(spelled(concept.name), self._key(concept))
        for concept in self._concepts.values():
            if concept.parent is None and not concept.members:
                for name in concept.synonyms:
                    self._by_name.setdefault(spelled(name), self._key(concept))

    def of(self, concept: Concept) -> frozenset[str]:
        """Return the things that a concept stands for."""
        known = [self._concepts[member] for member in concept.members if member in self._concepts]
        if known:
            return frozenset(thing for member in known for thing in self.of(member))
        seen = {concept.id}
        while concept.parent in self._concepts and concept.parent not in seen:
            seen.add(str(concept.parent))
            concept = self._concepts[str(concept.parent)]
        if concept.id not in self._concepts:
            named = (self._by_name.get(spelled(name)) for name in (concept.name, *concept.synonyms))
            return frozenset({next((key for key in named if key), concept.id)})
        return frozenset({self._by_name.get(spelled(concept.name), self._key(concept))})

    def _key(self, concept: Concept) -> str:
        if concept.kind in _GENE_PRODUCTS and concept.identifiers:
            return "product " + "; ".join(f"{space}:{label}" for space, label in sorted(concept.identifiers.items()))
        return concept.id


@dataclass
class Said:
    """What is said about one pair of things in one passage."""

    orders: set[tuple[str, str]] = field(default_factory=set)
    """Ordered ends of the causal claims."""
    signs: set[int] = field(default_factory=set)
    claims: list[Claim] = field(default_factory=list)


def pairs(claims: Iterable[Claim], things: Things, concepts: Mapping[str, Concept]) -> dict[Pair, Said]:
    """Gather the claims of one passage by the pair of things that they are about."""
    found: dict[Pair, Said] = defaultdict(Said)
    for claim in claims:
        for subject in things.of(concepts[claim.subject]):
            for object_ in things.of(concepts[claim.object]):
                if subject == object_:
                    continue
                said = found[frozenset((subject, object_))]
                said.claims.append(claim)
                if claim.predicate.causal:
                    said.orders.add((subject, object_))
                if claim.sign:
                    said.signs.add(claim.sign)
    return dict(found)


@dataclass(frozen=True)
class Answer:
    """What one passage was found to name and to say."""

    named: tuple[frozenset[str], ...]
    """Things of each mention, in the order of the text."""
    said: Mapping[Pair, Said]
    together: frozenset[Pair]
    """Pairs of things that stand in one sentence."""


@dataclass(frozen=True)
class Item:
    """One passage: what was curated of it, and what was read."""

    source: str
    quote: str
    curated: Mapping[Pair, Said]
    wanted: frozenset[str]
    """Things that its curated claims are about."""
    answer: Answer

    @property
    def found(self) -> frozenset[str]:
        """Return the things that were found in it."""
        return frozenset(thing for named in self.answer.named for thing in named)

    def both(self) -> list[Pair]:
        """Return the pairs that were curated and read, in a fixed order."""
        return sorted(self.curated.keys() & self.answer.said.keys(), key=sorted)


Verdict = tuple[str, bool]
"""The passage's source, and whether an answer was right."""


def concept_recall(items: Sequence[Item]) -> list[Verdict]:
    """Return for each curated thing whether it was found."""
    return [(item.source, thing in item.found) for item in items for thing in sorted(item.wanted)]


def pair_precision(items: Sequence[Item], *, together: bool = False) -> list[Verdict]:
    """Return for each pair that was read (or, `together`, stands in one sentence) whether it was curated."""
    return [
        (item.source, pair in item.curated)
        for item in items
        for pair in sorted(item.answer.together if together else item.answer.said, key=sorted)
    ]


def pair_recall(items: Sequence[Item], *, together: bool = False) -> list[Verdict]:
    """Return for each curated pair whether it was read (or stands in one sentence)."""
    return [
        (item.source, pair in (item.answer.together if together else item.answer.said))
        for item in items
        for pair in sorted(item.curated, key=sorted)
    ]


def directions(items: Sequence[Item]) -> tuple[list[Verdict], list[Verdict]]:
    """Return, for each pair with one curated direction that was read with one, whether it is right.

    The second list says the same of always taking for the subject what is named first.
    """
    ours: list[Verdict] = []
    first: list[Verdict] = []
    for item in items:
        for pair in item.both():
            wanted, read = item.curated[pair].orders, item.answer.said[pair].orders
            if len(wanted) == 1 and read:
                (order,) = wanted
                ours.append((item.source, read == wanted))
                named = [thing for mention in item.answer.named for thing in sorted(mention) if thing in pair]
                first.append((item.source, bool(named) and named[0] == order[0]))
    return ours, first


def signs(items: Sequence[Item]) -> tuple[list[Verdict], list[int]]:
    """Return, for each pair with one curated sign that was read with a sign, whether it is right; and the signs."""
    ours: list[Verdict] = []
    wanted_signs: list[int] = []
    for item in items:
        for pair in item.both():
            wanted, read = item.curated[pair].signs, item.answer.said[pair].signs
            if len(wanted) == 1 and read:
                ours.append((item.source, read == wanted))
                wanted_signs.extend(wanted)
    return ours, wanted_signs


def worst(items: Sequence[Item], count: int) -> list[tuple[str, Item, Pair]]:
    """Return the worst misses: wrong directions, then wrong signs, then pairs that the shortest sentences name."""
    found: list[tuple[int, int, str, Item, Pair]] = []
    for item in items:
        for pair, said in item.curated.items():
            read = item.answer.said.get(pair)
            if read is None:
                if pair in item.answer.together:
                    found.append((2, len(item.quote), "not read", item, pair))
            elif len(said.orders) == 1 and read.orders and read.orders != said.orders:
                found.append((0, len(item.quote), "wrong direction", item, pair))
            elif len(said.signs) == 1 and read.signs and read.signs != said.signs:
                found.append((1, len(item.quote), "wrong sign", item, pair))
    found.sort(key=lambda miss: (miss[0], miss[1], miss[3].quote, sorted(miss[4])))
    return [(kind, item, pair) for _, _, kind, item, pair in found[:count]]
