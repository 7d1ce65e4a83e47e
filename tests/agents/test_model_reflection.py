"""Screening, observations, simulation, a second look, and tools: what counts, what does not, and what eliminates."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.reflection.full import FullReviewer
from coscientist.agents.reflection.initial import InitialReviewer
from coscientist.agents.reflection.model_reviewer import ModelFindings, ModelReviewer
from coscientist.agents.reflection.observation import ObservationReviewer, observations_on
from coscientist.agents.reflection.pointing import UNSUPPORTED
from coscientist.agents.reflection.recurrent import RecurrentReviewer, losses_of
from coscientist.agents.reflection.simulation import SimulationReviewer
from coscientist.agents.reflection.tools import CALLS, Consulted, ToolDesk
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match, Outcome
from coscientist.domain.review import Severity
from coscientist.llm.testing import ScriptedModel
from coscientist.llm.transports.port import Request
from coscientist.tools.registry import standard_registry
from tests.support.model_world import answer_for, passages_in, scientist, small_bench, small_pack, with_model

__all__ = ["small_bench", "small_pack"]
REVIEWERS: tuple[ModelReviewer, ...] = (InitialReviewer(), ObservationReviewer(), SimulationReviewer(), FullReviewer())
LESSON = Pattern(kind="single source", hypotheses=3, share=0.5, weight=3.0, examples=("It rests on one paper.",))
ASPIRIN = "CC(=O)Oc1ccccc1C(=O)O"


@pytest.fixture(scope="module")
def subject(small_bench: Workbench) -> Hypothesis:
    return next(Bridging().propose(small_bench, cycle=0))


def review(
    bench: Workbench, reviewer: ModelReviewer, hypothesis: Hypothesis, answers: Any, lessons: tuple[Pattern, ...] = ()
) -> tuple[ModelFindings, ScriptedModel]:
    model = ScriptedModel(answers)
    return asyncio.run(reviewer.review(with_model(bench, model), hypothesis, (), lessons)), model


@pytest.mark.parametrize("reviewer", REVIEWERS, ids=lambda item: item.name)
@pytest.mark.parametrize("reply", ["I can't help with that request.", "", "It is fine."])
def test_a_failure_is_a_skipped_review_and_no_verdict(
    small_bench: Workbench, subject: Hypothesis, reviewer: ModelReviewer, reply: str
) -> None:
    found, _ = review(small_bench, reviewer, subject, lambda _: reply)
    assert found.review is None
    assert reviewer.name in found.skipped[-1]


@pytest.mark.parametrize("reviewer", [InitialReviewer(), FullReviewer()], ids=lambda item: item.name)
def test_what_recurs_in_the_run_is_in_their_prompts(
    small_bench: Workbench, subject: Hypothesis, reviewer: ModelReviewer
) -> None:
    told = []
    for lessons in ((), (LESSON,)):
        _, model = review(small_bench, reviewer, subject, scientist, lessons)
        told.append("«It rests on one paper.»" in model.requests[-1].prompt)
    assert told == [False, True]


# --- initial -------------------------------------------------------------------------------------------------------


def first_look(*faults: tuple[str, str], discard: bool = True) -> dict[str, Any]:
    named = [{"kind": kind, "text": "The signs disagree.", "points_at": place} for kind, place in faults]
    return {**answer_for("InitialReview", ""), "discard": discard, "faults": named}


def test_the_first_look_has_no_literature(small_bench: Workbench, subject: Hypothesis) -> None:
    found, model = review(small_bench, InitialReviewer(), subject, scientist)
    assert not passages_in(model.requests[0].prompt)
    assert found.review is not None
    assert found.review.scores == {"first sight": 0.75}
    assert found.review.eliminate is None


def test_two_looks_that_find_the_same_fault_eliminate(small_bench: Workbench, subject: Hypothesis) -> None:
    look = first_look(("contradicts itself", "step 2"))
    found, model = review(small_bench, InitialReviewer(), subject, [look, look])
    assert [request.sample for request in model.requests] == [0, 1]
    assert found.review is not None
    assert "twice independently" in (found.review.eliminate or "")


@pytest.mark.parametrize(
    "second", [first_look(discard=False), first_look(("contradicts itself", "step 1")), "I cannot help with that."]
)
def test_one_look_alone_eliminates_nothing(small_bench: Workbench, subject: Hypothesis, second: Any) -> None:
    found, _ = review(small_bench, InitialReviewer(), subject, [first_look(("contradicts itself", "step 2")), second])
    assert found.review is not None
    assert found.review.eliminate is None
    assert "so it stays" in found.review.summary


@pytest.mark.parametrize(
    "fault", [("not specific", "step 1"), ("misses the goal", "step 9"), ("misses the goal", "it")]
)
def test_a_discard_without_a_discarding_fault_in_a_place_is_not_even_asked_twice(
    small_bench: Workbench, subject: Hypothesis, fault: tuple[str, str]
) -> None:
    found, model = review(small_bench, InitialReviewer(), subject, [first_look(fault)])
    assert len(model.requests) == 1
    assert found.review is not None
    assert found.review.eliminate is None


# --- observation ---------------------------------------------------------------------------------------------------


def observed(verdict: str, *, naming: tuple[str, ...] = (), extra: bool = False) -> Any:
    """Answer with one verdict on the passages that hold all of some words, or on the first."""

    def answers(request: Request) -> dict[str, Any]:
        shown = passages_in(request.prompt)
        chosen = [key for key, quote in shown.items() if all(word in quote for word in naming)][:1]
        made_up = ["p-0123456789ab"] if extra else []
        return {"observations": [{"passage": key, "verdict": verdict, "why": "So."} for key in (*chosen, *made_up)]}

    return answers


def test_observations_are_passages_on_which_the_hypothesis_does_not_rest(
    small_bench: Workbench, subject: Hypothesis
) -> None:
    own = {passage for claim in subject.claims for passage in small_bench.graph.claims[claim].passages}
    seen = {item.id for item in observations_on(small_bench, subject)}
    assert seen
    assert not seen & own


def test_a_missing_piece_counts_for_it_and_is_kept(small_bench: Workbench, subject: Hypothesis) -> None:
    found, _ = review(small_bench, ObservationReviewer(), subject, observed("missing piece"))
    assert found.review is not None
    assert found.review.scores == {"observations": 1.0}
    assert found.passages


def test_what_is_neutral_is_no_score(small_bench: Workbench, subject: Hypothesis) -> None:
    found, _ = review(small_bench, ObservationReviewer(), subject, observed("neutral"))
    assert found.review is not None
    assert not found.review.scores
    assert not found.passages


def test_a_likelier_explanation_is_an_objection_with_its_passage(small_bench: Workbench, subject: Hypothesis) -> None:
    found, _ = review(small_bench, ObservationReviewer(), subject, observed("other explanation likelier"))
    assert found.review is not None
    (made,) = found.review.objections
    assert found.passages[0] in made.text
    assert found.review.eliminate is None


def test_a_passage_that_does_not_bear_on_it_disproves_nothing(small_bench: Workbench, subject: Hypothesis) -> None:
    found, _ = review(small_bench, ObservationReviewer(), subject, observed("disproved", naming=("MAPK1", "tau")))
    assert found.review is not None
    (made,) = found.review.objections
    assert UNSUPPORTED in made.text
    assert made.severity is Severity.MINOR
    assert found.review.eliminate is None
    assert not found.review.scores


def test_a_passage_on_its_own_things_that_disproves_it_eliminates(small_bench: Workbench, subject: Hypothesis) -> None:
    bare = subject.model_copy(update={"claims": ()})
    found, _ = review(small_bench, ObservationReviewer(), bare, observed("disproved", naming=("CDK5", "tau")))
    assert found.review is not None
    assert [item.severity for item in found.review.objections] == [Severity.FATAL]
    assert found.review.eliminate


def test_an_observation_that_was_not_shown_is_rejected(small_bench: Workbench, subject: Hypothesis) -> None:
    found, _ = review(small_bench, ObservationReviewer(), subject, observed("neutral", extra=True))
    assert found.review is not None
    assert "1 identifier belonged to no passage" in found.review.summary
    assert "p-0123456789ab" not in found.model_dump_json()


# --- simulation ----------------------------------------------------------------------------------------------------


def test_a_likely_failure_where_it_breaks_is_a_major_objection_with_its_control(
    small_bench: Workbench, subject: Hypothesis
) -> None:
    found, _ = review(small_bench, SimulationReviewer(), subject, scientist)
    assert found.review is not None
    assert [(item.step, item.severity) for item in found.review.objections] == [
        (0, Severity.MINOR),
        (1, Severity.MAJOR),
    ]
    assert "Control: A washout." in found.review.objections[1].text
    assert found.review.eliminate is None


def test_a_step_that_it_does_not_have_is_not_simulated(small_bench: Workbench, subject: Hypothesis) -> None:
    content = answer_for("Simulation", "")
    scenes = [content["scenes"][0], {**content["scenes"][1], "step": 9}]
    found, _ = review(small_bench, SimulationReviewer(), subject, [{"scenes": scenes, "breaks_at": 9}])
    assert found.review is not None
    assert len(found.review.objections) == 1
    assert "1 scene belonged to no step" in found.review.summary


def test_a_simulation_of_nothing_is_no_review(small_bench: Workbench, subject: Hypothesis) -> None:
    found, _ = review(small_bench, SimulationReviewer(), subject, [{"scenes": [], "breaks_at": 0}])
    assert found.review is None
    assert found.skipped


# --- recurrent -----------------------------------------------------------------------------------------------------


def lost(subject: Hypothesis, reason: str, judge: str = "model:m", number: int = 1) -> Match:
    return Match(
        id=f"match-{reason}-{number}", first="h-other", second=subject.id, judge=judge, outcome=Outcome.FIRST,
        round=number, reason=reason,
    )  # fmt: skip


def second_look(bench: Workbench, subject: Hypothesis, *points: dict[str, Any]) -> ModelFindings:
    def answers(request: Request) -> dict[str, Any]:
        first = next(iter(passages_in(request.prompt)))
        made = [{**item, "points_at": item["points_at"].replace("PASSAGE", first)} for item in points]
        return {"points": made, "open_question": "Is it active?"}

    work = RecurrentReviewer().review(
        with_model(bench, ScriptedModel(answers)),
        subject,
        matches=[lost(subject, "No dose.")],
        lessons=[LESSON],
        cycle=2,
    )
    return asyncio.run(work)


def point(argument: str, points_at: str, holds: str = "holds") -> dict[str, Any]:
    return {"argument": argument, "holds": holds, "why": "It is so.", "points_at": points_at}


def test_why_it_lost_and_what_recurs_are_what_is_asked_about(small_bench: Workbench, subject: Hypothesis) -> None:
    model = ScriptedModel(scientist)
    work = RecurrentReviewer().review(
        with_model(small_bench, model), subject, matches=[lost(subject, "No dose.")], lessons=[LESSON], cycle=2
    )
    asyncio.run(work)
    assert "Loss 1: «No dose.»" in model.requests[0].prompt
    assert "Criticism 1: «single source»" in model.requests[0].prompt


def test_an_argument_that_holds_is_an_objection_and_weighs_more_with_a_passage(
    small_bench: Workbench, subject: Hypothesis
) -> None:
    found = second_look(small_bench, subject, point("loss 1", "PASSAGE"), point("criticism 1", "step 1"))
    assert found.review is not None
    assert [(item.kind, item.severity) for item in found.review.objections] == [
        ("lost on this", Severity.MAJOR),
        ("criticism holds", Severity.MINOR),
    ]
    assert found.review.eliminate is None
    assert found.review.reviewer == "reflection/recurrent-2"


@pytest.mark.parametrize(
    "given",
    [point("loss 2", "step 1"), point("criticism 7", "step 1"), point("loss 1", "the field"), point("x", "step 1")],
)
def test_an_argument_or_a_place_that_does_not_exist_does_not_count(
    small_bench: Workbench, subject: Hypothesis, given: dict[str, Any]
) -> None:
    found = second_look(small_bench, subject, given)
    assert found.review is not None
    assert not found.review.objections
    assert "1 point pointed at nothing" in found.review.summary


def test_an_argument_that_does_not_hold_is_dropped(small_bench: Workbench, subject: Hypothesis) -> None:
    found = second_look(small_bench, subject, point("loss 1", "step 1", holds="does not hold"))
    assert found.review is not None
    assert not found.review.objections


def test_nothing_is_asked_about_a_hypothesis_that_lost_nothing(small_bench: Workbench, subject: Hypothesis) -> None:
    model = ScriptedModel(scientist)
    work = RecurrentReviewer().review(with_model(small_bench, model), subject, matches=[], lessons=[], cycle=2)
    assert asyncio.run(work) == ModelFindings()
    assert not model.requests


def test_what_models_said_comes_before_the_panels_figures(subject: Hypothesis) -> None:
    panel = lost(subject, "novelty 0.8 against 0.2.", judge="panel/novelty", number=9)
    assert losses_of(subject.id, [panel, lost(subject, "No dose.")]) == ["No dose.", "novelty 0.8 against 0.2."]


# --- tools ---------------------------------------------------------------------------------------------------------


def wish(tool: str, **inputs: str) -> dict[str, Any]:
    return {"tool": tool, "inputs": [{"name": k, "value": v} for k, v in inputs.items()], "why": "Its size matters."}


def consult(bench: Workbench, subject: Hypothesis, *rounds: list[dict[str, Any]]) -> tuple[Consulted, ScriptedModel]:
    model = ScriptedModel([{"calls": calls} for calls in rounds])
    equipped = replace(with_model(bench, model), tools=standard_registry())
    return asyncio.run(ToolDesk().consult(equipped, subject, ())), model


def test_what_a_tool_said_is_what_is_recorded(small_bench: Workbench, subject: Hypothesis) -> None:
    with_structure = subject.model_copy(update={"statement": f"{subject.statement} Compare {ASPIRIN}."})
    found, _ = consult(small_bench, with_structure, [wish("chemistry.descriptors", smiles=ASPIRIN)], [])
    said = {(check.property, check.value) for check in found.checks}
    direct = standard_registry().get("chemistry.descriptors").run(smiles=ASPIRIN)
    assert said
    assert said <= {(check.property, check.value) for check in direct}
    assert {check.hypothesis for check in found.checks} == {subject.id}


def test_a_structure_from_a_models_memory_is_refused(small_bench: Workbench, subject: Hypothesis) -> None:
    found, _ = consult(small_bench, subject, [wish("chemistry.descriptors", smiles=ASPIRIN)], [])
    assert not found.checks
    assert "stands nowhere in what was shown" in found.skipped[0]


def test_what_one_round_brings_can_be_used_in_the_next(small_bench: Workbench, subject: Hypothesis) -> None:
    named = standard_registry().get("chemistry.name").run(name="aspirin")
    smiles = next(str(check.value) for check in named if check.property == "structure")
    found, model = consult(
        small_bench,
        subject,
        [wish("chemistry.name", name="aspirin")],
        [wish("chemistry.descriptors", smiles=smiles)],
    )
    assert smiles in model.requests[1].prompt
    assert {check.tool for check in found.checks} == {"chemistry.name", "chemistry.descriptors"}


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (wish("shell.run", command="ls"), "There is no tool"),
        (wish("chemistry.descriptors"), "also needs smiles"),
        (wish("chemistry.name", name="aspirin", path="x"), "has no input"),
        (wish("literature.search"), "it needs a query"),
        (wish("chemistry.name", name="a" * 5_000), "more than 4,000 characters"),
    ],
)
def test_a_call_that_cannot_be_made_is_recorded_with_its_reason(
    small_bench: Workbench, subject: Hypothesis, asked: dict[str, Any], why: str
) -> None:
    found, _ = consult(small_bench, subject, [asked], [])
    assert not found.checks
    assert why in found.skipped[0]


def test_calls_are_limited(small_bench: Workbench, subject: Hypothesis) -> None:
    many = [wish("chemistry.name", name=name) for name in ("aspirin", "caffeine", "metformin", "lithium", "curcumin")]
    found, model = consult(small_bench, subject, many)
    assert len(model.requests) == 1
    assert f"{CALLS} calls at most" in found.skipped[0]


def test_a_search_brings_passages_that_the_review_may_cite(small_bench: Workbench, subject: Hypothesis) -> None:
    found, _ = consult(small_bench, subject, [wish("literature.search", query="Dasatinib FYN neurons")], [])
    assert any("Dasatinib" in item.quote for item in found.passages)


def test_an_objection_may_point_at_what_a_tool_said(small_bench: Workbench, subject: Hypothesis) -> None:
    def answers(request: Request) -> dict[str, Any]:
        if request.schema_name == "ToolWishes":
            return {"calls": [wish("chemistry.name", name="curcumin")]}
        check = next(key for key in passages_like(request.prompt) if key.startswith("check-"))
        made = {"kind": "other", "text": "No such drug.", "severity": "fatal", "points_at": check}
        return {**answer_for("FullReview", request.prompt), "objections": [made]}

    model = ScriptedModel(answers)
    equipped = replace(with_model(small_bench, model), tools=standard_registry())
    found = asyncio.run(FullReviewer().review(equipped, subject, ()))
    assert found.review is not None
    assert found.review.objections[0].checks == (found.checks[0].id,)
    assert found.review.eliminate


def passages_like(prompt: str) -> list[str]:
    return [line[1:].partition("]")[0] for line in prompt.splitlines() if line.startswith("[")]
