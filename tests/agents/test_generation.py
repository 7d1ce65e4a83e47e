"""The generation strategies on a small literature: what each proposes, and what none may propose."""

from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.generation.analogue import Analogue
from coscientist.agents.generation.bridging import Bridging, joined_already
from coscientist.agents.generation.combination import Combination, independent
from coscientist.agents.generation.conflict import ConflictResolution
from coscientist.agents.generation.proposing import propose
from coscientist.agents.workbench import GenerationStrategy, Workbench
from coscientist.domain.hypothesis import EffectDirection, Hypothesis
from coscientist.evidence.paths import EvidencePath
from tests.support.small_world import SmallWorld, world_of

STRATEGIES: tuple[GenerationStrategy, ...] = (Bridging(), Combination(), ConflictResolution(), Analogue())
UP, DOWN = "increases", "decreases"


def proposed(bench: Workbench, strategy: GenerationStrategy, cycle: int = 0) -> dict[str, Hypothesis]:
    return {" + ".join(item.interventions): item for item in strategy.propose(bench, cycle=cycle)}


def everything(bench: Workbench, cycle: int = 1) -> list[Hypothesis]:
    return [item for strategy in STRATEGIES for item in strategy.propose(bench, cycle=cycle)]


@pytest.fixture(scope="module")
def bench(small_world: SmallWorld) -> Workbench:
    return small_world.bench()


# --- what holds for every strategy -------------------------------------------------------------------------------


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


# --- bridging ------------------------------------------------------------------------------------------------------


def test_bridging_proposes_what_no_claim_joins_with_the_outcome(bench: Workbench) -> None:
    for item in proposed(bench, Bridging(), cycle=1).values():
        assert not joined_already(bench, item.interventions[0], item.outcome)
    assert "losartan" not in proposed(bench, Bridging(), cycle=1)


def test_a_protein_that_drives_the_outcome_is_knocked_down_and_one_that_brakes_it_is_raised(bench: Workbench) -> None:
    made = proposed(bench, Bridging(), cycle=3)
    assert (made["tgfbr1"].intervention_sign, made["ppm1a"].intervention_sign) == (-1, 1)
    assert made["tgfbr1"].statement.startswith("Knock-down of TGFBR1 lowers collagen I")


def test_more_degradation_of_a_driver_is_less_of_it(bench: Workbench) -> None:
    ligase = proposed(bench, Bridging(), cycle=2)["smurf2"]
    assert ligase.intervention_sign == 1
    assert ligase.mechanism[0].sign == -1


def test_one_mediator_does_not_fill_the_list_and_later_cycles_look_further(bench: Workbench) -> None:
    for cycle in (0, 1, 2):
        stations = Counter(item.mechanism[-1].subject for item in proposed(bench, Bridging(), cycle).values())
        assert max(stations.values()) == 2 + cycle


def test_a_second_route_shares_no_station_with_the_first(bench: Workbench) -> None:
    metformin = proposed(bench, Bridging())["metformin"]
    assert metformin.notes == ("A second route runs through NOX4.",)
    second = {c.id for c in bench.graph.claims_between("metformin", "nox4")}
    assert second & set(metformin.claims)


def test_a_bridge_reads_as_a_scientist_would_write_it(bench: Workbench) -> None:
    metformin = proposed(bench, Bridging())["metformin"]
    assert metformin.title == "Metformin lowers collagen I via AMPK"
    assert metformin.statement == (
        "Metformin lowers collagen I in renal fibrosis by activating AMPK, which lowers collagen I."
    )
    assert [step.text for step in metformin.mechanism] == [
        "metformin activates AMPK (2 sources)",
        "AMPK lowers collagen I (1 source)",
    ]
    assert metformin.mechanism[0].assumption == (
        "seen in mice; has to hold in renal fibrosis too; the change of AMPK activity must be large enough to act on "
        "collagen I"
    )
    assert metformin.null == "Metformin does not change collagen I, compared with vehicle."
    assert metformin.alternative == (
        "Collagen I falls although AMPK activity does not change: metformin works by another route."
    )
    assert [(item.direction.value, item.readout) for item in metformin.predictions] == [
        ("decrease", "collagen I protein level"),
        ("increase", "AMPK activity"),
        ("no change", "collagen I protein level, with AMPK removed or held constant"),
    ]
    assert metformin.falsifiers == (
        "Collagen I does not fall at any dose that leaves the cells viable.",
        "AMPK activity changes as predicted under metformin, and collagen I still does not fall.",
        "Collagen I changes just as much when AMPK is removed: the effect is there, the mechanism is wrong.",
    )


