"""COSCIENTIST_EMBEDDER chooses the embedder, and vectors of two are never compared."""

from pathlib import Path

import pytest

from coscientist.app.library.corpora import open_corpus
from coscientist.app.library.embedding import chosen_embedder
from coscientist.app.library.loading import load
from coscientist.app.workspace import Workspace
from coscientist.datasets.packs.json_lines import JsonLines
from coscientist.domain.errors import CorpusError, SettingsError
from coscientist.literature.corpus import Corpus
from tests.support.literature import LetterVectors

PACK = """{"type": "source", "id": "s", "title": "s", "year": 2000}
{"type": "claim", "subject": "lithium", "predicate": "decreases", "object": "tau", "source": "s", "quote": "Lithium lowers tau."}
"""  # noqa: E501


class OtherVectors(LetterVectors):
    name = "others"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("", "universal-sentence-encoder-multilingual-3"),
        ("universal-sentence-encoder", "universal-sentence-encoder-multilingual-3"),
        ("model2vec:minishlab/potion-base-8M", "model2vec:minishlab/potion-base-8M"),
        ("sentence-transformers:./model", "sentence-transformers:./model"),
        ("litellm:openai/text-embedding-3-small", "litellm:openai/text-embedding-3-small"),
    ],
)
def test_the_setting_names_the_embedder(tmp_path: Path, given: str, name: str) -> None:
    assert chosen_embedder(tmp_path, {"COSCIENTIST_EMBEDDER": given}).name == name


@pytest.mark.parametrize("given", ["word2vec", "model2vec", "model2vec:", "litellm:", ":x"])
def test_an_unknown_embedder_is_refused_with_those_there_are(tmp_path: Path, given: str) -> None:
    with pytest.raises(SettingsError, match="universal-sentence-encoder, model2vec:MODEL"):
        chosen_embedder(tmp_path, {"COSCIENTIST_EMBEDDER": given})


@pytest.fixture
def pack(tmp_path: Path) -> JsonLines:
    (tmp_path / "p.jsonl").write_text(PACK, encoding="utf-8")
    return JsonLines(tmp_path / "p.jsonl")


def test_a_corpus_with_vectors_of_another_embedder_is_refused(tmp_path: Path, pack: JsonLines) -> None:
    place = Workspace(tmp_path / "w")
    load(place, pack, LetterVectors())
    with pytest.raises(CorpusError, match=r"vectors of letters, but COSCIENTIST_EMBEDDER asks for others"):
        open_corpus(place, "p", until=None, embedder=OtherVectors())
    assert open_corpus(place, "p", until=None, embedder=LetterVectors()).name == "p"


def test_loading_it_again_on_purpose_makes_its_vectors_anew(tmp_path: Path, pack: JsonLines) -> None:
    place = Workspace(tmp_path / "w")
    path = load(place, pack, LetterVectors())
    load(place, pack, OtherVectors())
    assert Corpus(path).about["embedder"] == "letters"
    load(place, pack, OtherVectors(), embed_anew=True)
    assert Corpus(path).about["embedder"] == "others"


def test_a_corpus_without_vectors_fits_every_embedder(tmp_path: Path, pack: JsonLines) -> None:
    place = Workspace(tmp_path / "w")
    load(place, pack, None)
    assert open_corpus(place, "p", until=None, embedder=OtherVectors()).name == "p"
