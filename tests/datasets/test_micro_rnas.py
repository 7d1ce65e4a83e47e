"""MicroRNAs are one thing whatever registry, species or copy a curator gave."""

import pytest

from coscientist.datasets.packs.bel_names import Names
from coscientist.datasets.packs.bel_terms import concept
from coscientist.datasets.packs.micro_rnas import also_called, mature
from coscientist.domain.concept import ConceptKind


@pytest.mark.parametrize(
    ("namespace", "label", "name"),
    [
        ("HGNC", "MIR132", "miR-132"),
        ("HGNC", "MIR125B1", "miR-125b"),
        ("HGNC", "MIR153-1", "miR-153"),
        ("HGNC", "MIRLET7A1", "let-7a"),
        ("MGI", "Mir34a", "miR-34a"),
        ("MIRBASE", "hsa-mir-125b-1", "miR-125b"),
        ("MIRBASE", "rno-mir-195", "miR-195"),
        ("HGNC", "MIRAGE", None),
        ("HGNC", "BACE1", None),
        ("MESH", "mir-1", None),
    ],
)
def test_a_microrna_goes_by_its_mature_molecule(namespace: str, label: str, name: str | None) -> None:
    assert mature(namespace, label) == name


def test_copies_genes_and_orthologues_are_one_concept() -> None:
    names = Names({}, {}, {})
    terms = [("Gene", "HGNC", "MIR125B1"), ("miRNA", "HGNC", "MIR125B2"), ("miRNA", "MIRBASE", "hsa-mir-125b-1")]
    found = [concept({"function": function, "namespace": ns, "name": name}, names) for function, ns, name in terms]
    assert len({item.id for item in found if item is not None}) == 1
    assert found[0] is not None
    assert (found[0].name, found[0].kind, found[0].is_micro_rna) == ("miR-125b", ConceptKind.RNA, True)
    assert {"microRNA-125b", "hsa-miR-125b", "MIR125B"} <= set(found[0].synonyms)


def test_its_other_names_are_those_of_papers() -> None:
    assert also_called("let-7a") == ("hsa-let-7a", "MIRLET7A")
