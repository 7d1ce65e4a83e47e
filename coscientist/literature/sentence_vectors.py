"""Nearest sentence vectors: exactly in a small corpus, by their signs first in a large one.

A large corpus keeps beside its vectors one bit a dimension: whether the vector lies above the corpus's mean there.
A search counts differing bits over all passages (64 MB for a million passages of 512 dimensions), and compares the few
hundred with the fewest exactly. No index is trained or built in random order, so results do not depend on how
passages came in.

Source: sign random projections, Charikar 2002, https://doi.org/10.1145/509907.509965 (here without rotation)
"""

import io
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

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
DIGITS = 6
"""Decimals of a cosine."""
STRIDE = 64
"""Every so-manieth passage serves to guess how few differing bits the candidates have."""
AGAIN = "Remove it and add its source again."


class SentenceVectors:
    """The vectors of a corpus, one a passage, in the order of its rows; read as they are needed.

    `file` is what `VectorFile` wrote, of which the first `rows` vectors are the corpus's; `bits` is what `write_signs`
    wrote.

    Raises: CorpusError when there are fewer vectors than that.
    """

    def __init__(self, file: BinaryIO, bits: BinaryIO | None, rows: int) -> None:
        self._bits = bits
        try:
            self._stored = mapped(file)[:rows]
        except ValueError as error:
            raise CorpusError(f"{Path(file.name).name} holds no vectors: {error}.", AGAIN) from error
        if len(self._stored) != rows:
            name = Path(file.name).name
            raise CorpusError(f"{name} has vectors of {len(self._stored)} passages, expected {rows}.", AGAIN)

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""
        return int(self._stored.shape[1])

    def at(self, rows: "Rows | Sequence[int]") -> "Vectors":
        """Return the vectors of passages. Shape: (len(rows), dimensions)."""
        places = np.asarray(rows, dtype=np.int64) - 1
        return self._whole[places] if len(self._stored) <= EXACT_UP_TO else self._stored[places].astype(np.float32)

    def nearest(self, vector: "Vectors", rows: "Rows | None", limit: int) -> tuple["Rows", "Vectors"]:
        """Return the rows of the nearest passages, nearest first, with their cosines; more than `limit` where some tie.

        `rows` are the passages that may be found, ascending; None: all.
        """
        if len(self._stored) > EXACT_UP_TO and (rows is None or len(rows) > EXACT_UP_TO):
            among = self._candidates(vector, rows, max(CANDIDATES, 10 * limit))
            # Not by matrix product: for so few, waking its threads takes longer than the work.
            similar = np.einsum("ij,j->i", self.at(among), vector)
        else:
            among = np.arange(1, len(self._stored) + 1, dtype=np.int64) if rows is None else rows
            similar = (self._whole if rows is None else self.at(among)) @ vector
        # Beyond these digits a product depends on where its passage stands.
        similar = np.round(similar, DIGITS)
        if len(similar) > limit > 0:
            kept = similar >= -np.partition(-similar, limit - 1)[limit - 1]
            among, similar = among[kept], similar[kept]
        best = np.argsort(-similar, kind="stable")
        return among[best], similar[best]

    @cached_property
    def _whole(self) -> "Vectors":
        return self._stored.astype(np.float32)

    @cached_property
    def _signs(self) -> tuple["NDArray[np.uint64]", "Vectors"]:
        if self._bits is None:
            raise CorpusError("The bits of the sentence vectors are missing.", AGAIN)
        self._bits.seek(0)
        centre = np.frombuffer(self._bits.read(self.dimensions * 4), dtype="<f4")
        words = _words(self.dimensions)
        signs = np.frombuffer(self._bits.read(len(self._stored) * words * 8), dtype="<u8")
        if signs.size != len(self._stored) * words:
            name = Path(self._bits.name).name
            raise CorpusError(
                f"{name} has bits of {signs.size // words} passages, expected {len(self._stored)}.", AGAIN
            )
        return np.ascontiguousarray(signs.reshape(-1, words).T), centre

    def _candidates(self, vector: "Vectors", rows: "Rows | None", wanted: int) -> "Rows":
        signs, centre = self._signs
        differing = _differing_bits(signs, _packed((vector - centre)[None, :] > 0)[:, 0])
        if rows is not None:
            allowed = differing[rows - 1]
            return rows[_few(allowed, wanted)]
        return _few(differing, wanted) + 1


