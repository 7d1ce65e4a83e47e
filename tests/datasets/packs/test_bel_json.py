"""BEL graphs of users: both forms of PyBEL's node-link JSON are read into the same claims."""

import json
from pathlib import Path
from typing import Any

import pytest

from coscientist.datasets.packs.bel_json import BelJson
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source

OLDER: dict[str, Any] = {
    "graph": {"document_metadata": {"name": "Example", "version": "1.0.0", "licenses": "CC BY 4.0"}},
    "nodes": [
        {"function": "Abundance", "namespace": "CHEBI", "name": "lithium(1+)"},
        {"function": "Protein", "namespace": "HGNC", "name": "GSK3B"},
        {
            "function": "Protein",
            "namespace": "HGNC",
            "name": "MAPT",
            "variants": [{"kind": "pmod", "identifier": {"namespace": "bel", "name": "Ph"}, "code": "Ser", "pos": 396}],
        },
    ],
    "links": [
        {
            "source": 0,
            "target": 1,
            "relation": "decreases",
            "evidence": "Lithium lowered the kinase activity of GSK3B.",
            "citation": {"type": "PubMed", "reference": "12345", "date": "1996-01-01"},
            "annotations": {"Species": {"9606": True}},
            "object": {"modifier": "Activity", "effect": {"name": "kin", "namespace": "bel"}},
        },
        {
            "source": 1,
            "target": 2,
            "relation": "directlyIncreases",
            "evidence": "GSK3B phosphorylated tau at Ser396.",
            "citation": {"type": "PubMed", "reference": "23456", "date": "2005"},
        },
    ],
}
NEWER: dict[str, Any] = {
    "graph": OLDER["graph"],
    "nodes": [
        {"function": "Abundance", "concept": {"namespace": "chebi", "name": "lithium(1+)", "identifier": "49713"}},
        {"function": "Protein", "concept": {"namespace": "hgnc", "name": "GSK3B", "identifier": "4617"}},
        {
            "function": "Protein",
            "concept": {"namespace": "hgnc", "name": "MAPT", "identifier": "6893"},
            "variants": [
                {
                    "kind": "pmod",
                    "concept": {"namespace": "go", "name": "protein phosphorylation", "identifier": "0006468"},
                    "code": "Ser",
                    "pos": 396,
                }
            ],
        },
    ],
    "links": [
        {
            "source": 0,
            "target": 1,
            "relation": "decreases",
            "evidence": "Lithium lowered the kinase activity of GSK3B.",
            "citation": {"namespace": "pubmed", "identifier": "12345", "date": "1996-01-01"},
            "annotations": {"Species": [{"namespace": "Species", "identifier": "9606"}]},
            "target_modifier": {
                "modifier": "Activity",
                "effect": {"namespace": "go", "name": "kinase activity", "identifier": "0016301"},
            },
        },
        {
            "source": 1,
            "target": 2,
            "relation": "directlyIncreases",
            "evidence": "GSK3B phosphorylated tau at Ser396.",
            "citation": {"namespace": "pubmed", "identifier": "23456", "date": "2005"},
        },
    ],
}


def pack(folder: Path, graph: Any) -> BelJson:
    (folder / "g.json").write_text(json.dumps(graph), encoding="utf-8")
    return BelJson(folder / "g.json", "g")


@pytest.mark.parametrize("graph", [OLDER, NEWER], ids=["PyBEL 0.13", "PyBEL 0.15"])
def test_both_forms_give_the_same(tmp_path: Path, graph: Any) -> None:
    found = pack(tmp_path, graph)
    records = list(found.records())
    concepts = {item.id: item for item in records if isinstance(item, Concept)}
    assert concepts["a(CHEBI:lithium(1+))"].kind is ConceptKind.COMPOUND
    phosphorylated = next(item for item in concepts.values() if item.modification)
    assert (phosphorylated.parent, phosphorylated.modification, phosphorylated.site) == (
        "p(HGNC:MAPT)",
        "phosphorylation",
        "Ser396",
    )
    assert "p(HGNC:MAPT)" in concepts
    first, second = (item for item in records if isinstance(item, Claim))
    assert (first.predicate, first.object_aspect, first.source, first.year) == (
        Predicate.DECREASES,
        "kinase activity",
        "pmid:12345",
        1996,
    )
    assert first.context == {"species": ("human",)}
    assert (second.predicate, second.direct, second.object) == (Predicate.INCREASES, True, phosphorylated.id)
    assert {item.quote for item in records if isinstance(item, Passage)} == {
        "Lithium lowered the kinase activity of GSK3B.",
        "GSK3B phosphorylated tau at Ser396.",
    }
    assert (found.info.title, found.info.licence) == ("Example", "CC BY 4.0")
    assert {item.licence for item in records if isinstance(item, Source)} == {"CC BY 4.0"}


@pytest.mark.parametrize(
    ("graph", "complaint"),
    [
        ([], "is no BEL graph"),
        ({"nodes": [], "links": []}, "is no BEL graph"),
        ({"nodes": [{"id": 1}], "links": []}, "is no BEL graph"),
        ({**OLDER, "links": [{**OLDER["links"][0], "target": 9}]}, "a node that it does not have"),
        ({**OLDER, "links": [{"source": 0, "target": 1}]}, "KeyError 'relation'"),
        ({**OLDER, "nodes": [*OLDER["nodes"], 3]}, "cannot be read"),
    ],
)
def test_what_is_no_graph_or_a_broken_one_is_refused(tmp_path: Path, graph: Any, complaint: str) -> None:
    with pytest.raises(CorpusError, match=complaint):
        pack(tmp_path, graph)
