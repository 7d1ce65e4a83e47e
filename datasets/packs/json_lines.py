"""Users' own packs: JSON Lines of sources, concepts, passages and claims.

One object a line, its `type` first. Ends of a claim may be concept ids or plain names; a claim may bring its quote
along. See docs/corpora.md.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from coscientist.datasets.packs.pack import PackInfo
from coscientist.domain.base import Value, content_id
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source
from coscientist.literature.cues import is_hedged

MAX_BYTES = 512 * 2**20
MAX_LINE = 1_000_000
SHOWN_ERRORS = 20


class PackLine(Value):
    """What the pack as a whole is."""

    type: Literal["pack"]
    title: str
    licence: str = "not stated"
    attribution: str = "not stated"
    version: str = "1"
    about: tuple[str, ...] = ()


class SourceLine(Source):
    """A publication."""

    type: Literal["source"]


class ConceptLine(Value):
    """A thing, with its kind and other names."""

    type: Literal["concept"]
    id: str = ""
    name: str = Field(min_length=1, max_length=300)
    kind: ConceptKind = ConceptKind.OTHER
    synonyms: tuple[str, ...] = ()
    identifiers: dict[str, str] = {}
    parent: str | None = None
    modification: str | None = None
    site: str | None = None
    members: tuple[str, ...] = ()


class PassageLine(Value):
    """A verbatim quote."""

    type: Literal["passage"]
    source: str
    quote: str = Field(min_length=1, max_length=20_000)
    locator: str | None = None


class ClaimLine(Value):
    """A signed statement with the quote that makes it."""

    type: Literal["claim"]
    subject: str = Field(min_length=1)
    predicate: Predicate
    object: str = Field(min_length=1)
    source: str
    quote: str = Field(min_length=1, max_length=20_000)
    locator: str | None = None
    direct: bool = False
    negated: bool = False
    confidence: float | None = Field(default=None, ge=0, le=1)
    context: dict[str, tuple[str, ...]] = {}


Line = Annotated[PackLine | SourceLine | ConceptLine | PassageLine | ClaimLine, Field(discriminator="type")]
_LINE: TypeAdapter[Any] = TypeAdapter(Line)


class JsonLines:
    """A pack read from one JSON Lines file.

    Raises: CorpusError when the file is missing, too large, or has lines that cannot be read (all are named, at most
    twenty).
    """

    def __init__(self, path: Path, name: str | None = None) -> None:
        if not path.is_file():
            raise CorpusError(f"There is no file {path}.", "Name a JSON Lines file with sources, passages and claims.")
        if path.stat().st_size > MAX_BYTES:
            raise CorpusError(f"{path.name} is larger than {MAX_BYTES // 2**20} MiB.", "Split it into several packs.")
        self._path = path
        self._lines = _read(path)
        head = next((line for line in self._lines if isinstance(line, PackLine)), None)
        self.info = PackInfo(
            name=name or path.stem,
            title=head.title if head else path.stem,
            version=head.version if head else "1",
            licence=head.licence if head else "not stated",
            attribution=head.attribution if head else "not stated",
            about=head.about if head else (),
        )

    def fingerprint(self) -> str:
        """Return the sha256 of the file."""
        with self._path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def records(self) -> Iterator[Source | Concept | Passage | Claim]:
        """Yield sources and concepts, then passages and claims; concepts that claims only name are made."""
        sources = {
            line.id: Source(**line.model_dump(exclude={"type"})) for line in self._lines if isinstance(line, SourceLine)
        }
        yield from sources.values()
        concepts = self._concepts()
        yield from concepts.values()
        names = {name.casefold(): item.id for item in concepts.values() for name in (*item.synonyms, item.name)}
        ids = {**names, **{item: item for item in concepts}}
        for line in self._lines:
            if isinstance(line, PassageLine):
                yield _passage(line, sources)
            elif isinstance(line, ClaimLine):
                quoted = _passage(line, sources)
                yield quoted
                yield _claim(line, ids, quoted, f"pack:{self.info.name}")

    def _concepts(self) -> dict[str, Concept]:
        found: dict[str, Concept] = {}
        for line in self._lines:
            if isinstance(line, ConceptLine):
                item = Concept(**{**line.model_dump(exclude={"type"}), "id": line.id or f"c:{line.name.casefold()}"})
                found[item.id] = item
        known = {name.casefold() for item in found.values() for name in (*item.synonyms, item.name)} | set(found)
        for line in self._lines:
            if isinstance(line, ClaimLine):
                for end in (line.subject, line.object):
                    if end not in known and end.casefold() not in known:
                        made = Concept(id=f"c:{end.casefold()}", name=end, kind=ConceptKind.OTHER)
                        found[made.id] = made
                        known.add(end.casefold())
        return found


def _read(path: Path) -> list[Any]:
    lines: list[Any] = []
    errors: list[str] = []
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, text in enumerate(file, start=1):
                if not text.strip():
                    continue
                if len(text) > MAX_LINE:
                    errors.append(f"line {number}: longer than {MAX_LINE:,} characters")
                    continue
                try:
                    lines.append(_LINE.validate_python(json.loads(text)))
                except (ValueError, RecursionError) as error:
                    errors.append(f"line {number}: {_reason(error)}")
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{path.name} is not UTF-8: {error.reason} at byte {error.start}.", "Save it as UTF-8."
        ) from error
    lines_by_source = {line.id for line in lines if isinstance(line, SourceLine)}
    errors += [
        f"source {line.source!r} is not listed in the file"
        for line in lines
        if isinstance(line, PassageLine | ClaimLine) and line.source not in lines_by_source
    ]
    if errors:
        more = f" … and {len(errors) - SHOWN_ERRORS} more" if len(errors) > SHOWN_ERRORS else ""
        raise CorpusError(
            f"{path.name} cannot be read: {'; '.join(list(dict.fromkeys(errors))[:SHOWN_ERRORS])}{more}.",
            "The format is described in docs/corpora.md; nothing was loaded.",
        )
    if not lines:
        raise CorpusError(f"{path.name} is empty.", "The format is described in docs/corpora.md.")
    return lines


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return f"{where}: {first['msg']}" if where else str(first["msg"])
    return str(error) or type(error).__name__


def _passage(line: PassageLine | ClaimLine, sources: dict[str, Source]) -> Passage:
    return Passage(
        id=content_id("p", line.source, line.quote),
        source=line.source,
        quote=line.quote,
        locator=line.locator,
        year=sources[line.source].year,
    )


def _claim(line: ClaimLine, ids: dict[str, str], quoted: Passage, made_by: str) -> Claim:
    subject = ids.get(line.subject) or ids.get(line.subject.casefold()) or f"c:{line.subject.casefold()}"
    object_ = ids.get(line.object) or ids.get(line.object.casefold()) or f"c:{line.object.casefold()}"
    return Claim(
        id=content_id("c", subject, line.predicate, object_, None, None, (quoted.id,)),
        subject=subject,
        predicate=line.predicate,
        object=object_,
        passages=(quoted.id,),
        source=quoted.source,
        year=quoted.year,
        direct=line.direct,
        negated=line.negated,
        hedged=is_hedged(line.quote),
        confidence=line.confidence,
        context=line.context,
        made_by=made_by,
    )
