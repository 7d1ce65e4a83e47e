"""A corpus file: written whole, searched by words and by meaning, and blind to what came after the cut."""

import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coscientist.domain.claim import Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus import Corpus
from coscientist.literature.corpus_build import build_corpus
from coscientist.literature.corpus_tables import vectors_path
from coscientist.literature.library import Library
from tests.support.literature import LetterVectors, claim

ABOUT = {"name": "test", "title": "A test", "fingerprint": "f" * 64}


def records(*quotes: tuple[str, int | None]) -> list[Any]:
    found: list[Any] = [Concept(id=name, name=name, kind=ConceptKind.PROTEIN) for name in "ab"]
    for number, (quote, year) in enumerate(quotes):
        found.append(Source(id=f"s{number}", title=f"Paper {number}", year=year))
        found.append(Passage(id=f"p{number}", source=f"s{number}", quote=quote, year=year))
        found.append(claim("a", "b", Predicate.INCREASES, source=f"s{number}", year=year, passages=(f"p{number}",)))
    return found


def corpus(folder: Path, *quotes: tuple[str, int | None], until: int | None = None) -> Corpus:
    path = folder / "test.db"
    if quotes:
        build_corpus(path, ABOUT, records(*quotes), LetterVectors())
    return Corpus(path, until=until)


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    opened = corpus(tmp_path, ("A raises B.", 2000), ("A and B.", 2001))
    assert [item.id for item in opened.concepts()] == ["a", "b"]
    assert [item.year for item in opened.claims()] == [2000, 2001]
    assert opened.passages(["p1", "p9"])["p1"].quote == "A and B."
    assert opened.sources(["s0"])["s0"].title == "Paper 0"
    assert opened.counts() == {"source": 2, "passage": 2, "concept": 2, "claim": 2}
    assert (opened.name, opened.fingerprint) == ("test", "f" * 64)


def test_a_claim_comes_after_what_it_refers_to(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="refers to the passage 'p9'"):
        build_corpus(tmp_path / "x.db", ABOUT, [*records(), claim("a", "b", passages=("p9",))], None)
    with pytest.raises(CorpusError, match="refers to the source 's9'"):
        build_corpus(tmp_path / "x.db", ABOUT, [Passage(id="p", source="s9", quote="q")], None)
    with pytest.raises(CorpusError, match="refers to the concept 'c'"):
        build_corpus(tmp_path / "x.db", ABOUT, [*records(), claim("a", "c")], None)


def test_a_corpus_that_could_not_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    corpus(tmp_path, ("A raises B.", 2000)).close()
    with pytest.raises(CorpusError):
        build_corpus(tmp_path / "test.db", ABOUT, [claim("a", "b")], LetterVectors())
    assert corpus(tmp_path).counts()["passage"] == 1
    assert sorted(item.name for item in tmp_path.iterdir()) == ["test.db", "test.vectors-1.npy"]


def test_words_are_found_whatever_their_case_and_accents(tmp_path: Path) -> None:
    opened = corpus(tmp_path, ("Lithium raises β-catenin.", 2000), ("Naïve neurons.", 2001))
    assert [hit.passage.id for hit in opened.search("LITHIUM")] == ["p0"]
    assert [hit.passage.id for hit in opened.search("naive")] == ["p1"]


def test_a_passage_with_more_of_the_words_comes_first(tmp_path: Path) -> None:
    opened = corpus(tmp_path, ("One thing.", 2000), ("Lithium lowers one thing.", 2001), ("Nothing else here.", 2001))
    found = opened.search("lithium thing")
    assert [hit.passage.id for hit in found] == ["p1", "p0"]
    assert found[0].score > found[1].score
    assert [hit.passage.id for hit in opened.search("lithium thing", every_word=True)] == ["p1"]


@pytest.mark.parametrize(
    "query", ["", "   ", "!?", '" OR 1=1 --', "lithium AND", "NEAR(a b)", "x" * 10_000, "quote:x*"]
)
def test_a_query_is_words_and_no_language(tmp_path: Path, query: str) -> None:
    assert isinstance(corpus(tmp_path, ("A raises B.", 2000)).search(query), list)


def test_the_nearest_sentence_comes_first(tmp_path: Path) -> None:
    opened = corpus(tmp_path, ("aaaa bbbb", 2000), ("zzzz yyyy", 2001))
    (vector,) = LetterVectors().encode(["zzz yyy"])
    found = opened.nearest(vector, limit=2)
    assert [hit.passage.id for hit in found] == ["p1", "p0"]
    assert found[0].score == pytest.approx(1.0, abs=0.02)


