"""Observation review: would a hypothesis explain what others have reported, and would it survive it?"""

from collections.abc import Sequence
from typing import Literal

from coscientist.agents.generation.fetching import distinct, in_turn, passages_on
from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.prompting import PROMPTS, hypothesis_values, label_of, plain, shown
from coscientist.agents.reflection.model_reviewer import ModelFindings, claims_resting_on, with_passages
from coscientist.agents.reflection.pointing import UNSUPPORTED, bears_on
from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import plural
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import Value
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage
from coscientist.domain.review import Objection, Severity
from coscientist.llm.record.outcome import Failure

READ = 10
"""Observations that are shown."""
Verdict = Literal["missing piece", "already explained", "other explanation likelier", "neutral", "disproved"]
MARKS: dict[str, float] = {
    "missing piece": 1.0,
    "already explained": 0.5,
    "other explanation likelier": 0.25,
    "disproved": 0.0,
}


class Observation(Value):
    """What one observation says."""

    passage: str
    """Identifier of the passage that reports it."""
    verdict: Verdict
    why: str


class ObservationReview(Value):
    """A hypothesis held against observations."""

    observations: tuple[Observation, ...]


class ObservationReviewer:
    """Reads passages on the hypothesis's things on which it does not rest itself.

    The score is the mean over those that are not neutral of 1 (missing piece), 0.5 (already explained), 0.25 (other
    explanation likelier) and 0 (disproved). A passage that disproves eliminates when it names two things that the
    hypothesis joins; one that does not is marked as unsupported and counts as neutral.
    """

    name = "reflection/observation"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})

    async def review(
        self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check], lessons: Sequence[Pattern] = ()
    ) -> ModelFindings:
        """Return the review, or why there is none. `checks` and `lessons` are not looked at."""
        del checks, lessons
        assert bench.model is not None
        fetched = {item.id: item for item in observations_on(bench, hypothesis)}
        if not fetched:
            return ModelFindings(skipped=(f"{self.name}: the corpora hold no observation that it does not rest on",))
        prompt = PROMPTS.get(self.name).render(
            goal=bench.plan.goal,
            hypothesis=hypothesis_values(bench, hypothesis),
            passages=shown(bench, fetched.values()),
        )
        answer = await bench.model.ask(self.name, prompt, ObservationReview)
        if isinstance(answer, Failure):
            return ModelFindings(skipped=(f"{self.name}: {answer}",))
        read = {item.passage: item for item in answer.value.observations if item.passage in fetched}
        unknown = len({item.passage for item in answer.value.observations}) - len(read)
        telling = {
            key: item
            for key, item in read.items()
            if item.verdict != "neutral" and _carried(bench, hypothesis, item, fetched)
        }
        objections = [found for item in read.values() if (found := _objection(bench, hypothesis, item, fetched))]
        fatal = [item.text for item in objections if item.severity is Severity.FATAL]
        counts = [f"{sum(i.verdict == kind for i in read.values())} {kind}" for kind in (*MARKS, "neutral")]
        summary = [f"{label_of(bench, answer)}{plural(len(read), 'observation')}: {', '.join(counts)}."]
        summary += [
            f"Explained: {plain(i.why, 300)} [{i.passage}]" for i in telling.values() if i.verdict == "missing piece"
        ]
        if unknown:
            summary.append(f"{plural(unknown, 'identifier')} belonged to no passage that was shown, and did not count.")
        explained = [key for key, item in telling.items() if item.verdict == "missing piece"]
        marks = [MARKS[item.verdict] for item in telling.values()]
        review = written(
            self.name,
            hypothesis,
            " ".join([*summary, f"By {answer.model}."]),
            scores={"observations": sum(marks) / len(marks)} if marks else {},
            objections=objections,
            supporting=claims_resting_on(bench, explained, hypothesis) if explained else (),
            eliminate=fatal[0] if fatal else None,
        )
        return ModelFindings(
            review=review, passages=tuple(key for key, item in read.items() if item.verdict != "neutral")
        )


def observations_on(bench: Workbench, hypothesis: Hypothesis) -> list[Passage]:
    """Return passages on the outcome, the mediators and the intervention on which the hypothesis does not rest."""
    known = bench.claims
    own = {passage for item in hypothesis.claims if item in known for passage in known[item].passages}
    things = dict.fromkeys(
        [hypothesis.outcome, *(step.subject for step in hypothesis.mechanism), *hypothesis.interventions]
    )
    streams = [passages_on(bench, bench.name(item), READ + len(own)) for item in things]
    return distinct((item for item in in_turn(streams) if item.id not in own), READ)


def _carried(bench: Workbench, hypothesis: Hypothesis, item: Observation, fetched: dict[str, Passage]) -> bool:
    return item.verdict != "disproved" or bears_on(bench, hypothesis, fetched[item.passage])


def _objection(
    bench: Workbench, hypothesis: Hypothesis, item: Observation, fetched: dict[str, Passage]
) -> Objection | None:
    """Return what an observation objects to; only a passage that bears on the hypothesis disproves it."""
    if item.verdict not in ("disproved", "other explanation likelier"):
        return None
    text = with_passages(item.why, [item.passage], fetched)
    claims = claims_resting_on(bench, [item.passage], hypothesis)
    if item.verdict == "other explanation likelier":
        return Objection(kind="observation explained otherwise", text=text, severity=Severity.MINOR, claims=claims)
    if not _carried(bench, hypothesis, item, fetched):
        unsupported = f"{text} {UNSUPPORTED}"
        return Objection(kind="disproved by an observation", text=unsupported, severity=Severity.MINOR, claims=claims)
    return Objection(kind="disproved by an observation", text=text, severity=Severity.FATAL, claims=claims)
