"""Users' own packs: JSON Lines of sources, concepts, passages and claims. docs/corpora.md describes the format."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from coscientist.datasets.packs.json_line import (
    ClaimLine,
    ConceptLine,
    Faults,
    Numbered,
    PackLine,
    PassageLine,
    SourceLine,
    read_lines,
)
from coscientist.datasets.packs.kinds import kind_by_name
from coscientist.datasets.packs.pack import PackInfo
from coscientist.domain.base import content_id
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.literature import Passage, Source
from coscientist.literature.cues import is_hedged

READER_VERSION = "2"
"""Raised whenever the reading changes, so that loaded corpora are built again."""
SHOWN_NAMES = 8


class JsonLines:
    """A pack read from one JSON Lines file.

    `kind_of` tells the kind of a thing that the file names without saying what it is.

    Raises: CorpusError when the file is missing, too large or empty, or has lines that cannot be read or that refer
    to what is not there (all are named with their numbers, at most twenty).
    """

    def __init__(
        self, path: Path, name: str | None = None, *, kind_of: Callable[[str], ConceptKind] = kind_by_name
    ) -> None:
        self._path = path
        self._lines = read_lines(path)
        faults = Faults(path)
        self._sources = _sources(self._lines, faults)
        self._concepts = _Concepts(self._lines, kind_of, faults)
        for number, line in self._lines:
            if isinstance(line, ClaimLine) and self._ends(line)[0] == self._ends(line)[1]:
                faults.add(number, f"{line.subject!r} and {line.object!r} are one thing")
        faults.raise_any()
        head = next((line for _, line in self._lines if isinstance(line, PackLine)), None)
        self.info = PackInfo(
            name=name or re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("-._") or "pack",
            title=head.title if head else path.stem,
            version=head.version if head else "1",
            licence=head.licence if head else "not stated",
            attribution=head.attribution if head else "not stated",
            about=head.about if head else (),
            notes=_notes(self._concepts.unknown),
        )

    def fingerprint(self) -> str:
        """Return the sha256 of the file and of the version of this reader."""
        with self._path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        return hashlib.sha256(f"{READER_VERSION}:{content}".encode()).hexdigest()

    def records(self) -> Iterator[Source | Concept | Passage | Claim]:
        """Yield sources and concepts, then passages and claims; concepts that claims only name are made."""
        yield from self._sources.values()
        yield from self._concepts.by_id.values()
        for _, line in self._lines:
            if isinstance(line, PassageLine):
                yield self._passage(line)
            elif isinstance(line, ClaimLine):
                quoted = self._passage(line)
                yield quoted
                yield self._claim(line, quoted)

    def _ends(self, line: ClaimLine) -> tuple[str, str]:
        return self._concepts.id_of(line.subject), self._concepts.id_of(line.object)

    def _passage(self, line: PassageLine | ClaimLine) -> Passage:
        return Passage(
            id=content_id("p", line.source, line.quote),
            source=line.source,
            quote=line.quote,
            locator=line.locator,
            year=self._sources[line.source].year,
        )

    def _claim(self, line: ClaimLine, quoted: Passage) -> Claim:
        subject, object_ = self._ends(line)
        aspects = (line.subject_aspect, line.object_aspect)
        return Claim(
            id=content_id("c", subject, line.predicate, object_, *aspects, (quoted.id,)),
            subject=subject,
            predicate=line.predicate,
            object=object_,
            passages=(quoted.id,),
            source=quoted.source,
            year=quoted.year,
            direct=line.direct,
            subject_aspect=line.subject_aspect,
            object_aspect=line.object_aspect,
            negated=line.negated,
            hedged=is_hedged(line.quote) if line.hedged is None else line.hedged,
            confidence=line.confidence,
            context=line.context,
            made_by=f"pack:{self.info.name}",
        )


def _sources(lines: list[Numbered], faults: Faults) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for number, line in lines:
        if isinstance(line, SourceLine):
            made = Source(**line.model_dump(exclude={"type"}))
            if found.setdefault(made.id, made) != made:
                faults.add(number, f"source {made.id!r} was listed before with other content")
    for number, line in lines:
        if isinstance(line, PassageLine | ClaimLine) and line.source not in found:
            faults.add(number, f"source {line.source!r} is not listed in the file")
    return found


class _Concepts:
    """The concepts of a file, listed or only named, and which of them a name means."""

    def __init__(self, lines: list[Numbered], kind_of: Callable[[str], ConceptKind], faults: Faults) -> None:
        self._kind_of = kind_of
        self.by_id: dict[str, Concept] = {}
        self._by_name: dict[str, dict[str, None]] = {}
        self._stated: dict[str, ConceptKind] = {}
        listed = [(number, line) for number, line in lines if isinstance(line, ConceptLine)]
        for number, line in listed:
            self._list(number, line, faults)
        self._resolve(listed, faults)
        claims = [(number, line) for number, line in lines if isinstance(line, ClaimLine)]
        for number, claim in claims:
            for name, kind in claim.named():
                self._state(number, name, kind, faults)
        for number, claim in claims:
            for name, _ in claim.named():
                self._name(number, name, faults)
        self.unknown = [item.name for item in self.by_id.values() if item.kind is ConceptKind.OTHER]

    def id_of(self, name: str) -> str:
        """Return the id of what a name means; the first listed where it means several."""
        return name if name in self.by_id else next(iter(self._by_name.get(name.casefold(), {_made_id(name): None})))

    def _list(self, number: int, line: ConceptLine, faults: Faults) -> None:
        fields = line.model_dump(exclude={"type", "kind"})
        kind = line.kind or self._kind_of(line.name)
        made = Concept(**{**fields, "id": line.id or _made_id(line.name), "kind": kind})
        if self.by_id.setdefault(made.id, made) != made:
            faults.add(number, f"concept {made.id!r} was listed before with other content")
        for name in (made.name, *made.synonyms):
            self._by_name.setdefault(name.casefold(), {})[made.id] = None

    def _resolve(self, listed: list[tuple[int, ConceptLine]], faults: Faults) -> None:
        """Turn parents and members that are given by name into ids."""
        for number, line in listed:
            made = self.by_id[line.id or _made_id(line.name)]
            for wanted in (*line.members, *([line.parent] if line.parent else [])):
                if wanted not in self.by_id and wanted.casefold() not in self._by_name:
                    faults.add(number, f"concept {wanted!r} is not listed in the file")
            parent = self.id_of(line.parent) if line.parent else None
            members = tuple(self.id_of(member) for member in line.members)
            self.by_id[made.id] = made.model_copy(update={"parent": parent, "members": members})

    def _state(self, number: int, name: str, kind: ConceptKind | None, faults: Faults) -> None:
        """Note the kind that a claim states of one of its ends."""
        if kind is None:
            return
        known = self.by_id.get(self.id_of(name))
        before = known.kind if known else self._stated.setdefault(name.casefold(), kind)
        if before is not kind:
            faults.add(number, f"{name!r} is of kind {kind.value!r} here and {before.value!r} elsewhere")

    def _name(self, number: int, name: str, faults: Faults) -> None:
        meant = self._by_name.get(name.casefold(), {})
        if name in self.by_id or len(meant) == 1:
            return
        if meant:
            faults.add(number, f"{name!r} may mean {', '.join(sorted(meant))}; use the id")
            return
        kind = self._stated.get(name.casefold()) or self._kind_of(name)
        made = Concept(id=_made_id(name), name=name, kind=kind)
        self.by_id[made.id] = made
        self._by_name[name.casefold()] = {made.id: None}


def _made_id(name: str) -> str:
    return f"c:{name.casefold()}"


def _notes(unknown: list[str]) -> tuple[str, ...]:
    if not unknown:
        return ()
    shown = ", ".join(unknown[:SHOWN_NAMES]) + (" …" if len(unknown) > SHOWN_NAMES else "")
    return (
        f"{len(unknown)} of its concepts are of no kind that one could act on or act through ({shown}): state what "
        "they are with concept lines, or with subject_kind and object_kind.",
    )
