"""Importing what a test writes."""

from pathlib import Path

from coscientist.literature.files.importing import import_path
from coscientist.literature.files.values import ImportedSource, ImportFailure, Limits
from tests.support.clocks import SetClock


def read(path: Path, **options: object) -> tuple[list[ImportedSource], list[ImportFailure]]:
    """Return the sources and the failures of an import."""
    items = list(import_path(path, clock=SetClock(), **options))  # type: ignore[arg-type]
    return (
        [item for item in items if isinstance(item, ImportedSource)],
        [item for item in items if isinstance(item, ImportFailure)],
    )


def only(path: Path, content: str | bytes, **options: object) -> ImportedSource:
    """Write a file, and return the one source that it holds."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    sources, failures = read(path, **options)
    assert failures == []
    (source,) = sources
    return source


def failure(path: Path, content: str | bytes, limits: Limits | None = None) -> ImportFailure:
    """Write a file, and return the one reason why it holds nothing."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    sources, failures = read(path, limits=limits)
    assert sources == []
    (problem,) = failures
    return problem
