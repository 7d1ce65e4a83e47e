"""Sockets whose replies are on disk before they are taken from the operating system.

What the system holds for a process that is killed is lost, and the peer is told so; what a process has taken is lost
without anybody knowing. Here nothing is taken that has not been kept: bytes are looked at, written
down, and then taken.
"""

import socket
import weakref
from collections.abc import Callable
from typing import Any

import aiohttp
from aiohttp.client_reqrep import ClientResponse
from aiohttp.connector import Connection

from coscientist.llm.record.arrivals import Arrivals

KEY_HEADER = "Idempotency-Key"


class KeptSocket(socket.socket):
    """A socket that keeps what it receives in answer to the request that was sent last."""

    keep: Callable[[bytes], None] | None = None
    """Where the bytes go; None: nobody wants them."""

    def recv(self, size: int, flags: int = 0) -> bytes:
        """Return received bytes, kept beforehand."""
        if self.keep is None or flags:
            return super().recv(size, flags)
        seen = super().recv(size, socket.MSG_PEEK)
        if seen:
            self.keep(seen)
        return super().recv(len(seen)) if seen else seen


class Wire:
    """What an HTTP session needs so that replies to requests with a key are kept on arrival.

    Limits: plain HTTP only; of an encrypted connection the sockets see no reply.
    """

    def __init__(self, arrivals: Arrivals) -> None:
        self._arrivals = arrivals
        self._sockets: weakref.WeakValueDictionary[int, KeptSocket] = weakref.WeakValueDictionary()

    def socket(self, address: Any) -> socket.socket:
        """Make the socket of a connection."""
        family, kind, protocol = address[:3]
        made = KeptSocket(family=family, type=kind, proto=protocol)
        self._sockets[made.fileno()] = made
        return made

    def request_class(self) -> type[aiohttp.ClientRequest]:
        """Return requests that tell their connection's socket what it receives the reply to."""
        wire = self

        class KeyedRequest(aiohttp.ClientRequest):
            async def send(self, conn: Connection) -> ClientResponse:
                wire.expect(conn, self.headers.get(KEY_HEADER))
                return await super().send(conn)

        return KeyedRequest

    def expect(self, connection: Connection, key: str | None) -> None:
        """Note what the next bytes of a connection answer."""
        transport = connection.transport
        plain = transport is not None and transport.get_extra_info("ssl_object") is None
        own = self._sockets.get(transport.get_extra_info("socket").fileno()) if transport and plain else None
        if own is None:
            return
        if key is None:
            own.keep = None
            return
        number, arrivals = self._arrivals.begin(), self._arrivals

        def keep(raw: bytes) -> None:
            arrivals.keep_part(key, number, raw)

        own.keep = keep
