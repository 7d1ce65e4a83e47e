"""What a laboratory can lower or raise by its gene."""

from pathlib import Path

import pytest

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.genes import comes_from_outside, has_no_gene, is_family
from coscientist.agents.reflection.feasibility import KNOCK_DOWN, OF_A_FAMILY, FeasibilityReviewer
from coscientist.agents.wording import intervention
from coscientist.domain.concept import Concept, ConceptKind
from tests.support.small_world import world_of


def protein(name: str, **identifiers: str) -> Concept:
    return Concept(id=name, name=name, kind=ConceptKind.PROTEIN, identifiers=identifiers)


@pytest.mark.parametrize(
    "concept",
    [
        protein("amyloid-β42", CHEBI="amyloid-beta polypeptide 42"),
        protein("tau epitope, AT8", CONSO="AT8"),
        protein("death domain", INTERPRO="Death domain"),
        protein("PrP106-126", CONSO="PrP106-126"),
        protein("huntingtin aggregates", CONSO="huntingtin aggregates"),
    ],
)
def test_a_part_or_a_fragment_has_no_gene_of_its_own(concept: Concept) -> None:
    assert has_no_gene(concept)


@pytest.mark.parametrize(
    "concept",
    [
        protein("TNF-α", HGNC="TNF"),
        protein("PKA", FPLX="PKA"),
        protein("14-3-3 proteins"),
        protein("NOX4"),
        protein("discoidin domain receptor 1"),
        protein("death domain", HGNC="FADD"),
    ],
)
def test_what_genes_make_has_one(concept: Concept) -> None:
    assert not has_no_gene(concept)


def test_a_family_is_told_by_its_registry_or_by_its_plural() -> None:
    assert is_family(protein("caspase", FPLX="Caspase"))
    assert is_family(protein("nicotinic receptors", MESH="Receptors, Nicotinic"))
    assert not is_family(protein("TNF-α", HGNC="TNF"))


def test_a_toxin_and_an_antibody_are_given_and_never_knocked_down() -> None:
    for name in ("alpha-bungarotoxin", "tau antibody, TNT1"):
        assert comes_from_outside(protein(name))
        assert intervention(protein(name), 1) == name
    assert not comes_from_outside(protein("detoxification factor"))


def test_a_family_is_less_feasible_than_a_gene_and_says_why(tmp_path: Path) -> None:
    kinds = {"subject_kind": "protein", "object_kind": "protein"}
    family = {"id": "casp", "name": "caspase", "kind": "protein", "identifiers": {"FPLX": "Caspase"}}
    bench = world_of(
        tmp_path,
        {"subject": "casp", "predicate": "increases", "object": "CTGF", **kinds},
        {"subject": "CTGF", "predicate": "increases", "object": "NOX4", **kinds},
        concepts=[family],
    ).bench("reduce NOX4")
    (item,) = [each for each in Bridging().propose(bench, cycle=0) if each.interventions == ("casp",)]
    review = FeasibilityReviewer().review(bench, item, ())
    assert review.scores["feasibility"] == pytest.approx(KNOCK_DOWN - OF_A_FAMILY)
    (said,) = review.objections
    assert said.text == "Caspase stands for several genes: choose which before anything is ordered."


def test_a_part_of_a_protein_is_never_proposed(tmp_path: Path) -> None:
    kinds = {"subject_kind": "protein", "object_kind": "protein"}
    part = {"id": "motif", "name": "KXGS motif", "kind": "protein"}
    bench = world_of(
        tmp_path,
        {"subject": "motif", "predicate": "increases", "object": "CTGF", **kinds},
        {"subject": "SYK", "predicate": "increases", "object": "CTGF", **kinds},
        {"subject": "CTGF", "predicate": "increases", "object": "NOX4", **kinds},
        concepts=[part],
    ).bench("reduce NOX4")
    assert [bench.name(item.interventions[0]) for item in Bridging().propose(bench, cycle=0)] == ["SYK"]