def test_nothing_later_can_be_seen(tmp_path: Path) -> None:
    corpus(tmp_path, ("Early word.", 1999), ("Late word.", 2015), ("Undated word.", None)).close()
    seen = corpus(tmp_path, until=2005)
    (vector,) = LetterVectors().encode(["word"])
    assert [hit.passage.id for hit in seen.search("word")] == ["p0"]
    assert [hit.passage.id for hit in seen.nearest(vector)] == ["p0"]
    assert list(seen.passages(["p0", "p1", "p2"])) == ["p0"]
    assert list(seen.sources(["s0", "s1", "s2"])) == ["s0"]
    assert [item.year for item in seen.claims()] == [1999]
    assert list(seen.vectors(["p0", "p1", "p2"])) == ["p0"]
    assert seen.counts() == {"source": 1, "passage": 1, "concept": 2, "claim": 1}


def test_the_year_of_the_cut_itself_can_be_seen(tmp_path: Path) -> None:
    assert corpus(tmp_path, ("A raises B.", 2005), until=2005).search("raises")


def test_many_ids_are_asked_for_at_once(tmp_path: Path) -> None:
    opened = corpus(tmp_path, *((f"Word {number}.", 2000) for number in range(1_200)))
    assert len(opened.passages(f"p{number}" for number in range(1_200))) == 1_200


def test_without_vectors_nothing_is_near(tmp_path: Path) -> None:
    build_corpus(tmp_path / "test.db", ABOUT, records(("A raises B.", 2000)), None)
    assert corpus(tmp_path).nearest(np.zeros(26, dtype=np.float32)) == []


def test_vectors_of_another_embedder_are_refused(tmp_path: Path) -> None:
    opened = corpus(tmp_path, ("A raises B.", 2000))
    with pytest.raises(CorpusError, match="vectors of letters"):
        opened.nearest(np.zeros(512, dtype=np.float32))


def test_vectors_of_another_content_are_refused(tmp_path: Path) -> None:
    opened = corpus(tmp_path, ("A raises B.", 2000))
    np.save(vectors_path(opened.path, "1"), np.zeros((0, 26), dtype=np.float16))
    with pytest.raises(CorpusError, match="vectors of 0 passages, expected 1"):
        opened.nearest(np.zeros(26, dtype=np.float32))


def test_a_missing_a_damaged_and_an_older_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="There is no corpus at"):
        Corpus(tmp_path / "none.db")
    (tmp_path / "bad.db").write_bytes(b"no database" * 1_000)
    with pytest.raises(CorpusError, match="is no corpus"):
        Corpus(tmp_path / "bad.db")
    corpus(tmp_path, ("A raises B.", 2000)).close()
    with sqlite3.connect(tmp_path / "test.db") as connection:
        connection.execute("UPDATE about SET value = '0' WHERE key = 'format'")
    with pytest.raises(CorpusError, match="written in format 0"):
        Corpus(tmp_path / "test.db")


def test_a_corpus_cannot_be_written_through_the_reader(tmp_path: Path) -> None:
    opened = corpus(tmp_path, ("A raises B.", 2000))
    with pytest.raises(sqlite3.OperationalError):
        opened._connection.execute("DELETE FROM claim")


def test_loading_says_how_far_it_is(tmp_path: Path) -> None:
    said: list[tuple[str, int, int]] = []
    build_corpus(
        tmp_path / "test.db", ABOUT, records(*((f"Word {n}.", 2000) for n in range(100))), LetterVectors(),
        lambda *args: said.append(args),
    )  # fmt: skip
    assert said[-1] == ("sentence vectors", 100, 100)


def test_several_corpora_are_searched_as_one_and_the_first_one_s_records_are_kept(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    first = corpus(tmp_path / "x", ("Lithium here.", 2000))
    second = corpus(tmp_path / "y", ("Lithium there.", 2001), ("Lithium again, and lithium.", 2002))
    library = Library([first, second])
    assert {hit.passage.id for hit in library.search("lithium")} == {"p0", "p1"}
    assert len(library.search("lithium", limit=1)) == 1
    assert library.passages(["p0"])["p0"].quote == "Lithium here."
    assert [item.id for item in library.concepts()] == ["a", "b"]
    assert len(library.claims()) == 3
    assert library.searched() == ("test@ffffffffffff", "test@ffffffffffff")


def test_a_search_says_where_and_until_when(tmp_path: Path) -> None:
    assert Library([corpus(tmp_path, ("A.", 2000), until=2012)]).searched() == ("test@ffffffffffff until 2012",)