def test_a_knock_down_reads_as_one(bench: Workbench) -> None:
    knocked = proposed(bench, Bridging())["agtr1"]
    assert knocked.statement == (
        "Knock-down of AGTR1 lowers collagen I in renal fibrosis by lowering NOX4, which raises collagen I."
    )
    assert knocked.null == "Knock-down of AGTR1 does not change collagen I, compared with non-targeting siRNA."
    assert knocked.falsifiers[0] == (
        "Collagen I does not fall under confirmed knock-down of AGTR1 that leaves the cells viable."
    )


def test_a_chain_of_three_links_reads_as_one_sentence(tmp_path: Path) -> None:
    kinds = {"subject_kind": "protein", "object_kind": "protein"}
    bench = world_of(
        tmp_path,
        {
            "subject": "fasudil",
            "predicate": DOWN,
            "object": "ROCK1",
            "subject_kind": "compound",
            "object_aspect": "activity",
        },
        {"subject": "ROCK1", "predicate": UP, "object": "MRTFA", **kinds},
        {"subject": "MRTFA", "predicate": UP, "object": "collagen I", **kinds},
    ).bench("reduce collagen I")
    made = {item.interventions[0]: item for item in Bridging().propose(bench, cycle=1)}
    assert made["c:fasudil"].statement == (
        "Fasudil lowers collagen I by inhibiting ROCK1 and thereby lowering MRTFA, which raises collagen I."
    )


# --- combination ---------------------------------------------------------------------------------------------------


def paths(item: Hypothesis, bench: Workbench) -> tuple[EvidencePath, ...]:
    found = []
    for start in item.interventions:
        steps = [step for step in item.mechanism if step.subject == start]
        links = (bench.graph.link(start, steps[0].object), bench.graph.link(steps[0].object, item.outcome))
        found.append(EvidencePath(links=tuple(link for link in links if link is not None), score=1.0))
    return tuple(found)


def test_the_two_of_a_combination_work_through_separate_things(bench: Workbench) -> None:
    for item in proposed(bench, Combination()).values():
        first, second = paths(item, bench)
        assert independent(bench.graph, first, second)
        assert not set(first.between) & set(second.between)


def test_a_pair_that_a_passage_names_together_is_not_new(bench: Workbench) -> None:
    pairs = {frozenset(item.interventions) for item in proposed(bench, Combination()).values()}
    assert frozenset({"apocynin", "pirfenidone"}) not in pairs
    assert frozenset({"fasudil", "apocynin"}) in pairs


def test_a_compound_is_in_two_combinations_at_most(bench: Workbench) -> None:
    used = Counter(end for item in proposed(bench, Combination()).values() for end in item.interventions)
    assert max(used.values()) <= 2


def test_a_combination_is_tested_against_bliss_independence_and_each_half_by_its_mediator(bench: Workbench) -> None:
    pair = next(iter(Combination().propose(bench, cycle=0)))
    assert pair.title == "Pirfenidone with metformin lowers collagen I"
    assert pair.statement == (
        "Pirfenidone and metformin together lower collagen I in renal fibrosis by more than their separate effects "
        "predict (Bliss independence), because pirfenidone acts through SMAD3 phosphorylation and metformin through "
        "AMPK."
    )
    assert [(item.readout, item.comparator) for item in pair.predictions] == [
        ("collagen I protein level", "the effect expected from each alone under Bliss independence"),
        ("SMAD3 phosphorylation, relative to total SMAD3", "vehicle"),
        ("AMPK activity", "vehicle"),
    ]


