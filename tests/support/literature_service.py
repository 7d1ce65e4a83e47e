"""Literature services on this machine: recorded answers, made ones, and everything that goes wrong with real ones.

with LiteratureService({"europe-pmc": answer_with(records)}) as service:
    monkeypatch.setenv("COSCIENTIST_SERVICE_URLS", service.addresses)
"""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple, Self

from tests.support.shared_data import shared


class Reply(NamedTuple):
    """What a service sends."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = {}


Answer = Callable[[str], Reply]
"""Answers a request's path and query."""


def always(reply: Reply) -> Answer:
    return lambda _path: reply


def europe_pmc(records: Sequence[Mapping[str, Any]]) -> Reply:
    """Return a search answer of Europe PMC with these records."""
    content = {"hitCount": len(records), "resultList": {"result": list(records)}}
    return Reply(200, json.dumps(content).encode(), {"Content-Type": "application/json"})


def record(pmid: str, title: str, abstract: str, year: int = 2015, **further: Any) -> dict[str, Any]:
    """Return a record of Europe PMC."""
    return {
        "id": pmid,
        "source": "MED",
        "pmid": pmid,
        "title": title,
        "authorString": "Doe J, Roe R.",
        "pubYear": str(year),
        "abstractText": abstract,
        "pubTypeList": {"pubType": ["Journal Article"]},
        **further,
    }


def recorded(*parts: str) -> Reply:
    """Return a recorded answer; skips the test where there are no recordings."""
    return Reply(200, shared("api-recordings", *parts).read_bytes())


class LiteratureService:
    """Serves each service's answers below a path of its name, and remembers what it was asked."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.asked: list[str] = []
        self.agents: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name, _, rest = self.path.lstrip("/").partition("/")
                outer.asked.append(self.path)
                outer.agents.append(self.headers.get("User-Agent", ""))
                reply = answers[name](f"/{rest}") if name in answers else Reply(404)
                self.send_response(reply.status)
                for header, value in reply.headers.items():
                    self.send_header(header, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._names = tuple(answers)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def addresses(self) -> str:
        """Return what COSCIENTIST_SERVICE_URLS takes."""
        port = self._server.server_address[1]
        return ",".join(f"{name}=http://127.0.0.1:{port}/{name}" for name in self._names)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
