"""Users' packs: what is read out of them, and what is said when they cannot be read."""

import json
from pathlib import Path
from typing import Any

import pytest

from coscientist.datasets.packs.json_lines import JsonLines
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source

SOURCE = {"type": "source", "id": "s", "title": "A paper", "year": 2011}
CLAIM = {
    "type": "claim",
    "subject": "metformin",
    "predicate": "increases",
    "object": "AMPK",
    "source": "s",
    "quote": "Q.",
}


def pack(tmp_path: Path, *lines: dict[str, Any]) -> JsonLines:
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return JsonLines(path)


def concepts(read: JsonLines) -> dict[str, Concept]:
    return {item.name: item for item in read.records() if isinstance(item, Concept)}


def claims(read: JsonLines) -> list[Claim]:
    return [item for item in read.records() if isinstance(item, Claim)]


def refusal(tmp_path: Path, *lines: dict[str, Any]) -> str:
    with pytest.raises(CorpusError) as caught:
        pack(tmp_path, *lines)
    return str(caught.value)


def test_a_claim_brings_its_quote_along_verbatim(tmp_path: Path) -> None:
    quote = "  Metformin — “activated”\tAMPK. "
    read = pack(tmp_path, SOURCE, {**CLAIM, "quote": quote})
    (passage,) = (item for item in read.records() if isinstance(item, Passage))
    assert (passage.quote, passage.source, passage.year) == (quote, "s", 2011)
    assert claims(read)[0].passages == (passage.id,)


def test_everything_comes_after_what_it_refers_to(tmp_path: Path) -> None:
    seen: set[str] = set()
    for record in pack(tmp_path, {**CLAIM}, {"type": "passage", "source": "s", "quote": "P."}, SOURCE).records():
        if isinstance(record, Passage):
            assert record.source in seen
        if isinstance(record, Claim):
            assert {record.subject, record.object, *record.passages} <= seen
        seen.add(record.id)
    assert len(seen) == 6


def test_things_that_claims_only_name_become_concepts(tmp_path: Path) -> None:
    assert set(concepts(pack(tmp_path, SOURCE, CLAIM))) == {"metformin", "AMPK"}


def test_names_synonyms_and_ids_mean_one_concept_in_any_case(tmp_path: Path) -> None:
    listed = {"type": "concept", "id": "x1", "name": "Metformin", "kind": "compound", "synonyms": ["Glucophage"]}
    read = pack(
        tmp_path, SOURCE, listed,
        *({**CLAIM, "subject": name, "quote": name} for name in ("x1", "metformin", "GLUCOPHAGE")),
    )  # fmt: skip
    assert {claim.subject for claim in claims(read)} == {"x1"}
    assert len(concepts(read)) == 2


def test_a_stated_kind_holds_and_another_is_told_by_the_name(tmp_path: Path) -> None:
    found = concepts(pack(tmp_path, SOURCE, {**CLAIM, "subject_kind": "compound"}))
    assert found["metformin"].kind is ConceptKind.COMPOUND
    assert found["AMPK"].kind is ConceptKind.PROTEIN


def test_whoever_loads_it_may_know_better_what_a_name_is(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in (SOURCE, CLAIM)), encoding="utf-8")
    assert concepts(JsonLines(path, kind_of=lambda _name: ConceptKind.GENE))["metformin"].kind is ConceptKind.GENE


def test_what_is_of_no_kind_that_one_could_act_on_is_said(tmp_path: Path) -> None:
    read = pack(tmp_path, SOURCE, {**CLAIM, "subject": "gymnastics"})
    assert concepts(read)["gymnastics"].kind is ConceptKind.OTHER
    (note,) = read.info.notes
    assert "1 of its concepts" in note
    assert "gymnastics" in note
    assert "subject_kind" in note


def test_aspects_reach_the_claim_so_that_degradation_turns_its_sign(tmp_path: Path) -> None:
    (made,) = claims(pack(tmp_path, SOURCE, {**CLAIM, "object_aspect": "degradation"}))
    assert made.sign == -1


def test_hedging_is_judged_by_the_words_unless_the_line_says(tmp_path: Path) -> None:
    read = pack(
        tmp_path, SOURCE,
        {**CLAIM, "quote": "Metformin may activate AMPK."},
        {**CLAIM, "quote": "Metformin activates AMPK."},
        {**CLAIM, "quote": "Activation may follow, and did.", "hedged": False},
    )  # fmt: skip
    assert [claim.hedged for claim in claims(read)] == [True, False, False]


