"""Evolution: every operator makes a new hypothesis of an old one, better in one respect, or nothing."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from coscientist.agents.evolution.choosing import OPERATORS, evolve, operators_for
from coscientist.agents.evolution.combine import Combine
from coscientist.agents.evolution.ground import Ground
from coscientist.agents.evolution.operator import EvolutionOperator, path_of
from coscientist.agents.evolution.simplify import Simplify
from coscientist.agents.evolution.substitute import Substitute
from coscientist.agents.evolution.widen import Widen
from coscientist.agents.generation.bridging import joined_already
from coscientist.agents.generation.drafting import draft
from coscientist.agents.meta_review.patterns import MetaReview, Pattern
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Review, Severity
from coscientist.evidence.links import Link
from coscientist.evidence.paths import EvidencePath, path_score
from tests.support.small_world import SmallWorld, world_of

Made = dict[str, Hypothesis]


def link(bench: Workbench, subject: str, object_: str) -> Link:
    found = bench.graph.link(subject, object_)
    assert found is not None
    return found


def over(bench: Workbench, *stations: str) -> Hypothesis:
    links = tuple(link(bench, one, other) for one, other in pairwise(stations))
    path = EvidencePath(links=links, score=path_score(bench.graph, links))
    return draft(bench, path, strategy="test", cycle=0, intervention_sign=path.sign * -1)


def child(
    bench: Workbench, operator: EvolutionOperator, parent: Hypothesis, peers: Sequence[Hypothesis] = ()
) -> Hypothesis | None:
    return operator.evolve(bench, parent, reviews=(), peers=peers, cycle=1)


def born(
    bench: Workbench, operator: EvolutionOperator, parent: Hypothesis, peers: Sequence[Hypothesis] = ()
) -> Hypothesis:
    made = child(bench, operator, parent, peers)
    assert made is not None
    return made


def route(item: Hypothesis) -> list[str]:
    return [item.mechanism[0].subject, *(step.object for step in item.mechanism)]


# --- what holds for all --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda item: item.name)
def test_a_child_is_a_new_entry_that_names_its_parents_and_serves_the_goal(
    bench: Workbench, made: Made, operator: EvolutionOperator
) -> None:
    for parent in made.values():
        new = child(bench, operator, parent, [item for item in made.values() if item.id != parent.id])
        if new is not None:
            assert new.id != parent.id
            assert parent.id in new.parents
            assert (new.strategy, new.cycle) == (operator.name, 1)
            assert bench.outcomes[new.outcome] == new.outcome_sign
            assert set(new.claims) <= set(bench.graph.claims)


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda item: item.name)
def test_an_operator_that_has_nothing_to_offer_says_so(bench: Workbench, operator: EvolutionOperator) -> None:
    bare = over(bench, "tranilast", "ctgf", "col1").model_copy(update={"mechanism": ()})
    assert child(bench, operator, bare) is None


def test_the_mechanism_of_one_intervention_reads_back_as_its_path(bench: Workbench, made: Made) -> None:
    path = path_of(bench, made["metformin"])
    assert path is not None
    assert (path.start, path.between, path.end) == ("metformin", ("ampk",), "col1")
    assert path_of(bench, made["drug:valsartan"]) is None
    assert path_of(bench, made["metformin + losartan"]) is None


# --- each ----------------------------------------------------------------------------------------------------------


def test_ground_puts_a_second_independent_route_beside_the_first(bench: Workbench) -> None:
    new = born(bench, Ground(), over(bench, "metformin", "ampk", "col1"))
    assert route(new) == ["metformin", "ampk", "col1"]
    assert new.notes[0] == "A second route runs through NOX4."
    assert "a second, independent route was added" in new.notes[1]


def test_ground_replaces_a_route_by_one_whose_weakest_step_is_better_supported(bench: Workbench) -> None:
    weak = over(bench, "metformin", "nox4", "col1")
    new = born(bench, Ground(), weak)
    assert route(new) == ["metformin", "ampk", "col1"]
    assert f"the route of {weak.id} was replaced" in new.notes[-1]


def test_ground_leaves_what_has_its_second_route_already(bench: Workbench, made: Made) -> None:
    assert made["metformin"].notes == ("A second route runs through NOX4.",)
    assert child(bench, Ground(), made["metformin"]) is None


def test_ground_leaves_what_has_one_route_only(bench: Workbench) -> None:
    assert child(bench, Ground(), over(bench, "tranilast", "ctgf", "col1")) is None


def test_combine_joins_two_of_independent_mechanisms_and_keeps_the_evidence_of_both(bench: Workbench) -> None:
    one, other = over(bench, "metformin", "ampk", "col1"), over(bench, "fasudil", "psmad3", "col1")
    new = born(bench, Combine(), one, [over(bench, "resveratrol", "ampk", "col1"), other])
    assert new.interventions == ("metformin", "fasudil")
    assert new.parents == (one.id, other.id)
    assert {*one.claims, *other.claims} == set(new.claims)


def test_combine_wants_compounds_and_one_outcome(small_world: SmallWorld) -> None:
    bench = small_world.bench("reduce collagen I and fibronectin")
    one = over(bench, "metformin", "ampk", "col1")
    assert child(bench, Combine(), one, [over(bench, "ppm1a", "psmad3", "col1")]) is None
    assert child(bench, Combine(), one, [over(bench, "fasudil", "psmad3", "fn1")]) is None


def test_simplify_leaves_out_a_station_that_a_link_jumps_over(bench: Workbench) -> None:
    new = born(bench, Simplify(), over(bench, "candesartan", "agtr1", "nox4", "col1"))
    assert route(new) == ["candesartan", "nox4", "col1"]
    assert "AGTR1 was left out" in new.notes[0]


def test_simplify_takes_the_better_half_of_a_combination_alone(bench: Workbench, made: Made) -> None:
    new = born(bench, Simplify(), made["candesartan + tranilast"])
    assert new.interventions == ("candesartan",)
    half = born(bench, Simplify(), made["metformin + losartan"])
    assert half.interventions == ("metformin",), "of losartan alone it is known"


def test_simplify_leaves_two_links_alone(bench: Workbench) -> None:
    assert child(bench, Simplify(), over(bench, "apocynin", "nox4", "col1")) is None


def test_substitute_takes_what_is_easier_to_get_on_the_same_mediator(bench: Workbench) -> None:
    knocked = over(bench, "agtr1", "nox4", "col1")
    new = born(bench, Substitute(), knocked)
    assert new.mechanism[0].object == "nox4"
    assert new.interventions[0] in ("apocynin", "candesartan", "metformin")
    assert new.intervention_sign == 1
    assert f"of {knocked.id}, on the same mediator" in new.notes[0]


def test_substitute_takes_nobody_s_intervention_and_nothing_harder(bench: Workbench) -> None:
    easy = over(bench, "apocynin", "nox4", "col1")
    peers = [over(bench, name, "nox4", "col1") for name in ("metformin", "candesartan")]
    assert child(bench, Substitute(), easy, peers) is None


def test_substitute_turns_the_dose_round_where_the_new_one_acts_the_other_way(bench: Workbench) -> None:
    raised = over(bench, "ppm1a", "psmad3", "col1")
    peers = [over(bench, name, "psmad3", "col1") for name in ("pirfenidone", "fasudil", "smurf2")]
    new = born(bench, Substitute(), raised, peers)
    assert (new.interventions, new.intervention_sign) == (("tgfbr1",), -1)


def test_widen_carries_the_mediator_to_another_outcome_of_the_goal(small_world: SmallWorld) -> None:
    bench = small_world.bench("reduce collagen I and fibronectin")
    new = born(bench, Widen(), over(bench, "fasudil", "psmad3", "col1"))
    assert route(new) == ["fasudil", "psmad3", "fn1"]
    assert "the same mediator moves both" in new.notes[0]


def test_widen_needs_another_outcome(bench: Workbench) -> None:
    assert child(bench, Widen(), over(bench, "fasudil", "psmad3", "col1")) is None


def test_no_operator_brings_up_what_a_claim_states_already(bench: Workbench, made: Made) -> None:
    for operator in (Substitute(), Simplify(), Widen()):
        for parent in made.values():
            new = child(bench, operator, parent, list(made.values()))
            assert new is None or not joined_already(bench, new.interventions[0], new.outcome)


def test_no_operator_reaches_for_what_the_goal_excludes(small_world: SmallWorld) -> None:
    bench = small_world.bench("reduce collagen I without NOX4, apocynin and candesartan")
    parent = over(bench, "metformin", "ampk", "col1")
    for operator in OPERATORS:
        new = child(bench, operator, parent, [over(bench, "fasudil", "psmad3", "col1")])
        if new is not None:
            named = {*new.interventions, *(end for step in new.mechanism for end in (step.subject, step.object))}
            assert not named & bench.asked.off_limits


# --- choosing ------------------------------------------------------------------------------------------------------


def review(*objections: tuple[str, Severity]) -> Review:
    found = tuple(Objection(kind=kind, text=kind, severity=severity) for kind, severity in objections)
    return Review(id="r", hypothesis="h", reviewer="test", summary="", objections=found)


def first(reviews: Sequence[Review], lesson: MetaReview | None = None) -> str:
    return operators_for(reviews, lesson)[0].name


@pytest.mark.parametrize(
    ("kind", "operator"),
    [
        ("single source", "evolution/ground"),
        ("long chain", "evolution/simplify"),
        ("no structure", "evolution/substitute"),
        ("animal work", "evolution/widen"),
        ("mediator untested", "evolution/combine"),
    ],
)
def test_a_parent_meets_the_operator_that_answers_its_objection(kind: str, operator: str) -> None:
    assert first([review((kind, Severity.MINOR))]) == operator


def test_the_graver_objection_is_answered_first() -> None:
    assert first([review(("single source", Severity.MINOR), ("long chain", Severity.MAJOR))]) == "evolution/simplify"


def test_an_objection_that_recurs_over_the_run_counts_up_to_twice() -> None:
    own = [review(("single source", Severity.MINOR), ("no structure", Severity.MINOR))]
    recurring = Pattern(kind="no structure", hypotheses=9, share=0.9, weight=9.0, examples=())
    assert first(own) == "evolution/ground"
    assert first(own, MetaReview(patterns=(recurring,), yields=(), advice=())) == "evolution/substitute"


def test_every_operator_is_offered_to_every_parent() -> None:
    assert {operator.name for operator in operators_for([], None)} == {operator.name for operator in OPERATORS}


def test_parents_are_spread_over_before_one_is_used_twice(bench: Workbench, made: Made) -> None:
    ranked = [over(bench, "metformin", "nox4", "col1"), made["agtr1"], made["candesartan + tranilast"]]
    children = evolve(bench, ranked, {}, None, count=3, cycle=1)
    assert len(children) == 3
    assert len({item.parents[0] for item in children}) >= 2


def test_no_more_children_are_made_than_asked_for(bench: Workbench, made: Made) -> None:
    for count in range(4):
        assert len(evolve(bench, list(made.values()), {}, None, count=count, cycle=1)) == count


def test_what_a_peer_says_already_is_no_new_child(bench: Workbench, made: Made) -> None:
    one, other = over(bench, "metformin", "ampk", "col1"), over(bench, "pirfenidone", "psmad3", "col1")
    pairs = [item for item in evolve(bench, [one, other], {}, None, count=9, cycle=1) if len(item.interventions) == 2]
    assert len(pairs) == 1
    again = evolve(bench, [one, other, made["pirfenidone + metformin"]], {}, None, count=9, cycle=1)
    assert not [item for item in again if set(item.interventions) == {"metformin", "pirfenidone"}]


def test_children_keep_to_the_route_that_the_goal_names(tmp_path: Path) -> None:
    kinds = {"subject_kind": "compound"}
    bench = world_of(
        tmp_path,
        {"subject": "metformin", "predicate": "increases", "object": "AMPK", **kinds},
        *({"subject": "metformin", "predicate": "decreases", "object": "NOX4", **kinds} for _ in range(3)),
        {"subject": "AMPK", "predicate": "decreases", "object": "collagen I"},
        *({"subject": "NOX4", "predicate": "increases", "object": "collagen I"} for _ in range(3)),
    ).bench("reduce collagen I by activating AMPK")
    parent = over(bench, "c:metformin", "c:ampk", "c:collagen i")
    assert born(bench, Ground(), parent).mechanism[0].object == "c:nox4"
    assert evolve(bench, [parent], {}, None, count=1, cycle=1) == []
