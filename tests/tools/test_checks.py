"""The tool checks of a hypothesis: what gates, what informs, and what is missing with its kind."""

import json
import subprocess
import sys
import time

import pytest

from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.tools.checks import MAX_CONCEPTS, check_concepts, gates
from coscientist.tools.compounds import analogues, dosing_of, names_of, structure_of, structures_of
from coscientist.tools.finding import about, finding

MEMANTINE = Concept(id="c:memantine", name="memantine", kind=ConceptKind.COMPOUND)
CURCUMIN = Concept(id="c:curcumin", name="curcumin", kind=ConceptKind.COMPOUND)
TAU = Concept(id="c:MAPT", name="tau", kind=ConceptKind.PROTEIN)


def named(name: str, kind: ConceptKind = ConceptKind.COMPOUND, **identifiers: str) -> Concept:
    return Concept(id=f"c:{name}", name=name, kind=kind, identifiers=identifiers)


def by_property(checks: list[Check]) -> dict[str, Check]:
    return {check.property: check for check in checks}


def test_a_compound_is_linked_and_checked_by_chemistry() -> None:
    found = by_property(check_concepts([MEMANTINE], hypothesis="h1"))
    assert found["structure"].verdict is Verdict.PASS
    assert found["InChIKey"].value == "BUGYDGFZZOZRHP-UHFFFAOYSA-N"
    assert found["molecular weight"].value == pytest.approx(179.31, abs=0.01)
    assert {check.hypothesis for check in found.values()} == {"h1"}
    assert {check.subject for check in found.values()} == {"memantine"}


def test_the_source_says_where_the_structure_came_from() -> None:
    found = by_property(check_concepts([MEMANTINE]))
    assert "structure of memantine (confirmed)" in found["QED"].source


def test_a_stated_structure_that_cannot_be_right_gates_and_names_the_command() -> None:
    checks = check_concepts([named("candidate 1", SMILES="C(C)(C)(C)(C)C")])
    assert [check.property for check in gates(checks)] == ["structure is valid"]
    assert "coscientist tools run chemistry.structure" in checks[0].note


def test_a_stated_structure_is_used_instead_of_the_name() -> None:
    found = by_property(check_concepts([named("memantine", smiles="CCO")]))
    assert found["formula"].value == "C2H6O"


def test_an_inchi_as_name_is_read() -> None:
    found = by_property(check_concepts([named("InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3")]))
    assert found["canonical SMILES"].value == "CCO"


def test_an_unbalanced_composition_gates() -> None:
    assert [c.property for c in gates(check_concepts([named("NaCl2", ConceptKind.MATERIAL)]))] == ["charge balance"]
    assert gates(check_concepts([named("cathode", ConceptKind.MATERIAL, FORMULA="LiFePO4")])) == []


def test_a_stated_formula_that_is_none_gates() -> None:
    assert gates(check_concepts([named("cathode", ConceptKind.MATERIAL, FORMULA="Foo")]))


def test_a_material_without_formula_is_not_applicable() -> None:
    (check,) = check_concepts([named("graphene oxide foam", ConceptKind.MATERIAL)])
    assert (check.verdict, check.value, check.role) == (Verdict.NOT_APPLICABLE, None, CheckRole.INFORM)


def test_nothing_is_invented_for_a_bare_protein_name() -> None:
    (check,) = check_concepts([TAU], hypothesis="h1")
    assert (check.verdict, check.value) == (Verdict.NOT_APPLICABLE, None)
    assert "no protein sequence is at hand" in check.note


def test_a_sequence_at_hand_is_checked() -> None:
    found = by_property(check_concepts([TAU], sequences={"c:MAPT": "MAEPRQEFEVMEDHAGTYGLG"}))
    assert found["length"].value == 21
    rna = by_property(check_concepts([named("si", ConceptKind.RNA, SEQUENCE="GGAUCUUCCA")]))
    assert rna["GC content"].value == 50.0


def test_an_unreadable_sequence_gates() -> None:
    checks = check_concepts([named("p", ConceptKind.PROTEIN, SEQUENCE="M1K")])
    assert gates(checks)
    assert "coscientist tools run biology.protein" in checks[0].note


@pytest.mark.parametrize(
    ("name", "verdict", "kind"),
    [
        ("Lewy body", Verdict.UNAVAILABLE, "not found"),
        ("10013505", Verdict.UNAVAILABLE, "accession"),
        ("mTOR inhibitor", Verdict.NOT_APPLICABLE, "class"),
        ("testosterone undecanoate", Verdict.UNAVAILABLE, "no structure"),
    ],
)
def test_what_is_missing_is_said_with_its_kind(name: str, verdict: Verdict, kind: str) -> None:
    check = by_property(check_concepts([named(name)]))["structure"]
    assert check.verdict is verdict
    assert check.note.startswith(kind)
    assert gates(check_concepts([named(name)])) == []


