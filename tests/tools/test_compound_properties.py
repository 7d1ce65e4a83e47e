"""Descriptors, rules, alerts, scores and forms of known compounds."""

import pytest

from coscientist.domain.check import CheckRole, Verdict
from coscientist.tools.chemistry.alerts import AlertSet, alerts
from coscientist.tools.chemistry.compound_checks import alert_checks, compound_checks
from coscientist.tools.chemistry.descriptors import describe
from coscientist.tools.chemistry.dosing import DosingForm, dosing_of_structure, peptide_links
from coscientist.tools.chemistry.druglikeness import BRAIN_SIZE_POLARITY, LIPINSKI, VEBER, judge_by, qed
from coscientist.tools.chemistry.natural_products import LIKE_FROM, natural_product_likeness
from coscientist.tools.chemistry.salts import COUNTERIONS, is_inorganic, parent, unlabelled
from coscientist.tools.chemistry.similarity import scaffold, similar, tanimoto
from coscientist.tools.chemistry.synthesis import synthetic_accessibility

ASPIRIN = "CC(=O)Oc1ccccc1C(=O)O"
IBUPROFEN = "CC(C)Cc1ccc(C(C)C(=O)O)cc1"
MORPHINE = "CN1CC[C@]23c4c5ccc(O)c4O[C@H]2[C@@H](O)C=C[C@H]3[C@H]1C5"
ATORVASTATIN = "CC(C)c1c(C(=O)Nc2ccccc2)c(-c2ccccc2)c(-c2ccc(F)cc2)n1CC[C@@H](O)C[C@@H](O)CC(=O)O"
BENZYLIDENE_RHODANINE = "O=C1NC(=S)S/C1=C\\c1ccccc1"
MET_ENKEPHALIN = "CSCC[C@@H](C(=O)O)NC(=O)[C@H](Cc1ccccc1)NC(=O)CNC(=O)CNC(=O)[C@@H](N)Cc1ccc(O)cc1"


@pytest.mark.parametrize(
    ("smiles", "weight", "tpsa", "donors", "acceptors"),
    [(ASPIRIN, 180.16, 63.6, 1, 4), (IBUPROFEN, 206.28, 37.3, 1, 2), (MORPHINE, 285.34, 52.9, 2, 4)],
)
def test_descriptors_of_known_drugs(smiles: str, weight: float, tpsa: float, donors: int, acceptors: int) -> None:
    found = describe(smiles)
    assert found.molecular_weight == pytest.approx(weight, abs=0.01)
    assert found.tpsa == pytest.approx(tpsa, abs=0.1)
    assert (found.donors, found.acceptors) == (donors, acceptors)


def test_logp_of_ibuprofen_is_near_the_measured_3_97() -> None:
    assert describe(IBUPROFEN).logp == pytest.approx(3.97, abs=1.0)


def test_lipinski_forgives_one_limit_and_not_two() -> None:
    assert judge_by(LIPINSKI, ASPIRIN).violations == ()
    outcome = judge_by(LIPINSKI, ATORVASTATIN)
    assert len(outcome.violations) == 2
    assert not outcome.passes
    assert outcome.violations[0].startswith("molecular weight 558.7 > 500")


def test_veber_refuses_a_floppy_molecule() -> None:
    assert judge_by(VEBER, IBUPROFEN).passes
    assert not judge_by(VEBER, "CCCCCCCCCCCCCCCC(=O)O").passes


def test_brain_access_passes_a_central_drug_and_warns_of_a_polar_one() -> None:
    memantine, ascorbic_acid = "CC12CC3CC(C)(C1)CC(N)(C3)C2", "OC[C@H](O)[C@H]1OC(=O)C(O)=C1O"
    assert judge_by(BRAIN_SIZE_POLARITY, memantine).passes
    assert not judge_by(BRAIN_SIZE_POLARITY, ascorbic_acid).passes


def test_qed_ranks_a_drug_above_a_fatty_acid() -> None:
    assert qed(ASPIRIN) == pytest.approx(0.55, abs=0.01)
    assert qed("CCCCCCCCCCCCCCCCCC(=O)O") < 0.35


def test_a_benzylidene_rhodanine_is_a_pains_hit_and_aspirin_is_not() -> None:
    assert alerts(BENZYLIDENE_RHODANINE, AlertSet.PAINS) == ("ene_rhod_A(235)",)
    assert alerts(ASPIRIN, AlertSet.PAINS) == ()


def test_an_alert_warns_and_never_gates() -> None:
    found = {check.property: check for check in alert_checks(BENZYLIDENE_RHODANINE)}
    assert found["PAINS alerts"].verdict is Verdict.WARN
    assert found["PAINS alerts"].role is CheckRole.INFORM


def test_morphine_looks_harder_to_make_than_aspirin() -> None:
    assert synthetic_accessibility(ASPIRIN) < 2 < 4 < synthetic_accessibility(MORPHINE) < 6


def test_similarity_is_one_to_itself_and_symmetric() -> None:
    assert tanimoto(ASPIRIN, ASPIRIN) == 1.0
    assert tanimoto(ASPIRIN, IBUPROFEN) == tanimoto(IBUPROFEN, ASPIRIN)


