"""A corpus that is added to: it answers as one that was built at once, and costs what is added."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source
from coscientist.literature import corpus as corpus_module
from coscientist.literature import corpus_build, frequent_words, sentence_vectors, word_search
from coscientist.literature.corpus import Corpus
from coscientist.literature.corpus_build import build_corpus, can_be_changed, change_corpus
from coscientist.literature.corpus_difference import difference
from coscientist.literature.corpus_tables import vectors_path
from coscientist.literature.passage_filter import PassageFilter
from tests.support.literature import LetterVectors, claim, concept

ABOUT = {"name": "c", "fingerprint": "0"}
WORDS = ("tau", "lithium", "kinase", "β-catenin", "naïve", "NAIVE", "inhibits", "raises")
ASKED = ("tau", "lithium kinase", "naive", "catenin raises tau", "nothing")


class Watched(LetterVectors):
    """Remembers the sentences that it was asked to read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, sentences: Iterable[str]) -> NDArray[np.float32]:
        self.read += sentences
        return super().encode(sentences)


def paper(name: str, *quotes: str, year: int = 2000) -> list[Source | Passage]:
    passages = [
        Passage(id=f"{name}-{number}", source=name, quote=quote, year=year) for number, quote in enumerate(quotes)
    ]
    return [Source(id=name, title=name, year=year), *passages]


def answers(path: Path) -> dict[str, Any]:
    """Return all that a corpus answers, to the last digit that is promised."""
    corpus = Corpus(path)
    found: dict[str, Any] = {"counts": corpus.counts(), "sources": list(corpus.all_sources())}
    for query in ASKED:
        (vector,) = LetterVectors().encode([query])
        for among in (PassageFilter(), PassageFilter(first_year=2001)):
            for limit in (2, 50):
                words = [(hit.passage, hit.score) for hit in corpus.search(query, limit=limit, among=among)]
                near = [(hit.passage, round(hit.score, 6)) for hit in corpus.nearest(vector, limit=limit, among=among)]
                found[f"{query} {among} {limit}"] = words, near
    found["passages"] = {item.id: corpus.passages_from(item.id) for item in corpus.all_sources()}
    found["claims"] = sorted(item.id for item in corpus.claims())
    corpus.close()
    return found


papers = st.lists(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), max_size=4),
    min_size=1,
    max_size=8,
).map(lambda all_: [paper(f"s{at}", *quotes, year=1999 + at % 4) for at, quotes in enumerate(all_)])


@settings(deadline=None, max_examples=60)
@given(papers, st.data())
def test_any_split_into_additions_answers_as_one_build(all_: list[list[Any]], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(all_))))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(all_)), max_size=3)) | {len(all_)})
    leaves = data.draw(st.sets(st.sampled_from(order), max_size=2))
    with TemporaryDirectory() as folder:
        whole, grown = Path(folder) / "whole.db", Path(folder) / "grown.db"
        build_corpus(whole, ABOUT, [r for at in order if at not in leaves for r in all_[at]], LetterVectors())
        start = 0
        for cut in cuts:
            part = [record for at in order[start:cut] for record in all_[at]]
            if start:
                change_corpus(grown, ABOUT, part, LetterVectors())
            else:
                build_corpus(grown, ABOUT, part, LetterVectors())
            start = cut
        for at in sorted(leaves):
            if can_be_changed(grown, LetterVectors()):
                change_corpus(grown, ABOUT, [], LetterVectors(), gone=(f"s{at}",))
            else:  # so much is gone that it is to be built whole
                return
        assert answers(grown) == answers(whole)


@settings(deadline=None, max_examples=60)
@given(papers, papers)
def test_what_lies_between_two_states_makes_one_of_the_other(before: list[list[Any]], after: list[list[Any]]) -> None:
    old, new = ([record for part in parts for record in part] for parts in (before, after[::-1]))
    with TemporaryDirectory() as folder:
        whole, changed = Path(folder) / "whole.db", Path(folder) / "changed.db"
        build_corpus(whole, ABOUT, new, LetterVectors())
        build_corpus(changed, ABOUT, old, LetterVectors())
        added, gone = difference(changed, new)
        change_corpus(changed, ABOUT, added, LetterVectors(), gone=gone, claims_anew=True)
        assert answers(changed) == answers(whole)
        assert difference(changed, new) == ((), ())


