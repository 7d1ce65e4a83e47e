"""Critique: a model finds what recurs in reviews and matches; the counting and the examples are not left to it."""

from collections.abc import Mapping, Sequence
from typing import Literal

from coscientist.agents.meta_review.patterns import EXAMPLES, WEIGHTS, Pattern
from coscientist.agents.prompting import PROMPTS, label_of, plain
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import Value
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match, Outcome
from coscientist.domain.review import Review, Severity
from coscientist.llm.record.outcome import Failure

MOST = 6
"""Patterns that are asked for."""
SHOWN = 60
"""Criticisms that are shown, the weightiest first."""
LEAST = 2
"""Hypotheses that a pattern must be about: once is no pattern."""
Concerns = Literal["generation", "reflection", "ranking", "all"]


class Critique(Value):
    """A fault that recurs."""

    name: str
    criticisms: tuple[str, ...]
    """Identifiers of the criticisms that show it."""
    advice: str
    concerns: Concerns


class Critiques(Value):
    """What recurs in a run."""

    patterns: tuple[Critique, ...]


class Criticism(Value):
    """Something that was said against a hypothesis."""

    hypothesis: str
    kind: str
    text: str
    weight: float


class Recurring(Value):
    """A pattern, counted, with the role that it concerns."""

    pattern: Pattern
    concerns: Concerns


class Critiqued(Value):
    """What came of asking."""

    found: tuple[Recurring, ...] = ()
    skipped: tuple[str, ...] = ()


class CritiqueReview:
    """Groups numbered criticisms. A pattern counts the hypotheses of the criticisms that it names and exist."""

    name = "meta-review/critique"
    needs = frozenset({Need.LANGUAGE_MODEL})

    async def review(
        self, bench: Workbench, hypotheses: Sequence[Hypothesis], reviews: Sequence[Review], matches: Sequence[Match]
    ) -> Critiqued:
        """Return the patterns, or why there are none. Raises: BudgetEndedError."""
        assert bench.model is not None
        numbers = {item.id: place for place, item in enumerate(hypotheses, start=1)}
        raised = criticisms(numbers, reviews, matches)
        if len({item.hypothesis for item in raised}) < LEAST:
            return Critiqued(skipped=(f"{self.name}: fewer than {LEAST} hypotheses were criticised",))
        by_id = {f"c{place}": item for place, item in enumerate(raised, start=1)}
        prompt = PROMPTS.get(self.name).render(
            goal=bench.plan.goal,
            criticisms=[
                {"id": key, "number": numbers[item.hypothesis], "kind": item.kind, "text": item.text}
                for key, item in by_id.items()
            ],
            most=MOST,
        )
        answer = await bench.model.ask(self.name, prompt, Critiques)
        if isinstance(answer, Failure):
            return Critiqued(skipped=(f"{self.name}: {answer}",))
        label, reviewed = label_of(bench, answer), len({item.hypothesis for item in reviews}) or 1
        found: list[Recurring] = []
        skipped: list[str] = []
        for critique in answer.value.patterns[:MOST]:
            pattern = _counted(critique, by_id, reviewed, label)
            if isinstance(pattern, str):
                skipped.append(f"{self.name}: “{plain(critique.name, 120)}” was left out, because {pattern}")
            else:
                found.append(Recurring(pattern=pattern, concerns=critique.concerns))
        return Critiqued(found=tuple(found), skipped=tuple(skipped))


def criticisms(known: Mapping[str, int], reviews: Sequence[Review], matches: Sequence[Match]) -> list[Criticism]:
    """Return what was said against hypotheses, in reviews and by models that judged, the weightiest first."""
    found = [
        Criticism(hypothesis=review.hypothesis, kind=item.kind, text=item.text, weight=WEIGHTS[item.severity])
        for review in reviews
        for item in review.objections
        if review.hypothesis in known
    ]
    for match in matches:
        lost = {Outcome.FIRST: match.second, Outcome.SECOND: match.first}.get(match.outcome)
        if lost in known and match.judge.startswith("model:") and match.reason:
            text = plain(match.reason, 400)
            found.append(Criticism(hypothesis=lost, kind="lost a match", text=text, weight=WEIGHTS[Severity.MINOR]))
    distinct = {(item.hypothesis, item.text): item for item in found}
    order = sorted(distinct.values(), key=lambda item: (-item.weight, known[item.hypothesis], item.kind, item.text))
    return order[:SHOWN]


def _counted(critique: Critique, by_id: Mapping[str, Criticism], reviewed: int, label: str) -> Pattern | str:
    """Return the pattern with its counts, or why it is none."""
    named = [by_id[key] for key in dict.fromkeys(critique.criticisms) if key in by_id]
    hypotheses = {item.hypothesis for item in named}
    if len(hypotheses) < LEAST:
        unknown = len(set(critique.criticisms) - set(by_id))
        return f"it names criticisms of {len(hypotheses)} hypotheses, and {unknown} that do not exist"
    if not plain(critique.name) or not plain(critique.advice):
        return "it says nothing"
    return Pattern(
        kind=label + plain(critique.name, 120),
        hypotheses=len(hypotheses),
        share=round(len(hypotheses) / reviewed, 4),
        weight=sum(item.weight for item in named),
        examples=tuple(dict.fromkeys(plain(item.text, 300) for item in named))[:EXAMPLES],
        advice=plain(critique.advice, 300),
    )
