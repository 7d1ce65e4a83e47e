"""Opens what a laboratory sent: a zip, a folder or one table, bounded in every way and never leaving its place."""

import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from coscientist.domain.base import Value
from coscientist.domain.errors import FileError
from coscientist.domain.result import PackageFile

TABLE = "results.csv"
METADATA = "metadata.json"
CHUNK = 1 << 20
_LITTER = {".ds_store", "thumbs.db", "desktop.ini"}


class Limits(Value):
    """How large a package may be. A compression ratio above `ratio` is taken for an attack on files over 1 MB."""

    members: int = 1000
    member_bytes: int = 200 * 1024 * 1024
    total_bytes: int = 500 * 1024 * 1024
    ratio: float = 200.0
    table_bytes: int = 50 * 1024 * 1024
    metadata_bytes: int = 1024 * 1024


class Package(Value):
    """The readable content of a package."""

    table: bytes | None
    """`results.csv`; None where a failed run sent none."""
    metadata: bytes | None
    files: tuple[PackageFile, ...]


Opener = Callable[[], IO[bytes]]


def open_package(path: Path, limits: Limits | None = None) -> Package:
    """Read a zip, a folder or a single CSV file.

    Raises: FileError when it is missing, too large, damaged, encrypted, or when a member's path leaves the package.
    """
    limits = limits or Limits()
    with _members(path, limits) as members:
        return _collect(members, limits)


def extract_package(path: Path, target: Path, limits: Limits | None = None) -> tuple[PackageFile, ...]:
    """Copy every file of a package into `target`, under the same bounds, and return what was written."""
    limits = limits or Limits()
    wanted = {file.path for file in open_package(path, limits).files}
    written: dict[str, PackageFile] = {}
    with _members(path, limits) as members:
        for name, _, opener in members:
            place = _within_package(name, wanted)
            if place is not None:
                (target / place).parent.mkdir(parents=True, exist_ok=True)
                with _opened(opener, name) as stream, (target / place).open("wb") as out:
                    digest, size, _ = _read(stream, name, limits.member_bytes, None, out)
                written[place] = PackageFile(path=place, sha256=digest, bytes=size)
    return tuple(written[place] for place in sorted(written))


def _within_package(name: str, wanted: set[str]) -> str | None:
    """Return where a member goes: its path, or its path without the folder around everything."""
    full = str(safe_member(name))
    for candidate in (full, full.partition("/")[2]):
        if candidate in wanted:
            return candidate
    return None


def safe_member(name: str) -> PurePosixPath:
    """Return a member's path, made sure to stay inside its package.

    Raises: FileError for absolute paths, drive letters, `..` and control characters.
    """
    plain = name.replace("\\", "/")
    path = PurePosixPath(plain)
    bad = path.is_absolute() or ".." in path.parts or ":" in plain or any(ord(c) < 32 for c in plain) or not path.parts
    if bad or len(plain) > 500:
        raise FileError(
            f"The package holds a member with an unsafe path: {name[:80]!r}.",
            "Pack the files with paths relative to the package, without '..'.",
        )
    return path


_Member = tuple[str, int, Opener]


def _folder_members(folder: Path, limits: Limits) -> Iterator[_Member]:
    root = folder.resolve()
    count = 0
    for directory, names, files in os.walk(folder):
        names.sort()
        for name in sorted([*files, *(n for n in names if (Path(directory) / n).is_symlink())]):
            member = Path(directory) / name
            if member.is_symlink() or not member.resolve().is_relative_to(root):
                raise FileError(f"{name!r} is a link that may lead out of the folder.", "Put the file itself there.")
            if not stat.S_ISREG(member.stat().st_mode):
                raise FileError(f"{name!r} is not an ordinary file.", "Send ordinary files only.")
            count += 1
            if count > limits.members:
                raise FileError(f"The folder holds more than {limits.members} files.", "Send fewer, or zip raw data.")
            yield (
                member.relative_to(folder).as_posix(),
                member.stat().st_size,
                lambda member=member: member.open("rb"),  # type: ignore[misc]
            )


