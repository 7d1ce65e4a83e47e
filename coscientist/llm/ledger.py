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

Keep = Callable[[Call], Awaitable[Call]]
"""Records a call and returns what is kept."""
Flight = concurrent.futures.Future[Call | None]
"""A question under way: its recorded call, or None when nobody asks any more."""


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

    waits: bool
    """Whether keeping a call waits for a disk or a network, and is better done beside the event loop."""

    def get(self, key: str) -> Call | None:
        """Return the call under a key, at once."""

    def put(self, call: Call) -> None:
        """Keep a call for good before returning.

        Raises: ConflictError when another call is kept under its key, which `get` then returns.
        """


class StoreCalls:
    """The calls of one run in the store, read once and then remembered."""

    waits = True

    def __init__(self, store: Store, run_id: str) -> None:
        self._store = store
        self._run_id = run_id
        self._calls: dict[str, Call] = {call.key: call for call in store.calls(run_id)}

    def get(self, key: str) -> Call | None:
        """Return the call under a key, as known to this process."""
        return self._calls.get(key)

    def put(self, call: Call) -> None:
        """Keep a call. Raises: ConflictError."""
        try:
            self._store.add_call(self._run_id, call)
        except ConflictError:
            theirs = self._store.call(self._run_id, call.key)
            if theirs is not None:
                self._calls[call.key] = theirs
            raise
        self._calls[call.key] = call


class MemoryCalls:
    """Calls of this process only: for tests and for trying things out."""

    waits = False

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
        self._under_way: dict[str, Flight] = {}
        # One writer: calls are kept in the order in which they came, and no answer waits for another's event loop.
        self._writer = concurrent.futures.ThreadPoolExecutor(1, "call-ledger") if book.waits else None
        self.replayed = 0
        """How many questions were answered from the ledger in this process."""

    def recorded(self, key: str) -> Call | None:
        """Return the settled call under a key, or None when the question is open."""
        return self._book.get(key)

    async def once(self, key: str, ask: Callable[[Keep], Awaitable[Call]]) -> Call:
        """Return the recorded call; or ask, record, and return it; or wait for whoever is asking just now.

        `ask` is given the function that records: it holds its place at the model until its answer is kept, so that a
        crash loses no more answers than there are places.
        A call that brought no reply is recorded beside the question, which stays open: asking again later asks again.
        When the one who asks is cancelled, one of those who wait asks in its place; an answer that has come is
        recorded all the same. Works across event loops.
        """
        while True:
            with self._lock:
                recorded = self._book.get(key)
                if recorded is not None:
                    self.replayed += 1
                    return recorded
                flight = self._under_way.get(key)
                asks = flight is None
                if flight is None:
                    flight = self._under_way[key] = concurrent.futures.Future()
            if asks:
                await self._ask(key, flight, ask)
            # Shielded: whoever stops waiting must not cancel the answer for the others.
            call = flight.result() if flight.done() else await asyncio.shield(asyncio.wrap_future(flight))
            if call is not None:
                return call

    async def _ask(self, key: str, flight: Flight, ask: Callable[[Keep], Awaitable[Call]]) -> None:
        """Ask, and see to it that the flight lands: with the recorded call, with an error, or empty-handed."""
        handed_over = False

        async def keep(call: Call) -> Call:
            nonlocal handed_over
            handed_over = True
            if self._writer is None:
                self._keep(key, flight, call)
                return flight.result() or call
            self._writer.submit(self._keep, key, flight, call)
            return await asyncio.shield(asyncio.wrap_future(flight)) or call

        try:
            await ask(keep)
        finally:
            if not handed_over:
                self._land(key, flight, None)

    def _keep(self, key: str, flight: Flight, call: Call) -> None:
        settled = call.failure is None or FailureKind(call.failure).replied
        try:
            kept = self.record(call) if settled else self.record_miss(call)
        except Exception as error:  # noqa: BLE001 (handed to everybody who waits, and raised there)
            self._land(key, flight, error)
        else:
            self._land(key, flight, kept)

    def _land(self, key: str, flight: Flight, outcome: Call | BaseException | None) -> None:
        with self._lock:
            del self._under_way[key]
        if isinstance(outcome, BaseException):
            flight.set_exception(outcome)
        else:
            flight.set_result(outcome)

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
