"""Getting at a file's content: bounded, in the encoding it claims, and named by what it holds."""

import codecs
import hashlib
from collections.abc import Iterator
from typing import IO

from coscientist.domain.base import content_id
from coscientist.domain.errors import FileError
from coscientist.literature.files.values import Opened

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def check_size(opened: Opened, limit: int) -> int:
    """Return the size of a file. Raises: FileError for one that is empty or over the limit."""
    size = opened.path.stat().st_size
    if size == 0:
        raise FileError("The file is empty.", "Export or download it again.")
    if size > limit:
        raise FileError(f"The file has {size:,} bytes; at most {limit:,} are read.", "Split it, or raise the limit.")
    return size


def read_bytes(opened: Opened) -> bytes:
    """Return the whole content. Raises: FileError for one that is empty or over the limit."""
    check_size(opened, opened.limits.max_bytes)
    with opened.path.open("rb") as stream:
        # One byte more than allowed tells a file that grew, or a device without an end.
        data = stream.read(opened.limits.max_bytes + 1)
    if len(data) > opened.limits.max_bytes:
        raise FileError(f"The file is longer than {opened.limits.max_bytes:,} bytes.", "Split it.")
    return data


def encoding_of(start: bytes) -> str:
    """Return the encoding that a byte-order mark names, and UTF-8 without one."""
    return next((name for bom, name in _BOMS if start.startswith(bom)), "utf-8")


def decode(data: bytes) -> str:
    """Return text. A guessed encoding would garble quotations that must be verbatim, so none is guessed.

    Raises: FileError for what is not UTF-8 and has no byte-order mark.
    """
    encoding = encoding_of(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FileError(
            f"The file is not {encoding.upper()} (byte {error.start}, line {line}).",
            "Save it as UTF-8, as with: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW",
        ) from error
    if "\x00" in text:
        raise FileError("The file holds zero bytes: it is binary or in an unmarked encoding.", "Save it as UTF-8.")
    return text


def read_text(opened: Opened) -> str:
    """Return the whole content as text. Raises: FileError."""
    return decode(read_bytes(opened))


def open_lines(opened: Opened) -> IO[str]:
    """Open a table for reading line by line; a wrong encoding raises UnicodeDecodeError where it is met.

    Raises: FileError for a file that is empty or over the limit.
    """
    check_size(opened, opened.limits.max_table_bytes)
    with opened.path.open("rb") as stream:
        encoding = encoding_of(stream.read(4))
    return opened.path.open(encoding=encoding, newline="")


def bounded_lines(stream: IO[str], longest: int = 10_000_000) -> Iterator[str]:
    """Yield lines. Raises: FileError for one beyond any sense, before it fills the memory."""
    while line := stream.readline(longest + 1):
        if len(line) > longest:
            raise FileError(f"A line is longer than {longest:,} characters.", "One record belongs on one line.")
        yield line


def file_id(data: bytes) -> str:
    """Return the id of a source that has no name but its file's content; renaming the file does not change it."""
    return content_id("file", hashlib.sha256(data).hexdigest())
