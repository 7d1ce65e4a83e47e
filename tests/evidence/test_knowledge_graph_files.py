"""Tab-separated knowledge graphs are read as Hetionet and KGX write them, and broken ones are told apart."""

import gzip
from pathlib import Path

import pytest

from coscientist.domain.errors import FileError
from coscientist.evidence.knowledge_graph import Step
from coscientist.evidence.knowledge_graph_files import read_knowledge_graph
from tests.support.shared_data import shared


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.tsv").write_text(text.replace(" ", "\t"), encoding="utf-8")
    return folder


NODES = {"nodes_drug": "drugId:ID(Drug) name\nd1 One\nd2 Two\n", "nodes_gene": "geneId:ID(Gene) name\ng1 G\ng2 H\n"}


def test_a_file_a_type_gives_kinds_verb_and_names(tmp_path: Path) -> None:
    graph = read_knowledge_graph(
        write(tmp_path, **NODES, edges_Drug_Binds_Gene=":START_ID(Drug) :END_ID(Gene) year\nd1 g1 1999\nd2 g1 \n")
    )
    binds = graph.edge_type("Drug", "binds", "Gene")
    assert graph.pairs(binds).tolist() == [[0, 0], [1, 0]]
    assert graph.names["d1"] == "One"
    assert graph.until(2000).count(binds) == 1


def test_only_verbs_marked_as_directed_have_a_direction_among_one_kind(tmp_path: Path) -> None:
    edges = ":START_ID(Gene) :END_ID(Gene)\ng1 g2\n"
    graph = read_knowledge_graph(
        write(
            tmp_path,
            **NODES,
            edges_Gene_Regulates_Gene=edges,
            edges_Gene_Interacts_Gene=edges,
            metaedges="id source target verb\nGr>G Gene Gene Regulates\nGiG Gene Gene Interacts\n",
        )
    )
    assert graph.edge_type("Gene", "regulates", "Gene").directed
    assert not graph.edge_type("Gene", "interacts", "Gene").directed


def test_kgx_is_read_by_its_columns(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        nodes="id category name\nCHEBI:1 biolink:ChemicalEntity Water\nHGNC:1 biolink:Gene|biolink:Entity G\n",
        edges="subject predicate object\nCHEBI:1 biolink:binds HGNC:1\n",
    )
    graph = read_knowledge_graph(folder)
    assert graph.count(graph.edge_type("ChemicalEntity", "binds", "Gene")) == 1


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({}, "holds no knowledge graph"),
        ({**NODES, "edges_Drug_Binds_Gene": ":START_ID(Drug) target\nd1 g1\n"}, "no column :END_ID"),
        ({**NODES, "edges_Drug_Binds_Gene": ":START_ID(Drug) :END_ID(Gene)\nd1 g9\n"}, "'g9'"),
        ({**NODES, "edges_Drug_Binds_Gene": ":START_ID(Drug) :END_ID(Gene)\nd1\n"}, "fewer columns"),
        ({**NODES, "edges_binding": ":START_ID(Drug) :END_ID(Gene)\nd1 g1\n"}, "does not say what its edges mean"),
        ({"nodes": "id name\na b\n", "edges": "subject predicate object\n"}, "no column category"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, files: dict[str, str], complaint: str) -> None:
    with pytest.raises(FileError, match=complaint):
        read_knowledge_graph(write(tmp_path, **files))


def test_a_truncated_gzip_file_is_reported_with_its_name(tmp_path: Path) -> None:
    write(tmp_path, **NODES)
    packed = gzip.compress(b":START_ID(Drug)\t:END_ID(Gene)\n" + b"d1\tg1\n" * 500)
    (tmp_path / "edges_Drug_Binds_Gene.tsv.gz").write_bytes(packed[:-10])
    with pytest.raises(FileError, match=r"edges_Drug_Binds_Gene\.tsv\.gz"):
        read_knowledge_graph(tmp_path)


def test_hetionet_is_read_whole() -> None:
    graph = read_knowledge_graph(shared("hetionet"))
    counts = {f"{kind.source} {kind.verb} {kind.target}": graph.count(kind) for kind in graph.edge_types}
    assert len(counts) == 16
    assert counts["Compound treats Disease"] == 755
    assert counts["Compound resembles Compound"] == 6486
    assert [step for step in graph.steps if step.edge.verb == "regulates" and step.against]
    assert graph.matrix(Step(edge=graph.edge_type("Gene", "interacts", "Gene"))).shape == (20945, 20945)
