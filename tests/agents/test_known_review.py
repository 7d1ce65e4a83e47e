"""What a referee holds to be known already: verified by a passage, or on record as an opinion."""

import asyncio
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.reflection.full import FullReviewer
from coscientist.agents.reflection.initial import InitialReviewer
from coscientist.agents.reflection.known import ALREADY_KNOWN, UNVERIFIED, HeldKnown, held_known
from coscientist.agents.reflection.novelty import NoveltyReviewer
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.domain.literature import Passage
from coscientist.domain.review import NoveltyState, Review, Severity, novelty_of, scores_of
from coscientist.graph.nodes.develop import gate
from coscientist.llm.testing import ScriptedModel
from tests.support.model_world import answer_for, small_bench, small_pack, with_model

__all__ = ["small_bench", "small_pack"]
BOTH = "Dasatinib lowered tau phosphorylation in cortical neurons of the rat."


@pytest.fixture(scope="module")
def subject(small_bench: Workbench) -> Hypothesis:
    return next(item for item in Bridging().propose(small_bench, cycle=0) if "Dasatinib" in item.title)


def held(
    bench: Workbench, hypothesis: Hypothesis, quote: str = BOTH, *, severity: Severity = Severity.MAJOR, at: str = "p-1"
) -> HeldKnown:
    passage = Passage(id="p-1", source="s-1", quote=quote)
    return held_known(
        bench,
        hypothesis,
        text="Reported before.",
        severity=severity,
        points_at=at,
        fetched={"p-1": passage},
        by="m",
    )


def test_a_passage_that_names_both_ends_makes_it_implied(small_bench: Workbench, subject: Hypothesis) -> None:
    found = held(small_bench, subject)
    assert found.novelty.state is NoveltyState.IMPLIED
    assert [near.passage for near in found.novelty.nearest] == ["p-1"]
    assert found.objection.text == "Reported before. [p-1]"
    assert found.eliminate is None


def test_where_nothing_would_be_left_to_find_out_it_is_known_and_may_not_play(
    small_bench: Workbench, subject: Hypothesis
) -> None:
    found = held(small_bench, subject, severity=Severity.FATAL)
    assert found.novelty.state is NoveltyState.KNOWN
    assert found.score == 0.0
    review = Review(
        id="r", hypothesis=subject.id, reviewer="x", summary="", novelty=found.novelty, eliminate=found.eliminate
    )
    decision = gate(subject, [review])
    assert decision is not None
    assert decision.status is Status.KNOWN


@pytest.mark.parametrize(
    ("quote", "at"),
    [
        (BOTH, "statement"),
        (BOTH, "p-999"),
        (BOTH, ""),
        ("Dasatinib blocks FYN in cultured neurons.", "p-1"),
        ("FYN increases tau phosphorylation in human neurons.", "p-1"),
    ],
)
def test_anything_else_is_an_opinion_that_changes_no_status_and_counts_against_it(
    small_bench: Workbench, subject: Hypothesis, quote: str, at: str
) -> None:
    found = held(small_bench, subject, quote, severity=Severity.FATAL, at=at)
    assert found.eliminate is None
    assert found.novelty.state is NoveltyState.NOT_SEARCHED
    assert found.novelty.opinions == ("m: Reported before.",)
    assert found.objection.severity is Severity.MAJOR
    assert UNVERIFIED in found.objection.text
    searched = NoveltyReviewer().review(small_bench, subject, ())
    said = Review(
        id="r", hypothesis=subject.id, reviewer="a", summary="", novelty=found.novelty, scores={"novelty": found.score}
    )
    together = novelty_of([searched, said])
    assert together is not None
    assert searched.novelty is not None
    assert together.state is searched.novelty.state
    assert together.opinions
    for order in ([searched, said], [said, searched]):
        assert scores_of(order)["novelty"] == min(found.score, searched.scores["novelty"])


def test_a_persons_novelty_stands_over_the_referees(subject: Hypothesis) -> None:
    def scored(reviewer: str, score: float) -> Review:
        return Review(id=reviewer, hypothesis=subject.id, reviewer=reviewer, summary="", scores={"novelty": score})

    assert scores_of([scored("person:ada", 0.9), scored("reflection/full", 0.5)])["novelty"] == 0.9


@pytest.mark.parametrize("reviewer", [FullReviewer(), InitialReviewer()], ids=lambda item: item.name)
def test_referees_without_a_passage_put_it_on_record(
    small_bench: Workbench, subject: Hypothesis, reviewer: Any
) -> None:
    schema = "FullReview" if isinstance(reviewer, FullReviewer) else "InitialReview"
    fault = {"kind": ALREADY_KNOWN, "text": "A trial reported it.", "points_at": "statement"}

    def answers(request: Any) -> dict[str, Any]:
        answer = answer_for(request.schema_name, request.prompt)
        if request.schema_name != schema:
            return answer
        faults = {"objections": [{**fault, "severity": "fatal"}]} if schema == "FullReview" else {"faults": [fault]}
        return {**answer, **faults}

    done = asyncio.run(reviewer.review(with_model(small_bench, ScriptedModel(answers)), subject, ()))
    assert done.review is not None
    assert done.review.novelty is not None
    (opinion,) = done.review.novelty.opinions
    assert "A trial reported it." in opinion
    assert done.review.scores["novelty"] == 0.5
    assert done.review.eliminate is None
    assert any(UNVERIFIED in item.text for item in done.review.objections)
