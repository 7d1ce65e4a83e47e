"""The path score counts simple paths of two and three steps, each step discounted by both ends' strengths."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coscientist.domain.claim import Predicate
from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.scores.path_scores import PathDirections, PathScores
from coscientist.evidence.scores.steps import ClaimReading, StepWeights
from tests.support.literature import claim, concept

CLAIMS_ONLY = StepWeights(kin=0, paper=0)


def graph_of(*pairs: str, papers: bool = False) -> EvidenceGraph:
    names = sorted({name for pair in pairs for name in pair})
    claims = [claim(pair[0], pair[1], source=f"pmid:{at if papers else 1}") for at, pair in enumerate(pairs)]
    return EvidenceGraph([concept(name) for name in names], claims)


def test_a_pair_joined_by_a_common_neighbour_scores_more_than_one_that_is_not() -> None:
    scores = PathScores(graph_of("AB", "BC", "DE"), CLAIMS_ONLY)
    assert scores.score("A", "C") > scores.score("A", "E") == 0.0


def test_a_path_through_a_popular_concept_counts_less() -> None:
    graph = graph_of("AR", "RC", "XP", "PY", *(f"P{other}" for other in "defghij"))
    scores = PathScores(graph, CLAIMS_ONLY)
    assert scores.score("X", "Y") < scores.score("A", "C")


def test_a_direct_link_adds_nothing() -> None:
    assert PathScores(graph_of("AB"), CLAIMS_ONLY).score("A", "B") == 0.0


def test_unknown_concepts_score_nothing() -> None:
    scores = PathScores(graph_of("AB", "BC"))
    assert scores.scores([("A", "nowhere"), ("A", "C")])[0] == 0.0


def test_hedged_and_contradicted_links_make_weaker_paths() -> None:
    plain, doubted = (
        graph_of("AB", "BC"),
        EvidenceGraph(
            [concept(name) for name in "ABC"],
            [
                claim("A", "B"),
                claim("B", "C", hedged=True),
                claim("B", "C", Predicate.NO_CHANGE, source="pmid:2"),
            ],
        ),
    )
    # Claims of equal strength everywhere cancel out in the discount, so a firm side link shows the difference.
    firm = [claim("C", "D", source="pmid:3"), claim("A", "E", source="pmid:3")]
    with_firm = [
        EvidenceGraph([concept(name) for name in "ABCDE"], [*graph.claims.values(), *firm])
        for graph in (plain, doubted)
    ]
    sure, unsure = (PathScores(graph, CLAIMS_ONLY).score("A", "C") for graph in with_firm)
    assert unsure < sure


def test_papers_join_what_no_claim_joins() -> None:
    graph = EvidenceGraph(
        [concept(name) for name in "ABCDEF"],
        [claim("A", "B"), claim("C", "D"), claim("D", "E", source="pmid:2")],
    )
    assert PathScores(graph, CLAIMS_ONLY).score("A", "E") == 0.0
    assert PathScores(graph).score("A", "E") > 0.0


def test_kin_join_what_no_claim_joins() -> None:
    concepts = [concept("A"), concept("tau"), concept("ptau", parent="tau"), concept("B")]
    claims = [claim("A", "tau"), claim("ptau", "B", source="pmid:2")]
    graph = EvidenceGraph(concepts, claims)
    assert PathScores(graph, CLAIMS_ONLY).score("A", "B") == 0.0
    assert PathScores(graph, StepWeights(paper=0)).score("A", "B") > 0.0


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from([f"{a}{b}" for a in "ABCDEF" for b in "ABCDEF" if a < b]), min_size=2))
def test_it_is_the_sum_over_simple_paths(pairs: set[str]) -> None:
    graph = graph_of(*sorted(pairs), papers=True)
    scores = PathScores(graph)
    steps = scores.steps
    matrix = steps.rows(np.arange(len(steps.concepts))).toarray()
    for first, second in permutations(range(len(steps.concepts)), 2):
        others = [at for at in range(len(steps.concepts)) if at not in (first, second)]
        one = sum(matrix[first, via] * matrix[via, second] for via in others)
        two = sum(matrix[first, x] * matrix[x, y] * matrix[y, second] for x, y in permutations(others, 2))
        assert scores.score(steps.concepts[first], steps.concepts[second]) == pytest.approx(one + two, abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from([f"{a}{b}" for a in "ABCDEF" for b in "ABCDEF" if a < b]), min_size=2))
def test_it_is_the_same_from_either_end(pairs: set[str]) -> None:
    scores = PathScores(graph_of(*sorted(pairs), papers=True))
    for first, second in permutations(scores.steps.concepts, 2):
        assert scores.score(first, second) == pytest.approx(scores.score(second, first), abs=1e-12)


def test_around_a_concept_stands_what_scores_with_it_best_first() -> None:
    scores = PathScores(graph_of("AB", "BC", "CD", "XY", papers=True))
    around = scores.around("A")
    assert list(around.values()) == sorted(around.values(), reverse=True)
    assert around["C"] == pytest.approx(scores.score("A", "C"))
    assert "X" not in around


def test_a_directed_reading_takes_the_better_direction() -> None:
    scores = PathScores(graph_of("AB", "BC", "DC"), CLAIMS_ONLY, reading=ClaimReading.FORWARD)
    assert scores.score("A", "C") == scores.score("C", "A") > 0
    assert scores.score("A", "D") == 0.0


def test_signs_multiply_along_a_path() -> None:
    graph = EvidenceGraph(
        [concept(name) for name in "ABC"], [claim("A", "B", Predicate.DECREASES), claim("B", "C", Predicate.DECREASES)]
    )
    assert PathDirections(graph).balance([("A", "C"), ("C", "A")]).tolist()[0] > 0
    assert PathDirections(graph).balance([("C", "A")])[0] == 0.0


def test_paths_of_opposite_direction_cancel_out() -> None:
    graph = EvidenceGraph(
        [concept(name) for name in "ABCD"],
        [claim("A", "B"), claim("B", "D"), claim("A", "C"), claim("C", "D", Predicate.DECREASES)],
    )
    assert PathDirections(graph, lengths=(2,)).balance([("A", "D")])[0] == pytest.approx(0.0)