@contextmanager
def _members(path: Path, limits: Limits) -> Iterator[Iterator[_Member]]:
    """Give a package's members, each with how to open it."""
    if path.is_dir():
        yield _folder_members(path, limits)
        return
    if not path.is_file():
        raise FileError(f"There is no file or folder {path.name!r}.", "Give a zip, a folder or a results.csv.")
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(b"PK"):
        with _zip(path, limits) as members:
            yield members
        return
    if path.suffix.casefold() not in {".csv", ".tsv", ".txt"}:
        raise FileError(
            f"{path.name!r} is neither a zip, a folder nor a CSV file.", "Save the table as CSV (UTF-8) and send that."
        )
    yield iter([(TABLE, path.stat().st_size, lambda: path.open("rb"))])


@contextmanager
def _zip(path: Path, limits: Limits) -> Iterator[Iterator[_Member]]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [i for i in archive.infolist() if not i.is_dir()]
            if "[Content_Types].xml" in archive.namelist():
                raise FileError(f"{path.name!r} is an Office file.", "Export the sheet as CSV (UTF-8) and send that.")
            _check_zip(members, limits)
            yield _zip_members(archive, members)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, zlib.error) as error:
        raise FileError(f"The archive {path.name!r} is damaged: {error}", "Pack it again.") from error
    except RuntimeError as error:  # zipfile's word for a password
        raise FileError(f"The archive {path.name!r} cannot be read: {error}", "Pack it without a password.") from error


def _check_zip(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise FileError(f"The archive holds {len(members)} files, more than {limits.members}.", "Send fewer files.")
    names: set[str] = set()
    for info in members:
        name = str(safe_member(info.filename))
        if stat.S_ISLNK(info.external_attr >> 16):
            raise FileError(f"{name!r} in the archive is a link.", "Pack the file itself.")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FileError(f"{name!r} in the archive uses an unusual compression.", "Pack it as an ordinary zip.")
        if info.flag_bits & 1:
            raise FileError(f"{name!r} in the archive is encrypted.", "Pack it without a password.")
        if info.file_size > CHUNK and info.file_size / max(info.compress_size, 1) > limits.ratio:
            raise FileError(
                f"{name!r} unpacks to {info.file_size / max(info.compress_size, 1):.0f} times its size.",
                "Archives that swell like this are refused; send the file unpacked in a folder.",
            )
        if name.casefold() in names:
            raise FileError(f"The archive holds {name!r} twice.", "Pack every file once.")
        names.add(name.casefold())
    total = sum(info.file_size for info in members)
    if total > limits.total_bytes:
        raise FileError(f"The archive unpacks to {total} bytes, more than {limits.total_bytes}.", "Send less raw data.")


def _zip_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[_Member]:
    for info in members:
        yield info.filename, info.file_size, lambda info=info: archive.open(info)  # type: ignore[misc]


def _collect(members: Iterator[_Member], limits: Limits) -> Package:
    """Hash every file as it streams by and keep the two that are read."""
    files: dict[str, PackageFile] = {}
    kept: dict[str, bytes] = {}
    budget = limits.total_bytes
    for name, _, opener in sorted(members, key=lambda m: m[0]):
        path = safe_member(name)
        if path.name.casefold() in _LITTER or "__MACOSX" in path.parts:
            continue
        keep = {TABLE: limits.table_bytes, METADATA: limits.metadata_bytes}.get(path.name.casefold())
        with _opened(opener, name) as stream:
            digest, size, content = _read(stream, name, min(limits.member_bytes, budget), keep)
        budget -= size
        files[str(path)] = PackageFile(path=str(path), sha256=digest, bytes=size)
        if content is not None:
            kept[str(path)] = content
    return _rooted(files, kept)


@contextmanager
def _opened(opener: Opener, name: str) -> Iterator[IO[bytes]]:
    try:
        with opener() as stream:
            yield stream
    except PermissionError as error:
        raise FileError(f"{name!r} cannot be opened.", "Check its permissions.") from error


def _read(
    stream: IO[bytes], name: str, limit: int, keep: int | None, out: IO[bytes] | None = None
) -> tuple[str, int, bytes | None]:
    """Read to the end, but never past the limit: what a header declares is not believed."""
    digest, size, parts = hashlib.sha256(), 0, []
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit or (keep is not None and size > keep):
            raise FileError(
                f"{name!r} is larger than {min(limit, keep or limit)} bytes.", "Send less, or split raw data off."
            )
        digest.update(chunk)
        if out is not None:
            out.write(chunk)
        if keep is not None:
            parts.append(chunk)
    return digest.hexdigest(), size, b"".join(parts) if keep is not None else None


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
