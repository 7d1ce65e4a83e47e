"""Recurrent review: a hypothesis that has played is looked at again in the light of why it lost and of what recurs."""

import re
from collections.abc import Sequence
from typing import Literal

from coscientist.agents.generation.fetching import passages_behind
from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.prompting import PROMPTS, hypothesis_values, label_of, lesson_values, plain, shown
from coscientist.agents.reflection.model_reviewer import ModelFindings
from coscientist.agents.reflection.pointing import pointed
from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import plural
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import Value
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match, Outcome
from coscientist.domain.review import Severity
from coscientist.llm.record.outcome import Failure

READ = 12
LOSSES = 6
_NAMED = re.compile(r"(?i)(loss|criticism) (\d{1,2})")


class RecurrentPoint(Value):
    """What becomes of one argument when it is looked at again."""

    argument: str
    """`loss 1` or `criticism 2`."""
    holds: Literal["holds", "does not hold", "cannot tell"]
    why: str
    points_at: str
    """Identifier of a passage that was shown, or `step 2`, or `assumption 1`."""


class RecurrentReview(Value):
    """A second look."""

    points: tuple[RecurrentPoint, ...]
    open_question: str
    """The question whose answer would settle most."""


class RecurrentReviewer:
    """Adapts to the tournament. It gives no score; an argument that holds is an objection, and none is fatal."""

    name = "reflection/recurrent"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})

    async def review(
        self,
        bench: Workbench,
        hypothesis: Hypothesis,
        *,
        matches: Sequence[Match],
        lessons: Sequence[Pattern],
        cycle: int,
    ) -> ModelFindings:
        """Return the review, or why there is none; nothing is asked where nothing came up. Raises: BudgetEndedError."""
        assert bench.model is not None
        losses = losses_of(hypothesis.id, matches)
        criticisms = lesson_values(lessons)
        if not losses and not criticisms:
            return ModelFindings()
        fetched = {item.id: item for item in passages_behind(bench, hypothesis, READ)}
        prompt = PROMPTS.get(self.name).render(
            goal=bench.plan.goal,
            hypothesis=hypothesis_values(bench, hypothesis),
            losses=losses,
            criticisms=criticisms,
            passages=shown(bench, fetched.values()),
        )
        answer = await bench.model.ask(self.name, prompt, RecurrentReview)
        if isinstance(answer, Failure):
            return ModelFindings(skipped=(f"{self.name}: {answer}",))
        sizes = {"loss": len(losses), "criticism": len(criticisms)}
        named = [(kind, item) for item in answer.value.points if (kind := _kind(item.argument, sizes))]
        objections = [
            found
            for kind, item in named
            if item.holds == "holds"
            and (
                found := pointed(
                    bench,
                    hypothesis,
                    kind="lost on this" if kind == "loss" else "criticism holds",
                    text=item.why,
                    severity=Severity.MAJOR if item.points_at.strip("[] ") in fetched else Severity.MINOR,
                    points_at=item.points_at,
                    fetched=fetched,
                    told={},
                )
            )
        ]
        held = sum(item.holds == "holds" for _, item in named)
        left_out = len(answer.value.points) - len(named) + held - len(objections)
        summary = [
            f"{label_of(bench, answer)}Looked at again after cycle {cycle}: {plural(len(named), 'argument')}, of which "
            f"{held} hold. Open: {plain(answer.value.open_question, 400)}"
        ]
        if left_out:
            summary.append(f"{plural(left_out, 'point')} pointed at nothing that was shown and did not count.")
        review = written(
            recurrent_name(cycle),
            hypothesis,
            " ".join([*summary, f"By {answer.model}."]),
            scores={},
            objections=objections,
        )
        cited = [item.points_at.strip("[] ") for _, item in named if item.points_at.strip("[] ") in fetched]
        return ModelFindings(review=review, passages=tuple(dict.fromkeys(cited)))


def recurrent_name(cycle: int) -> str:
    """Return what the review made at the beginning of a cycle is called, so that each cycle's is kept."""
    return f"{RecurrentReviewer.name}-{cycle}"


def losses_of(hypothesis: str, matches: Sequence[Match]) -> list[str]:
    """Return why a hypothesis lost matches, the latest first, each reason once."""
    lost = [
        match
        for match in sorted(matches, key=lambda match: (-match.round, match.id))
        if hypothesis == {Outcome.FIRST: match.second, Outcome.SECOND: match.first}.get(match.outcome) and match.reason
    ]
    # The panel's reasons are two numbers; those that say something come first.
    lost.sort(key=lambda match: match.judge.startswith("panel/"))
    return [plain(text, 300) for text in dict.fromkeys(match.reason for match in lost)][:LOSSES]


def _kind(argument: str, sizes: dict[str, int]) -> str:
    """Return whether an argument is a loss or a criticism that was shown; empty for one that was not."""
    named = _NAMED.fullmatch(argument.strip())
    if named is None:
        return ""
    kind = named.group(1).lower()
    return kind if 1 <= int(named.group(2)) <= sizes[kind] else ""
