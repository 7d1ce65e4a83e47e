"""The passages of a made corpus of any size, their vectors, and the sentences that ask it (`benchmarks/search.py`)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coscientist.datasets.packs.hbp import HumanBrainPharmacome
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus_records import Record
from coscientist.literature.embedders import UniversalSentenceEncoder, unit_vectors

Floats = NDArray[np.float32]
SEAM = " \u2014 "
"""Between the two halves of a made passage."""
CALIBRATION = 600
QUERIES = 300
PER_SOURCE = 20


class Material:
    """Halves of real sentences with their vectors, and the sentences that ask."""

    def __init__(self, kept: Path) -> None:
        quotes = sorted({item.quote for item in HumanBrainPharmacome().records() if isinstance(item, Passage)})
        usable = [quote for quote in quotes if SEAM not in quote and len(quote.split()) >= 8]
        self.asking = usable[::10][:QUERIES]
        words = [quote.split() for at, quote in enumerate(usable) if at % 10]
        self.heads = [" ".join(each[: len(each) // 2]) for each in words]
        self.tails = [" ".join(each[len(each) // 2 :]) for each in words]
        rng = np.random.default_rng(0)
        joined = rng.integers(len(words), size=(CALIBRATION, 2))
        texts = [self.heads[one] + SEAM + self.tails[other] for one, other in joined]
        if not kept.is_file():
            parts = {"heads": self.heads, "tails": self.tails, "whole": texts, "asking": self.asking}
            np.savez(kept, **{name: _encoded(part) for name, part in parts.items()})
        with np.load(kept) as file:
            self.head_vectors, self.tail_vectors, whole = file["heads"], file["tails"], file["whole"]
            self.asking_vectors = file["asking"]
        halves = np.stack([self.head_vectors[joined[:, 0]], self.tail_vectors[joined[:, 1]]], axis=-1)
        self.weights = np.linalg.lstsq(halves.reshape(-1, 2), whole.reshape(-1), rcond=None)[0].astype(np.float32)
        fitted = halves @ self.weights
        self.left_over = whole - fitted
        self.fit = float(np.mean(np.sum(unit_vectors(fitted, 512) * whole, axis=1)))
        """Mean cosine between a real vector and the one fitted to it, before what is left over is added."""


def _encoded(sentences: Sequence[str]) -> Floats:
    encoder = UniversalSentenceEncoder()
    order = sorted(range(len(sentences)), key=lambda at: len(sentences[at]))
    found = np.empty((len(sentences), encoder.dimensions), dtype=np.float32)
    for start in range(0, len(order), 64):
        batch = order[start : start + 64]
        found[batch] = encoder.encode([sentences[at] for at in batch])
    return found


class MadeVectors:
    """Gives made passages their made vectors."""

    name = "recombined"
    dimensions = 512

    def __init__(self, material: Material) -> None:
        self._material = material
        self._heads = {text: at for at, text in enumerate(material.heads)}
        self._tails = {text: at for at, text in enumerate(material.tails)}
        self.read = 0

    def encode(self, sentences: Sequence[str]) -> Floats:
        self.read += len(sentences)
        halves = [sentence.split(SEAM) for sentence in sentences]
        heads = np.array([self._heads[head] for head, _ in halves])
        tails = np.array([self._tails[tail] for _, tail in halves])
        of = self._material
        made = of.weights[0] * of.head_vectors[heads] + of.weights[1] * of.tail_vectors[tails]
        return unit_vectors(made + of.left_over[(heads * 7919 + tails) % CALIBRATION], self.dimensions)


def made_records(material: Material, passages: int) -> Iterator[Record]:
    """Yield sources of twenty passages each, dated 1980 to 2024, every fifth a review."""
    rng = np.random.default_rng(1)
    count = len(material.heads)
    # A permutation, so that a larger corpus begins with the smaller one's passages.
    for number, code in enumerate(rng.permutation(count * count)[:passages]):
        source, year = f"s{number // PER_SOURCE}", 1980 + number // PER_SOURCE * 7 % 45
        if number % PER_SOURCE == 0:
            kind = "review" if number // PER_SOURCE % 5 == 0 else "article"
            yield Source(id=source, title=f"Source {source}", year=year, kind=kind)
        quote = material.heads[code // count] + SEAM + material.tails[code % count]
        yield Passage(id=f"p{number}", source=source, quote=quote, year=year)
