"""The ledger: nothing is paid twice, nothing is used before it is recorded."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

from coscientist.domain.call import Call
from coscientist.domain.errors import ConflictError
from coscientist.llm.record.ledger import Keep, Ledger, MemoryCalls, call_key, spent_in
from coscientist.llm.record.outcome import FailureKind
from coscientist.llm.transports.port import Message, Request

REQUEST = Request(
    model="m", messages=(Message(role="user", content="?"),), json_schema={"a": 1}, max_tokens=10, prompt_tokens=1
)


def key(request: Request = REQUEST, role: str = "r", prompt_version: str = "1", sample: int = 0) -> str:
    return call_key(request, role=role, prompt_version=prompt_version, sample=sample)


def call(name: str = "k", **update: object) -> Call:
    return Call(key=name, role="r", model="m", answer="yes").model_copy(update=update)


def test_everything_that_could_change_an_answer_changes_its_key() -> None:
    keys = {
        key(),
        key(role="other"),
        key(prompt_version="2"),
        key(sample=1),
        key(REQUEST.model_copy(update={"model": "n"})),
        key(REQUEST.model_copy(update={"messages": (Message(role="user", content="!"),)})),
        key(REQUEST.model_copy(update={"messages": (Message(role="system", content="?"),)})),
        key(REQUEST.model_copy(update={"json_schema": None})),
        key(REQUEST.model_copy(update={"temperature": 0.5})),
        key(REQUEST.model_copy(update={"max_tokens": 11})),
    }
    assert len(keys) == 10
    assert key() == key(REQUEST.model_copy(update={"prompt_tokens": 99, "key": "x"}))


def test_an_answer_is_recorded_before_it_is_returned() -> None:
    book = MemoryCalls()

    async def ask(keep: Keep) -> Call:
        assert book.get("k") is None
        return await keep(call())

    async def main() -> None:
        answered = await Ledger(book).once("k", ask)
        assert book.get("k") == answered

    asyncio.run(main())


def test_a_failing_store_keeps_the_answer_from_being_used() -> None:
    class Full(MemoryCalls):
        def put(self, *calls: Call) -> None:
            raise OSError("disk full")

    async def ask(keep: Keep) -> Call:
        return await keep(call())

    with pytest.raises(OSError, match="disk full"):
        asyncio.run(Ledger(Full()).once("k", ask))


def test_the_same_question_at_the_same_time_is_asked_once() -> None:
    asked = 0

    async def ask(keep: Keep) -> Call:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0.01)
        return await keep(call())

    async def main() -> list[Call]:
        ledger = Ledger(MemoryCalls())
        return await asyncio.gather(*(ledger.once("k", ask) for _ in range(10)))

    assert asyncio.run(main()) == [call()] * 10
    assert asked == 1


def test_when_the_one_who_asks_is_cancelled_another_asks() -> None:
    asked = 0

    async def ask(keep: Keep) -> Call:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0.02)
        return await keep(call())

    async def main() -> Call:
        ledger = Ledger(MemoryCalls())
        first = asyncio.create_task(ledger.once("k", ask))
        second = asyncio.create_task(ledger.once("k", ask))
        await asyncio.sleep(0.005)
        first.cancel()
        return await second

    assert asyncio.run(main()) == call()
    assert asked == 2


def test_when_one_who_waits_is_cancelled_the_others_get_the_answer() -> None:
    async def ask(keep: Keep) -> Call:
        await asyncio.sleep(0.02)
        return await keep(call())

    async def main() -> list[Call]:
        ledger = Ledger(MemoryCalls())
        tasks = [asyncio.create_task(ledger.once("k", ask)) for _ in range(3)]
        await asyncio.sleep(0.005)
        tasks[1].cancel()
        return [await tasks[0], await tasks[2]]

    assert asyncio.run(main()) == [call(), call()]


def test_a_question_without_a_reply_is_recorded_and_stays_open() -> None:
    book = MemoryCalls()
    ledger = Ledger(book)
    outcomes = [call(answer=None, failure=FailureKind.TIMEOUT.value, attempts=2), call()]

    async def ask(keep: Keep) -> Call:
        return await keep(outcomes.pop(0))

    first = asyncio.run(ledger.once("k", ask))
    second = asyncio.run(ledger.once("k", ask))
    assert (first.key, second.key) == ("k/miss-1", "k")
    assert set(book.calls) == {"k/miss-1", "k"}
    assert spent_in(book.calls.values()).calls == 3


def test_a_resumed_budget_starts_with_every_token_that_was_sent_or_came() -> None:
    spent = spent_in([call(prompt_tokens=100, completion_tokens=20, lost_tokens=3), call(prompt_tokens=4)])
    assert spent.tokens == 127


def test_a_refusal_is_settled_and_replayed() -> None:
    ledger = Ledger(MemoryCalls([call(answer=None, failure=FailureKind.REFUSED.value)]))

    async def ask(keep: Keep) -> Call:
        raise AssertionError("asked again")

    assert asyncio.run(ledger.once("k", ask)).failure == "refused"
    assert ledger.replayed == 1


def test_what_another_process_recorded_first_counts() -> None:
    class Shared(MemoryCalls):
        """Somebody else writes between our look and our write."""

        def put(self, *made: Call) -> None:
            self.calls.setdefault("k", call(answer="theirs"))
            super().put(*made)

    async def ask(keep: Keep) -> Call:
        return await keep(call(answer="ours"))

    assert asyncio.run(Ledger(Shared()).once("k", ask)).answer == "theirs"


def test_the_same_name_is_never_written_with_other_content() -> None:
    book = MemoryCalls([call()])
    book.put(call())
    with pytest.raises(ConflictError):
        book.put(call(answer="no"))


class Slow(MemoryCalls):
    """A book on a slow disk."""

    waits = True

    def put(self, *made: Call) -> None:
        time.sleep(0.05)
        super().put(*made)


def test_an_answer_that_has_come_is_recorded_even_when_nobody_waits_any_more() -> None:
    asked = 0

    async def ask(keep: Keep) -> Call:
        nonlocal asked
        asked += 1
        return await keep(call())

    async def main() -> Call:
        ledger = Ledger(Slow())
        first = asyncio.create_task(ledger.once("k", ask))
        await asyncio.sleep(0.02)
        first.cancel()
        return await ledger.once("k", ask)

    assert asyncio.run(main()) == call()
    assert asked == 1


def test_a_slow_disk_does_not_hold_up_the_event_loop() -> None:
    async def main() -> int:
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                await asyncio.sleep(0.005)
                ticks += 1

        async def ask(keep: Keep) -> Call:
            return await keep(call())

        ticking = asyncio.create_task(tick())
        await Ledger(Slow()).once("k", ask)
        ticking.cancel()
        return ticks

    assert asyncio.run(main()) >= 3


class Counting(Slow):
    """A book that notes what was kept together."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[int] = []

    def put(self, *made: Call) -> None:
        super().put(*made)
        self.kept.append(len(made))


