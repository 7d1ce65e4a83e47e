"""JSON over HTTP for servers that are spoken to directly; failures come back classified."""

import asyncio
import json
import math
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from coscientist.llm.guard import LOOPBACK
from coscientist.llm.limits.waiting import LoopEnds
from coscientist.llm.record.arrivals import ENCODINGS, Arrivals
from coscientist.llm.record.outcome import FailureKind
from coscientist.llm.transports.port import TransportError, departure
from coscientist.llm.transports.wire import KEY_HEADER, kept_sockets

_LARGEST_REPLY = 16_000_000
_CONNECT_SECONDS = 10.0
_TOO_LONG = (
    "context length",
    "context_length",
    "maximum context",
    "context size",
    "context window",
    "too many tokens",
    "prompt is too long",
)


class JsonClient:
    """Posts JSON to one server. Keeps a connection pool for each event loop, closed when its loop ends."""

    def __init__(self, base_url: str, arrivals: Arrivals | None = None) -> None:
        """`arrivals` keeps the replies to requests that have a key."""
        self.base_url = base_url
        self._arrivals = arrivals
        # Proxies are for the way out; this machine is reached directly.
        self._trust_env = urlsplit(base_url).hostname not in LOOPBACK
        self._sessions: dict[asyncio.AbstractEventLoop, aiohttp.ClientSession] = {}
        self._ends = LoopEnds()

    async def exchange(
        self, path: str, body: Mapping[str, Any] | None, headers: Mapping[str, str] | None = None, key: str = ""
    ) -> dict[str, Any]:
        """Post a body (or get, without one) below the server's address and return the JSON object that comes back.

        A reply to the question `key` that came to an earlier process is returned in its place, and nothing is sent.

        Raises: TransportError.
        """
        if self._arrivals is not None and key:
            came = self._arrivals.take(key)
            if came is not None:
                return came
        session = await self._session()
        leaving = departure.get()
        if leaving is not None:
            leaving.watched = True
        url = self.base_url + path
        try:
            async with session.request(
                "GET" if body is None else "POST",
                url,
                json=body,
                headers={**(headers or {}), **({KEY_HEADER: key} if key else {})},
                allow_redirects=False,
                trace_request_ctx=leaving,
            ) as response:
                raw = await _bounded(response)
                if response.status != 200:
                    raise error_for(response.status, dict(response.headers), raw.decode("utf-8", "replace"))
        except (aiohttp.ClientConnectorError, aiohttp.InvalidURL) as error:
            raise TransportError(
                FailureKind.SERVICE,
                f"{_host(url)} cannot be reached: {error}",
                sent=False,
                hint="Is the server running, and is its address right?",
            ) from error
        except (aiohttp.ClientPayloadError, aiohttp.ClientResponseError) as error:
            raise TransportError(FailureKind.GARBLED, f"{_host(url)} sent a broken reply: {error}") from error
        except (aiohttp.ClientError, OSError) as error:
            raise TransportError(FailureKind.SERVICE, f"the connection to {_host(url)} failed: {error}") from error
        found = _object(raw, url)
        if self._arrivals is not None and key and url.startswith("https:"):
            self._arrivals.keep(key, found)
        return found

    async def _session(self) -> aiohttp.ClientSession:
        loop = asyncio.get_running_loop()
        session = self._sessions.get(loop)
        if session is None or session.closed:
            self._sessions = {other: kept for other, kept in self._sessions.items() if not other.is_closed()}
            session = self._sessions[loop] = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=0, socket_factory=None if self._arrivals is None else kept_sockets(self._arrivals)
                ),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_SECONDS),
                trust_env=self._trust_env,
                trace_configs=[_departures()],
                headers={"Accept-Encoding": ENCODINGS},
            )
            await self._ends.then(session.close)
        return session


def _departures() -> aiohttp.TraceConfig:
    """Return what notes that a request has left."""

    async def note(_session: Any, context: Any, _sent: Any) -> None:
        if context.trace_request_ctx is not None:
            context.trace_request_ctx.left = True

    trace = aiohttp.TraceConfig()
    trace.on_request_headers_sent.append(note)
    return trace


async def _bounded(response: aiohttp.ClientResponse) -> bytes:
    parts = bytearray()
    async for part in response.content.iter_chunked(1 << 16):
        parts += part
        if len(parts) > _LARGEST_REPLY:
            raise TransportError(FailureKind.GARBLED, f"the reply has more than {_LARGEST_REPLY} bytes")
    return bytes(parts)


def _object(raw: bytes, url: str) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise TransportError(FailureKind.GARBLED, f"{_host(url)} sent a reply that is not JSON") from error
    if not isinstance(found, dict):
        raise TransportError(FailureKind.GARBLED, f"{_host(url)} sent JSON that is not an object")
    return found


def error_for(status: int, headers: Mapping[str, str], text: str) -> TransportError:
    """Classify an HTTP error by its status and what its text says."""
    said = f"HTTP {status}: {' '.join(text.split())[:500]}"
    lower = text.lower()
    kind, hint = FailureKind.REJECTED, ""
    if status == 429 and ("insufficient_quota" in lower or "billing" in lower):
        kind, hint = FailureKind.DENIED, "The account has no credit left."
    elif status == 429:
        kind = FailureKind.THROTTLED
    elif status in {401, 403}:
        kind, hint = FailureKind.DENIED, "Check the key in the environment."
    elif status == 408:
        kind = FailureKind.TIMEOUT
    elif status >= 500:
        kind = FailureKind.SERVICE
    elif status == 404:
        hint = "Is the model's name right, and does the server have it?"
    elif any(words in lower for words in _TOO_LONG):
        kind = FailureKind.TOO_LONG
    return TransportError(kind, said, retry_after=retry_after(headers), hint=hint)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that a service asks to be left alone; dates are not read. Units: seconds."""
    lower = {name.lower(): value for name, value in headers.items()}
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(lower[name]) * scale
        except (KeyError, ValueError):
            continue
        if math.isfinite(seconds) and seconds >= 0:
            return seconds
    return None


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]
