"""A client's socket keeps what it receives in answer to a request with a key, and nothing else."""

import base64
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coscientist.llm.record.arrivals import Arrivals
from coscientist.llm.transports.wire import KeptSocket

REPLY = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Line:
    """A client's socket and its server's end."""

    def __init__(self, folder: Path) -> None:
        listening = socket.create_server(("127.0.0.1", 0))
        self.folder = folder
        self.client = KeptSocket(Arrivals(folder), socket.AF_INET, socket.SOCK_STREAM, 0)
        self.client.connect(listening.getsockname())
        self.server = listening.accept()[0]
        listening.close()

    def answer(self, raw: bytes = REPLY) -> bytes:
        self.server.sendall(raw)
        return self.client.recv(65_536)

    @property
    def kept(self) -> list[tuple[str, bytes]]:
        lines: list[dict[str, Any]] = [
            json.loads(line) for path in self.folder.glob("*.jsonl") for line in path.read_text().splitlines()
        ]
        return [(line["key"], base64.b64decode(line["raw"])) for line in lines]


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path / "arrivals")
    yield made
    made.client.close()
    made.server.close()


def request(key: str | None, body: bytes = b"") -> bytes:
    named = f"Idempotency-Key: {key}\r\n" if key else ""
    return f"POST /v1 HTTP/1.1\r\nHost: here\r\n{named}Content-Length: {len(body)}\r\n\r\n".encode() + body


def test_a_reply_is_kept_under_its_request_s_key_before_it_is_taken(line: Line) -> None:
    line.client.send(request("k1", b"{}"))
    assert line.answer() == REPLY
    assert line.kept == [("k1", REPLY)]


def test_each_request_of_a_connection_has_its_own_key_or_none(line: Line) -> None:
    for key in ("k1", None, "k2"):
        line.client.send(request(key))
        line.answer()
    assert [key for key, _ in line.kept] == ["k1", "k2"]


def test_headers_may_be_sent_in_parts_and_from_several_places(line: Line) -> None:
    raw = request("k1", b"body")
    line.client.send(raw[:30])
    line.client.sendmsg([raw[30:60], memoryview(raw)[60:]])
    line.answer()
    assert line.kept == [("k1", REPLY)]


def test_what_a_body_says_is_no_header(line: Line) -> None:
    line.client.send(request(None, b"\r\nIdempotency-Key: forged\r\n\r\n"))
    line.answer()
    assert line.kept == []
