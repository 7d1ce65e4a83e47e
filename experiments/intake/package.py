"""Opens what a laboratory sent: hashes every file and keeps the two that are read."""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from coscientist.domain.base import Value
from coscientist.domain.result import PackageFile
from coscientist.experiments.intake.members import METADATA, TABLE, Limits, Member, members_of, safe_member

_LITTER = {".ds_store", "thumbs.db", "desktop.ini"}


class Package(Value):
    """The readable content of a package."""

    table: bytes | None
    """`results.csv`; None where a failed run sent none."""
    metadata: bytes | None
    files: tuple[PackageFile, ...]


def open_package(path: Path, limits: Limits | None = None) -> Package:
    """Read a zip, a folder or a single CSV file.

    Raises: FileError when it is missing, too large, damaged, encrypted, or when a member's path leaves the package.
    """
    limits = limits or Limits()
    with members_of(path, limits) as members:
        return _collect(members, limits)


def extract_package(path: Path, target: Path, limits: Limits | None = None) -> tuple[PackageFile, ...]:
    """Copy every file of a package into `target`, under the same bounds, and return what was written.

    Raises: FileError as `open_package`.
    """
    limits = limits or Limits()
    wanted = {file.path for file in open_package(path, limits).files}
    written: dict[str, PackageFile] = {}
    with members_of(path, limits) as members:
        for member in members:
            place = _within_package(member.name, wanted)
            if place is None:
                continue
            (target / place).parent.mkdir(parents=True, exist_ok=True)
            digest, size = hashlib.sha256(), 0
            with (target / place).open("wb") as out:
                for chunk in member.chunks(limits.member_bytes):
                    digest.update(chunk)
                    size += out.write(chunk)
            written[place] = PackageFile(path=place, sha256=digest.hexdigest(), bytes=size)
    return tuple(written[place] for place in sorted(written))


def _within_package(name: str, wanted: set[str]) -> str | None:
    """Return where a member goes: its path, or its path without the folder around everything."""
    full = str(safe_member(name))
    for candidate in (full, full.partition("/")[2]):
        if candidate in wanted:
            return candidate
    return None


def _collect(members: Iterator[Member], limits: Limits) -> Package:
    files: dict[str, PackageFile] = {}
    kept: dict[str, bytes] = {}
    budget = limits.total_bytes
    for member in sorted(members, key=lambda m: m.name):
        path = safe_member(member.name)
        if path.name.casefold() in _LITTER or "__MACOSX" in path.parts:
            continue
        own = {TABLE: limits.table_bytes, METADATA: limits.metadata_bytes}.get(path.name.casefold())
        digest, size, parts = hashlib.sha256(), 0, []
        for chunk in member.chunks(min(limits.member_bytes, budget, own or budget)):
            digest.update(chunk)
            size += len(chunk)
            if own is not None:
                parts.append(chunk)
        budget -= size
        files[str(path)] = PackageFile(path=str(path), sha256=digest.hexdigest(), bytes=size)
        if own is not None:
            kept[str(path)] = b"".join(parts)
    return _rooted(files, kept)


def _rooted(files: dict[str, PackageFile], kept: dict[str, bytes]) -> Package:
    """Drop the one folder that most packers put around everything."""
    tops = {PurePosixPath(name).parts[0] for name in files}
    if len(tops) == 1 and all("/" in name for name in files):
        cut = len(next(iter(tops))) + 1
        files = {n[cut:]: f.model_copy(update={"path": n[cut:]}) for n, f in files.items()}
        kept = {n[cut:]: c for n, c in kept.items()}
    by_name = {name.casefold(): content for name, content in kept.items()}
    return Package(
        table=by_name.get(TABLE),
        metadata=by_name.get(METADATA),
        files=tuple(files[name] for name in sorted(files)),
    )
