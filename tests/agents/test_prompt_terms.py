"""What prompts say of the goal, of passages and of hypotheses: whoever answers has before them what they are asked."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.fetching import passages_on
from coscientist.agents.generation.grounding import CHEAPEST
from coscientist.agents.overview.material import Material
from coscientist.agents.prompting import PROMPTS, goal_values, hypothesis_values, prediction_told, rules, shown
from coscientist.agents.ranking.showing import Pairing
from coscientist.agents.reflection.full import CHECKS, FullReviewer
from coscientist.agents.workbench import Workbench
from coscientist.domain.check import Check, Verdict
from coscientist.domain.literature import Passage
from coscientist.llm.testing import ScriptedModel, any_answer
from tests.support.model_world import small_bench, small_pack, with_model

__all__ = ["small_bench", "small_pack"]


def with_plan(bench: Workbench, **update: Any) -> Workbench:
    return replace(bench, plan=bench.plan.model_copy(update=update))


def terms(bench: Workbench) -> str:
    return str(goal_values(bench)["terms"])


def test_a_goal_that_asks_for_two_together_is_told_so_and_the_rules_do_not_forbid_it(small_bench: Workbench) -> None:
    pair = with_plan(small_bench, together=True)
    assert "TWO of them together" in terms(pair)
    assert "TWO interventions" in str(rules(pair))
    assert "ONE intervention" not in str(rules(pair))


def test_a_goal_that_asks_for_one_is_told_of_one(small_bench: Workbench) -> None:
    assert "together" not in terms(small_bench)
    assert "ONE intervention" in str(rules(small_bench))
    assert "`partner`" in str(rules(small_bench))


def test_that_only_medicines_answer_a_goal_is_said_before_an_idea_is_left_out_for_it(small_bench: Workbench) -> None:
    repurposing = with_plan(small_bench, goal="Repurpose drugs that reduce tau phosphorylation")
    assert repurposing.asked.medicines
    assert "medicine" in terms(repurposing)
    assert "medicine" not in terms(small_bench)


def test_what_the_goal_was_read_to_want_changed_is_said_with_its_direction(small_bench: Workbench) -> None:
    wanted = small_bench.plan.targets[0].name
    assert f"less «{wanted}»" in terms(small_bench)


def test_what_the_reading_of_a_goal_passed_over_is_passed_on(small_bench: Workbench) -> None:
    reading = small_bench.plan.reading.model_copy(update={"not_understood": ("air",)})
    assert "«air»" in terms(with_plan(small_bench, reading=reading))


def test_a_passage_is_shown_with_the_title_of_its_paper(small_bench: Workbench) -> None:
    (hit,) = small_bench.library.search("Roscovitine inhibits CDK5", limit=1)
    title = small_bench.library.sources([hit.passage.source])[hit.passage.source].title
    (card,) = shown(small_bench, [hit.passage])
    assert card["paper"] == title
    prompt = PROMPTS.get("reflection/assumption").render(assumption="So.", passages=[card])
    assert f"in «{title}»" in prompt.text


def test_a_title_that_is_itself_the_passage_is_not_repeated(small_bench: Workbench) -> None:
    (hit,) = small_bench.library.search("Roscovitine inhibits CDK5", limit=1)
    title = small_bench.library.sources([hit.passage.source])[hit.passage.source].title
    (card,) = shown(small_bench, [hit.passage.model_copy(update={"quote": title})])
    assert card["paper"] == ""


def test_places_in_a_prompt_go_to_sentences_and_not_to_titles(small_bench: Workbench) -> None:
    everything = passages_on(small_bench, "tau phosphorylation CDK5", 40)
    library = _Titled(small_bench, everything[0].id)
    found = passages_on(replace(small_bench, library=library), "tau phosphorylation CDK5", 40)  # type: ignore[arg-type]
    assert everything[0].id not in {item.id for item in found}
    assert found


class _Titled:
    """A library in which one passage is a paper's title."""

    def __init__(self, bench: Workbench, title: str) -> None:
        self._bench, self._title = bench, title

    def search(self, *args: Any, **named: Any) -> list[Any]:
        return [self._marked(hit) for hit in self._bench.library.search(*args, **named)]

    def nearest(self, *args: Any, **named: Any) -> list[Any]:
        return [self._marked(hit) for hit in self._bench.library.nearest(*args, **named)]

    def _marked(self, hit: Any) -> Any:
        if hit.passage.id != self._title:
            return hit
        marked: Passage = hit.passage.model_copy(update={"locator": "title"})
        return (
            hit.model_copy(update={"passage": marked}) if hasattr(hit, "model_copy") else replace(hit, passage=marked)
        )


