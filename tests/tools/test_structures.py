"""From names to structures: what is linked, what is not, and what is said about it."""

import importlib.util
import json
import pickle
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from coscientist.tools.chemistry.audit import AUDIT_FILE, Agreement, Audit, AuditEntry, audit
from coscientist.tools.chemistry.drug_table import DrugTable, DrugTableError, by_spelling, drug_table
from coscientist.tools.chemistry.molecule import structure
from coscientist.tools.chemistry.reference_compounds import is_endogenous, reference_compounds
from coscientist.tools.chemistry.structures import LinkState, confirmed_structures, link, link_name
from coscientist.tools.packaged import plain


@pytest.mark.parametrize(
    ("name", "connectivity", "drugbank_id"),
    [
        ("Nilotinib", "HHZIURLSWUIHRB", "DB04868"),
        ("memantine", "BUGYDGFZZOZRHP", "DB01043"),
        ("acetylsalicylic acid", "BSYNRYMUTXBXSQ", "DB00945"),
        ("curcumin", "VFLDPWHFBUODDF", "DB11672"),
        ("valproate", "NIJJYAXOARWZEE", "DB00313"),
        ("L-glutamate(2-)", "WHUUTDBJXJRKMK", "DB00142"),
        ("galanthamine", "ASUTZQLVASHGKV", "DB00674"),
    ],
)
def test_names_lead_to_the_published_connectivity(name: str, connectivity: str, drugbank_id: str) -> None:
    found = link(name)
    assert found.state is LinkState.CONFIRMED
    assert (found.inchikey or "")[:14] == connectivity
    assert found.drugbank_id == drugbank_id


@pytest.mark.parametrize(
    ("name", "inchikey"),
    [
        ("ibuprofen", "HEFNNWSXXWATRW-UHFFFAOYSA-N"),
        ("chlorpromazine", "ZPEIMTDSQAKGNT-UHFFFAOYSA-N"),
        ("diclofenac", "DCOPUUMXTXDBNB-UHFFFAOYSA-N"),
        ("resveratrol", "LUKBXSAWLPMMSZ-OWOJBTEDSA-N"),
    ],
)
def test_records_of_another_compound_are_replaced_by_what_other_sources_agree_on(name: str, inchikey: str) -> None:
    assert audit().of(name).state is Agreement.REPLACED
    assert link(name).inchikey == inchikey
    assert "against the table's own" in link(name).note or "list of reference compounds" in link(name).source


def test_a_structure_that_other_sources_contradict_is_not_used() -> None:
    contradicted = [entry.record for entry in audit().entries.values() if entry.state is Agreement.DIFFERS]
    assert len(contradicted) > 100
    for name in contradicted[:40]:
        assert link_name(name).smiles is None, name


def test_a_structure_with_one_source_says_so() -> None:
    found = link("dorsomorphin")
    assert found.state is LinkState.SINGLE_SOURCE
    assert "one source only" in found.note


def test_where_there_is_no_stereochemistry_none_is_left_open() -> None:
    for name in ("tideglusib", "dorsomorphin"):
        assert link(name).state is LinkState.SINGLE_SOURCE
        assert link(name).stereo_confirmed


def test_a_cation_is_found_through_its_halide() -> None:
    found = link("methylthioninium")
    assert found.inchikey == link("methylene blue").inchikey
    assert "taken from methylthioninium chloride" in found.steps


def test_stereochemistry_that_the_table_does_not_give_is_not_claimed() -> None:
    found = link("(-)-epicatechin")
    assert found.smiles
    assert "@" not in found.smiles
    assert not found.stereo_confirmed


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("mTOR inhibitor", LinkState.CLASS),
        ("Prostaglandins", LinkState.CLASS),
        ("Transcription Factor AP-1", LinkState.NO_STRUCTURE),
        ("calcineurin", LinkState.NO_STRUCTURE),
        ("testosterone undecanoate", LinkState.NO_STRUCTURE),
        ("PUBCHEM:10013505", LinkState.ACCESSION),
        ("fatty acids, omega-3", LinkState.MIXTURE),
        ("Lewy body", LinkState.NOT_FOUND),
        ("nilotini", LinkState.NOT_FOUND),
        ("", LinkState.NOT_FOUND),
        ("x" * 400, LinkState.NOT_FOUND),
        ("🧪", LinkState.NOT_FOUND),
    ],
)
def test_what_has_no_structure_says_why(name: str, state: LinkState) -> None:
    found = link(name)
    assert (found.state, found.smiles, found.inchikey) == (state, None, None)


