"""The ledger of calls: every answer is recorded before it is used, and never paid for twice."""

import asyncio
import concurrent.futures
import hashlib
import json
import threading
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

from coscientist.domain.call import Call
from coscientist.domain.errors import ConflictError
from coscientist.llm.budget import Amount
from coscientist.llm.outcome import FailureKind
from coscientist.llm.transport import Request
from coscientist.ports import Store


def call_key(request: Request, *, role: str, prompt_version: str, sample: int) -> str:
    """Return the content hash under which an answer is kept: everything that could change it goes in."""
    return _sha256(
        {
            "role": role,
            "prompt": prompt_sha256(request),
            "prompt_version": prompt_version,
            "schema": request.json_schema,
            "parameters": {"temperature": request.temperature, "max_tokens": request.max_tokens},
            "sample": sample,
            "model": request.model,
        }
    )


def prompt_sha256(request: Request) -> str:
    """Return the hash of the messages as sent."""
    return _sha256([[message.role, message.content] for message in request.messages])


def schema_sha256(request: Request) -> str:
    """Return the hash of the schema, or an empty string when there is none."""
    return "" if request.json_schema is None else _sha256(request.json_schema)


class CallBook(Protocol):
    """Where calls are kept."""

    def get(self, key: str) -> Call | None:
        """Return the call under a key."""

    def put(self, call: Call) -> None:
        """Keep a call for good before returning.

        Raises: ConflictError when another call is kept under its key.
        """


class StoreCalls:
    """The calls of one run in the store."""

    def __init__(self, store: Store, run_id: str) -> None:
        self._store = store
        self._run_id = run_id

    def get(self, key: str) -> Call | None:
        """Return the call under a key."""
        return self._store.call(self._run_id, key)

    def put(self, call: Call) -> None:
        """Keep a call. Raises: ConflictError."""
        self._store.add_call(self._run_id, call)


class MemoryCalls:
    """Calls of this process only: for tests and for trying things out."""

    def __init__(self, calls: Iterable[Call] = ()) -> None:
        self.calls: dict[str, Call] = {call.key: call for call in calls}

    def get(self, key: str) -> Call | None:
        """Return the call under a key."""
        return self.calls.get(key)

    def put(self, call: Call) -> None:
        """Keep a call. Raises: ConflictError."""
        if self.calls.setdefault(call.key, call) != call:
            raise ConflictError(f"Another call is already kept under {call.key!r}.")


class Ledger:
    """Replays what was answered before and lets each open question be asked once at a time."""

    def __init__(self, book: CallBook) -> None:
        self._book = book
        self._lock = threading.Lock()
        self._under_way: dict[str, concurrent.futures.Future[Call | None]] = {}
        self.replayed = 0
        """How many questions were answered from the ledger in this process."""

    def recorded(self, key: str) -> Call | None:
        """Return the settled call under a key, or None when the question is open."""
        return self._book.get(key)

    async def once(self, key: str, ask: Callable[[], Awaitable[Call]]) -> Call:
        """Return the recorded call; or ask, record, and return it; or wait for whoever is asking just now.

        A call that brought no reply is recorded beside the question, which stays open: asking again later asks again.
        When the one who asks is cancelled, one of those who wait asks in its place. Works across event loops.
        """
        while True:
            with self._lock:
                recorded = self._book.get(key)
                if recorded is not None:
                    self.replayed += 1
                    return recorded
                theirs = self._under_way.get(key)
                ours: concurrent.futures.Future[Call | None] = concurrent.futures.Future()
                if theirs is None:
                    self._under_way[key] = ours
            if theirs is None:
                return await self._ask(key, ours, ask)
            # Shielded: whoever stops waiting must not cancel the answer for the others.
            call = await asyncio.shield(asyncio.wrap_future(theirs))
            if call is not None:
                return call

    async def _ask(
        self, key: str, ours: concurrent.futures.Future[Call | None], ask: Callable[[], Awaitable[Call]]
    ) -> Call:
        call: Call | None = None
        try:
            asked = await ask()
            settled = asked.failure is None or FailureKind(asked.failure).replied
            call = self.record(asked) if settled else self.record_miss(asked)
            return call
        finally:
            with self._lock:
                del self._under_way[key]
            ours.set_result(call)

    def record(self, call: Call) -> Call:
        """Keep a call before anybody uses it, and return what is kept.

        When another process has recorded an answer to the same question first, that one counts.
        """
        try:
            self._book.put(call)
        except ConflictError:
            kept = self._book.get(call.key)
            if kept is None:
                raise
            return kept
        return call

    def record_miss(self, call: Call) -> Call:
        """Keep a call that brought no reply beside its question, which stays open."""
        number = 1
        while True:
            miss = call.model_copy(update={"key": f"{call.key}/miss-{number}"})
            if self._book.get(miss.key) is None and self.record(miss) == miss:
                return miss
            number += 1


def spent_in(calls: Iterable[Call]) -> Amount:
    """Return what recorded calls have used, to start the budget of a resumed run with."""
    total = Amount()
    for call in calls:
        tokens = call.prompt_tokens + call.completion_tokens + call.lost_tokens
        total = total.plus(Amount(calls=call.attempts, tokens=tokens, usd=call.cost_usd))
    return total


def _sha256(value: object) -> str:
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
