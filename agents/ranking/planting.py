"""Copies of hypotheses whose verdict is known beforehand, to be put before the judges without a word."""

import re
from collections.abc import Callable, Mapping

from coscientist.agents.wording import as_outcome, capital, joined
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import content_id
from coscientist.domain.hypothesis import EffectDirection, Hypothesis, MechanismStep
from coscientist.domain.match import ControlKind, Planted

SAME_WORDS = {
    "lowers": "decreases", "lower": "decrease", "lowering": "decreasing", "lowered": "decreased",
    "reduces": "decreases", "reduce": "decrease", "reducing": "decreasing", "reduced": "decreased",
    "raises": "increases", "raise": "increase", "raising": "increasing", "raised": "increased",
    "inhibits": "blocks", "inhibit": "block", "inhibiting": "blocking",
    "activates": "switches on", "activate": "switch on", "activating": "switching on",
    "shows": "demonstrates", "show": "demonstrate", "via": "through", "because": "since", "therefore": "hence",
}  # fmt: skip
"""Words that can stand for each other wherever they stand in a hypothesis."""
FILLER = (
    "This is a question of considerable importance that deserves to be looked at with great care.",
    "Many aspects could be considered in this connection, and each of them is of interest in its own way.",
    "Taken as a whole, the matter is highly relevant and opens up a wide range of perspectives.",
    "It goes without saying that further work will be needed before everything can be fully appreciated.",
)
"""Sentences that fit any hypothesis and say nothing of it."""


def plant(bench: Workbench, original: Hypothesis, kind: ControlKind) -> tuple[Hypothesis, Planted]:
    """Return a copy under a name of its own, and the note that its matches carry.

    Who made the original and by which strategy stays as it is: nothing but the content may give the copy away.
    """
    made = _MAKERS[kind](bench, original)
    planted = Planted(kind=kind, original=original.id, copy_id=content_id("copy", kind.value, original.id))
    return made.model_copy(update={"id": planted.copy_id}), planted


def paraphrased(_bench: Workbench, original: Hypothesis) -> Hypothesis:
    """Say the same in other words."""
    return original.model_copy(
        update={
            "statement": f"It is proposed that the following holds: {_reworded(original.statement)}",
            "mechanism": tuple(
                step.model_copy(update={"text": _reworded(step.text)}) for step in original.mechanism
            ),
        }
    )  # fmt: skip


def padded(_bench: Workbench, original: Hypothesis) -> Hypothesis:
    """Say the same at twice the length at least."""
    added: list[str] = []
    while len(" ".join(added)) < len(original.statement):
        added.append(FILLER[len(added) % len(FILLER)])
    return original.model_copy(update={"statement": " ".join([original.statement, *added])})


def degraded(bench: Workbench, original: Hypothesis) -> Hypothesis:
    """Leave the ends, and take the way from one to the other, the direction, and what would show it wrong."""
    outcome = as_outcome(bench.concept(original.outcome))
    named = joined([bench.name(item) for item in original.interventions])
    vague = f"{capital(named)} may have something to do with {outcome}."
    primary = [item for item in original.predictions if item.primary] or list(original.predictions[:1])
    return original.model_copy(
        update={
            "statement": vague,
            "mechanism": (
                MechanismStep(subject=original.interventions[0], object=original.outcome, sign=0,
                              text="by some mechanism that is not stated"),
            ),
            "predictions": tuple(
                item.model_copy(update={"direction": EffectDirection.CHANGE, "rationale": ""}) for item in primary
            ),
            "claims": (),
            "falsifiers": (),
            "alternative": "",
            "notes": (),
        }
    )  # fmt: skip


_MAKERS: Mapping[ControlKind, Callable[[Workbench, Hypothesis], Hypothesis]] = {
    ControlKind.DEGRADED: degraded,
    ControlKind.PARAPHRASED: paraphrased,
    ControlKind.PADDED: padded,
}


def _reworded(text: str) -> str:
    return re.sub(r"[a-z]+", lambda found: SAME_WORDS.get(found.group(), found.group()), text)
