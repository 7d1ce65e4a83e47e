"""Which embedder makes the sentence vectors of corpora and of queries."""

import os
from collections.abc import Mapping
from pathlib import Path

from coscientist.domain.errors import SettingsError
from coscientist.literature.embedders import Model2Vec, SentenceTransformers, UniversalSentenceEncoder
from coscientist.ports import Embedder

DEFAULT = "universal-sentence-encoder"
KINDS = (DEFAULT, "model2vec:MODEL", "sentence-transformers:MODEL", "litellm:MODEL")


def chosen_embedder(workspace: Path, environment: Mapping[str, str] = os.environ) -> Embedder:
    """Return the embedder that COSCIENTIST_EMBEDDER names; nothing is loaded before the first sentence.

    Raises: SettingsError when there is none of that name.
    """
    given = environment.get("COSCIENTIST_EMBEDDER") or DEFAULT
    kind, _, model = given.partition(":")
    if given == DEFAULT:
        return UniversalSentenceEncoder()
    if model and kind == "model2vec":
        return Model2Vec(model)
    if model and kind == "sentence-transformers":
        return SentenceTransformers(model)
    if model and kind == "litellm":
        from coscientist.llm.embedding import LitellmEmbedder

        return LitellmEmbedder(model, workspace / "embeddings.db")
    raise SettingsError(f"COSCIENTIST_EMBEDDER is {given!r}.", f"It may be one of: {', '.join(KINDS)}.")
