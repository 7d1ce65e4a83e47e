"""What changes in a corpus of very many passages; its bounds are lowered here so that a small one counts as large."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source
from coscientist.literature import corpus as corpus_module
from coscientist.literature import frequent_words, sentence_vectors, word_search
from coscientist.literature.corpus import Corpus
from coscientist.literature.corpus_build import build_corpus
from coscientist.literature.corpus_tables import signs_path
from coscientist.literature.passage_filter import PassageFilter

PASSAGES = 3_000


class Scattered:
    """Gives every sentence a direction of its own, the same each time."""

    name = "scattered"
    dimensions = 128

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        drawn = [np.random.default_rng(int(text.split()[0])).normal(size=128) for text in sentences]
        vectors = np.array(drawn, dtype=np.float32).reshape(-1, 128)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        for module in (frequent_words, corpus_module, sentence_vectors, word_search):
            patch.setattr(module, "EXACT_UP_TO", 100)
        patch.setattr(frequent_words, "FREQUENT", 50)
        patch.setattr(word_search, "EASY", 100)
        patch.setattr(sentence_vectors, "CANDIDATES", 300)
        path = tmp_path_factory.mktemp("large") / "c.db"
        records: list[Any] = [
            Source(id=f"s{part}", title="s", year=2000 + part, kind="review" if part < 3 else "article")
            for part in range(10)
        ]
        for number in range(PASSAGES):
            words = [word for word, every in (("common", 5), ("frequent", 7), ("seldom", 31)) if number % every == 0]
            quote = f"{number} {' '.join(words)}"
            part = number % 10
            records.append(Passage(id=f"p{number}", source=f"s{part}", quote=quote, year=2000 + part))
        build_corpus(path, {"name": "c", "fingerprint": "0"}, records, Scattered())
        yield Corpus(path)


def ids(found: list[Any]) -> list[str]:
    return [hit.passage.id for hit in found]


def test_bits_first_finds_what_comparing_all_finds(large: Corpus) -> None:
    vectors = Scattered().encode([str(number) for number in range(PASSAGES)])
    rng = np.random.default_rng(0)
    for start in range(20):
        query = vectors[start] + 0.05 * rng.normal(size=128).astype(np.float32)
        query /= np.linalg.norm(query)
        exact = [f"p{at}" for at in np.argsort(-(vectors.astype(np.float16).astype(np.float32) @ query))[:5]]
        found = ids(large.nearest(query, limit=5))
        assert found[0] == exact[0] == f"p{start}"
        assert len(set(found) & set(exact)) >= 3


def test_bounds_hold_among_very_many(large: Corpus) -> None:
    (query,) = Scattered().encode(["7"])
    found = large.nearest(query, limit=20, among=PassageFilter(first_year=2007, last_year=2008))
    assert found[0].passage.id == "p7"
    assert {hit.passage.year for hit in found} == {2007, 2008}


@pytest.mark.parametrize(
    "among",
    [
        PassageFilter(first_year=2007, last_year=2008),
        PassageFilter(kinds=("review",)),
        PassageFilter(sources=("s1", "s4")),
        PassageFilter(kinds=("review",), last_year=2001),
        PassageFilter(kinds=("letter",)),
    ],
)
@pytest.mark.parametrize("until", [None, 2001])
def test_words_within_bounds_are_those_that_a_small_corpus_finds(
    large: Corpus, monkeypatch: pytest.MonkeyPatch, among: PassageFilter, until: int | None
) -> None:
    marked = ids(Corpus(large.path, until=until).search("seldom frequent", limit=50, among=among))
    monkeypatch.setattr(corpus_module, "EXACT_UP_TO", PASSAGES)
    assert marked == ids(Corpus(large.path, until=until).search("seldom frequent", limit=50, among=among))
    assert bool(marked) == (among.kinds != ("letter",) and not (until == 2001 and among.first_year == 2007))


def test_passages_with_all_words_come_before_passages_with_some(large: Corpus) -> None:
    found = ids(large.search("common frequent seldom", limit=8))
    every_word = {f"p{number}" for number in range(0, PASSAGES, 5 * 7 * 31)}
    assert set(found[: len(every_word)]) == every_word
    assert len(found) == 8


def test_rare_words_are_searched_without_a_shortcut(large: Corpus) -> None:
    assert sorted(ids(large.search("seldom 5", limit=100))) == sorted(
        f"p{number}" for number in range(PASSAGES) if number % 31 == 0 or number == 5
    )


def test_missing_bits_are_said_to_be_missing(large: Corpus, tmp_path: Path) -> None:
    kept = signs_path(large.path, large.about["generation"]).read_bytes()
    try:
        signs_path(large.path, large.about["generation"]).unlink()
        with pytest.raises(CorpusError, match="bits of the sentence vectors are missing"):
            Corpus(large.path).nearest(Scattered().encode(["1"])[0])
    finally:
        signs_path(large.path, large.about["generation"]).write_bytes(kept)


def test_frequent_words_are_counted_as_the_index_has_them(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frequent_words, "EXACT_UP_TO", 3)
        patch.setattr(frequent_words, "FREQUENT", 4)
        records: list[Any] = [Source(id="s", title="s")]
        records += [Passage(id=f"p{at}", source="s", quote=quote) for at, quote in enumerate(["Naïve", "NAIVE"] * 2)]
        build_corpus(tmp_path / "c.db", {"name": "c", "fingerprint": "0"}, records, None)
    assert Corpus(tmp_path / "c.db")._frequent == {word_search.folded("Naïve"): 4}
