"""Deep verification: what a hypothesis takes for granted, each assumption checked by itself with its own passages."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from coscientist.agents.generation.fetching import passages_on
from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.prompting import PROMPTS, all_of, hypothesis_values, label_of, plain, shown
from coscientist.agents.reflection.model_reviewer import ModelFindings, claims_resting_on, with_passages
from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import plural
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import Value
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Severity
from coscientist.llm.record.outcome import Failure

MOST = 4
"""Assumptions that are checked."""
READ = 8
MARKS = {"holds": 1.0, "cannot tell": 0.5, "doubtful": 0.25, "fails": 0.0}


class Assumption(Value):
    """Something that must be true for the hypothesis to hold."""

    text: str
    step: int
    """The step that it belongs to, from 1; 0 for the whole."""
    essential: bool
    """True when the hypothesis falls without it."""


class Assumptions(Value):
    """What a hypothesis takes for granted."""

    assumptions: tuple[Assumption, ...]


class AssumptionCheck(Value):
    """What is known about one assumption."""

    verdict: Literal["holds", "doubtful", "fails", "cannot tell"]
    why: str
    passages: tuple[str, ...]
    """Identifiers of the passages that decide it."""


class _Checked(NamedTuple):
    assumption: Assumption
    check: AssumptionCheck | None
    why_not: str
    shown: frozenset[str]


class VerificationReviewer:
    """Checks assumptions one by one: the prompt that checks one does not see the hypothesis it came from.

    The score is the mean over checked assumptions of 1 (holds), 0.5 (cannot tell), 0.25 (doubtful), 0 (fails). An
    essential assumption that a fetched passage shows to fail eliminates.
    """

    name = "reflection/verification"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})

    async def review(
        self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check], lessons: Sequence[Pattern] = ()
    ) -> ModelFindings:
        """Return the review, or why there is none. `checks` and `lessons` are not looked at."""
        del checks, lessons
        assert bench.model is not None
        prompt = PROMPTS.get(self.name).render(hypothesis=hypothesis_values(bench, hypothesis), most=MOST)
        answer = await bench.model.ask(self.name, prompt, Assumptions)
        if isinstance(answer, Failure):
            return ModelFindings(skipped=(f"{self.name}: {answer}",))
        listed = [item for item in answer.value.assumptions if plain(item.text)][:MOST]
        checked, ended = await all_of(self._check(bench, item) for item in listed)
        done = [item for item in checked if item.check is not None]
        skipped = tuple(f"{self.name}: “{plain(i.assumption.text, 120)}”: {i.why_not}" for i in checked if i.why_not)
        if not done:
            why = ended or "no assumption was checked"
            return ModelFindings(skipped=(*skipped, f"{self.name}: {why}"), ended=ended)
        objections = [found for item in done if (found := _objection(bench, hypothesis, item)) is not None]
        fatal = [item.text for item in objections if item.severity is Severity.FATAL]
        marks = [MARKS[item.check.verdict] for item in done if item.check is not None]
        said = "; ".join(f"{plain(i.assumption.text, 300)} — {i.check.verdict}" for i in done if i.check is not None)
        review = written(
            self.name,
            hypothesis,
            f"{label_of(bench, answer)}{plural(len(done), 'assumption')} checked of {len(listed)}: {said}. "
            f"By {answer.model}.",
            scores={"assumptions": sum(marks) / len(marks)},
            objections=objections,
            eliminate=fatal[0] if fatal else None,
        )
        cited = [p for item in done if item.check is not None for p in item.check.passages if p in item.shown]
        return ModelFindings(review=review, passages=tuple(dict.fromkeys(cited)), skipped=skipped, ended=ended)

    async def _check(self, bench: Workbench, assumption: Assumption) -> _Checked:
        assert bench.model is not None
        text = plain(assumption.text)
        fetched = passages_on(bench, text, READ)
        ids = frozenset(item.id for item in fetched)
        prompt = PROMPTS.get("reflection/assumption").render(assumption=text, passages=shown(bench, fetched))
        answer = await bench.model.ask(self.name, prompt, AssumptionCheck)
        if isinstance(answer, Failure):
            return _Checked(assumption, None, str(answer), ids)
        return _Checked(assumption, answer.value, "", ids)


def _objection(bench: Workbench, hypothesis: Hypothesis, item: _Checked) -> Objection | None:
    """Return what a check objects to; a failing assumption is fatal only where a fetched passage shows it."""
    assumption, check = item.assumption, item.check
    if check is None or check.verdict in ("holds", "cannot tell"):
        return None
    cited = [passage for passage in check.passages if passage in item.shown]
    fails = check.verdict == "fails"
    severity = Severity.MINOR
    if fails:
        severity = Severity.FATAL if assumption.essential and cited else Severity.MAJOR
    step = assumption.step - 1 if 1 <= assumption.step <= len(hypothesis.mechanism) else None
    text = f"Assumed: {plain(assumption.text, 300)} {check.verdict.capitalize()}: {check.why}"
    return Objection(
        kind="assumption fails" if fails else "assumption doubtful",
        text=with_passages(text, cited, bench.library.passages(cited)),
        severity=severity,
        claims=claims_resting_on(bench, cited, hypothesis) if cited else (),
        step=step,
    )
