"""Sentence vectors of a hosted service: asked for once, kept, and refused when they are not what was asked for."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coscientist.domain.errors import ServiceError
from coscientist.llm.embedding import LitellmEmbedder
from coscientist.llm.guard import ModelRequestForbiddenError, forbid_model_requests


class Service(ThreadingHTTPServer):
    """Answers as an embeddings endpoint does: each sentence's length, and one."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[list[str]] = []
        self.status = 200
        self.short = False


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body["input"])
        vectors = [
            {"object": "embedding", "index": at, "embedding": [float(len(text)), 1.0]}
            for at, text in enumerate(body["input"])
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        data = vectors[: -1 if self.server.short else None]
        reply: dict[str, Any] = {"object": "list", "data": data, "model": body["model"], "usage": usage}
        if self.server.status != 200:
            reply = {"error": {"message": "the key sk-abcdefghijklmnopqrstuvwxyz0123456789 is wrong", "code": "x"}}
        raw = json.dumps(reply).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with Service() as found:
        thread = threading.Thread(target=found.serve_forever, daemon=True)
        thread.start()
        monkeypatch.setenv("OPENAI_API_BASE", f"http://127.0.0.1:{found.server_port}/v1")
        monkeypatch.setenv("OPENAI_API_KEY", "sk-abcdefghijklmnopqrstuvwxyz0123456789")
        yield found
        found.shutdown()
        thread.join()


def test_a_sentence_is_asked_for_once(service: Service, tmp_path: Path) -> None:
    embedder = LitellmEmbedder("openai/embed", tmp_path / "kept.db")
    first = embedder.encode(["lithium", "tau"])
    assert np.allclose(np.linalg.norm(first, axis=1), 1.0)
    again = LitellmEmbedder("openai/embed", tmp_path / "kept.db").encode(["tau", "lithium", "tau"])
    assert np.array_equal(again, first[[1, 0, 1]])
    assert service.asked == [["lithium", "tau"]]
    assert embedder.dimensions == 2


def test_another_model_s_vectors_are_not_taken_for_it(service: Service, tmp_path: Path) -> None:
    LitellmEmbedder("openai/one", tmp_path / "kept.db").encode(["tau"])
    LitellmEmbedder("openai/other", tmp_path / "kept.db").encode(["tau"])
    assert len(service.asked) == 2


def test_fewer_vectors_than_sentences_are_no_answer(service: Service, tmp_path: Path) -> None:
    service.short = True
    with pytest.raises(ServiceError, match="no vector for each of 2 sentences"):
        LitellmEmbedder("openai/embed", tmp_path / "kept.db").encode(["lithium", "tau"])


def test_a_refusal_is_a_failed_service_and_shows_no_key(service: Service, tmp_path: Path) -> None:
    service.status = 401
    with pytest.raises(ServiceError, match="did not answer") as caught:
        LitellmEmbedder("openai/embed", tmp_path / "kept.db").encode(["lithium"])
    assert "abcdefghijklmnop" not in str(caught.value)


def test_nothing_is_sent_while_requests_are_forbidden(service: Service, tmp_path: Path) -> None:
    with forbid_model_requests(), pytest.raises(ModelRequestForbiddenError):
        LitellmEmbedder("openai/embed", tmp_path / "kept.db").encode(["lithium"])
    assert service.asked == []
