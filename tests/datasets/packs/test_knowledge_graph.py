"""A knowledge graph as a corpus: what edges say, where they stand, and what is left out."""

import json
from pathlib import Path
from typing import Any

import pytest

from coscientist.datasets.packs.edge_meaning import meaning
from coscientist.datasets.packs.edge_rows import graph_files
from coscientist.datasets.packs.knowledge_graph import KnowledgeGraphPack
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import CorpusError, CoscientistError
from coscientist.domain.literature import Passage, Source
from coscientist.literature.corpus import Corpus
from coscientist.literature.corpus_build import build_corpus

KGX_NODES = """id\tcategory\tname\tsynonym
CHEBI:1\tbiolink:SmallMolecule\tlithium\tLi|lithium ion
HGNC:2\tbiolink:Gene\tGSK3B\t
MONDO:3\tbiolink:Disease\tmania\t
"""
KGX_EDGES = """subject\tpredicate\tobject\tobject_direction_qualifier\tpublications\tsupporting_text\tyear\tnegated
CHEBI:1\tbiolink:affects\tHGNC:2\tdecreased\tPMID:7|PMID:8\tLithium may inhibit GSK3B.\t1996\t
CHEBI:1\tbiolink:treats\tMONDO:3\t\tPMID:9\t\t1949\t
HGNC:2\tbiolink:contributes_to\tMONDO:3\t\t\t\t\ttrue
CHEBI:1\tbiolink:close_match\tHGNC:2\t\t\t\t\t
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


def kgx(folder: Path) -> KnowledgeGraphPack:
    return KnowledgeGraphPack(write(folder, nodes=KGX_NODES, edges=KGX_EDGES), "g")


def of_kind(pack: Any, kind: type) -> list[Any]:
    return [record for record in pack.records() if isinstance(record, kind)]


def test_nodes_become_concepts_with_their_kinds(tmp_path: Path) -> None:
    concepts = {item.id: item for item in of_kind(kgx(tmp_path), Concept)}
    assert {key: item.kind for key, item in concepts.items()} == {
        "CHEBI:1": ConceptKind.COMPOUND,
        "HGNC:2": ConceptKind.GENE,
        "MONDO:3": ConceptKind.DISEASE,
    }
    assert concepts["CHEBI:1"].synonyms == ("Li", "lithium ion")
    assert concepts["HGNC:2"].identifiers == {"HGNC": "2"}


def test_an_edge_with_a_sentence_quotes_its_publication(tmp_path: Path) -> None:
    pack = kgx(tmp_path)
    claim = next(item for item in of_kind(pack, Claim) if item.object == "HGNC:2")
    assert (claim.predicate, claim.source, claim.year, claim.hedged) == (Predicate.DECREASES, "pmid:7", 1996, True)
    passage = next(item for item in of_kind(pack, Passage) if item.id in claim.passages)
    assert passage.quote == "Lithium may inhibit GSK3B."


def test_an_edge_without_a_sentence_is_quoted_as_written_out_with_its_line(tmp_path: Path) -> None:
    passage = next(item for item in of_kind(kgx(tmp_path), Passage) if item.source == "graph:g" and item.year == 1949)
    assert passage.quote == "lithium treats mania"
    assert passage.locator == "edges.tsv, line 3: CHEBI:1 to MONDO:3; cites PMID:9"
    (graph,) = [item for item in of_kind(kgx(tmp_path), Source) if item.id == "graph:g"]
    assert graph.kind == "dataset"


def test_denied_edges_are_denied(tmp_path: Path) -> None:
    (claim,) = [item for item in of_kind(kgx(tmp_path), Claim) if item.subject == "HGNC:2"]
    assert claim.negated
    assert claim.sign == 0


def test_what_only_says_that_things_are_alike_is_left_out_and_said_to_be(tmp_path: Path) -> None:
    pack = kgx(tmp_path)
    assert len(of_kind(pack, Claim)) == 3
    assert any("close_match (1)" in note for note in pack.info.notes)


def test_a_file_a_type_is_read_as_hetionet_writes_it(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        nodes_compound="compoundId:ID(Compound)\tname\nDB1\tLithium\n",
        nodes_gene="geneId:ID(Gene)\tname\n7\tGSK3B\n",
        edges_Compound_Downregulates_Gene=":START_ID(Compound)\t:END_ID(Gene)\nDB1\t7\n",
    )
    (claim,) = of_kind(KnowledgeGraphPack(folder, "g"), Claim)
    assert (claim.subject, claim.predicate, claim.object) == ("Compound:DB1", Predicate.DECREASES, "Gene:7")


def test_one_table_of_edges_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("subject\tpredicate\tobject\nmetformin\tactivates\tAMPK\n", encoding="utf-8")
    pack = KnowledgeGraphPack(path, "mine", kind_of=lambda _name: ConceptKind.PROTEIN)
    (claim,) = of_kind(pack, Claim)
    assert (claim.subject, claim.predicate, claim.object) == ("metformin", Predicate.INCREASES, "AMPK")


def test_kgx_json_says_the_same_as_its_tables(tmp_path: Path) -> None:
    nodes = [{"id": "CHEBI:1", "category": ["biolink:SmallMolecule"], "name": "lithium"}]
    edges = [{"subject": "CHEBI:1", "predicate": "biolink:inhibits", "object": "HGNC:2", "publications": ["PMID:7"]}]
    (tmp_path / "g.json").write_text(json.dumps({"nodes": nodes, "edges": edges}), encoding="utf-8")
    (claim,) = of_kind(KnowledgeGraphPack(tmp_path / "g.json", "g"), Claim)
    assert (claim.predicate, claim.object) == (Predicate.DECREASES, "HGNC:2")


@pytest.mark.parametrize(
    ("verb", "direction", "start", "end", "expected"),
    [
        ("treats", "", ConceptKind.COMPOUND, ConceptKind.DISEASE, (Predicate.DECREASES, False)),
        ("biolink:affects", "increased", ConceptKind.COMPOUND, ConceptKind.GENE, (Predicate.INCREASES, False)),
        ("biolink:affects", "", ConceptKind.COMPOUND, ConceptKind.GENE, (Predicate.REGULATES, False)),
        ("has_part", "", ConceptKind.COMPLEX, ConceptKind.PROTEIN, (Predicate.PART_OF, True)),
        ("treated_by", "", ConceptKind.DISEASE, ConceptKind.COMPOUND, (Predicate.DECREASES, True)),
        # More of a gene in a disease is no effect of the disease.
        ("upregulates", "", ConceptKind.DISEASE, ConceptKind.GENE, (Predicate.POSITIVE_CORRELATION, False)),
        ("downregulates", "", ConceptKind.OTHER, ConceptKind.GENE, (Predicate.NEGATIVE_CORRELATION, False)),
        ("causes", "", ConceptKind.DISEASE, ConceptKind.DISEASE, (Predicate.INCREASES, False)),
        ("frobnicates", "", ConceptKind.GENE, ConceptKind.GENE, (Predicate.ASSOCIATION, False)),
    ],
)
def test_what_verbs_mean(verb: str, direction: str, start: ConceptKind, end: ConceptKind, expected: Any) -> None:
    found = meaning(verb, direction, start, end)
    assert found is not None
    assert (found.predicate, found.turned) == expected
    assert found.known == (verb != "frobnicates")


@pytest.mark.parametrize("name", ["papers.tsv", "refs.json", "notes.json", "empty"])
def test_other_files_are_no_graphs(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "empty":
        path.mkdir()
    else:
        path.write_text("title\tyear\na\t1\n" if name.endswith("tsv") else '[{"title": "nodes"}]', encoding="utf-8")
    assert graph_files(path) == []
    with pytest.raises(CorpusError, match="is no knowledge graph"):
        KnowledgeGraphPack(path, "g")


@pytest.mark.parametrize(
    ("edges", "complaint"),
    [
        ("subject\tpredicate\tobject\n", "has no edges"),
        ("subject\tpredicate\tobject\na\tb\n", "more or fewer columns"),
        ("subject\tverb\tobject\na\tb\tc\n", "no column predicate"),
        ("subject\tpredicate\tobject\n" + "a\tb\tc\n" * 4, "more than 3 edges"),
    ],
)
def test_broken_and_too_large_graphs_are_told_apart(tmp_path: Path, edges: str, complaint: str) -> None:
    with pytest.raises(CoscientistError, match=complaint):
        KnowledgeGraphPack(write(tmp_path, nodes=KGX_NODES, edges=edges), "g", limit=3)


def test_its_records_make_a_corpus_that_a_cut_hides_undated_edges_of(tmp_path: Path) -> None:
    build_corpus(tmp_path / "g.db", {"name": "g", "fingerprint": "0"}, kgx(tmp_path).records(), None)
    assert Corpus(tmp_path / "g.db").counts()["claim"] == 3
    assert [claim.year for claim in Corpus(tmp_path / "g.db", until=1950).claims()] == [1949]


def test_other_content_has_another_fingerprint(tmp_path: Path) -> None:
    before = kgx(tmp_path).fingerprint()
    assert kgx(tmp_path).fingerprint() == before
    write(tmp_path, edges=KGX_EDGES.replace("1949", "1950"))
    assert KnowledgeGraphPack(tmp_path, "g").fingerprint() != before
