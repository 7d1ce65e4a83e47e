"""Which hypotheses are one, which are alike, and which belong together."""

from itertools import combinations

from coscientist.agents.proximity.likeness import clusters, likeness, mediators, merges, one_idea, signature
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis, Status
from tests.support.small_world import SmallWorld

Made = dict[str, Hypothesis]


def copy(item: Hypothesis, **changed: object) -> Hypothesis:
    return item.model_copy(update={"id": f"{item.id}-copy", **changed})


def test_what_changes_the_same_through_the_same_to_the_same_is_merged(bench: Workbench, made: Made) -> None:
    one = made["metformin"]
    (decision,) = merges(bench, [copy(one, cycle=9), one])
    assert (decision.hypothesis, decision.into, decision.status) == (f"{one.id}-copy", one.id, Status.MERGED)
    assert decision.why == f"Same intervention and mediators as {one.id}; its evidence is kept there."


def test_a_form_of_the_same_outcome_is_no_other_outcome(small_world: SmallWorld, made: Made) -> None:
    bench = small_world.bench()
    on_smad = copy(made["metformin"], outcome="smad3", cycle=1)
    (decision,) = merges(bench, [copy(made["metformin"], id="x", outcome="psmad3"), on_smad])
    assert "SMAD3 is a form of the same outcome" in decision.why


def test_another_direction_mediator_or_intervention_makes_another_hypothesis(bench: Workbench, made: Made) -> None:
    one = made["agtr1"]
    assert merges(bench, [one, copy(one, intervention_sign=1)]) == []
    assert merges(bench, [one, copy(one, mechanism=made["metformin"].mechanism)]) == []
    assert merges(bench, [one, copy(one, interventions=("apocynin",))]) == []
    assert merges(bench, list(made.values())) == []


def test_the_better_scored_of_one_cycle_stays(bench: Workbench, made: Made) -> None:
    one = made["metformin"]
    (decision,) = merges(bench, [copy(one, score=9.0), one])
    assert decision.into == f"{one.id}-copy"


def test_a_child_and_its_parent_are_left_to_the_match_between_them(bench: Workbench, made: Made) -> None:
    parent = made["metformin"]
    child = copy(parent, parents=(parent.id,), cycle=8)
    assert one_idea(bench, parent, child)
    assert merges(bench, [parent, child]) == []
    stranger = copy(parent, id="h-stranger", cycle=9)
    (decision,) = merges(bench, [parent, child, stranger])
    assert (decision.hypothesis, decision.into) == ("h-stranger", parent.id)


def test_merging_does_not_depend_on_the_order(bench: Workbench, made: Made) -> None:
    items = [*made.values(), *(copy(item) for item in made.values())]
    assert merges(bench, items) == merges(bench, items[::-1])


def test_likeness_is_the_share_of_common_concepts(made: Made) -> None:
    for one, other in combinations(made.values(), 2):
        assert likeness(one, other) == likeness(other, one)
        assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(made["agtr1"], made["agtr1"]) == 1.0
    assert likeness(made["apocynin"], made["agtr1"]) == 0.5
    assert likeness(made["apocynin"], made["agtr1"]) > likeness(made["apocynin"], made["tranilast"])


def test_the_signature_says_what_makes_a_hypothesis_the_one_it_is(made: Made) -> None:
    assert signature(made["agtr1"]) == (frozenset({"agtr1"}), -1, "col1", frozenset({"nox4"}))
    assert mediators(made["metformin + losartan"]) == {"ampk", "tgfb1"}


def test_hypotheses_group_around_the_mediator_that_most_share(bench: Workbench, made: Made) -> None:
    names = ("apocynin", "agtr1", "pirfenidone", "fasudil", "ppm1a", "tranilast")
    groups = {group.name: set(group.hypotheses) for group in clusters(bench, [made[name] for name in names])}
    assert groups["SMAD3"] == {made[name].id for name in ("pirfenidone", "fasudil", "ppm1a")}
    assert groups["NOX4"] == {made[name].id for name in ("apocynin", "agtr1")}
    assert groups["CTGF"] == {made["tranilast"].id}


def test_every_hypothesis_is_in_one_group(bench: Workbench, made: Made) -> None:
    grouped = [item for group in clusters(bench, made.values()) for item in group.hypotheses]
    assert sorted(grouped) == sorted(item.id for item in made.values())
