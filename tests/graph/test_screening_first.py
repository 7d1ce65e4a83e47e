"""A model screens a hypothesis while the embedded reviewers look at it, unless these would ask services about it."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from coscientist.graph.nodes import develop
from tests.store import values

REFUSED = ("it asks for harm", "safety/screen:scripted")


@pytest.mark.parametrize(
    ("inquirer", "refused", "order"),
    [
        (None, REFUSED, ["screening", "looked at", "screened"]),
        (None, None, ["screening", "looked at", "screened"]),
        (object(), REFUSED, ["screening", "screened"]),
        (object(), None, ["screening", "screened", "looked at"]),
    ],
)
def test_services_hear_of_a_hypothesis_once_it_has_passed(
    monkeypatch: pytest.MonkeyPatch, inquirer: object, refused: tuple[str, str] | None, order: list[str]
) -> None:
    happened: list[str] = []

    async def screened(*_given: object) -> tuple[str, str] | None:
        happened.append("screening")
        for _ in range(5):
            await asyncio.sleep(0)
        happened.append("screened")
        return refused

    async def looked_at(*_given: object) -> tuple[list[Any], list[Any]]:
        happened.append("looked at")
        return [], []

    monkeypatch.setattr(develop, "model_refusal", screened)
    monkeypatch.setattr(develop, "_looked_at", looked_at)
    services: Any = SimpleNamespace(bench=SimpleNamespace(inquirer=inquirer))
    found, _ = asyncio.run(develop._screened_and_looked_at(services, values.a_hypothesis(), {}, [], []))
    assert found == refused
    assert happened == order