def test_one_context_value_needs_no_list(tmp_path: Path) -> None:
    (made,) = claims(pack(tmp_path, SOURCE, {**CLAIM, "context": {"species": "mouse", "cell line": ["A", "B"]}}))
    assert made.context == {"species": ("mouse",), "cell line": ("A", "B")}


def test_a_state_may_name_its_parent(tmp_path: Path) -> None:
    state = {"type": "concept", "name": "phosphorylated X", "parent": "X1", "modification": "phosphorylation"}
    found = concepts(pack(tmp_path, SOURCE, state, {"type": "concept", "id": "idx", "name": "X1", "kind": "protein"}))
    assert found["phosphorylated X"].parent == "idx"


def test_the_pack_says_who_made_a_claim(tmp_path: Path) -> None:
    assert claims(pack(tmp_path, SOURCE, CLAIM))[0].made_by == "pack:mine"


def test_a_file_name_becomes_a_name_that_runs_can_use(tmp_path: Path) -> None:
    path = tmp_path / "my papers (2024).jsonl"
    path.write_text(json.dumps(SOURCE), encoding="utf-8")
    assert JsonLines(path).info.name == "my-papers-2024"


def test_the_fingerprint_follows_the_content(tmp_path: Path) -> None:
    first = pack(tmp_path, SOURCE).fingerprint()
    assert pack(tmp_path, SOURCE).fingerprint() == first
    assert pack(tmp_path, SOURCE, CLAIM).fingerprint() != first


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"type": "claim"}, "line 2: claim.subject: Field required"),
        ({**CLAIM, "predicate": "cures"}, "line 2: claim.predicate: Input should be 'increases'"),
        ({**CLAIM, "confidence": 2}, "line 2: claim.confidence"),
        ({**CLAIM, "certainty": 1}, "line 2: claim.certainty: Extra inputs are not permitted"),
        ({**CLAIM, "quote": "  "}, "line 2: claim.quote"),
        ({**CLAIM, "source": "t"}, "line 2: source 't' is not listed in the file"),
        ({**CLAIM, "object": "Metformin"}, "line 2: 'metformin' and 'Metformin' are one thing"),
        ({"type": "concept", "name": "x", "parent": "y"}, "line 2: concept 'y' is not listed in the file"),
        ({"type": "source", "id": "s", "title": "Another"}, "line 2: source 's' was listed before with other content"),
        ({"type": "poem"}, "line 2: Input tag 'poem'"),
        ({"title": "x"}, "line 2: Unable to extract tag"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_with_its_number(tmp_path: Path, line: dict[str, Any], said: str) -> None:
    assert said in refusal(tmp_path, SOURCE, line)


def test_kinds_that_disagree_are_an_error(tmp_path: Path) -> None:
    said = refusal(tmp_path, SOURCE, {**CLAIM, "subject_kind": "gene"}, {**CLAIM, "subject_kind": "rna", "quote": "R."})
    assert "line 3: 'metformin' is of kind 'rna' here and 'gene' elsewhere" in said


def test_a_name_of_two_things_has_to_be_told_apart(tmp_path: Path) -> None:
    two = ({"type": "concept", "id": i, "name": f"thing {i}", "synonyms": ["it"]} for i in ("a1", "a2"))
    assert "'it' may mean a1, a2; use the id" in refusal(tmp_path, SOURCE, *two, {**CLAIM, "subject": "it"})


def test_every_fault_is_named_up_to_twenty(tmp_path: Path) -> None:
    said = refusal(tmp_path, SOURCE, *({**CLAIM, "source": f"t{n}"} for n in range(25)))
    assert "line 2:" in said
    assert "line 21:" in said
    assert "… and 5 more" in said
    assert "docs/corpora.md" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"not json\n", "line 1: Expecting value"),
        (b'{"type": "source", "id": "s", "title": "\xff"}', "is not UTF-8"),
        (b"[" * 100_000, "line 1:"),
        (b"null", "line 1:"),
    ],
)
def test_what_is_no_pack_is_refused_in_words(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(content)
    with pytest.raises(CorpusError, match=said):
        JsonLines(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="There is no file"):
        JsonLines(tmp_path / "none.jsonl")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(SOURCE), encoding="utf-8-sig")
    assert [type(item) for item in JsonLines(path).records()] == [Source]


def test_every_predicate_can_be_written(tmp_path: Path) -> None:
    lines = [{**CLAIM, "predicate": item.value, "quote": item.value} for item in Predicate]
    assert [claim.predicate for claim in claims(pack(tmp_path, SOURCE, *lines))] == list(Predicate)
