"""What a model that judges is shown of two hypotheses, and the match that its verdict makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.prompting import hypothesis_values, label_of, lesson_values, plain
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import Value
from coscientist.domain.call import Call
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match, Outcome
from coscientist.llm.record.outcome import Answer

Better = Literal["first", "second", "tie"]


class CriterionVote(Value):
    """Which is better on one criterion."""

    criterion: str
    better: Better


class PairVerdict(Value):
    """A judge's verdict."""

    criteria: tuple[CriterionVote, ...]
    reason: str
    better: Better


@dataclass(frozen=True)
class Pairing:
    """Two hypotheses in the order shown. A judge sees what they say, and neither scores, ratings nor who made them."""

    bench: Workbench
    first: Hypothesis
    second: Hypothesis
    lessons: Sequence[Pattern] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    """What reviewers found of each to be known already, by hypothesis: found, not scored."""

    @cached_property
    def shown(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return both as prompts show them."""
        one, other = (
            {**hypothesis_values(self.bench, item), "known": self.known.get(item.id, "")}
            for item in (self.first, self.second)
        )
        return one, other

    @property
    def values(self) -> dict[str, Any]:
        """Return what every judging prompt is filled with."""
        criteria = [item for item in self.bench.plan.criteria if item.weight > 0]
        return {
            "goal": self.bench.plan.goal,
            "criteria": [{"name": item.name, "question": item.question} for item in criteria],
            "first": self.shown[0],
            "second": self.shown[1],
        }

    @property
    def criticisms(self) -> list[dict[str, Any]]:
        """Return what recurs in reviews and matches of this run."""
        return lesson_values(self.lessons)

    def match(self, match_id: str, judge: str, *, round_number: int, batch: str, prompt_version: str) -> Match:
        """Return the match before there is a verdict."""
        return Match(
            id=match_id,
            first=self.first.id,
            second=self.second.id,
            judge=judge,
            outcome=Outcome.NO_RESULT,
            round=round_number,
            first_length=_length(self.shown[0]),
            second_length=_length(self.shown[1]),
            prompt_version=prompt_version,
            batch=batch,
        )

    def decided(self, match: Match, answer: Answer[PairVerdict], model: str, transcript: Sequence[str] = ()) -> Match:
        """Return the match with its verdict; `model` is the one that was expected to answer."""
        known = {item.name for item in self.bench.plan.criteria if item.weight > 0}
        verdict = answer.value
        reason = [f"{label_of(self.bench, answer)}{plain(verdict.reason, 800)}"]
        reason += [f"Turn {number}: {plain(text, 500)}" for number, text in enumerate(transcript, start=1)]
        by = "" if answer.model == model else f" (answered by {answer.model})"
        return match.model_copy(
            update={
                "outcome": Outcome(verdict.better),
                "criteria": {
                    vote.criterion: Outcome(vote.better) for vote in verdict.criteria if vote.criterion in known
                },
                "reason": " ".join(reason) + by,
            }
        )


def paid(calls: Sequence[Call]) -> dict[str, Any]:
    """Return the fields of a match that say which calls it took and what they cost."""
    return {"cost_usd": sum(call.cost_usd for call in calls), "calls": tuple(call.key for call in calls)}


def _length(values: Mapping[str, Any]) -> int:
    """Count the characters that the judge saw of a hypothesis."""
    return sum(
        len(text)
        for text in (
            values["statement"],
            values["setting"],
            *values["steps"],
            *values["predictions"],
            *values["falsifiers"],
        )
    )
