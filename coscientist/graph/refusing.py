"""Refusing a hypothesis on safety grounds: the decision, and the event that tells of it."""

from coscientist.domain.hypothesis import Hypothesis
from coscientist.graph.services import Services
from coscientist.graph.telling import tell
from coscientist.safety.screen import SCREEN, refused


def refuse(services: Services, hypothesis: Hypothesis, why: str, *, by: str = SCREEN) -> None:
    """Take a hypothesis out of play for good; it stays visible with the reason."""
    decision = refused(hypothesis.id, why, by=by)
    services.store.add_decisions(services.run.id, [decision])
    tell(services, "safety", "refused", f"{hypothesis.title}: {decision.why}", {"id": hypothesis.id, "by": by})
