"""Verdicts that are still being asked for while the tournament goes on."""

import asyncio
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self

from coscientist.domain.match import Match
from coscientist.ports import Store

STEPS_TO_SEND = 3
"""Turns of the event loop after which a question is on its way; the rounds themselves take none."""


class Outstanding:
    """The rounds whose model verdicts are out. Each is kept in the store as soon as it is complete.

    A context manager: what is still out when its block ends with an error is given up.
    """

    def __init__(self, store: Store, run_id: str) -> None:
        self._store = store
        self._run_id = run_id
        self._asked: dict[int, asyncio.Task[list[Match]]] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._asked.values():
            task.cancel()
        await asyncio.gather(*self._asked.values(), return_exceptions=True)

    @property
    def rounds(self) -> tuple[int, ...]:
        """The rounds whose verdicts nobody has taken in yet."""
        return tuple(self._asked)

    async def begin(self, round_number: int, verdicts: Coroutine[Any, Any, list[Match]]) -> None:
        """Let a round's verdicts be asked for, and see the questions off."""
        self._asked[round_number] = asyncio.create_task(self._kept(verdicts))
        for _ in range(STEPS_TO_SEND):
            await asyncio.sleep(0)

    async def until(self, round_number: int) -> list[Match]:
        """Return the verdicts of the rounds up to this one, in their order, waiting for them where they are out."""
        due = [number for number in self._asked if number <= round_number]
        return [match for number in due for match in await self._taken(number)]

    async def _taken(self, number: int) -> list[Match]:
        found = await self._asked[number]
        del self._asked[number]
        return found

    async def _kept(self, verdicts: Coroutine[Any, Any, list[Match]]) -> list[Match]:
        found = await verdicts
        self._store.add_matches(self._run_id, found)
        return found
