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


def test_a_hypothesis_asks_before_the_lists_have_been_through_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []
    names = ["one", "two", "three"]

    def by_the_lists(hypothesis: Any, *_given: object) -> tuple[list[Any], None]:
        happened.append(f"{hypothesis.id} is looked up")
        return [], None

    async def asked(_services: object, hypothesis: Any, *_given: object) -> tuple[None, None]:
        await asyncio.sleep(0)  # as a task of its own
        happened.append(f"{hypothesis.id} asks")
        return None, None

    monkeypatch.setattr(develop, "screen_hypothesis", by_the_lists)
    monkeypatch.setattr(develop, "_screened_and_looked_at", asked)

    async def all_at_once() -> None:
        services: Any = SimpleNamespace(
            run=SimpleNamespace(id="run"),
            store=SimpleNamespace(hypothesis=lambda _run, name: values.a_hypothesis(name)),
            bench=SimpleNamespace(concept=lambda name: name, structures=SimpleNamespace(smiles=None)),
            out_of_time=lambda: False,
            turn=asyncio.Lock(),
        )
        runtime: Any = SimpleNamespace(context=services)
        await asyncio.gather(
            *(develop.develop({"run": "run", "cycle": 0, "hypothesis": name}, runtime) for name in names)
        )

    asyncio.run(all_at_once())
    assert happened == [said for name in names for said in (f"{name} is looked up", f"{name} asks")]
