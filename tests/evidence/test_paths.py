"""Paths of evidence: how they are found, signed and scored."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coscientist.domain.claim import Claim, Predicate
from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.paths import EvidencePath, path_score, paths_to
from tests.support.literature import claim, concept

UP, DOWN = Predicate.INCREASES, Predicate.DECREASES
NAMES = "abcdef"


def graph_of(claims: Iterable[Claim]) -> EvidenceGraph:
    return EvidenceGraph([concept(name, label=f"{name * 4} protein") for name in NAMES], claims)


def names(path: EvidencePath) -> str:
    return "".join([path.start, *path.between, path.end])


some_claims = st.lists(
    st.builds(
        claim,
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from([UP, DOWN, Predicate.NO_CHANGE, Predicate.POSITIVE_CORRELATION]),
        source=st.sampled_from(["pmid:1", "pmid:2"]),
    ).filter(lambda item: item.subject != item.object),
    max_size=14,
    unique_by=lambda item: item.id,
)


def test_signs_multiply_along_a_path() -> None:
    graph = graph_of([claim("a", "b", DOWN), claim("b", "c", UP), claim("b", "d", DOWN)])
    assert [path.sign for path in paths_to(graph, "c") if path.start == "a"] == [-1]
    assert [path.sign for path in paths_to(graph, "d") if path.start == "a"] == [1]


def test_a_path_starts_with_an_intervention() -> None:
    graph = graph_of([claim("a", "b", Predicate.POSITIVE_CORRELATION), claim("b", "c", UP)])
    assert [names(path) for path in paths_to(graph, "c")] == ["bc"]


def test_a_signed_path_has_no_link_without_direction() -> None:
    graph = graph_of([claim("a", "b", UP), claim("b", "c", Predicate.REGULATES)])
    assert paths_to(graph, "c") == []
    assert [names(path) for path in paths_to(graph, "c", signed=False)] == ["bc", "abc"]


def test_a_path_does_not_run_through_kin_of_its_ends() -> None:
    things = [
        concept("tau"),
        concept("ptau", label="phosphorylated tau", parent="tau", modification="phosphorylation"),
        concept("drug", label="drug"),
    ]
    graph = EvidenceGraph(things, [claim("drug", "tau", DOWN), claim("tau", "ptau", UP)])
    assert paths_to(graph, "ptau") == []


def test_what_is_not_allowed_as_station_is_none() -> None:
    graph = graph_of([claim("a", "b", UP), claim("b", "c", UP), claim("a", "d", UP), claim("d", "c", UP)])
    found = paths_to(graph, "c", via_allowed=lambda item: item != "b", start_allowed=lambda item: item == "a")
    assert [names(path) for path in found] == ["adc"]


def test_a_well_supported_route_comes_before_a_doubtful_one() -> None:
    strong = [claim("a", "b", UP, source=f"pmid:{n}") for n in range(3)] + [claim("b", "c", UP)]
    weak = [claim("a", "d", UP, hedged=True), claim("d", "c", UP)]
    found = paths_to(graph_of(strong + weak), "c", start_allowed=lambda item: item == "a")
    assert [names(path) for path in found] == ["abc", "adc"]


def test_a_common_station_counts_less_than_a_specific_one() -> None:
    busy = [claim("a", "b", UP), claim("b", "c", UP), claim("b", "e", UP), claim("b", "f", UP)]
    specific = [claim("a", "d", UP), claim("d", "c", UP)]
    found = paths_to(graph_of(busy + specific), "c", start_allowed=lambda item: item == "a")
    assert [names(path) for path in found] == ["adc", "abc"]


@settings(max_examples=60, deadline=None)
@given(some_claims, st.integers(1, 3))
def test_paths_are_simple_connected_bounded_and_best_first(given_claims: list[Claim], longest: int) -> None:
    graph = graph_of(given_claims)
    found = paths_to(graph, "c", max_links=longest)
    for path in found:
        way = names(path)
        assert len(set(way)) == len(way) <= longest + 1
        assert all(one.object == other.subject for one, other in pairwise(path.links))
        assert path.sign in (1, -1)
        assert path.links[0].causal > 0
        assert 0 < path.score < 1
        assert path.score == path_score(graph, path.links)
    assert [path.score for path in found] == sorted((path.score for path in found), reverse=True)


@settings(max_examples=60, deadline=None)
@given(some_claims)
def test_a_longer_way_never_scores_more_than_its_end(given_claims: list[Claim]) -> None:
    graph = graph_of(given_claims)
    for path in paths_to(graph, "c", max_links=3):
        if path.between:
            assert path.score < path_score(graph, path.links[1:])


@settings(max_examples=40, deadline=None)
@given(some_claims)
def test_paths_do_not_depend_on_the_order_of_claims(given_claims: list[Claim]) -> None:
    forth, back = (paths_to(graph_of(order), "c") for order in (given_claims, reversed(given_claims)))
    assert [names(path) for path in forth] == [names(path) for path in back]
    assert [path.score for path in forth] == pytest.approx([path.score for path in back])


@settings(max_examples=40, deadline=None)
@given(some_claims)
def test_a_further_supporting_paper_never_lowers_a_path(given_claims: list[Claim]) -> None:
    graph = graph_of(given_claims)
    for path in paths_to(graph, "c"):
        first = path.links[0]
        more = claim(first.subject, first.object, UP if first.sign > 0 else DOWN, source="pmid:new")
        after = [item for item in paths_to(graph_of([*given_claims, more]), "c") if names(item) == names(path)]
        assert after[0].score > path.score
