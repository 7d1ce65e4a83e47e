"""Sentence vectors from a hosted service, through LiteLLM; a sentence that was paid for once is kept."""

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coscientist.domain.errors import ServiceError
from coscientist.llm.guard import check_allowed
from coscientist.llm.secrets import Secrets

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PATIENCE_SECONDS = 60.0
RETRIES = 3
"""Of LiteLLM, which waits between them."""


class LitellmEmbedder:
    """An embedding model of any service that LiteLLM reaches, with the keys that it finds in the environment.

    `model` as LiteLLM names it: `openai/text-embedding-3-small`. Vectors are kept in the file `kept` under the hash
    of model and sentence, so that neither a resumed run nor a corpus that is loaded again pays twice.

    Limits: what it costs is not counted into a run's budget. The sentences of the corpus go to the service.
    """

    def __init__(self, model: str, kept: Path) -> None:
        self.name = f"litellm:{model}"
        self._model = model
        self._kept = kept

    @cached_property
    def dimensions(self) -> int:
        """Return the length of a vector, asking for one where none is kept. Raises: ServiceError."""
        return int(self.encode(["dimensions"]).shape[1])

    def encode(self, sentences: Sequence[str]) -> "NDArray[np.float32]":
        """Return unit vectors.

        Raises: ServiceError when the service does not answer, or with other than one vector a sentence.
        """
        import numpy as np

        if not sentences:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._kept)
        try:
            connection.execute("CREATE TABLE IF NOT EXISTS vector (key TEXT PRIMARY KEY, value BLOB NOT NULL)")
            keys = [hashlib.sha256(f"{self.name}\n{sentence}".encode()).hexdigest() for sentence in sentences]
            found = {key: value for key in keys if (value := _value(connection, key)) is not None}
            missing = {key: text for key, text in zip(keys, sentences, strict=True) if key not in found}
            if missing:
                fresh = dict(zip(missing, self._asked(list(missing.values())), strict=True))
                connection.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", fresh.items())
                connection.commit()
                found |= fresh
        finally:
            connection.close()
        return np.array([np.frombuffer(found[key], dtype=np.float32) for key in keys])

    def _asked(self, sentences: list[str]) -> list[bytes]:
        import numpy as np
        from openai import OpenAIError

        check_allowed(self._model, os.environ.get("OPENAI_API_BASE"))
        try:
            answer = self._litellm.embedding(
                model=self._model, input=sentences, timeout=PATIENCE_SECONDS, num_retries=RETRIES
            )
            vectors = np.array([item["embedding"] for item in answer.data], dtype=np.float32)
        except (OpenAIError, ValueError, TypeError, KeyError, AttributeError) as error:
            said = Secrets(os.environ).scrub(f"{type(error).__name__}: {error}")[:300]
            raise ServiceError(
                f"The embedder {self.name} did not answer: {said}", "Check the model's name and the service's key."
            ) from error
        if vectors.ndim != 2 or len(vectors) != len(sentences) or not np.isfinite(vectors).all():
            raise ServiceError(f"The embedder {self.name} gave no vector for each of {len(sentences)} sentences.")
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return [vector.tobytes() for vector in vectors / np.where(lengths > 0, lengths, 1.0)]

    @cached_property
    def _litellm(self) -> Any:
        from coscientist.llm.transports.litellm_client import quiet_litellm

        return quiet_litellm()


def _value(connection: sqlite3.Connection, key: str) -> bytes | None:
    row = connection.execute("SELECT value FROM vector WHERE key = ?", (key,)).fetchone()
    return bytes(row[0]) if row else None
