"""Initial review: a cheap model screens what a hypothesis says, without literature or tools."""

import re
from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.prompting import PROMPTS, hypothesis_values, label_of, lesson_values, plain
from coscientist.agents.reflection.known import ALREADY_KNOWN, OF_OPINION, UNVERIFIED
from coscientist.agents.reflection.model_reviewer import ModelFindings
from coscientist.agents.reflection.pointing import place_of
from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import plural
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import Value
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Novelty, NoveltyState, Objection, Severity
from coscientist.llm.record.outcome import Failure

HIGHEST = 5
DISCARDING = frozenset({"contradicts itself", "misses the goal", "cannot be refuted"})
"""Faults for which a hypothesis may be discarded unread."""
_OTHER_PLACE = re.compile(r"(?i)statement|prediction \d{1,2}")


class InitialFault(Value):
    """A fault that can be seen in the text."""

    kind: Literal["contradicts itself", "misses the goal", "cannot be refuted", "not specific", "already known"]
    text: str
    points_at: str
    """`statement`, `step 2`, `assumption 1` or `prediction 1`."""


class InitialReview(Value):
    """A first look."""

    discard: bool
    reason: str
    """The judgement in one sentence."""
    faults: tuple[InitialFault, ...]
    sound: int = Field(ge=1, le=HIGHEST)
    new: int = Field(ge=1, le=HIGHEST)
    testable: int = Field(ge=1, le=HIGHEST)


class InitialReviewer:
    """Screens. The score is the mean of three marks from 1 to 5, as a share of the way from 1 to 5.

    No passage stands behind it, so one opinion eliminates nothing: a discard is asked about a second time, and is
    carried out when both answers name the same discarding fault in the same place. What it holds to be known already is
    its opinion, and lowers the novelty as one.
    """

    name = "reflection/initial"
    needs = frozenset({Need.LANGUAGE_MODEL})

    async def review(
        self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check], lessons: Sequence[Pattern] = ()
    ) -> ModelFindings:
        """Return the review, or why there is none. `checks` are not looked at."""
        del checks
        assert bench.model is not None
        prompt = PROMPTS.get(self.name).render(
            goal=bench.plan.goal,
            hypothesis=hypothesis_values(bench, hypothesis),
            lessons=lesson_values(lessons),
        )
        answer = await bench.model.ask(self.name, prompt, InitialReview)
        if isinstance(answer, Failure):
            return ModelFindings(skipped=(f"{self.name}: {answer}",))
        found = answer.value
        agreed = ""
        if found.discard and _grounds(found, hypothesis):
            again = await bench.model.ask(self.name, prompt, InitialReview, sample=1)
            if not isinstance(again, Failure) and again.value.discard:
                common = _grounds(found, hypothesis) & _grounds(again.value, hypothesis)
                agreed = next((plain(item.text, 400) for item in found.faults if _mark(item) in common), "")
        objections = [item for fault in found.faults if (item := _objection(fault, hypothesis)) is not None]
        left_out = len(found.faults) - len(objections)
        summary = [f"{label_of(bench, answer)}{plain(found.reason)}"]
        if found.discard and not agreed:
            summary.append("It would discard the hypothesis; a second look did not find the same, so it stays.")
        if left_out:
            summary.append(f"{plural(left_out, 'fault')} pointed at nothing and did not count.")
        label, by = label_of(bench, answer), answer.model
        opinions = tuple(
            f"{by}: {plain(fault.text, 600)}" for fault in found.faults if fault.kind == ALREADY_KNOWN and not label
        )
        scores = {"first sight": (found.sound + found.new + found.testable - 3) / (3 * (HIGHEST - 1))}
        review = written(
            self.name,
            hypothesis,
            " ".join([*summary, f"By {answer.model}."]),
            scores=scores | ({"novelty": OF_OPINION} if opinions else {}),
            objections=objections,
            novelty=Novelty(state=NoveltyState.NOT_SEARCHED, searched=(), opinions=opinions) if opinions else None,
            eliminate=f"Discarded at first sight, twice independently: {agreed}" if agreed else None,
        )
        return ModelFindings(review=review)


def _mark(fault: InitialFault) -> tuple[str, str]:
    return fault.kind, fault.points_at.strip().lower()


def _grounds(found: InitialReview, hypothesis: Hypothesis) -> set[tuple[str, str]]:
    """Return the discarding faults that point at a part of the hypothesis."""
    return {
        _mark(item) for item in found.faults if item.kind in DISCARDING and _objection(item, hypothesis) is not None
    }


def _objection(fault: InitialFault, hypothesis: Hypothesis) -> Objection | None:
    """Return a fault as an objection; None when it points at no part of the hypothesis."""
    target = fault.points_at.strip()
    step = place_of(hypothesis, target)
    if not plain(fault.text) or (step is None and not _OTHER_PLACE.fullmatch(target)):
        return None
    place = "" if step is not None else f"{target.capitalize()}: "
    opinion = f" {UNVERIFIED}" if fault.kind == ALREADY_KNOWN else ""
    text = f"{place}{plain(fault.text, 600)}{opinion}"
    return Objection(kind=fault.kind, text=text, severity=Severity.MINOR, step=step)
