"""Takes a file from a request: bounded in size while it streams, stored under a name of our own."""

import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from coscientist.domain.errors import CoscientistError, FileError

MOST_BYTES = 200 * 1024 * 1024
"""Of a request's body, unless the server is told otherwise. What a package unpacks to has bounds of its own."""
TABLES = frozenset({"text/csv", "application/csv", "text/tab-separated-values", "text/plain"})
ARCHIVES = frozenset({"application/zip", "application/x-zip-compressed"})
FORM = "multipart/form-data"
EITHER = "application/octet-stream"
ZIP_BEGINS = b"PK"


class TooLargeError(CoscientistError):
    """The body is larger than this server takes."""


class FormatError(CoscientistError):
    """The body is of a kind that cannot be a results package."""


@asynccontextmanager
async def received(request: Request, most_bytes: int) -> AsyncIterator[Path]:
    """Give the file that a request carries, as a form's one file or as its whole body, until the block ends.

    The name that the client gave it is never used: what it is, its first bytes say.

    Raises: FormatError; TooLargeError; FileError when there is none, or more than one.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind not in {*TABLES, *ARCHIVES, FORM, EITHER}:
        raise FormatError(
            f"A body of type {kind[:80]!r} cannot be a results package.",
            "Send a form with one file (multipart/form-data), or the file itself as text/csv or application/zip.",
        )
    bounded = Request(request.scope, _bounded(request.receive, request.headers, most_bytes))
    with TemporaryDirectory(prefix="coscientist-upload-") as folder:
        arrived = Path(folder) / "arrived"
        await (_from_form(bounded, arrived) if kind == FORM else _from_body(bounded, arrived))
        yield _named(arrived)


async def _from_body(request: Request, arrived: Path) -> None:
    with arrived.open("wb") as file:
        async for chunk in request.stream():
            file.write(chunk)


async def _from_form(request: Request, arrived: Path) -> None:
    try:
        async with request.form(max_files=2, max_fields=10) as form:
            files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
            if len(files) != 1:
                raise FileError(f"The form holds {len(files)} files; expected one.", "Put several files into one zip.")
            with arrived.open("wb") as target:
                shutil.copyfileobj(files[0].file, target)
    except HTTPException as error:
        raise FileError(f"The form cannot be read: {error.detail}", "Send it as multipart/form-data.") from error


def _named(arrived: Path) -> Path:
    with arrived.open("rb") as file:
        begins = file.read(len(ZIP_BEGINS))
    if not begins:
        raise FileError("The file is empty.", "Send a CSV table or a zip that holds results.csv.")
    return arrived.rename(arrived.with_name("package.zip" if begins == ZIP_BEGINS else "results.csv"))


def _bounded(receive: Receive, headers: Mapping[str, str], most_bytes: int) -> Receive:
    """Count what arrives: what a header declares is not believed, but taken at its word when it is too much."""
    declared = headers.get("content-length", "")
    arrived = int(declared) if declared.isdecimal() and int(declared) > most_bytes else 0

    async def counted() -> Message:
        nonlocal arrived
        if arrived > most_bytes:
            raise _too_large(most_bytes)
        message = await receive()
        arrived += len(message.get("body", b""))
        if arrived > most_bytes:
            raise _too_large(most_bytes)
        return message

    return counted


def _too_large(most_bytes: int) -> TooLargeError:
    return TooLargeError(
        f"The body is larger than {most_bytes:,} bytes.", "Leave raw instrument files out, or send them in parts."
    )
