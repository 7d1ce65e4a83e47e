"""Against an endpoint that misbehaves: every question ends, every request is counted, nothing is paid twice."""

import asyncio
from typing import Any

import pytest
from aiohttp import TCPConnector

from coscientist.llm.door import Door
from coscientist.llm.record.ledger import MemoryCalls, spent_in
from coscientist.llm.record.outcome import Answer, Failure, FailureKind
from coscientist.llm.transports.compatible import CompatibleTransport
from coscientist.llm.transports.switchboard import Switchboard
from tests.llm.setup import QUICK, Critique, Verdict, open_door, prompt
from tests.support.fault_endpoint import FaultEndpoint
from tests.support.faults import Faults, schema_name_of

MIXED = Faults(bad_json=0.3, throttle=0.2, server_error=0.1, refusal=0.05, cut=0.05, hang=0.05, seed=7)

Outcome = Answer[Verdict] | Failure


async def ask_all(door: Door, number: int) -> list[Outcome]:
    questions = (door.ask("ranking/debate", prompt(f"Question {n}"), Verdict) for n in range(number))
    return await asyncio.gather(*questions)


def account(door: Door, book: MemoryCalls, endpoint: FaultEndpoint) -> None:
    """Endpoint, budget and ledger must have counted the same."""
    recorded = spent_in(book.calls.values())
    usage = door.budget.usage
    assert endpoint.counts["received"] == usage.calls == recorded.calls
    assert usage.tokens == recorded.tokens
    assert endpoint.counts["paid_again"] == 0


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("bad_json", FailureKind.NOT_JSON),
        ("wrong_types", FailureKind.WRONG_TYPES),
        ("empty", FailureKind.EMPTY),
        ("refusal", FailureKind.REFUSED),
        ("cut", FailureKind.CUT),
        ("throttle", FailureKind.THROTTLED),
        ("server_error", FailureKind.SERVICE),
        ("garbled", FailureKind.GARBLED),
        ("drop", FailureKind.SERVICE),
        ("hang", FailureKind.TIMEOUT),
    ],
)
def test_a_fault_that_never_ends_is_named_and_counted(fault: str, kind: FailureKind) -> None:
    book = MemoryCalls()
    faults = Faults(**{fault: 1.0})  # type: ignore[arg-type]
    with FaultEndpoint(faults) as endpoint:
        door = open_door(endpoint.base_url, book=book)
        outcomes = asyncio.run(ask_all(door, 3))
        account(door, book, endpoint)
    assert [outcome.kind for outcome in outcomes if isinstance(outcome, Failure)] == [kind] * 3


def test_a_reply_with_talk_around_it_is_an_answer() -> None:
    with FaultEndpoint(Faults(prose=1.0)) as endpoint:
        outcomes = asyncio.run(ask_all(open_door(endpoint.base_url), 3))
        assert endpoint.counts["received"] == 3
    assert all(isinstance(outcome, Answer) and not outcome.repaired for outcome in outcomes)


def test_mixed_faults_end_in_answers_or_failures_and_a_second_run_pays_nothing() -> None:
    book = MemoryCalls()
    with FaultEndpoint(MIXED, delay=0.01) as endpoint:
        door = open_door(endpoint.base_url, book=book)
        outcomes = asyncio.run(ask_all(door, 120))
        account(door, book, endpoint)
        received = endpoint.counts["received"]
        answers = sum(isinstance(outcome, Answer) for outcome in outcomes)
        assert all(isinstance(outcome, Answer | Failure) for outcome in outcomes)
        # A quarter of all replies is good, and each question has two: 0.59 of them should end well.
        assert 50 <= answers <= 90
        assert {"bad_json", "throttle", "server_error", "refusal", "cut", "hang"} <= set(endpoint.counts)

        again = open_door(endpoint.base_url, book=book)
        replayed = asyncio.run(ask_all(again, 120))
        silent = [outcome for outcome in outcomes if isinstance(outcome, Failure) and not outcome.kind.replied]
        asked_again = again.budget.usage.calls
        assert endpoint.counts["received"] == received + asked_again
        assert (asked_again == 0) == (not silent), "only questions that got no reply are asked again"
        assert endpoint.counts["paid_again"] == 0
    for before, after in zip(outcomes, replayed, strict=True):
        if isinstance(before, Answer):
            assert isinstance(after, Answer)
            assert after.value == before.value
        elif before.kind.replied:
            assert isinstance(after, Failure)
            assert after.kind is before.kind


