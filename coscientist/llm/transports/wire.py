"""Sockets whose replies are on disk before they are taken from the operating system.

What the system holds for a process that is killed is lost, and the peer is told so; what a process has taken is lost
without anybody knowing. Here nothing is taken that has not been kept: bytes are looked at, written
down, and then taken.
"""

import re
import socket
from collections.abc import Callable
from typing import Any

from coscientist.llm.record.arrivals import Arrivals

KEY_HEADER = "Idempotency-Key"
LONGEST_HEAD = 65_536
"""Bytes of a request in which its headers end."""
_KEY = re.compile(rb"^" + KEY_HEADER.encode() + rb":[ \t]*([^\r\n]+?)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


class KeptSocket(socket.socket):
    """A socket of an HTTP client. What it receives in answer to a request with a key is kept under that key.

    Limits: one request at a time, as HTTP/1.1 clients send them; of an encrypted connection it sees neither.
    """

    def __init__(self, arrivals: Arrivals, family: int, kind: int, protocol: int) -> None:
        super().__init__(family, kind, protocol)
        self._arrivals = arrivals
        self._head: bytearray | None = bytearray()
        """What was sent of a request as long as its headers have not ended."""
        self._answer: tuple[str, int] | None = None
        """Key and number of the request whose reply comes next."""
        self._answered = False

    def send(self, data: Any, flags: int = 0, /) -> int:
        """Send bytes, and note which request they belong to."""
        sent = super().send(data, flags)
        self._note(bytes(memoryview(data)[:sent]))
        return sent

    def sendmsg(self, buffers: Any, *more: Any) -> int:
        """Send bytes from several places."""
        parts = list(buffers)
        sent = super().sendmsg(parts, *more)
        self._note(b"".join(parts)[:sent])
        return sent

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """Return received bytes, kept beforehand."""
        self._answered = True
        if self._answer is None or flags:
            return super().recv(size, flags)
        seen = super().recv(size, socket.MSG_PEEK)
        if seen:
            self._arrivals.keep_part(*self._answer, seen)
        return super().recv(len(seen)) if seen else seen

    def _note(self, sent: bytes) -> None:
        if self._answered:
            self._head, self._answer, self._answered = bytearray(), None, False
        if self._head is None:
            return
        self._head += sent
        end = self._head.find(b"\r\n\r\n")
        if end >= 0:
            found = _KEY.search(self._head, 0, end)
            self._answer = (found[1].decode("latin-1"), self._arrivals.begin()) if found else None
        if end >= 0 or len(self._head) > LONGEST_HEAD:
            self._head = None


def kept_sockets(arrivals: Arrivals) -> Callable[[Any], socket.socket]:
    """Return what makes the sockets of a client's connections, from addresses as `socket.getaddrinfo` gives them."""
    return lambda address: KeptSocket(arrivals, *address[:3])