@pytest.mark.parametrize(
    "joining",
    [
        {"subject": "MEK1", "predicate": UP, "object": "JNK3"},
        {"subject": "JNK3", "predicate": "is associated with", "object": "MEK1"},
    ],
)
def test_mediators_that_a_claim_joins_are_not_independent(tmp_path: Path, joining: dict[str, Any]) -> None:
    apart = _two_drugs(tmp_path, "MEK1", "JNK3")
    assert list(Combination().propose(apart, cycle=0))
    (tmp_path / "joined").mkdir()
    assert not list(Combination().propose(_two_drugs(tmp_path / "joined", "MEK1", "JNK3", joining), cycle=0))


def test_members_of_one_gene_family_are_not_independent(tmp_path: Path) -> None:
    concepts = [
        {"id": name, "name": name, "kind": "protein", "identifiers": {"HGNC": name}} for name in ("MARK2", "MARK4")
    ]
    assert not list(Combination().propose(_two_drugs(tmp_path, "MARK2", "MARK4", concepts=concepts), cycle=0))


def test_a_pair_that_is_a_concept_of_its_own_is_not_new(tmp_path: Path) -> None:
    concepts = [
        {"id": "one", "name": "drug one", "kind": "compound"},
        {"id": "two", "name": "drug two", "kind": "compound"},
        {"id": "both", "name": "one with two", "kind": "complex", "members": ["one", "two"]},
    ]
    assert not list(Combination().propose(_two_drugs(tmp_path, "MEK1", "JNK3", concepts=concepts), cycle=0))


def _two_drugs(folder: Path, first: str, second: str, *more: dict[str, Any], concepts: Any = ()) -> Workbench:
    drug = {"subject_kind": "compound"}
    return world_of(
        folder,
        {"subject": "drug one", "predicate": DOWN, "object": first, **drug},
        {"subject": "drug two", "predicate": DOWN, "object": second, **drug},
        {"subject": first, "predicate": UP, "object": "collagen I"},
        {"subject": second, "predicate": UP, "object": "collagen I"},
        *more,
        concepts=concepts,
    ).bench("reduce collagen I")


# --- conflict ------------------------------------------------------------------------------------------------------


def _disputed(folder: Path, ours: dict[str, Any], theirs: dict[str, Any], subject: str = "SIRT1") -> list[Hypothesis]:
    kind = {"subject_kind": "compound"} if subject.islower() else {}
    bench = world_of(
        folder, *({"subject": subject, "object": "collagen I", **kind, **side} for side in (ours, theirs))
    ).bench("reduce collagen I")
    return list(ConflictResolution().propose(bench, cycle=0))


def test_sources_that_disagree_are_reconciled_by_what_differs_between_them(bench: Workbench) -> None:
    (made,) = ConflictResolution().propose(bench, cycle=0)
    assert made.statement == (
        "Sirolimus lowers collagen I in fibroblasts but raises it in mesangial cells: the cell type decides, which "
        "would explain why 1 source disagrees with 1 other."
    )
    assert [(item.direction.value, item.readout) for item in made.predictions] == [
        ("decrease", "collagen I protein level, in fibroblasts"),
        ("increase", "collagen I protein level, in mesangial cells"),
    ]
    assert [step.text for step in made.mechanism] == [
        "sirolimus lowers collagen I in fibroblasts (1 source)",
        "sirolimus raises collagen I in mesangial cells (1 source)",
    ]
    assert made.null == "The effect of sirolimus on collagen I is the same in fibroblasts and in mesangial cells."


def test_a_conflict_without_a_difference_explains_nothing(tmp_path: Path) -> None:
    same = {"context": {"species": "mouse"}}
    assert not _disputed(tmp_path, {"predicate": UP, **same}, {"predicate": DOWN, **same})
    (tmp_path / "b").mkdir()
    assert not _disputed(tmp_path / "b", {"predicate": UP}, {"predicate": DOWN})


