"""Answers kept on disk, so that a run asked again does not burden a service again."""

import hashlib
import json
import os
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from coscientist.ports import Clock


class AnswerCache:
    """Bodies of answers by what was asked, one file each, with an age and a bound.

    Keys and addresses are no part of a question: they are never written. A damaged file counts as absent.
    """

    def __init__(
        self, folder: Path, clock: Clock, *, keep_seconds: float = 7 * 86_400.0, max_bytes: int = 500_000_000
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._keep = keep_seconds
        self._max = max_bytes
        self._lock = threading.Lock()

    def get(self, service: str, url: str, parameters: Mapping[str, str]) -> tuple[bytes, str] | None:
        """Return a kept body and when it was fetched, or None."""
        path = self._path(service, url, parameters)
        try:
            header, _, body = path.read_bytes().partition(b"\n")
            entry = json.loads(header)
            at, digest = str(entry["at"]), entry["sha256"]
            age = _seconds(self._clock.now()) - _seconds(at)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if digest != hashlib.sha256(body).hexdigest() or not 0 <= age <= self._keep:
            path.unlink(missing_ok=True)
            return None
        return body, at

    def put(self, service: str, url: str, parameters: Mapping[str, str], body: bytes, at: str) -> None:
        """Keep a body, and let the oldest ones go when the folder grows over its bound."""
        if len(body) > self._max // 4:
            return
        path = self._path(service, url, parameters)
        entry = {"service": service, "url": url, "parameters": dict(parameters), "at": at}
        header = json.dumps(entry | {"sha256": hashlib.sha256(body).hexdigest()}, sort_keys=True)
        moment = _seconds(at)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.partial")
            partial.write_bytes(header.encode() + b"\n" + body)
            os.utime(partial, (moment, moment))
            partial.replace(path)
            with self._lock:
                self._shrink()
        except OSError:
            # A full or read-only disk, or another process tidying up: it costs a later request, not this answer.
            return

    def _path(self, service: str, url: str, parameters: Mapping[str, str]) -> Path:
        question = json.dumps([service, url, sorted(parameters.items())], ensure_ascii=False)
        return self._folder / service / f"{hashlib.sha256(question.encode()).hexdigest()}.answer"

    def _shrink(self) -> None:
        kept = []
        for path in self._folder.glob("*/*.answer"):
            status = path.stat()
            kept.append((status.st_mtime, path.name, status.st_size, path))
        kept.sort()
        total = sum(size for _, _, size, _ in kept)
        for _, _, size, path in kept:
            if total <= self._max:
                break
            path.unlink(missing_ok=True)
            total -= size


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
