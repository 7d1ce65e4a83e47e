"""Verdicts that are out hold no round up, and come in in the order of rounds however fast they came."""

import asyncio
from typing import Any

import pytest

from coscientist.domain.match import Match, Outcome
from coscientist.graph.outstanding import Outstanding


class Kept:
    """What of a store is needed here."""

    def __init__(self) -> None:
        self.matches: list[str] = []

    def add_matches(self, _run: str, matches: list[Match]) -> None:
        self.matches += [match.id for match in matches]


def verdict(name: str, number: int) -> Match:
    return Match(id=name, first="a", second="b", judge="model:m", outcome=Outcome.TIE, round=number)


async def after(event: asyncio.Event, name: str, number: int) -> list[Match]:
    await event.wait()
    return [verdict(name, number)]


def outstanding(store: Any) -> Outstanding:
    return Outstanding(store, "run-1")


def test_rounds_go_on_while_an_earlier_one_is_out_and_come_in_in_their_order() -> None:
    async def main() -> tuple[list[str], list[str]]:
        store, slow, fast = Kept(), asyncio.Event(), asyncio.Event()
        fast.set()
        async with outstanding(store) as out:
            await out.begin(1, after(slow, "slow", 1))
            await out.begin(2, after(fast, "fast", 2))
            assert await out.until(0) == []
            assert list(out.rounds) == [1, 2]
            slow.set()
            taken = [match.id for match in await out.until(2)]
            assert not list(out.rounds)
        return taken, store.matches

    taken, kept = asyncio.run(main())
    assert taken == ["slow", "fast"]
    assert kept == ["fast", "slow"], "each is kept as soon as it is there"


def test_questions_are_on_their_way_when_a_round_has_begun() -> None:
    sent: list[str] = []

    async def ask(name: str) -> Match:
        sent.append(name)
        await asyncio.sleep(0)
        return verdict(name, 1)

    async def asked() -> list[Match]:
        return list(await asyncio.gather(ask("one"), ask("other")))

    async def main() -> None:
        async with outstanding(Kept()) as out:
            await out.begin(1, asked())
            assert sent == ["one", "other"]
            await out.until(1)

    asyncio.run(main())


def test_what_is_out_when_the_tournament_breaks_off_is_given_up() -> None:
    async def main() -> None:
        never = asyncio.Event()
        async with outstanding(Kept()) as out:
            await out.begin(1, after(never, "never", 1))
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk is full"):
        asyncio.run(main())


def test_an_error_of_a_round_is_raised_where_its_verdicts_are_wanted() -> None:
    async def broken() -> list[Match]:
        raise ValueError("broken")

    async def main() -> None:
        async with outstanding(Kept()) as out:
            await out.begin(1, broken())
            assert await out.until(0) == []
            await out.until(1)

    with pytest.raises(ValueError, match="broken"):
        asyncio.run(main())