def test_only_what_is_added_is_read(tmp_path: Path) -> None:
    build_corpus(tmp_path / "c.db", ABOUT, paper("a", "tau", "lithium"), Watched())
    embedder = Watched()
    change_corpus(tmp_path / "c.db", ABOUT, paper("b", "kinase"), embedder)
    assert embedder.read == ["kinase"]


def test_a_replaced_source_keeps_the_vectors_of_the_words_that_it_keeps(tmp_path: Path) -> None:
    build_corpus(tmp_path / "c.db", ABOUT, [*paper("a", "tau", "lithium"), *paper("b", "kinase")], Watched())
    embedder = Watched()
    change_corpus(tmp_path / "c.db", ABOUT, paper("a", "tau", "raises", "naïve"), embedder)
    assert sorted(embedder.read) == ["naïve", "raises"]
    build_corpus(tmp_path / "d.db", ABOUT, [*paper("b", "kinase"), *paper("a", "tau", "raises", "naïve")], Watched())
    assert answers(tmp_path / "c.db") == answers(tmp_path / "d.db")
    corpus = Corpus(tmp_path / "c.db")
    assert [item.quote for item in corpus.passages_from("a")] == ["tau", "raises", "naïve"]


def test_claims_go_with_their_source_or_are_all_replaced(tmp_path: Path) -> None:
    concepts = [concept("x"), concept("y"), concept("z")]
    first, second = claim("x", "y", source="a"), claim("x", "z", source="b")
    records = [*paper("a", "tau"), *paper("b", "kinase"), *concepts, first, second]
    build_corpus(tmp_path / "c.db", ABOUT, records, None)
    change_corpus(tmp_path / "c.db", ABOUT, [], None, gone=("a",))
    assert Corpus(tmp_path / "c.db").claims() == [second]
    third = claim("y", "z", source="b")
    change_corpus(tmp_path / "c.db", ABOUT, [*concepts[1:], third], None, claims_anew=True)
    assert Corpus(tmp_path / "c.db").claims() == [third]
    assert [item.id for item in Corpus(tmp_path / "c.db").concepts()] == ["y", "z"]


def test_what_refers_to_nothing_leaves_the_corpus_as_it_was(tmp_path: Path) -> None:
    build_corpus(tmp_path / "c.db", ABOUT, paper("a", "tau"), LetterVectors())
    before = answers(tmp_path / "c.db")
    wrong = [*paper("b", "x"), Passage(id="p", source="none", quote="q")]
    with pytest.raises(CorpusError, match="refers to the source 'none'"):
        change_corpus(tmp_path / "c.db", ABOUT, wrong, LetterVectors())
    assert answers(tmp_path / "c.db") == before


def test_a_reader_goes_on_with_what_it_saw(tmp_path: Path) -> None:
    build_corpus(tmp_path / "c.db", ABOUT, paper("a", "tau", "lithium"), LetterVectors())
    reader, (vector,) = Corpus(tmp_path / "c.db"), LetterVectors().encode(["kinase"])
    change_corpus(tmp_path / "c.db", ABOUT, paper("b", "kinase"), LetterVectors(), gone=("a",))
    assert reader.search("kinase") == []
    assert {hit.passage.source for hit in reader.nearest(vector)} == {"a"}
    build_corpus(tmp_path / "c.db", ABOUT, paper("d", "kinase"), LetterVectors())
    assert {hit.passage.source for hit in Corpus(tmp_path / "c.db").nearest(vector)} == {"d"}


