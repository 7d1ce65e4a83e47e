"""The lines of a user's pack: one JSON object each, its `type` first. docs/corpora.md describes them for users."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from coscientist.domain.base import Value
from coscientist.domain.claim import Predicate
from coscientist.domain.concept import ConceptKind
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Source

MAX_BYTES = 512 * 2**20
MAX_LINE = 1_000_000
SHOWN_ERRORS = 20
HINT = "The format is described in docs/corpora.md; nothing was loaded."

Text = Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]
Quote = Annotated[str, Field(min_length=1, max_length=20_000, pattern=r"\S")]


def _as_list(value: Any) -> Any:
    """Let a single value stand for a list of one."""
    return (value,) if isinstance(value, str) else value


Values = Annotated[tuple[str, ...], BeforeValidator(_as_list)]


class PackLine(Value):
    """What the pack as a whole is."""

    type: Literal["pack"]
    title: Text
    licence: str = "not stated"
    attribution: str = "not stated"
    version: str = "1"
    about: Values = ()
    """What it covers, in a few phrases: shown when a goal is about something else."""


class SourceLine(Source):
    """A publication."""

    type: Literal["source"]


class ConceptLine(Value):
    """A thing, with its kind and other names."""

    type: Literal["concept"]
    id: str = ""
    name: Text
    kind: ConceptKind | None = None
    """None: it is told by the name, as for things that claims only name."""
    synonyms: Values = ()
    identifiers: dict[str, str] = {}
    parent: str | None = None
    """Id or name of the thing of which this is a state."""
    modification: str | None = None
    site: str | None = None
    members: Values = ()


class PassageLine(Value):
    """A verbatim quote."""

    type: Literal["passage"]
    source: str
    quote: Quote
    locator: str | None = None


class ClaimLine(Value):
    """A signed statement with the quote that makes it."""

    type: Literal["claim"]
    subject: Text
    """Id, name or synonym of a concept; a name that no line lists makes one."""
    predicate: Predicate
    object: Text
    source: str
    quote: Quote
    locator: str | None = None
    subject_kind: ConceptKind | None = None
    object_kind: ConceptKind | None = None
    subject_aspect: str | None = None
    """What of it: `activity`, `kinase activity`, `degradation` …; none: its amount."""
    object_aspect: str | None = None
    direct: bool = False
    negated: bool = False
    hedged: bool | None = None
    """None: judged by the words of the quote."""
    confidence: float | None = Field(default=None, ge=0, le=1)
    context: dict[str, Values] = {}
    """Where it was seen: `species`, `cell line`, `cell type`, `anatomy`, `disease`, `method` …"""

    def named(self) -> tuple[tuple[str, ConceptKind | None], tuple[str, ConceptKind | None]]:
        """Return both ends as the line names them, each with the kind that it states."""
        return (self.subject, self.subject_kind), (self.object, self.object_kind)


AnyLine = PackLine | SourceLine | ConceptLine | PassageLine | ClaimLine
_LINE: TypeAdapter[AnyLine] = TypeAdapter(Annotated[AnyLine, Field(discriminator="type")])


class Numbered(NamedTuple):
    """A line with its number in the file."""

    number: int
    line: AnyLine


class Faults:
    """What is wrong with a file, gathered so that its author can mend everything at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[str, None] = {}

    def add(self, number: int, what: str) -> None:
        """Note a fault of one line."""
        self._found[f"line {number}: {what}"] = None

    def raise_any(self) -> None:
        """Raises: CorpusError with the first twenty faults, when there are any."""
        if self._found:
            shown = list(self._found)[:SHOWN_ERRORS]
            more = f" … and {len(self._found) - len(shown)} more" if len(self._found) > len(shown) else ""
            raise CorpusError(f"{self._path.name} cannot be read: {'; '.join(shown)}{more}.", HINT)


def read_lines(path: Path) -> list[Numbered]:
    """Read a file of JSON Lines.

    Raises: CorpusError when the file is missing, too large, empty or not UTF-8, or when lines cannot be read.
    """
    if not path.is_file():
        raise CorpusError(f"There is no file {path}.", "Name a JSON Lines file with sources, passages and claims.")
    if path.stat().st_size > MAX_BYTES:
        raise CorpusError(f"{path.name} is larger than {MAX_BYTES // 2**20} MiB.", "Split it into several packs.")
    faults = Faults(path)
    try:
        lines = list(_parsed(path, faults))
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{path.name} is not UTF-8: {error.reason} at byte {error.start}.", "Save it as UTF-8."
        ) from error
    faults.raise_any()
    if not lines:
        raise CorpusError(f"{path.name} is empty.", "The format is described in docs/corpora.md.")
    return lines


def _parsed(path: Path, faults: Faults) -> Iterator[Numbered]:
    with path.open(encoding="utf-8-sig") as file:
        for number, text in enumerate(file, start=1):
            if not text.strip():
                continue
            if len(text) > MAX_LINE:
                faults.add(number, f"longer than {MAX_LINE:,} characters")
                continue
            try:
                yield Numbered(number, _LINE.validate_python(json.loads(text)))
            except (ValueError, RecursionError) as error:
                faults.add(number, _reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return f"{where}: {first['msg']}" if where else str(first["msg"])
    return str(error) or type(error).__name__
