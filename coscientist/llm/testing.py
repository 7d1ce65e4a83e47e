"""Public test tools: a model that answers from a script, and a guard against real ones.

model = ScriptedModel([Verdict(better="first", why="It was tested.")])
answer = asyncio.run(model.ask("ranking/debate", prompt, Verdict))
assert model.requests[0].role == "ranking/debate"
"""

import json
from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Any

from pydantic import BaseModel

from coscientist.domain.errors import CoscientistError
from coscientist.llm.door import Door, DoorSettings
from coscientist.llm.guard import ModelRequestForbiddenError, forbid_model_requests
from coscientist.llm.limits.budget import Budget, BudgetLimits
from coscientist.llm.record.ledger import CallBook, Ledger, MemoryCalls
from coscientist.llm.routes import ModelRoutes, Route
from coscientist.llm.secrets import Secrets
from coscientist.llm.transports.port import ModelCard, Reply, Request
from coscientist.llm.wording.schema_examples import example_of

__all__ = [
    "ManualClock",
    "ModelRequestForbiddenError",
    "ScriptEndedError",
    "ScriptedModel",
    "any_answer",
    "forbid_model_requests",
]

Scripted = str | BaseModel | Mapping[str, Any] | Reply | Exception
"""A line of a script: a text, something to be sent as JSON, a whole reply, or an error to raise."""


class ScriptEndedError(CoscientistError):
    """A scripted model was asked more often than its script provides for."""


class ManualClock:
    """A clock that stands still unless it is moved; sleeping moves it."""

    def __init__(self, start: float = 0.0) -> None:
        self.time = start
        self.slept: list[float] = []

    def now(self) -> str:
        """Return a time that never changes."""
        return "2000-01-01T00:00:00Z"

    def monotonic(self) -> float:
        """Return the time set."""
        return self.time

    async def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.slept.append(seconds)
        self.time += seconds


class _ScriptedTransport:
    """Answers from a script."""

    def __init__(self, answers: Callable[[Request], Scripted] | Iterable[Scripted]) -> None:
        self.requests: list[Request] = []
        self._answer = answers if callable(answers) else _in_turn(answers)

    def card(self, model: str) -> ModelCard:
        return ModelCard(model=model, local=True)

    async def send(self, request: Request) -> Reply:
        self.requests.append(request)
        line = self._answer(request)
        if isinstance(line, Exception):
            raise line
        if isinstance(line, Reply):
            return line
        if isinstance(line, BaseModel):
            line = line.model_dump_json()
        elif not isinstance(line, str):
            line = json.dumps(dict(line))
        return Reply(text=line, finish_reason="stop", prompt_tokens=request.prompt_tokens, completion_tokens=len(line))


class ScriptedModel(Door):
    """The real door, with a script in the model's place: ledger, budget, checks and repair work as always.

    `answers` is a function of the request, or the answers in the order of the requests (a repair is a request).
    """

    def __init__(
        self,
        answers: Callable[[Request], Scripted] | Iterable[Scripted],
        *,
        model: str = "scripted/model",
        book: CallBook | None = None,
        limits: BudgetLimits | None = None,
        settings: DoorSettings | None = None,
        routes: ModelRoutes | None = None,
        clock: ManualClock | None = None,
        shares: Mapping[str, float] | None = None,
    ) -> None:
        self.clock = clock or ManualClock()
        self._script = _ScriptedTransport(answers)
        super().__init__(
            routes=routes or ModelRoutes(routes=(Route(models=(model,)),)),
            transport=self._script,
            ledger=Ledger(book if book is not None else MemoryCalls()),
            budget=Budget(limits or BudgetLimits(), self.clock, shares=shares),
            clock=self.clock,
            rng=Random(0),
            secrets=Secrets({}),
            settings=settings,
            sleep=self.clock.sleep,
        )

    @property
    def requests(self) -> list[Request]:
        """What the model was asked, in order; what the ledger answered is not among it."""
        return self._script.requests


def any_answer(request: Request) -> str:
    """Answer any request: with a value that fits its schema, or with words; the same request gets the same answer."""
    rng = Random(f"{request.prompt}\0{request.sample}")
    if request.json_schema is None:
        return " ".join(example_of({"type": "string"}, rng) for _ in range(3))
    return json.dumps(example_of(request.json_schema, rng))


def _in_turn(answers: Iterable[Scripted]) -> Callable[[Request], Scripted]:
    lines = iter(answers)

    def answer(request: Request) -> Scripted:
        try:
            return next(lines)
        except StopIteration:
            raise ScriptEndedError(
                f"The script has no line left for {request.role!r}.", f"It was asked: {request.prompt[:200]!r}"
            ) from None

    return answer
