"""A corpus that is loaded again: what it had keeps its vectors, what is new is read, what is gone is gone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus import Corpus
from coscientist.literature.corpus_build import build_corpus
from coscientist.literature.corpus_tables import vectors_path
from tests.support.literature import LetterVectors

ABOUT = {"name": "c", "fingerprint": "0"}


class Watched(LetterVectors):
    """Remembers the sentences that it was asked to read."""

    def __init__(self, name: str = "letters") -> None:
        self.name = name
        self.read: list[str] = []

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:  # type: ignore[override]
        self.read += sentences
        return super().encode(sentences)


def build(path: Path, embedder: Watched | None, **quotes: str) -> Corpus:
    records: list[Any] = [Source(id="s", title="s", year=2000)]
    records += [Passage(id=name, source="s", quote=quote, year=2000) for name, quote in quotes.items()]
    build_corpus(path, ABOUT, records, embedder)
    return Corpus(path)


def nearest(corpus: Corpus, text: str) -> list[str]:
    return [hit.passage.id for hit in corpus.nearest(LetterVectors().encode([text])[0])]


def test_only_new_sentences_are_read(tmp_path: Path) -> None:
    build(tmp_path / "c.db", Watched(), a="alpha", b="beta").close()
    again = Watched()
    grown = build(tmp_path / "c.db", again, z="zulu", b="beta", a="alpha")
    assert again.read == ["zulu"]
    assert [nearest(grown, text)[0] for text in ("zulu", "beta", "alpha")] == ["z", "b", "a"]
    fresh = build(tmp_path / "fresh.db", Watched(), z="zulu", b="beta", a="alpha")
    assert np.array_equal(np.load(vectors_path(grown.path, "2")), np.load(vectors_path(fresh.path, "1")))


def test_what_is_gone_is_found_no_more(tmp_path: Path) -> None:
    build(tmp_path / "c.db", Watched(), a="alpha", b="beta", c="gamma").close()
    again = Watched()
    left = build(tmp_path / "c.db", again, a="alpha", c="gamma")
    assert again.read == []
    assert left.search("beta") == []
    assert nearest(left, "beta")[0] != "b"
    assert len(nearest(left, "beta")) == 2


def test_a_passage_with_other_words_is_read_anew(tmp_path: Path) -> None:
    build(tmp_path / "c.db", Watched(), a="alpha", b="beta").close()
    again = Watched()
    build(tmp_path / "c.db", again, a="omega", b="beta").close()
    assert again.read == ["omega"]


@pytest.mark.parametrize("before", [Watched("others"), None])
def test_vectors_of_another_embedder_are_not_kept(tmp_path: Path, before: Watched | None) -> None:
    build(tmp_path / "c.db", before, a="alpha").close()
    again = Watched()
    assert nearest(build(tmp_path / "c.db", again, a="alpha"), "alpha") == ["a"]
    assert again.read == ["alpha"]


def test_damaged_vectors_are_made_anew(tmp_path: Path) -> None:
    build(tmp_path / "c.db", Watched(), a="alpha").close()
    vectors_path(tmp_path / "c.db", "1").write_bytes(b"no array")
    again = Watched()
    build(tmp_path / "c.db", again, a="alpha").close()
    assert again.read == ["alpha"]


def test_a_corpus_without_passages_can_be_searched(tmp_path: Path) -> None:
    empty = build(tmp_path / "c.db", Watched())
    assert empty.search("alpha") == []
    assert nearest(empty, "alpha") == []
