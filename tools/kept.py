"""What was made of the data files of installed packages, kept on disk so that it is made once a machine."""

import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coscientist.tools.declare import library_version

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")
FORMAT = 1
"""Raised when what is kept changes its form otherwise than by the code that makes it."""
MAX_BYTES = 100_000_000


def kept(
    name: str, adapter: "TypeAdapter[T]", make: Callable[[], T], packages: Sequence[str], code: Sequence[Path]
) -> T:
    """Return what `make` makes, read from the last time when nothing that it depends on has changed since.

    That is the `packages` by their versions, and the files of `code` by their content. It is kept as JSON, checked as
    it is read, and made anew when it cannot be read. Where nothing can be written, it is made every time.

    Limits: files in the folder of caches are trusted as far as the user's own files are: they may hold other names,
    and nothing that is run.
    """
    folder, key = _folder(), _key(packages, code)
    if folder is None:
        return make()
    path = folder / f"{name}-{key}.json"
    try:
        if path.stat().st_size <= MAX_BYTES:
            return adapter.validate_json(path.read_bytes())
    except (OSError, ValueError):  # not there, or damaged
        pass
    made = make()
    _write(path, adapter.dump_json(made), name)
    return made


def _write(path: Path, content: bytes, name: str) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(path)
        for older in path.parent.glob(f"{name}-*.json"):
            if older != path:
                older.unlink(missing_ok=True)
    except OSError:  # no room, or no right to write: it is only made again
        with suppress(OSError):
            unfinished.unlink()


def _folder() -> Path | None:
    """Return the user's folder of caches, as the XDG base directory specification has it; None without a home."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if given and Path(given).is_absolute():
        return Path(given) / "coscientist"
    try:
        return Path.home() / ".cache" / "coscientist"
    except RuntimeError:
        return None


def _key(packages: Sequence[str], code: Sequence[Path]) -> str:
    found = hashlib.sha256(f"{FORMAT} {[(each, library_version(each)) for each in packages]}".encode())
    for file in code:
        found.update(file.read_bytes())
    return found.hexdigest()[:16]
