"""Replies on disk as they arrive, before they are read, judged and kept: for a process that is killed in between."""

import base64
import http.client
import io
import itertools
import json
import os
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

ENCODINGS = "gzip, deflate"
"""What a reply that is kept as it came may be packed with."""
_LONGEST = 16_000_000
_EITHER_HEADER = 32 + zlib.MAX_WBITS


class Arrivals:
    """A run's replies that may not be in its ledger yet, one file for each process that asked.

    A process that ends in good order has everything in the ledger and removes its file. One that is killed leaves it,
    and whoever resumes the run takes what it holds for answers instead of asking again.

    Limits: what is kept is the reply as it came, readable by its owner only; a machine that loses power may lose it.
    """

    def __init__(self, folder: Path, recorded: Callable[[str], bool] = lambda _key: False) -> None:
        """`recorded` says whether a question's answer is in the ledger, where nobody asks for it again."""
        self._folder = folder
        self._left = sorted(folder.glob("*.jsonl"))
        self._found = {key: reply for key, reply in _replies(self._left) if not recorded(key)}
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._file: int | None = None
        self._path = folder / f"{uuid4().hex}.jsonl"

    def __len__(self) -> int:
        """Return how many replies an earlier process left and nobody has taken."""
        return len(self._found)

    def take(self, key: str) -> dict[str, Any] | None:
        """Return the reply to a question that an earlier process received, once; None when there is none."""
        return self._found.pop(key, None)

    def begin(self) -> int:
        """Return the number of a request, under which the parts of its reply are kept."""
        return next(self._numbers)

    def keep_part(self, key: str, number: int, raw: bytes) -> None:
        """Keep bytes of the HTTP response to a request; on return they survive this process."""
        self._write({"key": key, "number": number, "raw": base64.b64encode(raw).decode("ascii")})

    def keep(self, key: str, reply: Mapping[str, Any]) -> None:
        """Keep a whole reply; on return it survives this process."""
        self._write({"key": key, "reply": reply})

    def close(self) -> None:
        """Remove what was kept: everything that came is in the ledger. Keeping something opens the file again.

        What an earlier process left stays as long as somebody may still ask for it.
        """
        with self._lock:
            if self._file is not None:
                os.close(self._file)
                self._file = None
            for path in (self._path, *(() if self._found else self._left)):
                path.unlink(missing_ok=True)
            if self._folder.is_dir() and not any(self._folder.iterdir()):
                self._folder.rmdir()

    def _write(self, line: Mapping[str, Any]) -> None:
        raw = json.dumps(line, ensure_ascii=False, default=str).encode("utf-8", "replace") + b"\n"
        with self._lock:
            if self._file is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.write(self._file, raw)


def _replies(paths: Iterable[Path]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read the whole replies of files that processes left behind, those that came later last."""
    for path in paths:
        parts: dict[tuple[str, int], bytearray] = {}
        for line in path.read_bytes().splitlines():
            try:
                item = json.loads(line)
                if "reply" in item:
                    yield str(item["key"]), dict(item["reply"])
                else:
                    parts.setdefault((item["key"], item["number"]), bytearray()).extend(base64.b64decode(item["raw"]))
            except (ValueError, TypeError, KeyError):
                # The line that was being written when the process died.
                continue
        for (key, _), raw in parts.items():
            reply = _object(bytes(raw))
            if reply is not None:
                yield key, reply


class _Received(io.BytesIO):
    """Bytes in the place of the socket that they came from, as the standard library reads responses."""

    def makefile(self, *_: Any, **__: Any) -> "_Received":
        return self


def _object(raw: bytes) -> dict[str, Any] | None:
    """Return the JSON object of a successful HTTP response; None when it is another, or not all of it came."""
    response = http.client.HTTPResponse(_Received(raw))  # type: ignore[arg-type] # it asks for makefile alone
    try:
        response.begin()
        body = response.read(_LONGEST) if response.status == 200 else b""
        if response.getheader("Content-Encoding", "identity") != "identity":
            body = zlib.decompressobj(_EITHER_HEADER).decompress(body, _LONGEST)
        found = json.loads(body)
    except (http.client.HTTPException, zlib.error, ValueError, RecursionError, OSError):
        return None
    return found if isinstance(found, dict) else None
