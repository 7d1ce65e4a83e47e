"""Small made-up literature for tests: concepts, claims of papers, and corpora of them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coscientist.domain.base import content_id
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus_build import build_corpus


def concept(name: str, kind: ConceptKind = ConceptKind.PROTEIN, **fields: Any) -> Concept:
    return Concept(id=name, name=fields.pop("label", f"thing {name}"), kind=kind, **fields)


def claim(
    subject: str,
    object_: str,
    predicate: Predicate = Predicate.INCREASES,
    *,
    source: str | None = "pmid:1",
    year: int | None = 2000,
    **fields: Any,
) -> Claim:
    return Claim(
        id=content_id("c", subject, predicate.value, object_, source, year, sorted(fields)),
        subject=subject,
        predicate=predicate,
        object=object_,
        passages=fields.pop("passages", ()),
        source=source,
        year=year,
        made_by="test",
        **fields,
    )


class LetterVectors:
    """An embedder that counts letters: deterministic, and like texts have like vectors."""

    name = "letters"
    dimensions = 26

    def encode(self, sentences: Iterable[str]) -> NDArray[np.float32]:
        counts = [[text.casefold().count(chr(97 + letter)) + 0.01 for letter in range(26)] for text in sentences]
        vectors = np.array(counts, dtype=np.float32).reshape(-1, 26)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def write_corpus(path: Path, concepts: Iterable[Concept], claims: Iterable[Claim]) -> Path:
    """Write a corpus in which each claim with a source has a passage that names its two concepts."""
    records: list[Any] = list(concepts)
    quoted: list[Claim] = []
    for item in claims:
        if item.source is None:
            quoted.append(item)
            continue
        passage = Passage(
            id=content_id("p", item.id),
            source=item.source,
            quote=f"{item.subject} {item.predicate.value} {item.object}.",
            year=item.year,
        )
        records += [Source(id=item.source, title=item.source, year=item.year), passage]
        quoted.append(item.model_copy(update={"passages": (passage.id,)}))
    build_corpus(path, {"name": "made-up", "fingerprint": "0" * 64}, [*records, *quoted], LetterVectors())
    return path
