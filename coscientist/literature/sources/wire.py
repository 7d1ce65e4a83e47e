"""A single exchange with a service over HTTP: identified, bounded in size and time, its failures named."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import httpx

from coscientist.literature.sources.pace import Patience, retry_after
from coscientist.literature.sources.service import Service
from coscientist.ports import Clock

_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
_HINTS = {
    400: "it did not understand the question",
    401: "it wants a key, or another one",
    403: "it refuses; it may want a key, or fewer questions",
    414: "the question is too long",
    429: "too many questions",
}


class Exchange(NamedTuple):
    """How one exchange ended: with a body, with `there is no such thing`, or with a reason."""

    body: bytes | None = None
    absent: bool = False
    why: str = ""
    again: bool = False
    """Whether the same question may go better later."""
    ours: bool = False
    """Whether the question was at fault, so that nothing follows about the service's health."""
    wait: float | None = None
    """Seconds that the service asks to be left alone."""


class _Identified(httpx.BaseTransport):
    """Adds keys and addresses where a request leaves, after everything that logs or remembers it."""

    def __init__(
        self, inner: httpx.BaseTransport, base: httpx.URL, parameters: Mapping[str, str], header: tuple[str, str] | None
    ) -> None:
        self._inner = inner
        self._origin = (base.scheme, base.host, base.port)
        self._parameters = dict(parameters)
        self._header = header

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if (request.url.scheme, request.url.host, request.url.port) != self._origin:
            raise httpx.UnsupportedProtocol(f"it sends us to another address, {request.url.host}", request=request)
        url = request.url.copy_merge_params(self._parameters) if self._parameters else request.url
        headers = request.headers.copy()
        if self._header is not None:
            headers[self._header[0]] = self._header[1]
        sent = httpx.Request(request.method, url, headers=headers, stream=request.stream, extensions=request.extensions)
        return self._inner.handle_request(sent)

    def close(self) -> None:
        self._inner.close()


class Wire:
    """Connections to one service."""

    def __init__(
        self,
        service: Service,
        *,
        clock: Clock,
        patience: Patience,
        agent: str,
        mailto: str | None,
        key: str | None,
        http: httpx.BaseTransport | None,
    ) -> None:
        self._service = service
        self._clock = clock
        self._patience = patience
        named = ((service.key_parameter, key), (service.mailto_parameter, mailto))
        parameters = {name: value for name, value in named if name and value}
        header = (service.key_header, key) if service.key_header and key else None
        self._client = httpx.Client(
            transport=_Identified(http or httpx.HTTPTransport(), httpx.URL(service.base), parameters, header),
            headers={"User-Agent": f"{agent} (mailto:{mailto})" if mailto else agent, "Accept-Encoding": "gzip"},
            timeout=httpx.Timeout(patience.read_seconds, connect=patience.connect_seconds),
            follow_redirects=True,
            max_redirects=3,
        )

    def ask(self, url: str, parameters: Mapping[str, str], *, absent: Collection[int], post: bool) -> Exchange:
        """Send one request; every way in which it can fail comes back as a reason."""
        method = "POST" if post else "GET"
        query, form = (None, dict(parameters)) if post else (dict(parameters), None)
        try:
            with self._client.stream(method, url, params=query, data=form) as response:
                if response.status_code in absent:
                    return Exchange(absent=True)
                return self._body(response) if response.status_code == 200 else self._refused(response)
        except httpx.TimeoutException:
            return Exchange(why="no answer in time", again=True)
        except httpx.UnsupportedProtocol as error:
            return Exchange(why=str(error))
        except (httpx.RequestError, httpx.InvalidURL) as error:
            return Exchange(why=f"the connection failed ({type(error).__name__})", again=True)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _refused(self, response: httpx.Response) -> Exchange:
        status = response.status_code
        again = status in _TRANSIENT or (status == 403 and self._service.retry_refusals)
        hint = _HINTS.get(status, "it failed" if status >= 500 else "it did not answer the question")
        wait = retry_after(response.headers.get("Retry-After"), response.headers.get("Date"))
        ours = status in {400, 404, 405, 414, 422}
        return Exchange(why=f"HTTP {status}: {hint}", again=again, ours=ours, wait=wait)

    def _body(self, response: httpx.Response) -> Exchange:
        limit = self._patience.max_bytes
        too_long = Exchange(why=f"the answer is longer than {limit:,} bytes")
        stated = response.headers.get("Content-Length", "")
        if stated.isdigit() and int(stated) > limit:
            return too_long
        deadline = self._clock.monotonic() + self._patience.answer_seconds
        body = bytearray()
        for piece in response.iter_bytes(65_536):
            body += piece
            if len(body) > limit:
                return too_long
            if self._clock.monotonic() > deadline:
                return Exchange(why=f"the answer took longer than {self._patience.answer_seconds:.0f} s", again=True)
        return Exchange(body=bytes(body))