def test_processes_and_diseases_have_nothing_to_compute() -> None:
    assert check_concepts([named("apoptosis", ConceptKind.PROCESS), named("AD", ConceptKind.DISEASE)]) == []


def test_a_thing_named_twice_is_checked_once() -> None:
    assert check_concepts([MEMANTINE, MEMANTINE]) == check_concepts([MEMANTINE])


def test_too_many_things_are_not_passed_over_in_silence() -> None:
    many = [named(f"p{i}", ConceptKind.PROTEIN) for i in range(MAX_CONCEPTS + 3)]
    checks = check_concepts(many)
    assert len(checks) == MAX_CONCEPTS + 1
    assert (checks[-1].subject, checks[-1].verdict) == ("3 further concepts", Verdict.UNAVAILABLE)


def test_ids_follow_content_and_differ_between_hypotheses() -> None:
    one, again = check_concepts([MEMANTINE], hypothesis="h1"), check_concepts([MEMANTINE], hypothesis="h1")
    other = check_concepts([MEMANTINE], hypothesis="h2")
    assert [c.id for c in one] == [c.id for c in again]
    assert len({c.id for c in one}) == len(one)
    assert not {c.id for c in one} & {c.id for c in other}


def test_numbers_are_rounded_before_they_are_named() -> None:
    def told(value: float) -> Check:
        return finding(tool="t", subject="s", property="p", value=value, unit="1", method="m", source="s")

    assert told(0.1 + 0.2) == told(0.3)
    assert told(-0.0) == told(0)


def test_a_finding_told_of_another_subject_keeps_everything_else() -> None:
    (check,) = about(check_concepts([TAU]), subject="MAPT", hypothesis="h9")
    assert (check.subject, check.hypothesis, check.verdict) == ("MAPT", "h9", Verdict.NOT_APPLICABLE)


def test_another_process_with_another_hash_seed_says_the_same() -> None:
    script = (
        "from coscientist.domain.concept import Concept\n"
        "from coscientist.tools.checks import check_concepts\n"
        "names = ['memantine', 'curcumin', 'lithium(1+)', 'CdCo2O4']\n"
        "kinds = ['compound', 'compound', 'compound', 'material']\n"
        "concepts = [Concept(id=n, name=n, kind=k) for n, k in zip(names, kinds)]\n"
        "print('[' + ','.join(c.model_dump_json() for c in check_concepts(concepts, hypothesis='h')) + ']')\n"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert len(json.loads(runs[0].stdout)) > 40


def test_once_warm_new_compounds_take_well_under_a_tenth_of_a_second() -> None:
    check_concepts([MEMANTINE])  # loads libraries, tables and catalogues
    took = []
    for name in ("galanthamine", "rolipram", "fluoxetine", "tacrine", "melatonin"):
        start = time.process_time()
        check_concepts([named(name)])
        took.append(time.process_time() - start)
    assert sorted(took)[2] < 0.1


def test_strategies_get_structures_by_concept() -> None:
    concepts = [
        MEMANTINE,
        CURCUMIN,
        TAU,
        named("mTOR inhibitor"),
        named("broken", SMILES="C1CC"),
        named("dorsomorphin"),
    ]
    assert set(structures_of(concepts)) == {"c:memantine", "c:curcumin", "c:dorsomorphin"}
    assert set(structures_of(concepts, confirmed_only=True)) == {"c:memantine", "c:curcumin"}


def test_a_label_in_the_identifiers_helps_to_find_the_compound() -> None:
    concept = named("compound X", CHEBI="memantine", PUBCHEM="4054")
    assert names_of(concept) == ("compound X", "memantine")
    assert structure_of(concept).drugbank_id == "DB01043"


def test_strategies_learn_as_what_a_compound_is_dosed() -> None:
    assert dosing_of(MEMANTINE).form.value == "drug-like small molecule"
    assert dosing_of(named("mTOR inhibitor")).dosable is False
    assert dosing_of(named("Lewy body")).dosable is None
    assert dosing_of(named("calcineurin")).form.value == "protein"


def test_analogues_are_found_among_named_structures() -> None:
    among = structures_of([CURCUMIN, named("amantadine"), named("caffeine")])
    found = analogues(structures_of([MEMANTINE])["c:memantine"], among, top=1)
    assert [neighbour.name for neighbour in found] == ["c:amantadine"]


@pytest.mark.slow
def test_analogues_are_found_among_all_confirmed_drugs() -> None:
    found = analogues("CC12CC3CC(C)(C1)CC(N)(C3)C2", top=5)
    assert "amantadine" in {neighbour.name for neighbour in found} | {n.name.split(" ")[0] for n in found}
