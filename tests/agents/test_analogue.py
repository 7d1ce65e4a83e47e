"""Analogue: something like a known effector."""

from pathlib import Path

from coscientist.agents.generation.analogue import Analogue
from coscientist.agents.workbench import GenerationStrategy, Workbench
from coscientist.domain.hypothesis import Hypothesis
from tests.support.small_world import SmallWorld, world_of

UP, DOWN = "increases", "decreases"


def proposed(bench: Workbench, strategy: GenerationStrategy, cycle: int = 0) -> dict[str, Hypothesis]:
    return {" + ".join(item.interventions): item for item in strategy.propose(bench, cycle=cycle)}


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


def test_an_analogue_that_a_passage_names_beside_the_outcome_is_no_news(tmp_path: Path) -> None:
    claim = {"subject": "losartan", "predicate": DOWN, "object": "collagen I", "subject_kind": "compound"}
    said = {
        "subject": "TGFB1",
        "predicate": UP,
        "object": "collagen I",
        "quote": "Valsartan, TGFB1 and collagen I rose.",
    }
    plain = world_of(tmp_path, claim).bench("reduce collagen I")
    told = world_of(tmp_path, claim, said).bench("reduce collagen I")
    assert "drug:valsartan" in proposed(plain, Analogue())
    assert "drug:valsartan" not in proposed(told, Analogue())
