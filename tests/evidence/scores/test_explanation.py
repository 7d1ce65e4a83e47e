"""A score is explained by its best paths, and their shares add up to it."""

import pytest

from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.scores.explanation import explain
from coscientist.evidence.scores.path_scores import PathScores
from tests.support.literature import claim, concept


@pytest.fixture
def graph() -> EvidenceGraph:
    concepts = [concept(name) for name in "ABCDE"] + [concept("B2", parent="B")]
    claims = [
        claim("A", "B", source="pmid:1"),
        claim("B", "C", source="pmid:2"),
        claim("D", "C", source="pmid:3"),
        claim("A", "D", source="pmid:3"),
        claim("B2", "E", source="pmid:4"),
    ]
    return EvidenceGraph(concepts, claims)


def test_all_paths_together_are_the_score(graph: EvidenceGraph) -> None:
    scores = PathScores(graph)
    paths = explain(scores, "A", "E", limit=100)
    assert sum(path.score for path in paths) == pytest.approx(scores.score("A", "E"))
    assert sum(path.share for path in paths) == pytest.approx(1.0)


def test_the_strongest_path_comes_first(graph: EvidenceGraph) -> None:
    paths = explain(PathScores(graph), "A", "C")
    assert [path.score for path in paths] == sorted((path.score for path in paths), reverse=True)


def test_each_step_says_what_it_rests_on(graph: EvidenceGraph) -> None:
    (path,) = [
        item for item in explain(PathScores(graph), "A", "E", limit=100) if item.concepts == ("A", "B", "B2", "E")
    ]
    first, second, third = path.steps
    assert first.links[0].claims
    assert first.papers == ("pmid:1",)
    assert second.kin
    assert not second.links
    assert third.papers == ("pmid:4",)


def test_nothing_is_explained_where_there_is_no_path(graph: EvidenceGraph) -> None:
    assert explain(PathScores(graph), "A", "A") == []
    assert explain(PathScores(graph), "A", "nowhere") == []
