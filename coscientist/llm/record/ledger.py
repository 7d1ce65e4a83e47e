"""The ledger of calls: every answer is recorded before it is used, and never paid for twice."""

import asyncio
import concurrent.futures
import hashlib
import json
import threading
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Protocol

from coscientist.domain.call import Call
from coscientist.domain.errors import ConflictError
from coscientist.llm.limits.budget import Amount
from coscientist.llm.record.outcome import FailureKind
from coscientist.llm.transports.port import Request
from coscientist.ports import Store

Keep = Callable[[Call], Awaitable[Call]]
"""Records a call and returns what is kept."""
Flight = concurrent.futures.Future[Call | None]
"""A question under way: its recorded call, or None when nobody asks any more."""


def call_key(request: Request, *, role: str, prompt_version: str, sample: int, prompt: str = "") -> str:
    """Return the content hash under which an answer is kept: everything that could change it goes in.

    `prompt` is the hash of the messages, where it is known already.
    """
    return _sha256(
        {
            "role": role,
            "prompt": prompt or prompt_sha256(request),
            "prompt_version": prompt_version,
            "schema": request.schema_sha256 or schema_sha256(request.json_schema),
            "parameters": {"temperature": request.temperature, "max_tokens": request.max_tokens},
            "sample": sample,
            "model": request.model,
        }
    )


def prompt_sha256(request: Request) -> str:
    """Return the hash of the messages as sent."""
    return _sha256([[message.role, message.content] for message in request.messages])


def schema_sha256(schema: Mapping[str, Any] | None) -> str:
    """Return the hash of a schema, or an empty string when there is none."""
    return "" if schema is None else _sha256(schema)


class CallBook(Protocol):
    """Where calls are kept."""

    waits: bool
    """Whether keeping a call waits for a disk or a network, and is better done beside the event loop."""

    def get(self, key: str) -> Call | None:
        """Return the call under a key, at once."""

    def put(self, *calls: Call) -> None:
        """Keep calls for good before returning, all of them or none.

        Raises: ConflictError when another call is kept under the key of one, which `get` then returns.
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

    def put(self, *calls: Call) -> None:
        """Keep calls in one transaction. Raises: ConflictError."""
        try:
            self._store.add_calls(self._run_id, calls)
        except ConflictError:
            theirs = (self._store.call(self._run_id, call.key) for call in calls)
            self._calls.update({call.key: call for call in theirs if call is not None})
            raise
        self._calls.update({call.key: call for call in calls})


class MemoryCalls:
    """Calls of this process only: for tests and for trying things out."""

    waits = False

    def __init__(self, calls: Iterable[Call] = ()) -> None:
        self.calls: dict[str, Call] = {call.key: call for call in calls}

    def get(self, key: str) -> Call | None:
        """Return the call under a key."""
        return self.calls.get(key)

    def put(self, *calls: Call) -> None:
        """Keep calls. Raises: ConflictError."""
        for call in calls:
            if self.calls.get(call.key, call) != call:
                raise ConflictError(f"Another call is already kept under {call.key!r}.")
        self.calls.update({call.key: call for call in calls})


class Ledger:
    """Replays what was answered before and lets each open question be asked once at a time."""

    def __init__(self, book: CallBook) -> None:
        self._book = book
        self._lock = threading.Lock()
        self._under_way: dict[str, Flight] = {}
        self._arrived: list[tuple[str, Flight, Call]] = []
        # One writer: calls are kept in the order in which they came, and no answer waits for another's event loop. It
        # keeps all that came while it was writing in one transaction, which costs little more than keeping one.
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
            with self._lock:
                self._arrived.append((key, flight, call))
                called_already = len(self._arrived) > 1
            if self._writer is None:
                self._keep_arrived()
                return flight.result() or call
            if not called_already:
                self._writer.submit(self._keep_arrived)
            return await asyncio.shield(asyncio.wrap_future(flight)) or call

        try:
            await ask(keep)
        finally:
            if not handed_over:
                self._land(key, flight, None)

    def _keep_arrived(self) -> None:
        """Keep what has come: together, or one by one when that fails, so that each failure concerns its own call."""
        with self._lock:
            arrived, self._arrived = self._arrived, []
        named = [self._named(call) for _, _, call in arrived]
        together = len(named) > 1 and self._kept_together(named)
        for (key, flight, call), record in zip(arrived, named, strict=True):
            try:
                kept = record if together else self.record(record) if _settled(call) else self.record_miss(call)
            except Exception as error:  # noqa: BLE001 (handed to everybody who waits, and raised there)
                self._land(key, flight, error)
            else:
                self._land(key, flight, kept)

    def _named(self, call: Call) -> Call:
        """Return the call under the name that it is kept by: a call without reply goes beside its question."""
        if _settled(call):
            return call
        number = 1
        while self._book.get(f"{call.key}/miss-{number}") is not None:
            number += 1
        return call.model_copy(update={"key": f"{call.key}/miss-{number}"})

    def _kept_together(self, calls: list[Call]) -> bool:
        try:
            self._book.put(*calls)
        except Exception:  # noqa: BLE001 (each is tried again by itself, and what fails then is raised)
            return False
        return True

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
        while True:
            miss = self._named(call)
            if self.record(miss) == miss:
                return miss


def _settled(call: Call) -> bool:
    """Say whether the model said something, so that the question is not asked again."""
    return call.failure is None or FailureKind(call.failure).replied


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
