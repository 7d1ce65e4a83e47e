"""Extraction beside curation: things, pairs, directions and signs are counted as the page says."""

from coscientist.datasets.benchmarks.extraction import part_of
from coscientist.datasets.benchmarks.extraction_scoring import (
    Answer,
    Item,
    Things,
    concept_recall,
    directions,
    pair_precision,
    pair_recall,
    pairs,
    signs,
    worst,
)
from coscientist.domain.claim import Predicate
from coscientist.domain.concept import Concept, ConceptKind
from tests.support.literature import claim

TAU = Concept(id="tau", name="tau", kind=ConceptKind.PROTEIN)
STATE = Concept(id="p-tau", name="phosphorylated tau", kind=ConceptKind.PROTEIN, parent="tau")
DRUG = Concept(id="lithium", name="lithium", kind=ConceptKind.COMPOUND)
KINASE = Concept(id="GSK3", name="GSK3", kind=ConceptKind.PROTEIN)
BOTH = Concept(id="complex", name="GSK3–tau complex", kind=ConceptKind.COMPLEX, members=("GSK3", "tau"))
CONCEPTS = {item.id: item for item in (TAU, STATE, DRUG, KINASE, BOTH)}
THINGS = Things(CONCEPTS.values())
UP, DOWN = Predicate.INCREASES, Predicate.DECREASES


def item(curated: list[tuple[str, Predicate, str]], read: list[tuple[str, Predicate, str]]) -> Item:
    wanted = pairs([claim(s, o, p) for s, p, o in curated], THINGS, CONCEPTS)
    said = pairs([claim(s, o, p) for s, p, o in read], THINGS, CONCEPTS)
    named = tuple(dict.fromkeys(THINGS.of(CONCEPTS[end]) for s, _, o in read for end in (s, o)))
    together = frozenset(said)
    return Item("pmid:1", "quote", wanted, frozenset(t for pair in wanted for t in pair), Answer(named, said, together))


def rights(verdicts: list[tuple[str, bool]]) -> list[bool]:
    return [right for _, right in verdicts]


def test_a_state_counts_as_its_protein_and_a_complex_as_its_members() -> None:
    assert THINGS.of(STATE) == THINGS.of(TAU)
    assert THINGS.of(BOTH) == THINGS.of(TAU) | THINGS.of(KINASE)


def test_pairs_count_once_whatever_their_order() -> None:
    one = item([("lithium", DOWN, "GSK3"), ("GSK3", UP, "tau")], [("GSK3", DOWN, "lithium"), ("lithium", DOWN, "tau")])
    assert sorted(rights(pair_precision([one]))) == [False, True]
    assert sorted(rights(pair_recall([one]))) == [False, True]
    assert rights(concept_recall([one])) == [True, True, True]


def test_a_turned_round_claim_has_a_wrong_direction() -> None:
    ours, first = directions([item([("lithium", DOWN, "GSK3")], [("GSK3", DOWN, "lithium")])])
    assert (rights(ours), rights(first)) == ([False], [False])


def test_claims_that_go_together_have_no_direction_to_be_right_about() -> None:
    ours, _ = directions([item([("lithium", Predicate.ASSOCIATION, "GSK3")], [("lithium", DOWN, "GSK3")])])
    assert ours == []


def test_the_other_sign_is_wrong() -> None:
    right, wanted = signs([item([("lithium", DOWN, "GSK3")], [("lithium", UP, "GSK3")])])
    assert (rights(right), wanted) == ([False], [-1])


def test_wrong_directions_come_first_among_the_worst() -> None:
    turned = item([("lithium", DOWN, "GSK3")], [("GSK3", DOWN, "lithium")])
    flipped = item([("lithium", DOWN, "tau")], [("lithium", UP, "tau")])
    assert [kind for kind, _, _ in worst([flipped, turned], 5)] == ["wrong direction", "wrong sign"]


def test_a_document_belongs_to_one_part_for_good() -> None:
    parts = {part_of(f"pmid:{number}") for number in range(50)}
    assert parts == {"development", "held out"}
    assert part_of("pmid:27288790") == part_of("pmid:27288790")
