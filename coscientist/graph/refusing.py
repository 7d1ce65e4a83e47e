"""Refusing on safety grounds: the decision or the end of the run, and the event that tells of it."""

from typing import Literal

from coscientist.agents.safety.screening import screen_with_model
from coscientist.domain.errors import BudgetEndedError
from coscientist.domain.hypothesis import Hypothesis
from coscientist.graph.services import Services
from coscientist.graph.telling import tell
from coscientist.safety.screen import SCREEN, refused


def refuse(services: Services, hypothesis: Hypothesis, why: str, *, by: str = SCREEN) -> None:
    """Take a hypothesis out of play for good; it stays visible with the reason."""
    decision = refused(hypothesis.id, why, by=by)
    services.store.add_decisions(services.run.id, [decision])
    tell(services, "safety", "refused", f"{hypothesis.title}: {decision.why}", {"id": hypothesis.id, "by": by})


async def model_refusal(
    services: Services, what: Literal["goal", "hypothesis", "brief"], text: str, subject: str
) -> tuple[str, str] | None:
    """Return why a model refuses a text, and which; None when it does not, cannot be asked, or gives no verdict."""
    model = services.bench.model
    if model is None or not services.may_ask_model():
        return None
    try:
        found = await screen_with_model(model, what, text)
    except BudgetEndedError as error:
        services.spending.note(error.message)
        tell(
            services,
            "safety",
            "skipped",
            f"No safety verdict of a model on the {what}: {error.message}",
            {"id": subject},
        )
        return None
    if found.skipped:
        tell(services, "safety", "skipped", f"{found.skipped} The lists were consulted.", {"id": subject})
    return (found.refused, found.by) if found.refused else None
