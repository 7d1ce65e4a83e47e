"""The evidence graph: who acts on whom, and what is by nature tied together."""

from coscientist.domain.claim import Predicate
from coscientist.domain.concept import ConceptKind
from coscientist.evidence.graph import EvidenceGraph
from tests.support.literature import claim, concept


def test_an_effect_has_a_direction_and_going_together_has_none() -> None:
    graph = EvidenceGraph(
        map(concept, "abc"), [claim("a", "b", Predicate.INCREASES), claim("b", "c", Predicate.ASSOCIATION)]
    )
    assert (graph.successors("a"), graph.predecessors("a")) == (["b"], [])
    assert (graph.successors("c"), graph.predecessors("c")) == (["b"], ["b"])


def test_a_link_is_about_one_ordered_pair() -> None:
    graph = EvidenceGraph(map(concept, "ab"), [claim("a", "b", Predicate.DECREASES)])
    link = graph.link("a", "b")
    assert link is not None
    assert link.sign == -1
    assert graph.link("b", "a") is None


def test_it_may_be_asked_by_the_ids_of_earlier_runs() -> None:
    graph = EvidenceGraph(map(concept, "ab"), [claim("a", "b", Predicate.DECREASES)], meant={"old a": "a"})
    assert graph.link("old a", "b") == graph.link("a", "b") is not None
    assert (graph.successors("old a"), graph.degree("old a"), graph.kin("old a")) == (["b"], 1, graph.kin("a"))
    assert "old a" not in graph.concepts


def test_degree_counts_neighbours_and_not_claims() -> None:
    said = [claim("a", "b", source=f"pmid:{n}") for n in range(4)] + [claim("c", "a")]
    assert EvidenceGraph(map(concept, "abc"), said).degree("a") == 2


def test_what_things_are_makes_kin_and_no_neighbours() -> None:
    graph = EvidenceGraph(map(concept, "ab"), [claim("a", "b", Predicate.PART_OF, source=None)])
    assert graph.kin("a") == {"b"}
    assert graph.neighbours("a") == set()
    assert graph.linked_concepts() == set()


def test_states_parts_and_the_gene_of_a_thing_are_its_kin() -> None:
    tau = concept("tau", label="tau", identifiers={"HGNC": "MAPT"})
    state = concept("ptau", label="phosphorylated tau", parent="tau", modification="phosphorylation")
    gene = concept("gene", ConceptKind.GENE, label="MAPT gene", identifiers={"HGNC": "MAPT"})
    complex_ = concept("both", ConceptKind.COMPLEX, label="tau–actin complex", members=("tau", "actin"))
    graph = EvidenceGraph([tau, state, gene, complex_, concept("actin", label="actin")], [])
    assert graph.kin("tau") >= {"ptau", "gene", "both"}
    assert "tau" in graph.kin("ptau")
    assert graph.kin("both") >= {"tau", "actin"}
    assert "actin" not in graph.kin("tau")


def test_nothing_is_its_own_kin() -> None:
    graph = EvidenceGraph([concept("tau", label="tau")], [])
    assert "tau" not in graph.kin("tau")


def test_the_states_of_a_thing_are_listed() -> None:
    graph = EvidenceGraph([concept("tau"), concept("ptau", parent="tau", modification="phosphorylation")], [])
    assert graph.states("tau") == ["ptau"]


def test_libraries_get_it_with_claim_ids_as_edges() -> None:
    said = claim("a", "b")
    graph = EvidenceGraph(map(concept, "ab"), [said, claim("a", "b", Predicate.IS_A, source=None)]).as_networkx()
    assert list(graph.edges(keys=True)) == [("a", "b", said.id)]
