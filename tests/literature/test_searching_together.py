"""Searching by words and meaning together, within bounds on year, source and type."""

from pathlib import Path
from typing import Any

import pytest

from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus import Corpus
from coscientist.literature.corpus_build import build_corpus
from coscientist.literature.fusion import fused
from coscientist.literature.library import Library
from coscientist.literature.passage_filter import PassageFilter
from tests.support.literature import LetterVectors

PAPERS = (
    ("s1", 1999, "article", "Lithium lowers tau."),
    ("s2", 2005, "review", "Lithium in the brain, reviewed."),
    ("s3", 2012, "article", "A salt called lithium, and zinc."),
    ("s4", None, "article", "Undated lithium."),
)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    records: list[Any] = []
    for name, year, kind, quote in PAPERS:
        records.append(Source(id=name, title=name, year=year, kind=kind))
        records.append(Passage(id=f"p-{name}", source=name, quote=quote, year=year))
    build_corpus(tmp_path / "c.db", {"name": "c", "fingerprint": "0"}, records, LetterVectors())
    return Corpus(tmp_path / "c.db")


def sources(found: list[Any]) -> set[str]:
    return {hit.passage.source for hit in found}


@pytest.mark.parametrize(
    ("among", "expected"),
    [
        (PassageFilter(first_year=2005), {"s2", "s3"}),
        (PassageFilter(last_year=2005), {"s1", "s2"}),
        (PassageFilter(first_year=2000, last_year=2010), {"s2"}),
        (PassageFilter(kinds=("review",)), {"s2"}),
        (PassageFilter(sources=("s1", "s4")), {"s1", "s4"}),
        (PassageFilter(sources=("s1", "s2"), kinds=("article",)), {"s1"}),
        (PassageFilter(first_year=2020), set()),
        (PassageFilter(), {"s1", "s2", "s3", "s4"}),
    ],
)
def test_bounds_hold_for_words_and_for_vectors(corpus: Corpus, among: PassageFilter, expected: set[str]) -> None:
    (vector,) = LetterVectors().encode(["lithium"])
    assert sources(corpus.search("lithium", among=among)) == expected
    assert sources(corpus.nearest(vector, among=among)) == expected


def test_bounds_never_reach_past_the_cut(corpus: Corpus) -> None:
    seen = Corpus(corpus.path, until=2005)
    (vector,) = LetterVectors().encode(["lithium"])
    late = PassageFilter(last_year=2012)
    assert sources(seen.search("lithium", among=late)) == {"s1", "s2"}
    assert sources(seen.nearest(vector, among=late)) == {"s1", "s2"}


def test_what_both_searches_rank_high_comes_first(corpus: Corpus) -> None:
    (vector,) = LetterVectors().encode(["Lithium lowers tau."])
    found = Library([corpus]).find("lithium tau", vector, limit=2)
    assert found[0].passage.source == "s1"
    assert found[0].score == pytest.approx(2 / 61)
    assert len(found) == 2


def test_fusion_adds_reciprocal_ranks() -> None:
    scores = fused([["a", "b"], ["b", "c"]])
    assert list(scores) == ["b", "a", "c"]
    assert scores["b"] == pytest.approx(1 / 62 + 1 / 61)
    assert fused([["y"], ["x"]]) == {"x": 1 / 61, "y": 1 / 61}
