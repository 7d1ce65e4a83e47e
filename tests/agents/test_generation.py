"""What holds for every generation strategy, and how several are asked."""

from collections import Counter
from itertools import combinations

import pytest

from coscientist.agents.generation.analogue import Analogue
from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.combination import Combination
from coscientist.agents.generation.conflict import ConflictResolution
from coscientist.agents.generation.proposing import propose
from coscientist.agents.workbench import GenerationStrategy, Workbench
from coscientist.domain.hypothesis import EffectDirection, Hypothesis
from tests.support.small_world import SmallWorld

STRATEGIES: tuple[GenerationStrategy, ...] = (Bridging(), Combination(), ConflictResolution(), Analogue())


def proposed(bench: Workbench, strategy: GenerationStrategy, cycle: int = 0) -> dict[str, Hypothesis]:
    return {" + ".join(item.interventions): item for item in strategy.propose(bench, cycle=cycle)}


def everything(bench: Workbench, cycle: int = 1) -> list[Hypothesis]:
    return [item for strategy in STRATEGIES for item in strategy.propose(bench, cycle=cycle)]


@pytest.fixture(scope="module")
def bench(small_world: SmallWorld) -> Workbench:
    return small_world.bench()


@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda item: item.name)
def test_every_strategy_finds_something_in_the_small_literature(bench: Workbench, strategy: GenerationStrategy) -> None:
    assert proposed(bench, strategy)


def test_the_outcome_moves_as_the_goal_wants(bench: Workbench) -> None:
    for item in everything(bench):
        assert bench.outcomes[item.outcome] == item.outcome_sign
        primary = [prediction for prediction in item.predictions if prediction.primary]
        assert [prediction.direction for prediction in primary] == [EffectDirection.DECREASE]


def test_each_step_rests_on_claims_about_its_own_two_ends(bench: Workbench) -> None:
    for item in everything(bench):
        if item.strategy == Analogue.name:
            continue
        for step in item.mechanism:
            assert step.claims
            for claim in (bench.graph.claims[name] for name in step.claims):
                assert {claim.subject, claim.object} == {step.subject, step.object}
                assert claim.sign == step.sign


def test_every_claim_that_a_step_shows_is_listed(bench: Workbench) -> None:
    for item in everything(bench):
        assert {claim for step in item.mechanism for claim in step.claims} <= set(item.claims)
        assert len(set(item.claims)) == len(item.claims)


def test_a_hypothesis_could_be_wrong_and_says_how(bench: Workbench) -> None:
    for item in everything(bench):
        assert item.null
        assert item.alternative
        assert len(item.falsifiers) >= 2


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("unknown", "known by a registry number alone"),
        ("cadmium-chloride", "a toxic metal"),
        ("tempol", "no quote names it"),
        ("fibrosis", "a disease is nothing that one gives"),
        ("psmad3", "a state of a protein cannot be changed by itself"),
    ],
)
def test_what_no_laboratory_would_use_is_proposed_by_nobody(bench: Workbench, named: str, why: str) -> None:
    assert not [item.title for item in everything(bench) if named in item.interventions], why


def test_what_the_goal_excludes_is_neither_given_nor_acted_through(small_world: SmallWorld) -> None:
    made = everything(small_world.bench("reduce collagen I without AMPK and apocynin"))
    assert made
    for item in made:
        named = {*item.interventions, *(end for step in item.mechanism for end in (step.subject, step.object))}
        assert not named & {"ampk", "apocynin"}


def test_what_the_goal_names_as_the_route_is_kept_to(small_world: SmallWorld) -> None:
    made = proposed(small_world.bench("reduce collagen I by inhibiting NOX4"), Bridging())
    assert set(made) >= {"apocynin", "agtr1"}
    for item in made.values():
        assert "nox4" in {step.object for step in item.mechanism}


def test_the_kinds_that_the_goal_asks_for_are_kept_to(small_world: SmallWorld) -> None:
    bench = small_world.bench("Find drugs that reduce collagen I")
    assert {bench.concept(end).kind.value for item in everything(bench) for end in item.interventions} == {"compound"}


def test_nothing_rests_on_what_was_published_later(small_world: SmallWorld) -> None:
    early = small_world.bench(until=2011)
    assert everything(early)
    for item in everything(early):
        assert all((early.graph.claims[claim].year or 9999) <= 2011 for claim in item.claims)
    assert "pirfenidone" not in proposed(early, Bridging())
    assert "pirfenidone" in proposed(small_world.bench(until=2013), Bridging())


def test_the_same_evidence_gives_the_same_hypotheses(small_world: SmallWorld) -> None:
    one, other = (everything(small_world.bench()) for _ in range(2))
    assert [item.model_dump() for item in one] == [item.model_dump() for item in other]


def test_each_strategy_gives_its_share_and_others_make_up_for_one_that_cannot(bench: Workbench) -> None:
    allotted = {"generation/bridging": 2, "generation/conflict": 3}
    made = propose(bench, (Bridging(), ConflictResolution()), allotted, existing=(), cycle=0)
    assert Counter(item.strategy for item in made) == {"generation/bridging": 4, "generation/conflict": 1}


def test_no_idea_is_proposed_twice(bench: Workbench) -> None:
    first = propose(bench, STRATEGIES, {item.name: 3 for item in STRATEGIES}, existing=(), cycle=0)
    again = propose(bench, STRATEGIES, {item.name: 50 for item in STRATEGIES}, existing=first, cycle=1)
    for one, other in combinations((*first, *again), 2):
        assert (one.interventions, one.outcome, one.mechanism) != (other.interventions, other.outcome, other.mechanism)
