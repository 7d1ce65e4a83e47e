"""Screening, observations and simulation: what counts, what does not, and what eliminates."""

import asyncio
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.reflection.full import FullReviewer
from coscientist.agents.reflection.initial import InitialReviewer
from coscientist.agents.reflection.model_reviewer import ModelFindings, ModelReviewer
from coscientist.agents.reflection.observation import ObservationReviewer, observations_on
from coscientist.agents.reflection.pointing import UNSUPPORTED
from coscientist.agents.reflection.simulation import SimulationReviewer
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Severity
from coscientist.llm.testing import ScriptedModel
from coscientist.llm.transports.port import Request
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
