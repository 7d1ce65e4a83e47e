"""Embedders beside the default one."""

import builtins
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from coscientist.domain.errors import OptionalDependencyError, SettingsError
from coscientist.literature.embedders import Model2Vec, SentenceTransformers, unit_vectors


def assert_gives_unit_vectors(embedder: Model2Vec | SentenceTransformers) -> None:
    vectors = embedder.encode(["lithium", "tau tau", "lithium tau"])
    assert embedder.dimensions == 2
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert vectors[0] @ vectors[1] == pytest.approx(0.0, abs=1e-5)
    assert vectors[2] @ vectors[0] > 0.5
    assert embedder.encode([]).shape == (0, 2)


def three_words() -> tuple[Any, NDArray[np.float32]]:
    """Give a tokenizer of three words and a vector for each; needs the library `tokenizers`."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({"lithium": 0, "tau": 1, "[UNK]": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    vectors = np.array([[3.0, 0.0], [0.0, 2.0], [0.0, 0.0]], dtype=np.float32)
    return tokenizer, vectors


def static_model(folder: Path) -> Path:
    """Write a model of model2vec's own form: three words with a vector each."""
    model2vec = pytest.importorskip("model2vec", reason="the extra [model2vec] is not installed")
    tokenizer, vectors = three_words()
    model2vec.StaticModel(vectors=vectors, tokenizer=tokenizer, normalize=False).save_pretrained(folder)
    return folder


def test_a_static_model_gives_unit_vectors(tmp_path: Path) -> None:
    assert_gives_unit_vectors(Model2Vec(str(static_model(tmp_path / "model"))))


def test_a_model_that_is_not_there_is_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("model2vec", reason="the extra [model2vec] is not installed")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(SettingsError, match="cannot be loaded"):
        Model2Vec(str(tmp_path / "none")).encode(["lithium"])


def sentence_transformer(folder: Path) -> Path:
    """Write a model of sentence-transformers' own form: a token's vector each, averaged over the sentence."""
    library = pytest.importorskip("sentence_transformers", reason="the extra [sentence-transformers] is not installed")
    from sentence_transformers.models import StaticEmbedding

    tokenizer, vectors = three_words()
    library.SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=vectors)]).save(str(folder))
    return folder


def test_a_sentence_transformer_is_loaded_from_its_folder_and_gives_unit_vectors(tmp_path: Path) -> None:
    assert_gives_unit_vectors(SentenceTransformers(str(sentence_transformer(tmp_path / "model"))))


def test_a_sentence_transformer_that_is_not_there_is_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sentence_transformers", reason="the extra [sentence-transformers] is not installed")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(SettingsError, match="cannot be loaded"):
        SentenceTransformers(str(tmp_path / "none")).encode(["lithium"])


@pytest.mark.parametrize(
    ("embedder", "extra"), [(Model2Vec("m"), "model2vec"), (SentenceTransformers("m"), "sentence-transformers")]
)
def test_without_its_extra_an_embedder_says_which_to_install(
    embedder: Any, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name in ("model2vec", "sentence_transformers"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(OptionalDependencyError, match=rf"coscientist\[{extra}\]"):
        embedder.encode(["lithium"])


def test_naming_an_embedder_loads_nothing() -> None:
    assert Model2Vec("org/model").name == "model2vec:org/model"
    assert SentenceTransformers("org/model").name == "sentence-transformers:org/model"


def test_a_sentence_without_known_words_has_no_direction() -> None:
    vectors = unit_vectors([[0.0, 0.0], [3.0, 4.0]], 2)
    assert vectors.tolist() == [[0.0, 0.0], pytest.approx([0.6, 0.8])]
