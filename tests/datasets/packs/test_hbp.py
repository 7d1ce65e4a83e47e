"""The default pack: what is taken from it, what is left out, and that nothing was changed on the way."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coscientist.datasets.packs.hbp import HumanBrainPharmacome, installed_folder, learn_names, private_quotes
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.errors import CorpusError
from coscientist.domain.literature import Passage, Source


@cache
def records() -> tuple[Any, ...]:
    return tuple(HumanBrainPharmacome(folder()).records())


@cache
def folder() -> Path:
    try:
        return installed_folder()
    except CorpusError as missing:
        pytest.skip(str(missing))


def of(kind: type[Any]) -> Iterator[Any]:
    return (record for record in records() if isinstance(record, kind))


def test_every_quote_is_verbatim_in_the_wheel() -> None:
    links = json.loads((folder() / "_cache.bel.json").read_text(encoding="utf-8"))["links"]
    there = {(str(link["citation"]["reference"]).strip(), link["evidence"]) for link in links if link.get("evidence")}
    quotes = [(item.source.partition(":")[2], item.quote) for item in of(Passage)]
    assert len(quotes) > 4_000
    assert set(quotes) <= there


def test_no_quote_of_a_private_document_is_there() -> None:
    private = private_quotes(folder())
    assert len(private) > 100
    squeezed = {
        (item.source.partition(":")[2], "".join(filter(str.isalnum, item.quote)).casefold()) for item in of(Passage)
    }
    assert not squeezed & {(reference, quote.replace("_", "")) for reference, quote in private}


def test_every_source_says_on_what_terms_it_is_quoted() -> None:
    sources = list(of(Source))
    assert 300 < len(sources) < 400
    assert all("CC BY 4.0" in item.licence and "Fraunhofer SCAI" in item.attribution for item in sources)
    assert all(1980 < item.year < 2020 for item in sources if item.year)


def test_everything_comes_after_what_it_refers_to_and_once() -> None:
    seen: set[str] = set()
    for record in records():
        assert record.id not in seen
        if isinstance(record, Passage):
            assert record.source in seen
        if isinstance(record, Claim):
            assert {record.subject, record.object, *record.passages} <= seen
        seen.add(record.id)


def test_the_parent_of_every_state_is_there() -> None:
    concepts = {item.id: item for item in of(Concept)}
    assert not [item.id for item in concepts.values() if item.parent and item.parent not in concepts]


def test_things_go_by_the_names_that_people_use() -> None:
    names = {item.id: item.name for item in of(Concept)}
    assert names["p(HGNC:MAPT)"] == "tau"
    assert names["a(CHEBI:sirolimus)"] == "rapamycin (sirolimus)"
    assert names["path(MESH:Alzheimer Disease)"] == "Alzheimer's disease"
    assert "calpeptin" in names.values()
    assert "Calpeptin" not in names.values()


def test_classes_and_tissues_are_no_compounds() -> None:
    kinds = {item.name: item.kind for item in of(Concept)}
    assert kinds["lithium"] is ConceptKind.COMPOUND
    assert kinds["statin"] is ConceptKind.OTHER
    assert kinds["neurons"] is ConceptKind.OTHER


def test_it_reads_the_same_each_time() -> None:
    again = HumanBrainPharmacome(folder())
    assert [item.id for item in again.records()] == [item.id for item in records()]
    assert again.fingerprint() == HumanBrainPharmacome(folder()).fingerprint()


def test_the_fingerprint_follows_the_content(tmp_path: Path) -> None:
    for number, content in enumerate(("{}", "{ }")):
        (tmp_path / "_cache.bel.json").write_text(content, encoding="utf-8")
        if number == 0:
            first = HumanBrainPharmacome(tmp_path).fingerprint()
    assert HumanBrainPharmacome(tmp_path).fingerprint() != first


def test_a_quote_of_a_private_script_is_known_over_line_breaks(tmp_path: Path) -> None:
    (tmp_path / "secret.bel").write_text(
        'SET DOCUMENT Licenses = "Private ownership"\n'
        'SET Citation = {"PubMed", "A title", "123"}\n'
        'SET Evidence = "A does \\\n B."\n',
        encoding="utf-8",
    )
    (tmp_path / "open.bel").write_text('SET DOCUMENT Licenses = "CC BY 4.0"\nSET Evidence = "C."\n', encoding="utf-8")
    assert private_quotes(tmp_path) == {("123", "adoesb")}


def test_a_number_is_named_by_the_word_that_only_its_quotes_share() -> None:
    nodes = [{"namespace": "PUBCHEM", "name": "7"}, {"namespace": "HGNC", "name": "X"}]
    quotes = ("GTS-21 raised Marker3.", "Dosing GTS-21 raised Marker3.", "Again GTS-21 raised Marker3.")
    links = [{"source": 0, "target": 1, "evidence": quote} for quote in quotes]
    links.append({"source": 1, "target": 1, "evidence": "Marker3 again."})
    assert learn_names(nodes, links) == {"PUBCHEM:7": "GTS-21"}