@pytest.mark.parametrize("name", ["reflection/initial", "reflection/full"])
def test_who_judges_whether_a_hypothesis_can_be_refuted_is_told_what_would_refute_it(
    small_bench: Workbench, name: str
) -> None:
    subject = next(Bridging().propose(small_bench, cycle=0)).model_copy(update={"context": ("cortical neurons",)})
    extra: dict[str, Any] = {} if name == "reflection/initial" else {"passages": [], "checks": []}
    told = hypothesis_values(small_bench, subject)
    prompt = PROMPTS.get(name).render(goal="Lower it.", hypothesis=told, lessons=[], **extra)
    assert all(result in prompt.text for result in subject.falsifiers)
    assert "cortical neurons" in prompt.text


def test_a_judge_sees_of_both_where_they_are_meant_to_hold_and_what_would_refute_them(small_bench: Workbench) -> None:
    stream = Bridging().propose(small_bench, cycle=0)
    pair = Pairing(small_bench, next(stream), next(stream))
    prompt = PROMPTS.get("ranking/pairwise").render(**pair.values, lessons=[])
    for subject in (pair.first, pair.second):
        assert all(result in prompt.text for result in subject.falsifiers)


def test_the_writer_of_the_overview_sees_steps_readouts_and_the_experiment_that_an_author_names(
    small_bench: Workbench,
) -> None:
    subject = next(Bridging().propose(small_bench, cycle=0))
    noted = subject.model_copy(update={"notes": (f"{CHEAPEST}: Neurons with and without it.",)})
    values = Material(small_bench, [noted]).values()
    for name in ("meta-review/overview", "meta-review/specific-aims"):
        prompt = PROMPTS.get(name).render(**values, most=3)
        assert noted.mechanism[0].text in prompt.text
        assert noted.predictions[0].readout in prompt.text
        assert "Neurons with and without it." in prompt.text


def test_predictions_say_under_what_and_with_what_held(small_bench: Workbench) -> None:
    subject = next(Bridging().propose(small_bench, cycle=0))
    name, mediator = small_bench.name(subject.interventions[0]), subject.mechanism[0].object
    first = subject.predictions[0]
    held = first.model_copy(update={"intervention": (*subject.interventions, mediator), "comparator": "vehicle"})
    one, other = (prediction_told(subject, item, small_bench.name) for item in (first, held))
    assert f" under {name} against " in one
    assert other.endswith(f" under {name} with {small_bench.name(mediator)} held against vehicle")
    said = held.model_copy(update={"comparator": f"vehicle without {small_bench.name(mediator)}"})
    assert " held " not in prediction_told(subject, said, small_bench.name).removeprefix(said.readout)


def test_the_writer_of_the_overview_hears_what_is_held_to_be_known(small_bench: Workbench) -> None:
    subject = next(Bridging().propose(small_bench, cycle=0))
    values = Material(small_bench, [subject], {subject.id: "a trial of 2019"}).values()
    for name in ("meta-review/overview", "meta-review/specific-aims"):
        assert "What is known of it: «a trial of 2019»" in PROMPTS.get(name).render(**values, most=3).text


def test_who_proposes_is_asked_where_it_should_not_hold_and_what_becomes_of_the_healthy_counterpart(
    small_bench: Workbench,
) -> None:
    told = str(rules(small_bench))
    assert "Say where it should NOT hold if the mechanism is right" in told
    assert "why its healthy counterpart is spared" in told


def test_a_reviewer_sees_what_failed_before_the_limit_cuts_what_is_in_order(small_bench: Workbench) -> None:
    subject = next(Bridging().propose(small_bench, cycle=0))
    fine = [a_check(subject.id, f"number {place}", Verdict.PASS) for place in range(CHECKS + 4)]
    model = ScriptedModel(any_answer)
    asyncio.run(
        FullReviewer().review(
            with_model(small_bench, model), subject, [*fine, a_check(subject.id, "soluble", Verdict.FAIL)]
        )
    )
    shown = next(request.prompt for request in model.requests if request.schema_name == "FullReview")
    assert "soluble" in shown


def a_check(hypothesis: str, property_: str, verdict: Verdict) -> Check:
    return Check(
        id=f"check-{property_.replace(' ', '-')}",
        hypothesis=hypothesis,
        tool="chemistry.descriptors",
        subject="it",
        property=property_,
        value=True,
        method="made for a test",
        source="none",
        verdict=verdict,
    )