def test_one_role_that_always_fails_leaves_the_others_alone() -> None:
    faults = Faults(fails_for=lambda body: schema_name_of(body) == "Critique")

    async def both(door: Door) -> tuple[list[Outcome], Answer[Critique] | Failure]:
        good, bad = await asyncio.gather(ask_all(door, 10), door.ask("reflection/full", prompt("Flaws?"), Critique))
        return good, bad

    book = MemoryCalls()
    with FaultEndpoint(faults) as endpoint:
        door = open_door(endpoint.base_url, book=book)
        good, bad = asyncio.run(both(door))
        account(door, book, endpoint)
    assert all(isinstance(outcome, Answer) for outcome in good)
    assert isinstance(bad, Failure)
    assert bad.kind is FailureKind.SERVICE


def test_one_hanging_request_holds_nobody_up() -> None:
    async def race(door: Door) -> list[int]:
        finished: list[int] = []

        async def one(number: int) -> None:
            await door.ask("ranking/debate", prompt(f"Question {number}."), Verdict)
            finished.append(number)

        await asyncio.gather(*(one(number) for number in range(6)))
        return finished

    with FaultEndpoint(Faults(hangs_for=lambda body: "Question 0" in str(body))) as endpoint:
        finished = asyncio.run(race(open_door(endpoint.base_url, concurrency=2)))
    assert finished[-1] == 0
    assert sorted(finished) == [0, 1, 2, 3, 4, 5]


def test_two_event_loops_one_after_the_other_use_one_door() -> None:
    with FaultEndpoint(Faults(throttle=0.3, seed=3)) as endpoint:
        door = open_door(endpoint.base_url, concurrency=2)
        first = asyncio.run(ask_all(door, 8))
        second = asyncio.run(ask_all(door, 12))
    assert all(isinstance(outcome, Answer) for outcome in first + second)
    assert door.ledger.replayed == 8


def test_the_key_reaches_the_endpoint_and_nothing_else() -> None:
    book = MemoryCalls()
    with FaultEndpoint(Faults(bad_json=1.0), answer=lambda _: '{"better": "canary-key-0123456789", ') as endpoint:
        door = open_door(endpoint.base_url, book=book)
        asked = door.ask("ranking/debate", prompt("The key is canary-key-0123456789."), Verdict)
        outcome = asyncio.run(asked)
        assert "canary-key" not in str(endpoint.bodies)
    assert isinstance(outcome, Failure)
    assert "canary-key" not in str(outcome)
    assert all("canary-key" not in call.model_dump_json() for call in book.calls.values())


def test_a_request_that_is_given_up_before_it_has_left_is_not_counted() -> None:
    class Held(TCPConnector):
        """A connector that never gets through."""

        async def connect(self, *_: Any, **__: Any) -> Any:
            await asyncio.sleep(3600)

    async def main(base_url: str) -> tuple[Outcome, int]:
        door = open_door(base_url, retry=QUICK.model_copy(update={"timeout_seconds": 0.05}))
        transport = door._transport
        assert isinstance(transport, Switchboard)
        way = transport.transport("openai/faulty")
        assert isinstance(way, CompatibleTransport)
        session = await way._client._session()
        session._connector, held = Held(), session._connector
        outcome = await door.ask("ranking/debate", prompt("?"), Verdict)
        await session._connector.close()
        session._connector = held
        return outcome, door.budget.usage.calls

    with FaultEndpoint() as endpoint:
        outcome, calls = asyncio.run(main(endpoint.base_url))
        assert endpoint.counts["received"] == 0
    assert isinstance(outcome, Failure)
    assert outcome.kind is FailureKind.TIMEOUT
    assert calls == 0
