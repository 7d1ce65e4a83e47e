"""`coscientist corpus add` of a knowledge graph, and a run over it."""

import json
from pathlib import Path

from tests.cli.calling import CommandLine
from tests.datasets.packs.test_bel_json import NEWER
from tests.datasets.packs.test_knowledge_graph import KGX_EDGES, KGX_NODES, write


def test_a_graph_becomes_a_corpus(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "mood").mkdir()
    write(tmp_path / "mood", nodes=KGX_NODES, edges=KGX_EDGES)
    assert cli("corpus", "add", str(tmp_path / "mood"), "--json").object()["claim"] == 3
    found = cli("corpus", "search", "lithium mania", "--corpus", "mood", "--type", "dataset", "--json").object()
    assert found["passages"][0]["quote"]["text"] == "lithium treats mania"


def test_a_bel_graph_becomes_a_corpus(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "tau.json").write_text(json.dumps(NEWER), encoding="utf-8")
    added = cli("corpus", "add", str(tmp_path / "tau.json"), "--json").object()
    assert (added["corpus"], added["claim"]) == ("tau", 2)


def test_a_run_reads_a_graph_as_its_corpus(cli: CommandLine, tmp_path: Path) -> None:
    edges = "".join(
        f"CHEBI:{drug}\tbiolink:inhibits\tHGNC:{drug}\nHGNC:{drug}\tbiolink:causes\tMONDO:3\n" for drug in range(1, 4)
    )
    nodes = "".join(
        f"CHEBI:{drug}\tbiolink:SmallMolecule\t{name}\nHGNC:{drug}\tbiolink:Gene\tGENE{drug}\n"
        for drug, name in enumerate(["imatinib", "gefitinib", "lapatinib"], start=1)
    )
    write(
        tmp_path,
        nodes=f"id\tcategory\tname\n{nodes}MONDO:3\tbiolink:Disease\trenal fibrosis\n",
        edges=f"subject\tpredicate\tobject\n{edges}",
    )
    said = cli(
        "run",
        "--goal",
        "Find compounds that reduce renal fibrosis",
        "--corpus",
        str(tmp_path),
        "--profile",
        "quick",
        "--json",
    )
    folder = Path(said.object()["artefacts"]["folder"])
    proposed = json.loads((folder / "hypotheses.json").read_text(encoding="utf-8"))["hypotheses"]
    bridged = [each["statement"] for each in proposed if each["strategy"] == "generation/bridging"]
    assert any("GENE" in statement and "renal fibrosis" in statement for statement in bridged)
