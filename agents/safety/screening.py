"""Asking a model whether something may be pursued. It can only add to what the deterministic screen refuses."""

from typing import Literal

from coscientist.agents.prompting import PROMPTS, plain
from coscientist.domain.base import Value
from coscientist.llm.door import Door
from coscientist.llm.record.outcome import Failure

NAME = "safety/screen"
MAX_CHARACTERS = 8_000


class SafetyVerdict(Value):
    """A model's decision."""

    allowed: bool
    category: Literal[
        "none", "chemical", "biological", "radiological", "explosive", "poisoning", "drugs", "evasion", "other"
    ]
    reason: str


class ModelScreening(Value):
    """What came of asking."""

    refused: str | None = None
    """Why it may not be pursued; None: the model does not object, or gave no verdict."""
    by: str = ""
    """`safety/screen:<model>`."""
    skipped: str = ""
    """Why there is no verdict; empty when there is one."""


async def screen_with_model(model: Door, what: Literal["goal", "hypothesis", "brief"], text: str) -> ModelScreening:
    """Ask once. No verdict is no refusal: the deterministic screen stands, and the gap is told.

    A verdict that refuses and calls the harm `none` contradicts itself and is no verdict.

    Raises: BudgetEndedError.
    """
    prompt = PROMPTS.get(NAME).render(what=what, text=text[:MAX_CHARACTERS])
    answer = await model.ask(NAME, prompt, SafetyVerdict)
    if isinstance(answer, Failure):
        return ModelScreening(skipped=f"no safety verdict of a model on the {what}: {answer}")
    verdict, by = answer.value, f"{NAME}:{answer.model}"
    if model.is_transport_test(answer.model):
        return ModelScreening(
            by=by, skipped=f"no safety verdict of a model on the {what}: the text of a test model means nothing"
        )
    if verdict.allowed:
        return ModelScreening(by=by)
    if verdict.category == "none":
        return ModelScreening(
            by=by, skipped=f"no safety verdict of a model on the {what}: it refuses and names no harm"
        )
    return ModelScreening(refused=f"{plain(verdict.reason, 300).rstrip('.')} [{verdict.category}]", by=by)
