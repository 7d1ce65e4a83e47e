"""What reading a file gives: sources with their passages, or why not and what to do about it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from coscientist.domain.base import Value
from coscientist.domain.errors import FileError
from coscientist.domain.literature import Passage, Source
from coscientist.ports import Clock


class Limits(Value):
    """How much of a file is read. Beyond a limit a file is refused or, for pages, cut, and said so."""

    max_bytes: int = 200_000_000
    """For a document, which is read whole."""
    max_table_bytes: int = 4_000_000_000
    """For CSV, TSV and JSONL, which are read line by line."""
    max_pages: int = 3_000
    max_files: int = 50_000
    max_folder_depth: int = 12
    seconds_per_file: float = 120.0
    """For a document; a table takes as long as it has rows, each of them bounded."""
    max_reported_rows: int = 20
    """Of the rows of one file that cannot be read, so many are reported singly and the rest as a number."""


class ImportedSource(Value):
    """A source that a file holds, with its passages."""

    file: str
    source: Source
    passages: tuple[Passage, ...] = ()
    remarks: tuple[str, ...] = ()
    """What a user should know: pages without text, an unknown year."""


class ImportFailure(Value):
    """A file, or a part of one, that could not be used."""

    file: str
    why: str
    remedy: str = ""
    place: str | None = None
    """Which part: `line 12`, `entry smith2010`; None for the whole file."""


Imported = ImportedSource | ImportFailure


class Deadline:
    """Ends the reading of a file that takes too long."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._seconds = seconds
        self._end = clock.monotonic() + seconds

    @property
    def left(self) -> float:
        """Return the seconds that are left, never less than none."""
        return max(0.0, self._end - self._clock.monotonic())

    @contextmanager
    def held(self) -> Iterator[None]:
        """Stop the clock, as while somebody else works with what was read so far."""
        start = self._clock.monotonic()
        yield
        self._end += self._clock.monotonic() - start

    def check(self) -> None:
        """Raises: FileError when time is up."""
        if self._clock.monotonic() > self._end:
            raise FileError(f"Reading took longer than {self._seconds:.0f} s.", "Split the file or allow more time.")


class Opened(NamedTuple):
    """A file that is to be read, and within which limits."""

    path: Path
    label: str
    """As the user knows it; in reports."""
    limits: Limits
    deadline: Deadline
    tables: bool = False
    """Whether tables in PDF files are read too."""

    @property
    def name(self) -> str:
        """Return the name without folders, which goes into sources: it is the same wherever the file lies."""
        return self.path.name


Reader = Callable[[Opened], Iterator[Imported]]
