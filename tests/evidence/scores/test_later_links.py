"""Positives are pairs open at the cut and linked later; controls are like them and never linked."""

import numpy as np
import pytest

from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept
from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.scores.later_links import (
    Matching,
    degree_bin,
    later_links,
    linked_ever,
    matched_controls,
)
from coscientist.evidence.scores.pair_score import OpenPairs
from tests.support.literature import claim, concept

NAMES = [f"{letter}{number}" for letter in "ABCD" for number in range(8)]


def graph_at(year: int, concepts: list[Concept], claims: list[Claim]) -> OpenPairs:
    return OpenPairs(EvidenceGraph(concepts, [item for item in claims if item.year is not None and item.year <= year]))


def found(concepts: list[Concept], claims: list[Claim], cut: int = 2000) -> set[tuple[str, str]]:
    links, _ = later_links(graph_at(cut, concepts, claims), claims, after=cut)
    return {link.pair for link in links}


OLD = [claim("A", "B"), claim("C", "D", source="pmid:2"), claim("tau", "E", source="pmid:3")]
CONCEPTS = [
    *(concept(name) for name in "ABCDEFG"),
    concept("tau"),
    concept("ptau", parent="tau"),
]


def later(subject: str, object_: str, predicate: Predicate = Predicate.INCREASES) -> Claim:
    return claim(subject, object_, predicate, source="pmid:9", year=2005)


def test_a_pair_linked_after_the_cut_is_a_positive() -> None:
    assert found(CONCEPTS, [*OLD, later("A", "D")]) == {("A", "D")}


@pytest.mark.parametrize(
    "joining",
    [
        pytest.param(later("B", "A"), id="linked before, the other way round"),
        pytest.param(later("A", "G"), id="a concept nobody knew before the cut"),
        pytest.param(later("A", "D", Predicate.IS_A), id="structural"),
        pytest.param(claim("A", "D", source="pmid:9", year=None), id="undated"),
        pytest.param(claim("A", "D", source=None, year=2005), id="from no paper"),
        pytest.param(later("A", "A"), id="with itself"),
    ],
)
def test_what_is_no_positive(joining: Claim) -> None:
    assert found(CONCEPTS, [*OLD, joining]) == set()


def test_a_protein_and_its_own_form_are_no_positive() -> None:
    old = [*OLD, claim("ptau", "F", source="pmid:4")]
    assert found(CONCEPTS, [*old, later("tau", "ptau")]) == set()


def test_what_was_known_of_another_form_is_restated_and_counted() -> None:
    claims = [*OLD, claim("ptau", "F", source="pmid:4"), later("ptau", "E")]
    links, closed = later_links(graph_at(2000, CONCEPTS, claims), claims, after=2000)
    assert links == []
    assert closed == {"restated": 1}


def test_a_complex_and_its_member_are_kin_from_either_side() -> None:
    concepts = [*CONCEPTS, concept("A:F", members=("A", "F"))]
    pairs = OpenPairs(EvidenceGraph(concepts, [*OLD, claim("A:F", "B", source="pmid:4")]))
    assert pairs.why_closed("A", "A:F") == pairs.why_closed("A:F", "A") == "kin"


def test_the_first_paper_that_links_a_pair_is_the_one_it_is_clustered_by() -> None:
    claims = [*OLD, claim("A", "D", source="pmid:8", year=2004), claim("D", "A", source="pmid:9", year=2003)]
    (link,), _ = later_links(graph_at(2000, CONCEPTS, claims), claims, after=2000)
    assert (link.source, link.pair) == ("pmid:9", ("D", "A"))


def random_literature(seed: int) -> tuple[list[Concept], list[Claim]]:
    rng = np.random.default_rng(seed)
    claims = []
    for at in range(160):
        first, second = rng.choice(len(NAMES), 2, replace=False, p=_popularity())
        claims.append(claim(NAMES[first], NAMES[second], source=f"pmid:{at // 4}", year=1990 + at // 8))
    return [concept(name) for name in NAMES], claims


def _popularity() -> np.ndarray:
    weight = 1.0 / np.arange(1, len(NAMES) + 1)
    return np.asarray(weight / weight.sum())


@pytest.mark.parametrize("matching", list(Matching))
@pytest.mark.parametrize("seed", range(5))
def test_controls_are_like_their_positive_and_never_linked(matching: Matching, seed: int) -> None:
    concepts, claims = random_literature(seed)
    pairs = graph_at(2000, concepts, claims)
    positives, _ = later_links(pairs, claims, after=2000)
    ever = linked_ever(claims)
    matched = matched_controls(pairs, positives, ever, matching, np.random.default_rng(seed))
    ends = {link.pair[1] for link in positives}
    assert matched.positives
    assert len(matched.positives) + matched.unmatched == len(positives)
    for link, group in zip(matched.positives, matched.controls, strict=True):
        assert 1 <= len(group) == len(set(group)) <= 10
        for pair in group:
            assert frozenset(pair) not in ever
            assert pairs.why_closed(*pair) is None
            bins = [degree_bin(pairs.graph, end) for end in pair]
            assert bins == [degree_bin(pairs.graph, end) for end in link.pair]
            if matching is Matching.SWAPPED:
                assert pair[0] == link.pair[0]
                assert pair[1] in ends


def test_each_positive_weighs_as_much_as_all_its_controls() -> None:
    concepts, claims = random_literature(1)
    pairs = graph_at(2000, concepts, claims)
    positives, _ = later_links(pairs, claims, after=2000)
    matched = matched_controls(pairs, positives, linked_ever(claims), Matching.DEGREE, np.random.default_rng(0))
    weights = dict.fromkeys(set(matched.clusters), 0.0)
    for label, weight, cluster in zip(matched.labels, matched.weights, matched.clusters, strict=True):
        weights[cluster] += weight if label else -weight
    assert all(abs(balance) < 1e-9 for balance in weights.values())