def asked_at_once(book: MemoryCalls, names: list[str]) -> list[Call | BaseException]:
    async def main() -> list[Call | BaseException]:
        ledger = Ledger(book)

        def asker(name: str) -> Callable[[Keep], Awaitable[Call]]:
            async def ask(keep: Keep) -> Call:
                return await keep(call(name))

            return ask

        return await asyncio.gather(*(ledger.once(name, asker(name)) for name in names), return_exceptions=True)

    return asyncio.run(main())


def test_answers_that_come_while_the_disk_is_busy_are_kept_together() -> None:
    book = Counting()
    names = [f"k{number}" for number in range(20)]
    assert asked_at_once(book, names) == [call(name) for name in names]
    assert sum(book.kept) == 20
    assert len(book.kept) < 6


def test_one_call_that_cannot_be_kept_leaves_those_beside_it_alone() -> None:
    class Picky(Slow):
        def put(self, *made: Call) -> None:
            if any(each.key == "k3" for each in made):
                raise OSError("it does not fit")
            super().put(*made)

    names = [f"k{number}" for number in range(6)]
    found = asked_at_once(Picky(), names)
    assert isinstance(found[3], OSError)
    assert [item for number, item in enumerate(found) if number != 3] == [call(name) for name in names if name != "k3"]
