"""What the tests of the door share: a clock that runs, a prompt, answer types, a door onto an endpoint."""

import time
from random import Random

from coscientist.domain.base import Value
from coscientist.llm.door import Door, DoorSettings
from coscientist.llm.limits.budget import Budget, BudgetLimits
from coscientist.llm.limits.limiter import Limits
from coscientist.llm.record.attempts import RetryPolicy
from coscientist.llm.record.ledger import CallBook, Ledger, MemoryCalls
from coscientist.llm.routes import ModelRoutes
from coscientist.llm.secrets import Secrets
from coscientist.llm.transports.port import Transport
from coscientist.llm.transports.switchboard import Switchboard
from coscientist.llm.wording.prompts import RenderedPrompt

KEY = "canary-key-0123456789"


class RunningClock:
    def now(self) -> str:
        return "2000-01-01T00:00:00Z"

    def monotonic(self) -> float:
        return time.monotonic()


class Verdict(Value):
    better: str
    why: str
    confidence: float


class Critique(Value):
    flaws: tuple[str, ...]
    fatal: bool


def prompt(text: str = "Which of the two is better?", **update: str) -> RenderedPrompt:
    made = RenderedPrompt(id="ranking/debate", version="1", text=text, template_sha256="0" * 64)
    return made.model_copy(update=update)


QUICK = RetryPolicy(
    attempts=6,
    hangs=2,
    timeout_seconds=0.6,
    backoff_seconds=0.01,
    longest_backoff_seconds=0.05,
    longest_wait_seconds=2,
    down_after=1_000,
)


def open_door(
    base_url: str,
    *,
    book: CallBook | None = None,
    models: tuple[str, ...] = ("openai/faulty",),
    limits: BudgetLimits | None = None,
    retry: RetryPolicy = QUICK,
    concurrency: int = 16,
    transport: Transport | None = None,
) -> Door:
    environment = {"OPENAI_API_BASE": base_url, "OPENAI_API_KEY": KEY}
    clock = RunningClock()
    return Door(
        routes=ModelRoutes.parse(models),
        transport=transport or Switchboard(environment),
        ledger=Ledger(book if book is not None else MemoryCalls()),
        budget=Budget(limits or BudgetLimits(), clock),
        clock=clock,
        rng=Random(0),
        secrets=Secrets(environment),
        settings=DoorSettings(retry=retry, limits={"*": Limits(concurrency=concurrency)}),
    )
