"""What a hypothesis changes on the way to its outcome, and which way."""

from collections.abc import Iterator
from typing import NamedTuple

from coscientist.domain.hypothesis import Hypothesis
from coscientist.evidence.paths import EvidencePath


class Change(NamedTuple):
    """One thing that rises (+1) or falls (-1), as far as the mechanism says; 0 where it does not."""

    concept: str
    sign: int
    step: int | None = None
    """The step that changes it; None for what is given."""


def changes(hypothesis: Hypothesis) -> list[Change]:
    """Return what is given and what each step changes, in the order of the mechanism."""
    found = [Change(item, hypothesis.intervention_sign) for item in hypothesis.interventions]
    sign = hypothesis.intervention_sign
    for index, step in enumerate(hypothesis.mechanism):
        if step.subject in hypothesis.interventions:
            sign = hypothesis.intervention_sign
        sign *= step.sign
        found.append(Change(step.object, sign, index))
    return found


def on_the_way(hypothesis: Hypothesis) -> list[Change]:
    """Return all that a hypothesis names before its outcome, with signs where they are known."""
    made = [change for change in changes(hypothesis) if change.concept != hypothesis.outcome]
    known = {change.concept for change in made} | {hypothesis.outcome}
    rest = dict.fromkeys(step.subject for step in hypothesis.mechanism if step.subject not in known)
    return [*made, *(Change(item, 0) for item in rest)]


def along(path: EvidencePath, dose: int) -> Iterator[Change]:
    """Yield what changes along a path before its end, where its start is raised (+1) or lowered (-1)."""
    sign = dose
    for index, link in enumerate(path.links):
        yield Change(link.subject, sign, index - 1 if index else None)
        sign *= link.sign
