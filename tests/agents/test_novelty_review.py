"""What the searched literature already says: known, implied, near, or not found."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.stated import from_statement
from coscientist.agents.reflection.novelty import SCORES, NoveltyReviewer
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage
from coscientist.domain.review import NoveltyState, Review, Severity
from coscientist.literature.inquiring import TOGETHER, Inquired, Statement
from tests.support.small_world import SmallWorld, read_by_rules, world_of

UP, DOWN = "increases", "decreases"


def kinds(review: Review) -> dict[str, Severity]:
    return {objection.kind: objection.severity for objection in review.objections}


def novelty(bench: Workbench, hypothesis: Hypothesis) -> Review:
    review = NoveltyReviewer().review(bench, hypothesis, ())
    assert review.novelty is not None
    assert review.scores["novelty"] == SCORES[review.novelty.state]
    return review


def state(bench: Workbench, hypothesis: Hypothesis) -> NoveltyState:
    review = novelty(bench, hypothesis)
    assert review.novelty is not None
    return review.novelty.state


def test_what_a_claim_states_is_known_and_may_not_play(bench: Workbench) -> None:
    review = novelty(bench, from_statement(bench, "Losartan reduces collagen I", cycle=0))
    assert review.novelty is not None
    assert review.novelty.state is NoveltyState.KNOWN
    assert review.eliminate == "The searched literature states it already."
    assert [item.relation for item in review.novelty.nearest][:2] == ["states it", "states it"]


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Losartan lowered collagen I in renal fibrosis.", NoveltyState.KNOWN),
        ("Losartan lowered collagen I in skin.", NoveltyState.IMPLIED),
        ("Losartan lowered collagen I in renal cortex without fibrosis.", NoveltyState.IMPLIED),
    ],
)
def test_what_a_machine_read_is_known_only_where_the_goal_is_set(
    tmp_path: Path, quote: str, expected: NoveltyState
) -> None:
    bench = read_by_rules(
        world_of(
            tmp_path,
            {"subject": "losartan", "subject_kind": "compound", "predicate": DOWN, "object": "collagen I",
             "quote": quote},
            {"subject": "TGFB1", "predicate": UP, "object": "renal fibrosis", "object_kind": "disease"},
        ).bench("reduce collagen I in renal fibrosis")
    )  # fmt: skip
    stated = from_statement(bench, "Losartan reduces collagen I", cycle=0)
    assert state(bench, stated) is expected
    if expected is NoveltyState.IMPLIED:
        assert "for another setting" in novelty(bench, stated).summary


def test_a_passage_that_names_both_ends_implies_it(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    review = novelty(bench, made["resveratrol"])
    assert review.novelty is not None
    assert review.novelty.state is NoveltyState.IMPLIED
    assert review.eliminate is None
    nearest = bench.library.passages(item.passage for item in review.novelty.nearest)
    assert any("resveratrol" in passage.quote for passage in nearest.values())


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Metformins and deposition of collagen I in the kidney", NoveltyState.IMPLIED),
        ("Metformin and glucose", NoveltyState.NOT_FOUND),
        ("Procollagen I after metformin", NoveltyState.NOT_FOUND),
    ],
)
def test_a_title_that_names_both_ends_implies_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str, expected: NoveltyState
) -> None:
    monkeypatch.setattr("coscientist.agents.reflection.novelty.NEAR_COSINE", 1.1)
    bench = world_of(
        tmp_path,
        {"subject": "metformin", "subject_kind": "compound", "predicate": UP, "object": "AMPK", "source": title},
        {"subject": "AMPK", "predicate": DOWN, "object": "collagen I"},
    ).bench("reduce collagen I")
    review = novelty(bench, from_statement(bench, "Metformin reduces collagen I by activating AMPK", cycle=0))
    assert review.novelty is not None
    assert review.novelty.state is expected
    assert [item.relation for item in review.novelty.nearest] == (
        ["its paper's title mentions both ends"] if expected is NoveltyState.IMPLIED else []
    )


def test_a_report_of_the_opposite_is_shown(tmp_path: Path) -> None:
    bench = world_of(
        tmp_path,
        {"subject": "metformin", "subject_kind": "compound", "predicate": UP, "object": "AMPK"},
        {"subject": "AMPK", "predicate": DOWN, "object": "collagen I"},
        {"subject": "metformin", "predicate": UP, "object": "collagen I"},
    ).bench("reduce collagen I")
    review = novelty(bench, from_statement(bench, "Metformin reduces collagen I by activating AMPK", cycle=0))
    assert review.novelty is not None
    assert review.novelty.nearest[0].relation == "states the opposite"


def test_a_report_of_the_opposite_implies_it_also_where_its_sentence_names_neither_end(tmp_path: Path) -> None:
    bench = world_of(
        tmp_path,
        {"subject": "metformin", "subject_kind": "compound", "predicate": UP, "object": "AMPK"},
        {"subject": "AMPK", "predicate": DOWN, "object": "collagen I"},
        {"subject": "metformin", "predicate": UP, "object": "collagen I", "quote": "The drug raised it."},
    ).bench("reduce collagen I")  # fmt: skip
    stated = from_statement(bench, "Metformin reduces collagen I by activating AMPK", cycle=0)
    review = novelty(bench, stated)
    assert review.novelty is not None
    assert [item.relation for item in review.novelty.nearest][:1] == ["states the opposite"]
    assert review.novelty.state is NoveltyState.IMPLIED


def test_what_a_service_has_that_names_both_ends_implies_it(
    bench: Workbench, made: dict[str, Hypothesis], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coscientist.agents.reflection.novelty.NEAR_COSINE", 1.1)
    assert state(bench, made["agtr1"]) is NoveltyState.NOT_FOUND
    said = Passage(id="p-far", source="pmid:1", quote="It was said elsewhere.", locator="Abstract", year=2020)
    told = Inquired((Statement(said, TOGETHER),), ())
    asking: Any = SimpleNamespace(about=lambda _ends: told)
    review = novelty(replace(bench, inquirer=asking), made["agtr1"])
    assert review.novelty is not None
    assert (review.novelty.state, review.novelty.nearest[0].passage) == (NoveltyState.IMPLIED, said.id)


def test_a_sentence_of_like_wording_makes_it_near_and_none_makes_it_not_found(
    bench: Workbench, made: dict[str, Hypothesis], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert state(bench, made["agtr1"]) is NoveltyState.NEAR  # vectors of letters are all alike
    monkeypatch.setattr("coscientist.agents.reflection.novelty.NEAR_COSINE", 1.1)
    review = novelty(bench, made["agtr1"])
    assert review.novelty is not None
    assert review.novelty.state is NoveltyState.NOT_FOUND
    assert "other literature was not searched" in review.summary


def test_a_search_says_where_it_looked_and_until_when(small_world: SmallWorld) -> None:
    early = small_world.bench(until=2012)
    review = novelty(early, next(Bridging().propose(early, cycle=0)))
    assert review.novelty is not None
    assert review.novelty.until == 2012
    (searched,) = review.novelty.searched
    assert searched.startswith("kidney@")
    assert searched.endswith("until 2012")


def test_a_combination_is_known_only_by_both_together(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    pair = made["metformin + losartan"]
    assert state(bench, pair) is not NoveltyState.KNOWN


def test_the_sides_of_a_conflict_do_not_make_its_reason_known(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    assert state(bench, made["sirolimus"]) is not NoveltyState.KNOWN
