"""Listed substances are recognised by their structure, their medical neighbours are not refused."""

import pytest

from coscientist.domain.check import Verdict
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.safety.structures import by_structure, medicine
from coscientist.safety.substances import refusal, substance_checks
from coscientist.tools.chemistry.structures import confirmed_structures


def kind(name: str) -> str | None:
    found = by_structure(confirmed_structures()[name])
    return found.kind if found else None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sarin", "chemical weapon"),
        ("soman", "chemical weapon"),
        ("mustard gas", "chemical weapon"),
        ("trinitrotoluene", "explosive"),
        ("picric acid", "explosive"),
        ("nitroglycerin", "explosive"),
        ("fentanyl", "controlled drug"),
        ("3-methylfentanyl", "controlled drug"),
        ("methamphetamine", "controlled drug"),
        ("isoflurophate", "precursor"),
    ],
)
def test_a_listed_structure_is_recognised(name: str, expected: str) -> None:
    assert kind(name) == expected


def test_the_salt_of_a_listed_acid_is_recognised() -> None:
    found = by_structure("[Na+].[O-]c1c(cc(cc1[N+](=O)[O-])[N+](=O)[O-])[N+](=O)[O-]")
    assert found is not None
    assert found.kind == "explosive"


@pytest.mark.parametrize(
    "name",
    ["cyclophosphamide", "melphalan", "artemisinin", "zidovudine", "nitrofurantoin",
     "metronidazole", "pseudoephedrine", "selegiline", "chlorambucil", "caffeine"],
)  # fmt: skip
def test_a_medicine_of_like_structure_is_not(name: str) -> None:
    if name not in confirmed_structures():
        pytest.skip(f"{name} is not in the table of drugs")
    assert kind(name) is None


def test_of_the_table_of_drugs_only_what_is_no_medicine_is_refused() -> None:
    graves = {"chemical weapon", "explosive"}
    found = {
        name
        for name, smiles in confirmed_structures().items()
        if (hazard := by_structure(smiles)) is not None and hazard.kind in graves and medicine(smiles) is None
    }
    assert found == {
        "mustard gas", "picric acid", "picryl chloride", "sarin", "soman", "trinitrobenzenesulfonic acid",
        "trinitrotoluene",
    }  # fmt: skip


def checked(name: str, smiles: str | None = None, *synonyms: str) -> tuple[list[Verdict], str | None]:
    concept = Concept(id="c", name=name, kind=ConceptKind.COMPOUND, synonyms=synonyms)
    checks = substance_checks([concept], lambda _concept: smiles, hypothesis="h-1")
    return [check.verdict for check in checks], refusal(checks)


def test_a_warfare_agent_keeps_a_hypothesis_out_by_name_by_synonym_and_by_structure() -> None:
    for found in (
        checked("Sarin"),
        checked("GB", None, "isopropyl methylphosphonofluoridate"),
        checked("X", "CC(C)OP(C)(=O)F"),
    ):
        verdicts, why = found
        assert verdicts == [Verdict.FAIL]
        assert why is not None
        assert "CWC Schedule 1" in why


def test_a_controlled_drug_and_a_therapeutic_toxin_are_noted_and_play() -> None:
    for name in ("ketamine", "fentanyl", "botulinum toxin", "nitroglycerin", "phosgene"):
        verdicts, why = checked(name)
        assert verdicts == [Verdict.WARN], name
        assert why is None


@pytest.mark.parametrize("name", ["ricin", "saxitoxin", "abrin"])
def test_a_scheduled_toxin_keeps_a_hypothesis_out(name: str) -> None:
    verdicts, why = checked(name)
    assert verdicts == [Verdict.FAIL]
    assert why is not None


def test_an_ordinary_compound_has_no_check() -> None:
    assert checked("metformin", "CN(C)C(=N)NC(=N)N") == ([], None)
