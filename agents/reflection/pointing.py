"""An objection must point at something that was shown; what only reasoning carries is a doubt."""

import re
from collections.abc import Mapping

from coscientist.agents.citations import names_both
from coscientist.agents.prompting import plain
from coscientist.agents.reflection.model_reviewer import claims_resting_on, with_passages
from coscientist.agents.workbench import Workbench
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage
from coscientist.domain.review import Objection, Severity

UNSUPPORTED = "(unsupported: the passage names no two things that the hypothesis joins)"
_PLACE = re.compile(r"(?i)(step|assumption) (\d{1,2})")


def pointed(
    bench: Workbench,
    hypothesis: Hypothesis,
    *,
    kind: str,
    text: str,
    severity: Severity,
    points_at: str,
    fetched: Mapping[str, Passage],
    told: Mapping[str, Check],
) -> Objection | None:
    """Return an objection that points at a passage, a check, a step or an assumption; None for one that does not.

    Only what was fetched or computed can be fatal. A passage that names no two things which the hypothesis joins does
    not carry an objection: it is marked as unsupported and counts least.
    """
    target = points_at.strip().strip("[]")
    if not plain(text):
        return None
    if target in fetched:
        claims = claims_resting_on(bench, [target], hypothesis)
        words = with_passages(text, [target], fetched)
        if not bears_on(bench, hypothesis, fetched[target]):
            return Objection(kind=kind, text=f"{words} {UNSUPPORTED}", severity=Severity.MINOR, claims=claims)
        return Objection(kind=kind, text=words, severity=severity, claims=claims)
    if target in told:
        return Objection(kind=kind, text=plain(text, 800), severity=severity, checks=(target,))
    step = place_of(hypothesis, target)
    if step is None:
        return None
    weight = Severity.MAJOR if severity is Severity.FATAL else severity
    return Objection(kind=kind, text=plain(text, 800), severity=weight, step=step)


def place_of(hypothesis: Hypothesis, target: str) -> int | None:
    """Return the step, from 0, that `step 2` or `assumption 1` means; None when there is none."""
    place = _PLACE.fullmatch(target.strip())
    if place is None:
        return None
    number, of_steps = int(place.group(2)) - 1, place.group(1).lower() == "step"
    places = [index for index, step in enumerate(hypothesis.mechanism) if of_steps or step.assumption]
    return places[number] if 0 <= number < len(places) else None


def bears_on(bench: Workbench, hypothesis: Hypothesis, passage: Passage) -> bool:
    """Say whether a passage names both ends of a step, or an intervention and the outcome."""
    ends = [(step.subject, step.object) for step in hypothesis.mechanism]
    ends += [(start, hypothesis.outcome) for start in hypothesis.interventions]
    return any(names_both(bench, passage, bench.concept(one), bench.concept(other)) for one, other in ends)