def test_a_synonym_helps_where_the_name_is_unknown() -> None:
    found = link("compound 7 of the screen", ("memantine",))
    assert found.name == "compound 7 of the screen"
    assert found.record == "memantine"
    assert found.steps == ("synonym memantine",)


def test_synonyms_of_another_compound_make_a_name_ambiguous() -> None:
    found = link("nilotinib", ("imatinib",))
    assert found.state is LinkState.AMBIGUOUS
    assert found.smiles is None
    assert len(found.alternatives) == 2


def test_every_reference_compound_has_its_textbook_formula() -> None:
    for compound in reference_compounds():
        assert structure(compound.smiles).formula == compound.formula, compound.names


def test_no_two_reference_compounds_share_a_name_or_a_structure() -> None:
    names = Counter(name.lower() for compound in reference_compounds() for name in compound.names)
    keys = Counter(structure(compound.smiles).inchikey for compound in reference_compounds())
    assert max(names.values()) == max(keys.values()) == 1


def test_dopamine_is_endogenous_and_caffeine_is_not() -> None:
    assert is_endogenous("NCCc1ccc(O)c(O)c1.Cl")
    assert not is_endogenous("Cn1c(=O)c2c(ncn2C)n(C)c1=O")


def test_the_audit_belongs_to_the_installed_table() -> None:
    assert audit().table == drug_table().source, "run coscientist.tools.chemistry.audit_build for the new release"
    assert 0.05 < audit().share_contradicted() < 0.12
    assert AUDIT_FILE.stat().st_size < 500_000


def test_audited_structures_carry_their_own_inchikey() -> None:
    same = [entry for entry in audit().entries.values() if entry.state is Agreement.SAME][::40]
    for entry in same:
        assert structure(entry.smiles).inchikey == entry.inchikey, entry.record


def test_for_another_release_an_outcome_counts_only_for_the_same_structure() -> None:
    entry = AuditEntry(record="a", state=Agreement.SAME, inchikey="K", smiles="CCO")
    outcomes = Audit(table="some table 1", entries={"a": entry})
    assert outcomes.of_structure("a", "K") == entry
    assert outcomes.of_structure("a", "L").state is Agreement.NOT_COMPARED
    assert outcomes.of("b").state is Agreement.NOT_COMPARED


def test_thousands_of_confirmed_drugs_are_there_for_analogues() -> None:
    found = confirmed_structures()
    assert len(found) > 3_000
    assert found["memantine"] == "CC12CC3CC(C)(C1)CC(N)(C3)C2"


def test_the_table_is_read_as_plain_data_only() -> None:
    with pytest.raises(pickle.UnpicklingError, match="only plain data is read"):
        plain(b"cos\nsystem\n(S'true'\ntR.")


def test_a_missing_table_is_said_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))  # nothing was kept of the table either
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(DrugTableError, match="pip install drug-named-entity-recognition"):
        drug_table.__wrapped__()


def test_a_name_used_for_two_records_leads_to_both() -> None:
    records: dict[str, dict[str, Any]] = {"one": {"smiles": "C"}, "two": {"smiles": "CC"}}
    table = DrugTable(by_spelling({"shared": ["one"], "Shared": ["two"]}, records), records)
    assert [record.name for record in table.find("SHARED")] == ["one", "two"]


def test_most_compounds_that_chebi_names_in_the_default_corpus_are_linked() -> None:
    spec = importlib.util.find_spec("hbp_knowledge")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("needs the hbp-knowledge package")
    graph = json.loads((Path(spec.submodule_search_locations[0]) / "_cache.bel.json").read_text(encoding="utf-8"))
    names = [n["name"] for n in graph["nodes"] if n["function"] == "Abundance" and n["namespace"] == "CHEBI"]
    states = Counter(link_name(name).state for name in names)
    with_structure = states[LinkState.CONFIRMED] + states[LinkState.SINGLE_SOURCE]
    assert with_structure / len(names) > 0.55
    assert states[LinkState.CONFIRMED] / with_structure > 0.8
