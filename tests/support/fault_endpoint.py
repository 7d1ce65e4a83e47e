"""An OpenAI-compatible server on this machine that misbehaves as told, and counts what it sees.

    with FaultEndpoint(Faults(bad_json=0.3, throttle=0.2), delay=0.1) as endpoint:
        …  # OPENAI_API_BASE=endpoint.base_url, --model openai/faulty
    assert endpoint.counts["received"] == …

Which fault a request meets depends on the seed, the request and how often it came before, not on the order of
arrival: concurrent runs meet the same faults.
"""

import asyncio
import contextlib
import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import Self

from tests.support.faults import Answer, Body, Faults, answer_by_schema, completion


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
        sent = await self._send(writer, 200, json.dumps(self.completion(fault, body)))
        self.counts["charged"] += identity not in self._paid or not self.honours_keys
        self._paid.add(identity)
        self.counts["delivered"] += 1
        return sent

    def completion(self, fault: str, body: Body) -> Body:
        """Write the reply; for servers that speak another protocol."""
        return completion(body, fault, self.answer(body))

    async def _send(
        self, writer: asyncio.StreamWriter, status: int, text: str, headers: dict[str, str] | None = None
    ) -> bool:
        raw = text.encode()
        lines = [f"HTTP/1.1 {status} Status", "Content-Type: application/json", f"Content-Length: {len(raw)}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + raw)
        await writer.drain()
        return True
