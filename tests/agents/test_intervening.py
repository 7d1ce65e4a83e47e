"""What can be done to a thing: given, lowered, raised; and when that would be no intervention."""

from pathlib import Path
from typing import Any

from coscientist.agents.generation.bridging import Bridging, bridges
from coscientist.agents.generation.intervening import is_only_given, works_against
from coscientist.agents.wording import intervention
from coscientist.agents.workbench import Workbench
from coscientist.domain.concept import Concept, ConceptKind
from tests.support.small_world import read_by_rules, world_of

HGNC: dict[str, Any] = {"identifiers": {"HGNC": "F2"}}
THINGS = ({"name": "aggregation", "kind": "process"}, {"name": "clotting", "kind": "process"})
CLOTS = {"subject": "aggregation", "predicate": "increases", "object": "clotting", "quote": "Aggregation made it clot."}


def bench_of(folder: Path, quote: str, start: str = "thrombin", **more: Any) -> Workbench:
    """Return a bench on what one sentence says of a protein and aggregation."""
    claim = {"subject": start, "predicate": "increases", "object": "aggregation", "quote": quote}
    concepts = ({"name": start, "kind": "protein", **more}, *THINGS)
    return world_of(folder, claim, CLOTS, concepts=concepts).bench("reduce clotting")


def proposed(bench: Workbench) -> list[str]:
    return [item.statement for item in Bridging().propose(bench, cycle=0)]


def test_a_protein_that_papers_only_add_is_not_knocked_down(tmp_path: Path) -> None:
    assert proposed(read_by_rules(bench_of(tmp_path, "They studied thrombin-induced aggregation.", **HGNC))) == []


def test_a_protein_that_papers_find_at_work_is(tmp_path: Path) -> None:
    (made,) = proposed(read_by_rules(bench_of(tmp_path, "Thrombin promotes aggregation in patients.", **HGNC)))
    assert made.startswith("Knock-down of thrombin suppresses clotting")


def test_a_family_of_proteins_that_no_gene_stands_for_is_not_changed(tmp_path: Path) -> None:
    assert proposed(read_by_rules(bench_of(tmp_path, "Collagen promotes aggregation.", start="collagen"))) == []


def test_a_pack_of_ones_own_may_name_its_proteins_as_it_likes(tmp_path: Path) -> None:
    assert len(proposed(bench_of(tmp_path, "Collagen promotes aggregation.", start="collagen"))) == 1


def test_a_protein_known_as_a_drug_is_given() -> None:
    antibody = Concept(id="a", name="abcixumab", kind=ConceptKind.PROTEIN, identifiers={"DRUGBANK": "DB0"})
    assert is_only_given(antibody)
    assert intervention(antibody, 1) == "abcixumab"


def test_one_sentence_that_states_both_steps_joins_the_ends_itself(tmp_path: Path) -> None:
    both = {"quote": "Aspirin stops aggregation, which makes it clot.", "source": "s:1"}
    stops = {"subject": "aspirin", "predicate": "decreases", "object": "aggregation", **both}
    concepts = ({"name": "aspirin", "kind": "compound"}, *THINGS)
    one = world_of(tmp_path, stops, {**CLOTS, **both}, concepts=concepts).bench("reduce clotting")
    assert proposed(one) == []
    two = world_of(tmp_path, stops, CLOTS, concepts=concepts).bench("reduce clotting")
    assert len(proposed(two)) == 1


def test_what_moves_another_readout_of_the_goal_the_wrong_way_works_against_it(tmp_path: Path) -> None:
    kinds = {"subject_kind": "protein", "object_kind": "protein"}
    raises = {"subject": "TGFB1", "predicate": "increases", "object": "fibronectin", **kinds}
    lowers = {"subject": "TGFB1", "predicate": "decreases", "object": "CTGF", **kinds}
    ends = [
        {"subject": "CTGF", "predicate": "increases", "object": "collagen I", **kinds},
        {"subject": "CTGF", "predicate": "increases", "object": "fibronectin", **kinds},
    ]
    starts = {}
    for name, claims in (("told", (raises, lowers, *ends)), ("not", (lowers, *ends))):
        (tmp_path / name).mkdir()
        bench = world_of(tmp_path / name, *claims).bench("reduce collagen I and fibronectin")
        starts[name] = {path.start for outcome in bench.outcomes for path in bridges(bench, outcome)}
        assert works_against(bench, "c:tgfb1", 1) is (name == "told")
        assert not works_against(bench, "c:tgfb1", -1)
    assert "c:tgfb1" in starts["not"]
    assert "c:tgfb1" not in starts["told"]
