"""Papers as a pack: what was read of files or fetched from services, one source a work, and what is read out of it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from coscientist.datasets.packs.pack import PackInfo
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage, Source
from coscientist.literature.files.values import ImportedSource
from coscientist.literature.sources.merge import merged_with_records
from coscientist.literature.text.passages import passage_id

READER_VERSION = "2"
"""Raised whenever the joining changes, so that loaded corpora are built again."""
SHOWN_TITLES = 3
SHOWN_TITLE = 90
OWN_LICENCE = "each paper's own"

Progress = Callable[[str, int, int], None]


class Content(Protocol):
    """Where sources with their passages come from; the same each time it is asked."""

    def items(self) -> Iterable[ImportedSource]:
        """Return every source with its passages; works may come more than once."""

    def fingerprint(self) -> str:
        """Return the sha256 of what makes the content what it is."""


class Extraction(Protocol):
    """Reads concepts and claims out of passages."""

    version: str
    """Changes whenever the same passages may give something else."""

    def read(self, passages: Sequence[Passage], progress: Progress) -> Iterable[Concept | Claim]:
        """Return concepts and claims, each concept before the claims that name it; claims rest on these passages."""


class Papers:
    """A pack of papers.

    Records of one work (same DOI, PMID or title) are joined, and its passages are quoted from the joined source.
    """

    def __init__(
        self,
        name: str,
        content: Content,
        extraction: Extraction,
        *,
        title: str | None = None,
        notes: Sequence[str] = (),
        progress: Progress = lambda _what, _done, _all: None,
    ) -> None:
        self._content, self._extraction, self._progress = content, extraction, progress
        self._works = merged_with_records(item.source for item in content.items())
        self.info = PackInfo(
            name=name,
            title=title or f"Papers: {name}",
            version="1",
            licence=OWN_LICENCE,
            attribution="see each source",
            about=(_about([work for work, _ in self._works]),),
            notes=tuple(notes),
        )

    def __len__(self) -> int:
        """Return how many works there are."""
        return len(self._works)

    def fingerprint(self) -> str:
        """Return the sha256 of the content, the version of this reader and that of the extraction."""
        parts = (READER_VERSION, self._extraction.version, self.info.name, self._content.fingerprint())
        return hashlib.sha256(":".join(parts).encode()).hexdigest()

    def records(self) -> Iterator[Source | Concept | Passage | Claim]:
        """Yield sources, their passages, and then the concepts and claims that the passages speak of.

        What a retracted work says can be searched and shown; nothing is claimed on its word.
        """
        yield from (work for work, _ in self._works)
        retracted = {work.id for work, _ in self._works if work.retracted}
        passages: list[Passage] = []
        for passage in self._passages():
            if passage.source not in retracted:
                passages.append(passage)
            yield passage
        yield from self._extraction.read(passages, self._progress)

    def _passages(self) -> Iterator[Passage]:
        work_of: dict[str, Source] = {}
        for work, records in self._works:
            for record in records:
                work_of.setdefault(record.id, work)
        seen: set[str] = set()
        for item in self._content.items():
            work = work_of[item.source.id]
            for passage in item.passages:
                name = passage_id(work.id, passage.quote)
                if name not in seen:
                    seen.add(name)
                    yield passage.model_copy(update={"id": name, "source": work.id, "year": work.year})


def _about(works: Sequence[Source]) -> str:
    """Say in a phrase what the papers are about: their first titles, and the years that they span."""
    years = sorted(work.year for work in works if work.year is not None)
    span = f" of {years[0]}–{years[-1]}" if years and years[0] != years[-1] else f" of {years[0]}" if years else ""
    titles = ", ".join(f"“{_short(work.title)}”" for work in works[:SHOWN_TITLES])
    return f"{len(works):,} paper{'' if len(works) == 1 else 's'}{span}" + (f", among them {titles}" if titles else "")


def _short(title: str) -> str:
    line = title.replace(";", ",")
    return line if len(line) <= SHOWN_TITLE else line[:SHOWN_TITLE].rsplit(" ", 1)[0] + " …"
