"""An OpenAI-compatible server on this machine that misbehaves as told, and counts what it sees.

    with FaultEndpoint(Faults(bad_json=0.3, throttle=0.2), delay=0.1) as endpoint:
        …  # OPENAI_API_BASE=endpoint.base_url, --model openai/faulty
    assert endpoint.counts["received"] == …

Which fault a request meets depends on the seed, the request and how often it came before, not on the order of
arrival: concurrent runs meet the same faults. As a process of its own (`python -m tests.support.fault_endpoint
--bad-json 0.3`) it prints its address and serves counts at /stats.
"""

import argparse
import asyncio
import contextlib
import hashlib
import importlib
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from random import Random
from types import TracebackType
from typing import Any, Self

from coscientist.llm.wording.schema_examples import example_of

Body = dict[str, Any]
Answer = Callable[[Body], str]


@dataclass(frozen=True)
class Faults:
    """Probabilities of what goes wrong with a request; they must not add up to more than one."""

    bad_json: float = 0.0
    wrong_types: float = 0.0
    prose: float = 0.0
    """A good answer with talk around it: not a fault, but a trial."""
    empty: float = 0.0
    refusal: float = 0.0
    cut: float = 0.0
    throttle: float = 0.0
    server_error: float = 0.0
    garbled: float = 0.0
    """The reply's own envelope is broken."""
    drop: float = 0.0
    """The connection is closed without a word."""
    hang: float = 0.0
    seed: int = 0
    retry_after: float | None = 0.05
    fails_for: Callable[[Body], bool] | None = field(default=None)
    """Requests that always get HTTP 500: one role's, say, told by its schema's name."""
    hangs_for: Callable[[Body], bool] | None = field(default=None)
    """Requests that never get a reply."""

    def pick(self, body: Body, identity: str, occurrence: int) -> str:
        if self.fails_for is not None and self.fails_for(body):
            return "server_error"
        if self.hangs_for is not None and self.hangs_for(body):
            return "hang"
        draw = Random(f"{self.seed}\0{identity}\0{occurrence}").random()
        for name in FAULTS:
            draw -= getattr(self, name)
            if draw < 0:
                return name
        return "good"


FAULTS = tuple(part.name for part in fields(Faults) if part.type == "float" or part.type is float)


def answer_by_schema(body: Body) -> str:
    """Answer with a value of the schema asked for, the same to the same request."""
    rng = Random(json.dumps(body.get("messages"), sort_keys=True))
    schema = schema_of(body)
    return json.dumps(example_of(schema, rng)) if schema else str(example_of({"type": "string"}, rng))


def schema_of(body: Body) -> Body | None:
    asked = (body.get("response_format") or {}).get("json_schema") or {}
    found: Body | None = asked.get("schema")
    return found


def schema_name_of(body: Body) -> str:
    return str(((body.get("response_format") or {}).get("json_schema") or {}).get("name", ""))


