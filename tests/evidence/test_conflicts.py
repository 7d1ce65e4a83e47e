"""Where sources contradict each other, and what differs between the sides."""

from collections.abc import Sequence

from coscientist.domain.claim import Claim, Predicate
from coscientist.evidence.conflicts import Conflict, conflict_on, conflicts
from coscientist.evidence.graph import EvidenceGraph
from tests.support.literature import claim, concept

UP, DOWN, NONE = Predicate.INCREASES, Predicate.DECREASES, Predicate.NO_CHANGE


def found(claims: Sequence[Claim]) -> Conflict | None:
    return conflict_on(EvidenceGraph(map(concept, "abc"), claims), "a", "b")


def test_one_against_one_is_the_plainest_conflict() -> None:
    conflict = found([claim("a", "b", UP, source="pmid:1"), claim("a", "b", DOWN, source="pmid:2")])
    assert conflict is not None
    assert conflict.balance == 1.0


def test_an_effect_against_none_is_a_conflict() -> None:
    conflict = found([claim("a", "b", UP, source="pmid:1"), claim("a", "b", NONE, source="pmid:2")])
    assert conflict is not None
    assert [item.predicate for item in conflict.other_side] == [NONE]


def test_a_denied_effect_is_the_other_side_too() -> None:
    assert found([claim("a", "b", UP, source="pmid:1"), claim("a", "b", UP, source="pmid:2", negated=True)])


def test_agreement_is_none() -> None:
    assert found([claim("a", "b", UP, source="pmid:1"), claim("a", "b", UP, source="pmid:2")]) is None


def test_one_paper_does_not_contradict_itself() -> None:
    assert found([claim("a", "b", UP, source="pmid:1"), claim("a", "b", DOWN, source="pmid:1")]) is None


def test_the_prevailing_direction_comes_first_and_a_source_counts_once() -> None:
    often = [claim("a", "b", UP, source="pmid:3", object_aspect=str(n)) for n in range(9)]
    conflict = found(
        [claim("a", "b", DOWN, source="pmid:1"), claim("a", "b", DOWN, source="pmid:2"), *often],
    )
    assert conflict is not None
    assert {item.predicate for item in conflict.side} == {DOWN}
    assert conflict.balance == 0.5


def test_only_contexts_that_set_the_sides_apart_are_named() -> None:
    mice, rats = {"species": ("mouse",), "method": ("blot",)}, {"species": ("rat",), "method": ("blot",)}
    conflict = found([
        claim("a", "b", UP, source="pmid:1", context=mice),
        claim("a", "b", DOWN, source="pmid:2", context=rats),
    ])  # fmt: skip
    assert conflict is not None
    assert conflict.contexts == {"species": (("mouse",), ("rat",))}


def test_conflicts_about_an_outcome_come_most_balanced_first() -> None:
    graph = EvidenceGraph(
        map(concept, "abc"),
        [
            *(claim("a", "b", UP, source=f"pmid:{n}") for n in range(3)),
            claim("a", "b", DOWN, source="pmid:9"),
            claim("c", "b", UP, source="pmid:1"),
            claim("c", "b", DOWN, source="pmid:2"),
        ],
    )
    assert [item.link.subject for item in conflicts(graph, ["b"])] == ["c", "a"]