class Deadly(LetterVectors):
    """Ends the process at the sentence that it should read as the so-manieth."""

    def __init__(self, last: int) -> None:
        self._left = last

    def encode(self, sentences: Iterable[str]) -> NDArray[np.float32]:
        self._left -= 1
        if self._left < 0:
            os._exit(9)
        return super().encode(sentences)


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("moment", ["first sentence", "second batch", "after the vectors", "before the end"])
def test_ending_the_process_leaves_the_old_corpus(tmp_path: Path, moment: str, whole: bool) -> None:
    path = tmp_path / "c.db"
    build_corpus(path, ABOUT, [*paper("a", "tau", "lithium"), *paper("b", "naïve")], LetterVectors())
    before = answers(path)
    more = paper("d", *(f"kinase {number}" for number in range(100)))
    child = os.fork()
    if child == 0:
        embedder = Deadly({"first sentence": 0, "second batch": 1}.get(moment, 9))
        if moment == "after the vectors":
            corpus_build._write_signs = lambda *_given: os._exit(9)
        if moment == "before the end":
            Path.replace = lambda *_given: os._exit(9)  # type: ignore[method-assign]
        (build_corpus if whole else change_corpus)(path, ABOUT, more, embedder)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert answers(path) == before
    change_corpus(path, ABOUT, more, LetterVectors(), gone=("b",))
    build_corpus(tmp_path / "d.db", ABOUT, [*paper("a", "tau", "lithium"), *more], LetterVectors())
    assert answers(path) == answers(tmp_path / "d.db")


def test_two_writers_do_not_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.db"
    build_corpus(path, ABOUT, paper("a", "tau"), LetterVectors())
    monkeypatch.setattr("coscientist.literature.corpus_tables.WAIT", 0.01)

    class Meddling(LetterVectors):
        def encode(self, sentences: Iterable[str]) -> NDArray[np.float32]:
            with pytest.raises(CorpusError, match="being written by another process"):
                change_corpus(path, ABOUT, paper("e", "lithium"), LetterVectors())
            return super().encode(sentences)

    change_corpus(path, ABOUT, paper("b", "kinase"), Meddling())
    assert Corpus(path).counts()["source"] == 2


def test_a_corpus_that_is_mostly_empty_is_to_be_built_whole(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    build_corpus(path, ABOUT, [*paper("a", *["tau"] * 6), *paper("b", "naïve")], LetterVectors())
    assert can_be_changed(path, LetterVectors())
    change_corpus(path, ABOUT, [], LetterVectors(), gone=("a",))
    assert not can_be_changed(path, LetterVectors())
    with pytest.raises(CorpusError, match="cannot be added to"):
        change_corpus(path, ABOUT, paper("d", "tau"), LetterVectors())


class Scattered:
    """Gives every sentence a direction of its own, the same each time."""

    name = "scattered"
    dimensions = 100

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        drawn = [np.random.default_rng(int(text.split()[0])).normal(size=100) for text in sentences]
        vectors = np.array(drawn, dtype=np.float32).reshape(-1, 100)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def test_a_corpus_that_grows_large_is_searched_as_a_large_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (frequent_words, corpus_module, sentence_vectors, word_search):
        monkeypatch.setattr(module, "EXACT_UP_TO", 100)
    monkeypatch.setattr(frequent_words, "FREQUENT", 20)
    monkeypatch.setattr(sentence_vectors, "CANDIDATES", 60)
    quotes = [f"{at} often{' third' if at % 3 == 0 else ''}{' Naïve' if at % 30 == 0 else ''}" for at in range(700)]
    parts = [paper(f"s{at}", *quotes[at : at + 7]) for at in range(0, 700, 7)]
    path = tmp_path / "c.db"
    build_corpus(path, ABOUT, [record for part in parts[:10] for record in part], Scattered())
    change_corpus(path, ABOUT, [record for part in parts[10:60] for record in part], Scattered())
    for part in parts[60:]:
        change_corpus(path, ABOUT, part, Scattered())
    change_corpus(path, ABOUT, [], Scattered(), gone=("s7", "s14", "s21"))
    corpus = Corpus(path)
    held = [at for at in range(700) if not 7 <= at < 28]
    counted = {"often": len(held), "third": sum(at % 3 == 0 for at in held), "naive": sum(at % 30 == 0 for at in held)}
    assert corpus._frequent == counted
    for at in (0, 500, 699):
        (query,) = Scattered().encode([str(at)])
        hits = corpus.nearest(query, limit=5)
        assert hits[0].passage.quote == quotes[at]
        assert len(hits) == 5
    (query,) = Scattered().encode(["8"])
    assert all(hit.score < 0.9 for hit in corpus.nearest(query, limit=20))
    assert len(np.load(vectors_path(path, "1"))) == 700
