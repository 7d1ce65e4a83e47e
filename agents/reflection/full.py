"""Full review: a model reads a hypothesis with the passages on it; what it objects to must point at something."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from coscientist.agents.generation.fetching import passages_behind
from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.prompting import PROMPTS, hypothesis_values, label_of, lesson_values, plain, shown
from coscientist.agents.reflection.known import ALREADY_KNOWN, all_of_them, held_known, strictest
from coscientist.agents.reflection.model_reviewer import ModelFindings, claims_resting_on
from coscientist.agents.reflection.pointing import pointed
from coscientist.agents.reflection.reviewer import written
from coscientist.agents.reflection.tools import ToolDesk, in_words
from coscientist.agents.wording import plural
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import Value
from coscientist.domain.check import Check, Verdict
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Severity
from coscientist.llm.record.outcome import Failure

READ = 12
"""Passages shown to the reviewer."""
CHECKS = 16
URGENCY = {Verdict.FAIL: 0, Verdict.WARN: 1}
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
    uses. A fatal objection eliminates only when it points at a passage or a check that was shown. What it holds to be
    known already lowers the novelty (`reflection/known.py`).
    """

    name = "reflection/full"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})

    def __init__(self) -> None:
        self._desk = ToolDesk()

    async def review(
        self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check], lessons: Sequence[Pattern] = ()
    ) -> ModelFindings:
        """Return the review, or why there is none."""
        assert bench.model is not None
        asked = await self._desk.consult(bench, hypothesis, checks)
        fetched = {item.id: item for item in (*passages_behind(bench, hypothesis, READ), *asked.passages)}
        # What the reviewer asked for comes first, then what failed or warns: the limit cuts what is in order.
        own = sorted(checks, key=lambda check: URGENCY.get(check.verdict, len(URGENCY)))
        told = {check.id: check for check in (*asked.checks, *own) if check.value is not None or check.note}
        told = dict(list(told.items())[:CHECKS])
        prompt = PROMPTS.get(self.name).render(
            goal=bench.plan.goal,
            hypothesis=hypothesis_values(bench, hypothesis),
            passages=shown(bench, fetched.values()),
            checks=[{"id": key, "text": in_words(check)} for key, check in told.items()],
            lessons=lesson_values(lessons),
        )
        answer = await bench.model.ask(self.name, prompt, FullReview)
        if isinstance(answer, Failure):
            return ModelFindings(checks=asked.checks, skipped=(*asked.skipped, f"{self.name}: {answer}"))
        found, label = answer.value, label_of(bench, answer)
        read = [
            pointed(
                bench,
                hypothesis,
                kind=item.kind,
                text=item.text,
                severity=item.severity,
                points_at=item.points_at,
                fetched=fetched,
                told=told,
            )
            for item in found.objections
            if item.kind != ALREADY_KNOWN
        ]
        held = [
            held_known(
                bench,
                hypothesis,
                text=item.text,
                severity=item.severity,
                points_at=item.points_at,
                fetched=fetched,
                by=answer.model,
            )
            for item in found.objections
            if item.kind == ALREADY_KNOWN and plain(item.text)
        ]
        worst = strictest(held)
        objections = [*(item for item in read if item is not None), *(item.objection for item in held)]
        left_out = sum(item is None for item in read)
        supporting = [item for item in found.supporting if item in fetched]
        fatal = [item.text for item in objections if item.severity is Severity.FATAL]
        summary = [
            label + plain(found.summary),
            f"Known: {_listed(found.known)}.",
            f"New: {_listed(found.novel)}.",
            f"By {answer.model}.",
        ]
        if asked.checks or asked.passages:
            looked_up = f"{plural(len(asked.checks), 'finding')} and {plural(len(asked.passages), 'passage')}"
            summary.append(f"Tools that it asked for gave {looked_up}.")
        if left_out:
            summary.append(f"{plural(left_out, 'objection')} pointed at nothing that was shown and did not count.")
        review = written(
            self.name,
            hypothesis,
            " ".join(summary),
            scores={} if label else _marks(found) | ({"novelty": worst.score} if worst else {}),
            objections=objections,
            supporting=claims_resting_on(bench, supporting, hypothesis) if supporting else (),
            novelty=None if label or worst is None else all_of_them(held),
            eliminate=fatal[0] if fatal else None,
        )
        cited = [item.points_at for item in found.objections if item.points_at in fetched]
        return ModelFindings(
            review=review,
            passages=tuple(dict.fromkeys([*supporting, *cited, *(item.id for item in asked.passages)])),
            checks=asked.checks,
            skipped=asked.skipped,
        )


def _listed(texts: Sequence[str]) -> str:
    return "; ".join(plain(text, 300).rstrip(".") for text in texts[:4]) or "nothing named"


def _marks(found: FullReview) -> dict[str, float]:
    """Return a referee's marks; those of a model for trying the transport decide nothing."""
    return {
        "plausibility": _share(found.plausible),
        "specificity": _share(found.specific),
        "consequence": _share(found.consequential),
    }


def _share(mark: int) -> float:
    return (mark - 1) / (HIGHEST - 1)