def test_the_nearest_relative_of_aspirin_is_salicylic_acid() -> None:
    candidates = {
        "salicylic acid": "O=C(O)c1ccccc1O",
        "caffeine": "Cn1c(=O)c2c(ncn2C)n(C)c1=O",
        "aspirin again": "OC(=O)c1ccccc1OC(C)=O",
        "unreadable": "C1CC",
    }
    found = similar(ASPIRIN, candidates)
    assert [neighbour.name for neighbour in found] == ["salicylic acid", "caffeine"]
    assert similar(ASPIRIN, candidates, top=1) == found[:1]


def test_an_enantiomer_is_the_same_compound_for_similarity() -> None:
    assert similar("C[C@H](N)C(=O)O", {"other hand": "C[C@@H](N)C(=O)O"}) == []


def test_scaffolds() -> None:
    assert scaffold(ASPIRIN) == "c1ccccc1"
    assert scaffold("CCO") == ""


@pytest.mark.parametrize(
    ("salt", "active"),
    [
        ("CC(=O)Oc1ccccc1C(=O)[O-].CC(=O)Oc1ccccc1C(=O)[O-].[Ca+2]", ASPIRIN),
        ("CC12CC3CC(C1)(CC(C3)(C2)N)C.Cl", "CC12CC3CC(C)(C1)CC(N)(C3)C2"),
        ("CC(=O)OCC[N+](C)(C)C.OC(C(O)C(=O)[O-])C(=O)O", "CC(=O)OCC[N+](C)(C)C"),
        ("[Na+].[Cl-]", "[Cl-].[Na+]"),
        ("CC(=O)[O-].[Na+]", "CC(=O)[O-].[Na+]"),
        ("[7Li]", "[Li]"),
        ("OC(=O)CC(O)(CC(O)=O)C(O)=O", "O=C(O)CC(O)(CC(=O)O)C(=O)O"),
    ],
)
def test_the_active_part_of_a_salt(salt: str, active: str) -> None:
    assert parent(salt).smiles == active
    assert not parent(salt).is_mixture


def test_of_two_different_drugs_in_one_record_none_is_chosen() -> None:
    both = f"{ASPIRIN}.Cn1c(=O)c2c(ncn2C)n(C)c1=O"
    assert parent(both).is_mixture
    assert len(parent(both).others) == 2


def test_every_listed_counterion_goes_and_alone_stays() -> None:
    for name, smiles in COUNTERIONS.items():
        assert parent(f"{smiles}.NCCc1ccc(O)c(O)c1").smiles == "NCCc1ccc(O)c(O)c1", name
        assert parent(smiles).smiles, name


def test_labels_can_be_left_out() -> None:
    assert unlabelled("[2H]C([2H])([2H])Oc1ccccc1") == "COc1ccccc1"


@pytest.mark.parametrize(
    ("smiles", "form"),
    [
        (ASPIRIN, DosingForm.DRUG_LIKE),
        ("[Li+]", DosingForm.INORGANIC),
        ("O=C([O-])[O-].[Li+].[Li+]", DosingForm.INORGANIC),
        ("O=O", DosingForm.INORGANIC),
        ("N[C@@H](CCC(=O)O)C(=O)O", DosingForm.ENDOGENOUS),
        ("NCCc1ccc(O)c(O)c1.Cl", DosingForm.ENDOGENOUS),
        (MET_ENKEPHALIN, DosingForm.PEPTIDE),
        (ATORVASTATIN, DosingForm.SMALL_MOLECULE),
        ("C[C@H](CS)C(=O)N1CCC[C@H]1C(=O)O", DosingForm.DRUG_LIKE),
        ("C" * 120, DosingForm.LARGE),
    ],
)
def test_as_what_a_compound_is_dosed(smiles: str, form: DosingForm) -> None:
    assert dosing_of_structure(smiles).form is form


def test_a_pentapeptide_has_four_links_and_ampicillin_is_no_peptide() -> None:
    assert peptide_links(MET_ENKEPHALIN) == 4
    assert peptide_links("CC1(C)S[C@@H]2[C@H](NC(=O)[C@H](N)c3ccccc3)C(=O)N2[C@H]1C(=O)O") < 4


def test_carbonate_is_inorganic_and_methane_is_not() -> None:
    assert is_inorganic("[Na+].[Na+].[O-]C([O-])=O")
    assert not is_inorganic("C")


def test_every_number_carries_unit_method_and_source() -> None:
    for check in compound_checks(ASPIRIN):
        assert check.method
        assert check.source
        assert (check.unit is not None) == isinstance(check.value, float), check.property


def test_rules_for_small_molecules_are_not_applied_to_an_ion() -> None:
    found = {check.property: check for check in compound_checks("[Li+]")}
    assert found["drug-likeness"].verdict is Verdict.NOT_APPLICABLE
    assert "QED" not in found


@pytest.mark.parametrize(
    ("smiles", "natural"),
    [(MORPHINE, True), (MET_ENKEPHALIN, False), (ATORVASTATIN, False), (BENZYLIDENE_RHODANINE, False)],
)
def test_what_organisms_make_is_told_from_what_laboratories_make(smiles: str, natural: bool) -> None:
    assert (natural_product_likeness(smiles) >= LIKE_FROM) is natural
