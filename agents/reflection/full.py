"""Full review: a model reads a hypothesis with the passages on it; what it objects to must point at something."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from coscientist.agents.generation.fetching import passages_behind
from coscientist.agents.prompting import PROMPTS, hypothesis_values, label_of, plain, shown
from coscientist.agents.reflection.model_reviewer import ModelFindings, claims_resting_on, with_passages
from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import plural
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import Value
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage
from coscientist.domain.review import Objection, Severity
from coscientist.llm.outcome import Failure

READ = 12
"""Passages shown to the reviewer."""
CHECKS = 16
HIGHEST = 5


class FullObjection(Value):
    """A criticism."""

    kind: Literal[
        "contradicted step",
        "unsupported step",
        "rival explanation",
        "dose or time",
        "marker for cause",
        "experiment cannot tell",
        "already known",
        "not specific",
        "other",
    ]
    text: str
    severity: Severity
    points_at: str
    """Identifier of a passage or a check that was shown, or `assumption 2`, or `step 1`."""


class FullReview(Value):
    """A referee's review."""

    summary: str
    """The judgement in two sentences."""
    known: tuple[str, ...]
    """Aspects that the passages already state."""
    novel: tuple[str, ...]
    """Aspects that would be new."""
    supporting: tuple[str, ...]
    """Identifiers of the passages that speak for it."""
    objections: tuple[FullObjection, ...]
    plausible: int = Field(ge=1, le=HIGHEST)
    specific: int = Field(ge=1, le=HIGHEST)
    consequential: int = Field(ge=1, le=HIGHEST)


class FullReviewer:
    """A review with literature and tool output at hand.

    Scores are the model's marks from 1 to 5, as shares of the way from 1 to 5, under names that no embedded reviewer
    uses. A fatal objection eliminates only when it points at a passage or a check that was shown.
    """

    name = "reflection/full"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})

    async def review(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> ModelFindings:
        """Return the review, or why there is none."""
        assert bench.model is not None
        fetched = {item.id: item for item in passages_behind(bench, hypothesis, READ)}
        told = {check.id: check for check in checks if check.value is not None or check.note}
        told = dict(list(told.items())[:CHECKS])
        prompt = PROMPTS.get(self.name).render(
            goal=bench.plan.goal,
            hypothesis=hypothesis_values(bench, hypothesis),
            passages=shown(fetched.values()),
            checks=[{"id": key, "text": _in_words(check)} for key, check in told.items()],
        )
        answer = await bench.model.ask(self.name, prompt, FullReview)
        if isinstance(answer, Failure):
            return ModelFindings(skipped=(f"{self.name}: {answer}",))
        found, label = answer.value, label_of(bench, answer)
        read = [_objection(bench, hypothesis, item, fetched, told) for item in found.objections]
        objections = [item for item in read if item is not None]
        left_out = len(read) - len(objections)
        supporting = [item for item in found.supporting if item in fetched]
        fatal = [item.text for item in objections if item.severity is Severity.FATAL]
        summary = [
            label + plain(found.summary),
            f"Known: {_listed(found.known)}.",
            f"New: {_listed(found.novel)}.",
            f"By {answer.model}.",
        ]
        if left_out:
            summary.append(f"{plural(left_out, 'objection')} pointed at nothing that was shown and did not count.")
        review = written(
            self.name,
            hypothesis,
            " ".join(summary),
            scores={
                "plausibility": _share(found.plausible),
                "specificity": _share(found.specific),
                "consequence": _share(found.consequential),
            },
            objections=objections,
            supporting=claims_resting_on(bench, supporting, hypothesis) if supporting else (),
            eliminate=fatal[0] if fatal else None,
        )
        pointed = [item.points_at for item in found.objections if item.points_at in fetched]
        return ModelFindings(review=review, passages=tuple(dict.fromkeys([*supporting, *pointed])))


def _objection(
    bench: Workbench,
    hypothesis: Hypothesis,
    objection: FullObjection,
    fetched: Mapping[str, Passage],
    told: Mapping[str, Check],
) -> Objection | None:
    """Return an objection that points at something; None for one that does not."""
    target = objection.points_at.strip().strip("[]")
    severity = objection.severity
    if target in fetched:
        claims = claims_resting_on(bench, [target], hypothesis)
        text = with_passages(objection.text, [target], fetched)
        return Objection(kind=objection.kind, text=text, severity=severity, claims=claims)
    text = plain(objection.text, 800)
    if target in told:
        return Objection(kind=objection.kind, text=text, severity=severity, checks=(target,))
    place = re.fullmatch(r"(?i)(step|assumption) (\d{1,2})", target)
    if place is None or not text:
        return None
    number = int(place.group(2)) - 1
    places = [index for index, step in enumerate(hypothesis.mechanism) if place.group(1).lower() == "step"
              or step.assumption]  # fmt: skip
    if not 0 <= number < len(places):
        return None
    # Only what was fetched or computed can be fatal; reasoning about an assumption is a doubt.
    weight = Severity.MAJOR if severity is Severity.FATAL else severity
    return Objection(kind=objection.kind, text=text, severity=weight, step=places[number])


def _in_words(check: Check) -> str:
    value = "" if check.value is None else f" {check.value}{f' {check.unit}' if check.unit else ''}"
    return f"{check.subject}: {check.property}{value} ({check.verdict.value}). {check.note}".strip()


def _listed(texts: Sequence[str]) -> str:
    return "; ".join(plain(text, 300).rstrip(".") for text in texts[:4]) or "nothing named"


def _share(mark: int) -> float:
    return (mark - 1) / (HIGHEST - 1)
