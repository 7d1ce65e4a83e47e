"""Nearest sentence vectors: exactly in a small corpus, by their signs first in a large one.

A large corpus keeps beside its vectors one bit a dimension: whether the vector lies above the corpus's mean there.
A search counts differing bits over all passages (64 MB for a million passages of 512 dimensions), and compares the few
hundred with the fewest exactly. No index is trained or built in random order, so results do not depend on how
passages came in.

Source: sign random projections, Charikar 2002, https://doi.org/10.1145/509907.509965 (here without rotation)
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from coscientist.domain.errors import CorpusError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Rows = NDArray[np.int64]

EXACT_UP_TO = 50_000
"""Vectors that are compared one by one. Units: passages."""
CANDIDATES = 1_000
"""Passages that are compared exactly after the bits were counted, at least; as many again a hundred asked for."""
BLOCK = 1 << 17
"""Passages whose bits are counted at once, so that intermediate results stay in the processor's cache."""
STRIDE = 64
"""Every so-manieth passage serves to guess how few differing bits the candidates have."""
AGAIN = "Remove it and add its source again."


class SentenceVectors:
    """The vectors of a corpus, one a passage, in the order of its rows; read as they are needed.

    Raises: CorpusError when there are vectors of another number of passages.
    """

    def __init__(self, path: Path, signs: Path, passages: int) -> None:
        self._bits = signs
        self._stored: NDArray[np.float16] = np.load(path, mmap_mode="r")
        if len(self._stored) != passages:
            raise CorpusError(f"{path.name} has vectors of {len(self._stored)} passages, expected {passages}.", AGAIN)

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""
        return int(self._stored.shape[1])

    def at(self, rows: "Rows | Sequence[int]") -> "Vectors":
        """Return the vectors of passages. Shape: (len(rows), dimensions)."""
        places = np.asarray(rows, dtype=np.int64) - 1
        return self._whole[places] if len(self._stored) <= EXACT_UP_TO else self._stored[places].astype(np.float32)

    def nearest(self, vector: "Vectors", rows: "Rows | None", limit: int) -> tuple["Rows", "Vectors"]:
        """Return the rows of the nearest passages, nearest first, with their cosines.

        `rows` are the passages that may be found, ascending; None: all.
        """
        if len(self._stored) > EXACT_UP_TO and (rows is None or len(rows) > EXACT_UP_TO):
            among = self._candidates(vector, rows, max(CANDIDATES, 10 * limit))
            # Not by matrix product: for so few, waking its threads takes longer than the work.
            similar = np.einsum("ij,j->i", self.at(among), vector)
        else:
            among = np.arange(1, len(self._stored) + 1, dtype=np.int64) if rows is None else rows
            similar = self.at(among) @ vector
        best = np.argsort(-similar, kind="stable")[:limit]
        return among[best], similar[best]

    @cached_property
    def _whole(self) -> "Vectors":
        return self._stored.astype(np.float32)

    @cached_property
    def _signs(self) -> tuple["NDArray[np.uint64]", "Vectors"]:
        if not self._bits.is_file():
            raise CorpusError(f"{self._bits.name} is missing.", AGAIN)
        with np.load(self._bits) as kept:
            signs, centre = kept["signs"], kept["centre"]
        if signs.shape[1] != len(self._stored):
            raise CorpusError(
                f"{self._bits.name} has bits of {signs.shape[1]} passages, expected {len(self._stored)}.", AGAIN
            )
        return signs, centre

    def _candidates(self, vector: "Vectors", rows: "Rows | None", wanted: int) -> "Rows":
        signs, centre = self._signs
        differing = _differing_bits(signs, _packed((vector - centre)[None, :] > 0)[:, 0])
        if rows is not None:
            allowed = differing[rows - 1]
            return rows[_few(allowed, wanted)]
        return _few(differing, wanted) + 1


class VectorFile:
    """A file of vectors that is being written, in any order of rows; what is written takes no memory."""

    def __init__(self, path: Path, passages: int, dimensions: int) -> None:
        self.shape = (passages, dimensions)
        self._file = path.open("w+b")
        header = {"descr": "<f2", "fortran_order": False, "shape": self.shape}
        np.lib.format.write_array_header_1_0(self._file, header)
        self._start = self._file.tell()
        self._file.truncate(self._start + passages * dimensions * 2)

    def __enter__(self) -> "VectorFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, rows: Sequence[int], vectors: "NDArray[np.floating[Any]]") -> None:
        """Write the vectors of these rows. Shape: (len(rows), dimensions)."""
        for row, vector in zip(rows, np.asarray(vectors, dtype="<f2"), strict=True):
            self._file.seek(self._start + (row - 1) * self.shape[1] * 2)
            self._file.write(vector.tobytes())


def write_signs(vectors: Path, path: Path) -> None:
    """Keep the bits of a file of vectors at `path`, or nothing where it is small."""
    passages, dimensions = np.load(vectors, mmap_mode="r").shape
    if passages <= EXACT_UP_TO:
        path.unlink(missing_ok=True)
        return
    starts = range(0, passages, BLOCK)
    centre = (sum(_block(vectors, start).sum(axis=0, dtype=np.float64) for start in starts) / passages).astype(
        np.float32
    )
    signs = np.empty((-(-dimensions // 64), passages), dtype=np.uint64)
    for start in starts:
        signs[:, start : start + BLOCK] = _packed(_block(vectors, start).astype(np.float32) > centre)
    unfinished = path.with_name(f".{path.name}.unfinished.npz")
    np.savez(unfinished, signs=signs, centre=centre)
    unfinished.replace(path)


def _block(vectors: Path, start: int) -> "NDArray[np.float16]":
    # Mapped anew each time, so that what was read before takes no memory.
    found: NDArray[np.float16] = np.load(vectors, mmap_mode="r")[start : start + BLOCK]
    return found


def _packed(above: "NDArray[np.bool_]") -> "NDArray[np.uint64]":
    """Pack bits into words. Shape: (vectors, dimensions) to (words, vectors)."""
    padding = -above.shape[1] % 64
    bits = np.packbits(np.pad(above, ((0, 0), (0, padding))), axis=1)
    return np.ascontiguousarray(np.ascontiguousarray(bits).view(np.uint64).T)


def _differing_bits(signs: "NDArray[np.uint64]", query: "NDArray[np.uint64]") -> "NDArray[np.uint16]":
    """Count the bits in which each passage differs from the query. Shape: (passages,)."""
    passages = signs.shape[1]
    found = np.zeros(passages, dtype=np.uint16)
    differing, counts = np.empty(BLOCK, dtype=np.uint64), np.empty(BLOCK, dtype=np.uint8)
    for start in range(0, passages, BLOCK):
        part = found[start : start + BLOCK]
        size = len(part)
        for word, asked in zip(signs, query, strict=True):
            np.bitwise_xor(word[start : start + size], asked, out=differing[:size])
            np.bitwise_count(differing[:size], out=counts[:size])
            np.add(part, counts[:size], out=part)
    return found


def _few(differing: "NDArray[np.uint16]", wanted: int) -> "Rows":
    """Return the places with the fewest differing bits, ascending: about `wanted` of them, never fewer."""
    if len(differing) <= wanted:
        return np.arange(len(differing), dtype=np.int64)
    sample = differing[::STRIDE]
    share = min(len(sample) - 1, -(-wanted * len(sample) // len(differing)))
    most = int(np.partition(sample, share)[share])
    found = np.flatnonzero(differing <= most)
    while len(found) < wanted:
        most += 1
        found = np.flatnonzero(differing <= most)
    return found
