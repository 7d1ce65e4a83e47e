"""The files of a package: what they are called, and how each is read without believing anything it declares."""

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

TABLE = "results.csv"
METADATA = "metadata.json"
CHUNK = 1 << 20
DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises for archives that are broken, on purpose or not; RuntimeError is its word for a password."""


class Limits(Value):
    """How large a package may be. A compression ratio above `ratio` is taken for an attack on files over 1 MB."""

    members: int = 1000
    member_bytes: int = 200 * 1024 * 1024
    total_bytes: int = 500 * 1024 * 1024
    ratio: float = 200.0
    table_bytes: int = 50 * 1024 * 1024
    metadata_bytes: int = 1024 * 1024


class Member:
    """One file of a package."""

    def __init__(self, name: str, opener: Callable[[], IO[bytes]]) -> None:
        self.name = name
        self._opener = opener

    def chunks(self, limit: int) -> Iterator[bytes]:
        """Read to the end, but never past the limit.

        Raises: FileError when it is larger, damaged or cannot be opened.
        """
        size = 0
        for chunk in self._unbounded():
            size += len(chunk)
            if size > limit:
                raise FileError(f"{self.name!r} is larger than {limit} bytes.", "Send less, or split raw data off.")
            yield chunk

    def _unbounded(self) -> Iterator[bytes]:
        try:
            with self._opener() as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except DAMAGE as error:
            raise FileError(f"{self.name!r} cannot be read: {error}", "Send it again, not damaged.") from error


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


@contextmanager
def members_of(path: Path, limits: Limits) -> Iterator[Iterator[Member]]:
    """Give the files of a zip, a folder or a single table.

    Raises: FileError when it is missing, damaged, encrypted, too large, or a member's path leaves the package.
    """
    if path.is_dir():
        yield _folder_members(path, limits)
    elif not path.is_file():
        raise FileError(f"There is no file or folder {path.name!r}.", "Give a zip, a folder or a results.csv.")
    elif _is_zip(path):
        archive = _archive(path)
        with archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if any(info.filename == "[Content_Types].xml" for info in infos):
                raise FileError(f"{path.name!r} is an Office file.", "Export the sheet as CSV (UTF-8) and send that.")
            _check_zip(infos, limits)
            yield iter([Member(info.filename, _opener(archive, info)) for info in infos])
    elif path.suffix.casefold() in {".csv", ".tsv", ".txt"}:
        yield iter([Member(TABLE, _file_opener(path))])
    else:
        raise FileError(
            f"{path.name!r} is neither a zip, a folder nor a CSV file.", "Save the table as CSV (UTF-8) and send that."
        )


def _file_opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except DAMAGE as error:
        raise FileError(f"The archive {path.name!r} is damaged: {error}", "Pack it again.") from error


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(info)


def _folder_members(folder: Path, limits: Limits) -> Iterator[Member]:
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
            yield Member(member.relative_to(folder).as_posix(), _file_opener(member))


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