class FaultEndpoint:
    """The server, in a thread of its own while used as a context manager."""

    def __init__(
        self,
        faults: Faults | None = None,
        *,
        delay: float = 0.0,
        answer: Answer = answer_by_schema,
        port: int = 0,
        honours_keys: bool = False,
    ) -> None:
        """`honours_keys`: a request whose Idempotency-Key was answered before gets its answer again for nothing."""
        self.faults = faults or Faults()
        self.delay = delay
        self.answer = answer
        self.honours_keys = honours_keys
        self.counts: Counter[str] = Counter()
        """`received`, `delivered`, each fault, `paid_again` (asked once more after a reply was delivered), `abandoned`
        (the client had gone before its reply), `charged`, `given_again` (for nothing, since its key was answered), and
        of these `read_and_asked_again`: the client had taken the whole reply before it asked once more;
        `late_and_asked_again`: the reply was sent when the client had been killed."""
        self.client_killed = False
        """Set when the client was killed: a large process takes a while to go, and its connections go last."""
        self.bodies: list[Body] = []
        self.most_at_once = 0
        self._port = port
        self._at_once = 0
        self._seen: Counter[str] = Counter()
        self._paid: set[str] = set()
        self._unread: set[str] = set()
        """Requests whose reply the client's machine threw away, because the client died before it had taken it."""
        self._late: set[str] = set()
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread: threading.Thread | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=lambda: asyncio.run(self.serve()), daemon=True)
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._loop is not None
        assert self._stop is not None
        assert self._thread is not None
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    async def serve(self, on_ready: Callable[[str], None] = lambda _: None) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connection, "127.0.0.1", self._port, limit=1 << 24, backlog=512)
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        on_ready(self.base_url)
        await self._stop.wait()
        server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        answered: list[str] = []
        try:
            while await self._request(reader, writer, answered):
                pass
        except ConnectionError:
            # Reset, where a client that has taken everything takes its leave: what was sent last was never read.
            self._unread.update(answered[-1:])
        except (asyncio.IncompleteReadError, asyncio.CancelledError):
            # The client has gone, or the endpoint ends.
            pass
        finally:
            self._tasks.discard(task)
            writer.close()
            with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answered: list[str]) -> bool:
        """Serve one request; False when the connection is to be closed."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        line, *rest = head.split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (part.partition(":") for part in rest if part)}
        raw = await reader.readexactly(int(headers.get("content-length", 0)))
        method, path = line.split()[:2]
        if method == "GET":
            found: Body = {"data": [{"id": "faulty"}]} if path.endswith("/models") else dict(self.counts)
            return await self._send(writer, 200, json.dumps(found))
        self.counts["received"] += 1
        body: Body = json.loads(raw)
        self.bodies.append(body)
        identity = headers.get("idempotency-key") or hashlib.sha256(raw).hexdigest()
        self._seen[identity] += 1
        known = self.honours_keys and "idempotency-key" in headers
        self.counts["given_again" if known else "paid_again"] += identity in self._paid
        self.counts["late_and_asked_again"] += identity in self._late
        self.counts["read_and_asked_again"] += identity in self._paid - self._unread - self._late
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            return await self._reply(reader, writer, body, identity, answered)
        finally:
            self._at_once -= 1

    async def _reply(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        body: Body,
        identity: str,
        answered: list[str],
    ) -> bool:
        fault = self.faults.pick(body, identity, self._seen[identity])
        self.counts[fault] += 1
        if self.delay:
            await asyncio.sleep(self.delay)
        if fault == "hang":
            # Until the client loses patience and closes the connection.
            await reader.read(1)
            return False
        if fault == "drop":
            return False
        if fault == "throttle":
            after = {} if self.faults.retry_after is None else {"Retry-After": str(self.faults.retry_after)}
            return await self._send(writer, 429, '{"error": {"message": "Rate limit reached"}}', after)
        if fault == "server_error":
            return await self._send(writer, 500, '{"error": {"message": "The server had an error"}}')
        if fault == "garbled":
            return await self._send(writer, 200, '{"choices": [{"mess')
        if reader.at_eof():
            # Whoever asked is gone: nobody is sent an answer, and nobody is charged for it.
            self.counts["abandoned"] += 1
            return False
        answered.append(identity)
        if self.client_killed:
            self._late.add(identity)
        sent = await self._send(writer, 200, json.dumps(self._completion(fault, body)))
        self.counts["charged"] += identity not in self._paid or not self.honours_keys
        self._paid.add(identity)
        self.counts["delivered"] += 1
        return sent

    def _completion(self, fault: str, body: Body) -> Body:
        good = self.answer(body)
        content, refusal, finish = good, None, "stop"
        if fault == "bad_json":
            content = good[: max(1, len(good) // 2)]
        elif fault == "wrong_types":
            content = json.dumps({"unexpected": [1, "two", None]})
        elif fault == "prose":
            content = f"Certainly! Here it is:\n```json\n{good}\n```\nLet me know if you need more."
        elif fault == "empty":
            content = ""
        elif fault == "refusal":
            content, refusal = "", "I can't help with that."
        elif fault == "cut":
            content, finish = good[: max(1, len(good) // 2)], "length"
        prompt_tokens = len(json.dumps(body.get("messages"))) // 4
        return {
            "id": "x",
            "object": "chat.completion",
            "created": int(time.time()),
            "model": body.get("model", "faulty"),
            "choices": [
                {
                    "index": 0,
                    "finish_reason": finish,
                    "message": {"role": "assistant", "content": content, "refusal": refusal},
                }
            ],
            "usage": {
                "prompt_tokens": prompt_tokens,
                "completion_tokens": len(content) // 4,
                "total_tokens": prompt_tokens + len(content) // 4,
            },
        }

    async def _send(
        self, writer: asyncio.StreamWriter, status: int, text: str, headers: dict[str, str] | None = None
    ) -> bool:
        raw = text.encode()
        lines = [f"HTTP/1.1 {status} Status", "Content-Type: application/json", f"Content-Length: {len(raw)}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + raw)
        await writer.drain()
        return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name in FAULTS:
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--retry-after", type=float, default=0.05)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each reply")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--fails-for", default="", help="schema names, comma-separated, that always get HTTP 500")
    parser.add_argument("--answer", default="", help="`module:function` that writes the good answers")
    found = vars(parser.parse_args())
    failing = frozenset(filter(None, found["fails_for"].split(",")))
    faults = Faults(
        **{name: found[name] for name in FAULTS},
        seed=found["seed"],
        retry_after=found["retry_after"],
        fails_for=(lambda body: schema_name_of(body) in failing) if failing else None,
    )
    answer = answer_by_schema
    if found["answer"]:
        module, _, name = found["answer"].partition(":")
        answer = getattr(importlib.import_module(module), name)
    endpoint = FaultEndpoint(faults, delay=found["delay"], port=found["port"], answer=answer)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(endpoint.serve(lambda url: print(url, flush=True)))  # noqa: T201


@contextlib.contextmanager
def endpoint_process(*arguments: str) -> Iterator[str]:
    """Run the endpoint in a process of its own and give its address: for measuring, undisturbed by our threads."""
    import subprocess
    import sys
    from pathlib import Path

    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.fault_endpoint", *arguments], stdout=subprocess.PIPE, text=True, cwd=root
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    main()