def test_a_compound_of_which_neither_side_serves_the_goal_is_no_answer(tmp_path: Path) -> None:
    mouse, rat = {"context": {"species": "mouse"}}, {"context": {"species": "rat"}}
    assert not _disputed(tmp_path, {"predicate": UP, **mouse}, {"predicate": "causes no change in", **rat}, "drug")
    (tmp_path / "b").mkdir()
    (knocked,) = _disputed(tmp_path / "b", {"predicate": UP, **mouse}, {"predicate": "causes no change in", **rat})
    assert knocked.statement.startswith("Knock-down of SIRT1 lowers collagen I in mice but not in rats: the species")


# --- analogue ------------------------------------------------------------------------------------------------------


def test_a_drug_like_a_known_one_is_proposed_and_brought_in(small_world: SmallWorld) -> None:
    bench = small_world.bench()
    valsartan = proposed(bench, Analogue())["drug:valsartan"]
    assert bench.added["drug:valsartan"].name == "valsartan"
    assert valsartan.statement == (
        "Valsartan lowers collagen I in renal fibrosis, as losartan does: the two are alike (Tanimoto similarity 0.70, "
        "Morgan fingerprint)."
    )
    assert valsartan.predictions[0].rationale == "losartan, run beside it as the positive control, must show the effect"


def test_an_analogue_that_the_corpora_know_goes_by_their_name_for_it(bench: Workbench) -> None:
    made = proposed(bench, Analogue())
    assert "candesartan" in made
    assert "drug:candesartan" not in made


def test_the_known_one_itself_and_what_is_too_unlike_are_no_analogues(bench: Workbench) -> None:
    assert not {"losartan", "drug:losartan", "drug:telmisartan"} & set(proposed(bench, Analogue()))


def _neighbours(folder: Path, *, shared: int, other: int = 0) -> list[Hypothesis]:
    known = [{"subject": "KLF2", "predicate": UP, "object": f"TARGET{n}"} for n in range(4)]
    like = [{"subject": "KLF4", "predicate": UP, "object": f"TARGET{n}"} for n in range(shared)]
    unlike = [{"subject": "KLF4", "predicate": DOWN, "object": f"TARGET{n}"} for n in range(shared, shared + other)]
    kinds = {"subject_kind": "protein", "object_kind": "protein"}
    bench = world_of(
        folder,
        *({**claim, **kinds} for claim in (*known, *like, *unlike)),
        {"subject": "KLF2", "predicate": DOWN, "object": "collagen I"},
    ).bench("reduce collagen I")
    return [item for item in Analogue().propose(bench, cycle=0) if item.interventions == ("c:klf4",)]


def test_a_protein_that_moves_the_same_targets_the_same_way_is_an_analogue(tmp_path: Path) -> None:
    (made,) = _neighbours(tmp_path, shared=3)
    assert made.statement.startswith(
        "Over-expression of KLF4 lowers collagen I, as over-expression of KLF2 does: the two are alike (3 of 5 targets "
    )
    assert len(made.mechanism[1].claims) == 3


def test_targets_that_are_moved_the_other_way_make_no_likeness(tmp_path: Path) -> None:
    assert not _neighbours(tmp_path, shared=2, other=2)


# --- asking several ------------------------------------------------------------------------------------------------


def test_each_strategy_gives_its_share_and_others_make_up_for_one_that_cannot(bench: Workbench) -> None:
    allotted = {"generation/bridging": 2, "generation/conflict": 3}
    made = propose(bench, (Bridging(), ConflictResolution()), allotted, existing=(), cycle=0)
    assert Counter(item.strategy for item in made) == {"generation/bridging": 4, "generation/conflict": 1}


def test_no_idea_is_proposed_twice(bench: Workbench) -> None:
    first = propose(bench, STRATEGIES, {item.name: 3 for item in STRATEGIES}, existing=(), cycle=0)
    again = propose(bench, STRATEGIES, {item.name: 50 for item in STRATEGIES}, existing=first, cycle=1)
    for one, other in combinations((*first, *again), 2):
        assert (one.interventions, one.outcome, one.mechanism) != (other.interventions, other.outcome, other.mechanism)