class VectorFile:
    """A file of vectors that is being written, in any order of rows; what is written takes no memory.

    With `rows` it is one that there is already: these rows stay as they are, and vectors are put behind them.

    Raises: CorpusError when the file that there is does not hold vectors of that kind.
    """

    def __init__(self, path: Path, passages: int, dimensions: int, *, rows: int = 0) -> None:
        self.shape = (passages, dimensions)
        if rows:
            with path.open("rb") as file:
                stored = mapped(file)
            if stored.shape[1:] != (dimensions,) or len(stored) < rows:
                raise CorpusError(f"{path.name} has vectors of the shape {stored.shape}.", AGAIN)
        self._file = path.open("r+b" if rows else "w+b")
        self._rows = rows
        header = io.BytesIO()
        np.lib.format.write_array_header_1_0(header, {"descr": "<f2", "fortran_order": False, "shape": self.shape})
        self._header = header.getvalue()  # of the same length for every number of passages
        self._file.truncate(len(self._header) + passages * dimensions * 2)

    def __enter__(self) -> "VectorFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.seek(0)
        self._file.write(self._header)
        self._file.close()

    def put(self, rows: Sequence[int], vectors: "NDArray[np.floating[Any]]") -> None:
        """Write the vectors of these rows. Shape: (len(rows), dimensions)."""
        for row, vector in zip(rows, np.asarray(vectors, dtype="<f2"), strict=True):
            if row <= self._rows:
                raise ValueError(f"row {row} is a reader's already")
            self._file.seek(len(self._header) + (row - 1) * self.shape[1] * 2)
            self._file.write(vector.tobytes())


def mapped(file: BinaryIO) -> "NDArray[np.float16]":
    """Return the vectors of a file, mapped into memory. Raises: ValueError when there are none in it."""
    file.seek(0)
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("its header is of another version")
    shape, fortran, kind = np.lib.format.read_array_header_1_0(file)
    if len(shape) != 2 or fortran or kind != np.dtype("<f2"):
        raise ValueError(f"an array of {kind} of the shape {shape}")
    if 0 in shape:
        return np.empty(shape, dtype=np.float16)
    return np.memmap(file, dtype="<f2", mode="r", offset=file.tell(), shape=shape)


def write_signs(vectors: Path, path: Path, *, rows: int = 0) -> None:
    """Keep the bits of a file of vectors at `path`, or nothing where it is small.

    With `rows`, the bits of so many are there already, and those of the others are put behind them, compared with the
    mean of all at the time when the file was written whole.
    """
    passages, dimensions = _block(vectors, 0, 0)[0]
    if passages <= EXACT_UP_TO:
        path.unlink(missing_ok=True)
        return
    grown = bool(rows) and path.is_file()
    rows = rows if grown else 0
    if grown:
        with path.open("rb") as file:
            centre = np.frombuffer(file.read(dimensions * 4), dtype="<f4")
    else:
        sums = (_block(vectors, at, BLOCK)[1].sum(axis=0, dtype=np.float64) for at in range(0, passages, BLOCK))
        centre = (sum(sums) / passages).astype("<f4")
    unfinished = path if grown else path.with_name(f".{path.name}.unfinished")
    with unfinished.open("r+b" if grown else "w+b") as file:
        file.write(centre.tobytes())
        file.seek(dimensions * 4 + rows * _words(dimensions) * 8)
        for at in range(rows, passages, BLOCK):
            above = _block(vectors, at, BLOCK)[1].astype(np.float32) > centre
            file.write(np.ascontiguousarray(_packed(above).T).tobytes())
    if not grown:
        unfinished.replace(path)


def _block(vectors: Path, start: int, size: int) -> "tuple[tuple[int, int], NDArray[np.float16]]":
    # Mapped anew each time, so that what was read before takes no memory.
    with vectors.open("rb") as file:
        found = mapped(file)
        return (found.shape[0], found.shape[1]), found[start : start + size]


def _words(dimensions: int) -> int:
    """Return how many words of 64 bits a vector's signs take."""
    return -(-dimensions // 64)


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
