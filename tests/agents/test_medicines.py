"""A goal that asks for medicines gets medicines, and is told where nothing shows that a candidate is one."""

from dataclasses import replace

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.proposing import propose
from coscientist.agents.planning.sought import asks_for_medicines
from coscientist.agents.reflection.translation import REGISTERED, RESEARCH_COMPOUND, TranslationReviewer
from coscientist.agents.workbench import Workbench
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Severity
from tests.agents.test_other_reviews import check
from tests.support.small_world import SmallWorld

REPURPOSING = "Propose drug repurposing candidates that reduce collagen I in renal fibrosis"


@pytest.fixture(scope="module")
def wanting(small_world: SmallWorld) -> Workbench:
    """Give a workbench whose goal asks for medicines."""
    found = small_world.bench()
    plan = found.plan.model_copy(update={"goal": REPURPOSING, "intervention_kinds": ("compound",)})
    return replace(found, plan=plan)


@pytest.mark.parametrize(
    "goal",
    [
        REPURPOSING,
        "Which drugs could be repurposed for gout?",
        "Find approved drugs that lower tau",
        "Reposition existing medicines for asthma",
        "Is there a licensed medicine against fibrosis?",
        "drugs that are already approved and lower tau",
    ],
)
def test_repurposing_is_recognised(goal: str) -> None:
    assert asks_for_medicines(goal)


@pytest.mark.parametrize(
    "goal", ["Find drugs that lower tau", "Find new compounds", "How is drug approval slowed?", ""]
)
def test_other_goals_ask_for_no_medicines(goal: str) -> None:
    assert not asks_for_medicines(goal)


def interventions(bench: Workbench) -> set[str]:
    return {bench.name(item) for made in Bridging().propose(bench, cycle=3) for item in made.interventions}


def test_what_no_table_knows_as_a_drug_is_not_proposed(bench: Workbench, wanting: Workbench) -> None:
    every, medicines = interventions(bench), interventions(wanting)
    assert "tranilast" in every, "else this shows nothing"
    assert "tranilast" not in medicines
    assert medicines


def test_known_medicines_come_before_what_nothing_is_known_of(wanting: Workbench) -> None:
    every = propose(wanting, [Bridging()], {"generation/bridging": 50}, existing=[], cycle=3)
    known = [wanting.gives_medicines(item.interventions) for item in every]
    assert {True, False} == set(known), "else this shows nothing"
    assert known == sorted(known, reverse=True)


def test_a_medicine_is_said_to_be_one(wanting: Workbench, made: dict[str, Hypothesis]) -> None:
    registered: list[Check] = [check("pirfenidone", "DrugBank id", "DB04951")]
    review = TranslationReviewer().review(wanting, made["pirfenidone"], registered)
    assert review.scores["translation"] == REGISTERED
    assert "a medicine (the shelf)" in review.summary
    assert not review.objections


def test_where_nothing_tells_the_review_says_so(wanting: Workbench, made: dict[str, Hypothesis]) -> None:
    other = made["pirfenidone"].model_copy(update={"interventions": ("apocynin",)})
    review = TranslationReviewer().review(wanting, other, [check("apocynin", "DrugBank id", "DB12618")])
    (objection,) = review.objections
    assert objection.kind == "not known as a medicine"
    assert "nothing at hand shows that apocynin is one: DrugBank lists apocynin" in objection.text
    assert objection.severity is Severity.MINOR
    assert review.scores["translation"] == RESEARCH_COMPOUND


def test_a_goal_that_asks_for_no_medicine_is_not_bothered(bench: Workbench, made: dict[str, Hypothesis]) -> None:
    other = made["pirfenidone"].model_copy(update={"interventions": ("apocynin",)})
    review = TranslationReviewer().review(bench, other, [check("apocynin", "DrugBank id", "DB12618")])
    assert not review.objections
