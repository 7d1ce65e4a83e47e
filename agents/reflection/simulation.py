"""Simulation review: the experiment is run in words, step by step, to see where it would break."""

from collections.abc import Sequence
from typing import Literal

from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.prompting import PROMPTS, hypothesis_values, label_of, plain
from coscientist.agents.reflection.model_reviewer import ModelFindings
from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import plural
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import Value
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Severity
from coscientist.llm.record.outcome import Failure

MARKS = {"unlikely": 1.0, "possible": 0.6, "likely": 0.2}
"""What a step counts for by how likely its failure is."""


class Scene(Value):
    """One step of the experiment as it would run."""

    step: int
    """Number of the step, from 1."""
    expected: str
    """What happens when it works."""
    failure: str
    """The likeliest way in which it fails."""
    likelihood: Literal["unlikely", "possible", "likely"]
    seen_as: str
    """What one would see at the bench when it fails."""
    control: str
    """The control or change that would show or prevent it."""


class Simulation(Value):
    """The experiment, run in words."""

    scenes: tuple[Scene, ...]
    breaks_at: int
    """Number of the step at which the whole most likely breaks; 0 when none stands out."""


class SimulationReviewer:
    """Reasoning only: what it finds is a doubt to be met by a control, and eliminates nothing.

    The score is the mean over the steps of 1 (failure unlikely), 0.6 (possible) and 0.2 (likely).
    """

    name = "reflection/simulation"
    needs = frozenset({Need.LANGUAGE_MODEL})

    async def review(
        self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check], lessons: Sequence[Pattern] = ()
    ) -> ModelFindings:
        """Return the review, or why there is none. `checks` and `lessons` are not looked at."""
        del checks, lessons
        assert bench.model is not None
        prompt = PROMPTS.get(self.name).render(goal=bench.plan.goal, hypothesis=hypothesis_values(bench, hypothesis))
        answer = await bench.model.ask(self.name, prompt, Simulation)
        if isinstance(answer, Failure):
            return ModelFindings(skipped=(f"{self.name}: {answer}",))
        steps = len(hypothesis.mechanism)
        scenes = {item.step: item for item in answer.value.scenes if 1 <= item.step <= steps and plain(item.failure)}
        if not scenes:
            return ModelFindings(skipped=(f"{self.name}: no step of the hypothesis was gone through",))
        rejected = len(answer.value.scenes) - len(scenes)
        at = answer.value.breaks_at if answer.value.breaks_at in scenes else 0
        walked = [f"{number}. {plain(item.expected, 300)}" for number, item in sorted(scenes.items())]
        summary = [
            f"{label_of(bench, answer)}{plural(len(scenes), 'step')} of {steps} gone through: {' '.join(walked)}"
        ]
        if at:
            summary.append(f"It most likely breaks at step {at}.")
        if rejected:
            summary.append(f"{plural(rejected, 'scene')} belonged to no step and did not count.")
        review = written(
            self.name,
            hypothesis,
            " ".join([*summary, f"By {answer.model}."]),
            scores={"simulation": sum(MARKS[item.likelihood] for item in scenes.values()) / len(scenes)},
            objections=[
                _objection(item, breaks=number == at)
                for number, item in sorted(scenes.items())
                if item.likelihood != "unlikely"
            ],
        )
        return ModelFindings(review=review)


def _objection(scene: Scene, *, breaks: bool) -> Objection:
    likely = scene.likelihood == "likely"
    text = f"{plain(scene.failure, 400)} Seen as: {plain(scene.seen_as, 200)} Control: {plain(scene.control, 200)}"
    return Objection(
        kind="likely failure" if likely else "possible failure",
        text=text,
        severity=Severity.MAJOR if likely and breaks else Severity.MINOR,
        step=scene.step - 1,
    )
