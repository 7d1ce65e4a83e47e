"""docs/corpora.md tells the format as it is: its examples load, and every word that a line may hold is in it."""

import re
from pathlib import Path

import pytest

from coscientist.datasets.packs.json_line import ClaimLine, ConceptLine, PackLine
from coscientist.datasets.packs.json_lines import JsonLines
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docs" / "corpora.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "examples" / "kidney-fibrosis.jsonl"


def test_the_shortest_pack_loads(tmp_path: Path) -> None:
    (block,) = re.findall(r"```jsonl\n(.*?)```", TEXT, re.DOTALL)
    path = tmp_path / "shortest.jsonl"
    path.write_text(block, encoding="utf-8")
    assert [item.predicate for item in JsonLines(path).records() if isinstance(item, Claim)] == [
        Predicate.DECREASES,
        Predicate.INCREASES,
    ]


def test_the_example_loads_and_says_that_it_is_invented() -> None:
    pack = JsonLines(EXAMPLE)
    assert "invented" in pack.info.title
    names = {item.name: item.kind for item in pack.records() if isinstance(item, Concept)}
    assert names["AMPK"] is ConceptKind.PROTEIN
    assert names["renal fibrosis"] is ConceptKind.DISEASE


@pytest.mark.parametrize("line", [PackLine, ConceptLine, ClaimLine])
def test_every_field_of_a_line_is_described(line: type[PackLine]) -> None:
    assert [field for field in line.model_fields if field != "type" and f"`{field}`" not in TEXT] == []


@pytest.mark.parametrize("value", [*Predicate, *ConceptKind])
def test_every_predicate_and_kind_is_named(value: Predicate | ConceptKind) -> None:
    assert f"`{value.value}`" in TEXT
