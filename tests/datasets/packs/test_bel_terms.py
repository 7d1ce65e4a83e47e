"""BEL terms, read into concepts with names a scientist would use."""

from typing import Any

import pytest

from coscientist.datasets.packs.bel_names import Names, sentence_case
from coscientist.datasets.packs.bel_terms import concept
from coscientist.domain.concept import Concept, ConceptKind

NAMES = Names(
    aliases={"HGNC:MAPT": ["tau", "MAPT", "tau protein"]},
    same_as={"a(MESH:Tau Protein)": "p(HGNC:MAPT)"},
    kinds={"CHEBI:statin": ConceptKind.OTHER},
    human_symbols=frozenset({"MAPT"}),
    learnt={"PUBCHEM:123": "GTS-21 (PubChem 123)"},
)


def term(function: str, namespace: str, name: str, **more: Any) -> dict[str, Any]:
    return {"function": function, "namespace": namespace, "name": name, **more}


def phospho(code: str | None = None, pos: int | None = None) -> dict[str, Any]:
    place = {key: value for key, value in (("code", code), ("pos", pos)) if value}
    return {"kind": "pmod", "identifier": {"name": "Ph"}, **place}


def read(node: dict[str, Any]) -> Concept:
    made = concept(node, NAMES)
    assert made is not None
    return made


def test_a_protein_goes_by_the_name_that_people_use() -> None:
    tau = read(term("Protein", "HGNC", "MAPT"))
    assert (tau.id, tau.name, tau.kind) == ("p(HGNC:MAPT)", "tau", ConceptKind.PROTEIN)
    assert tau.synonyms == ("MAPT", "tau protein")
    assert tau.identifiers == {"HGNC": "MAPT"}


@pytest.mark.parametrize("namespace", ["MGI", "RGD"])
def test_the_gene_of_a_mouse_or_rat_goes_under_its_human_symbol(namespace: str) -> None:
    assert read(term("Protein", namespace, "Mapt")).id == "p(HGNC:MAPT)"


def test_an_animal_gene_without_a_human_one_in_the_pack_says_whose_it_is() -> None:
    assert read(term("Protein", "MGI", "Xyz")).name == "Xyz (mouse)"


def test_terms_of_two_registries_for_one_thing_are_one() -> None:
    assert read(term("Abundance", "MESH", "Tau Protein")).id == "p(HGNC:MAPT)"


@pytest.mark.parametrize(
    ("variants", "name", "site"),
    [
        ([phospho()], "phosphorylated tau", None),
        ([phospho("Ser", 396)], "tau phosphorylated at Ser396", "Ser396"),
        ([phospho("Ser", 202), phospho("Thr", 205)], "tau phosphorylated at Ser202 and Thr205", "Ser202+Thr205"),
        ([{"kind": "hgvs", "identifier": "p.Pro301Leu"}], "tau Pro301Leu variant", "Pro301Leu"),
        ([{"kind": "hgvs", "identifier": "?"}], "tau variant", None),
        ([{"kind": "frag", "range": {"start": 1, "stop": 421}}], "tau fragment 1-421", "1-421"),
        ([{"kind": "frag"}], "tau fragment", None),
    ],
)
def test_a_state_is_named_by_what_happened_to_the_thing(
    variants: list[dict[str, Any]], name: str, site: str | None
) -> None:
    state = read(term("Protein", "HGNC", "MAPT", variants=variants))
    assert (state.name, state.site, state.parent) == (name, site, "p(HGNC:MAPT)")


def test_states_at_two_sites_are_two_concepts() -> None:
    one, other = (read(term("Protein", "HGNC", "MAPT", variants=[phospho("Ser", at)])) for at in (202, 396))
    assert one.id != other.id


def test_genes_and_messengers_say_what_they_are() -> None:
    assert read(term("Gene", "HGNC", "MAPT")).name == "tau gene"
    messenger = read(term("RNA", "HGNC", "MAPT"))
    assert (messenger.name, messenger.kind) == ("tau mRNA", ConceptKind.RNA)


def test_a_complex_and_a_combination_hold_their_members() -> None:
    members = [term("Protein", "HGNC", "MAPT"), term("Abundance", "CHEBI", "lithium")]
    together = read({"function": "Composite", "members": members})
    bound = read({"function": "Complex", "members": members})
    assert together.name == "lithium with tau"
    assert bound.name == "lithium–tau complex"
    assert together.members == bound.members == ("a(CHEBI:lithium)", "p(HGNC:MAPT)")


def test_reactions_and_empty_terms_are_no_things() -> None:
    assert concept({"function": "Reaction"}, NAMES) is None
    assert concept({"function": "Protein"}, NAMES) is None


@pytest.mark.parametrize(
    ("namespace", "name", "kind"),
    [
        ("CHEBI", "lithium", ConceptKind.COMPOUND),
        ("CHEBI", "statin", ConceptKind.OTHER),
        ("CHEBI", "cholinesterase inhibitor", ConceptKind.OTHER),
        ("MESH", "Neurons", ConceptKind.OTHER),
        ("MESH", "galantamine", ConceptKind.COMPOUND),
        ("CONSO", "amyloid-beta oligomers", ConceptKind.OTHER),
    ],
)
def test_of_abundances_only_substances_are_compounds(namespace: str, name: str, kind: ConceptKind) -> None:
    assert read(term("Abundance", namespace, name)).kind is kind


@pytest.mark.parametrize(
    ("namespace", "name", "readable"),
    [
        ("PUBCHEM", "123", "GTS-21 (PubChem 123)"),
        ("PUBCHEM", "999", "PubChem compound 999"),
        ("CHEBI", "12345", "CHEBI 12345"),
        ("CONSO", "CONSO00024", "CONSO CONSO00024"),
        ("MESH", "Receptors, Nicotinic", "nicotinic receptors"),
    ],
)
def test_a_number_is_shown_with_its_registry_unless_a_name_was_learnt(namespace: str, name: str, readable: str) -> None:
    assert read(term("Abundance", namespace, name)).name == readable


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("Dopaminergic Neurons", "dopaminergic neurons"),
        ("Lewy Body Disease", "Lewy body disease"),
        ("Purkinje Cells", "Purkinje cells"),
        ("G-Protein-Coupled Receptors", "G-protein-coupled receptors"),
        ("HEK293 Cells", "HEK293 cells"),
        ("CaMKII", "CaMKII"),
        ("tau antibody, Tau46", "tau antibody, Tau46"),
    ],
)
def test_labels_are_written_as_within_a_sentence(label: str, written: str) -> None:
    assert sentence_case(label) == written
