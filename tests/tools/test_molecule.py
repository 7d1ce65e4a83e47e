"""Reading structures: known molecules, refusals, and independence of how a SMILES was written."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem

from coscientist.tools.chemistry.molecule import (
    MAX_SMILES,
    StructureError,
    flat,
    molecule,
    neutral,
    smiles_from_inchi,
    structure,
)

ASPIRIN = "CC(=O)Oc1ccccc1C(=O)O"
MOLECULES = (
    ASPIRIN,
    "CC(C)Cc1ccc(C(C)C(=O)O)cc1",
    "Cn1c(=O)c2c(ncn2C)n(C)c1=O",
    "CN1CC[C@]23c4c5ccc(O)c4O[C@H]2[C@@H](O)C=C[C@H]3[C@H]1C5",
    "C/C=C/C(=O)N[C@@H](CS)C(=O)O",
    "[Na+].CC(=O)[O-]",
)


@pytest.mark.parametrize(
    ("smiles", "inchikey", "formula"),
    [
        (ASPIRIN, "BSYNRYMUTXBXSQ-UHFFFAOYSA-N", "C9H8O4"),
        ("CC(C)Cc1ccc(C(C)C(=O)O)cc1", "HEFNNWSXXWATRW-UHFFFAOYSA-N", "C13H18O2"),
        ("Cn1c(=O)c2c(ncn2C)n(C)c1=O", "RYYVLZVUVIJVGH-UHFFFAOYSA-N", "C8H10N4O2"),
        ("OC[C@H]1OC(O)[C@H](O)[C@@H](O)[C@@H]1O", "WQZGKKKJIJFFOK-GASJEMHNSA-N", "C6H12O6"),
    ],
)
def test_known_molecules_have_their_published_inchikey(smiles: str, inchikey: str, formula: str) -> None:
    found = structure(smiles)
    assert (found.inchikey, found.formula, found.charge) == (inchikey, formula, 0)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(MOLECULES), st.integers(0, 10_000))
def test_the_canonical_smiles_does_not_depend_on_the_order_of_atoms(smiles: str, seed: int) -> None:
    mol = Chem.MolFromSmiles(smiles)
    order = list(range(mol.GetNumAtoms()))
    start = seed % len(order)
    shuffled = Chem.RenumberAtoms(mol, order[start:] + order[:start])
    rewritten = Chem.MolToSmiles(shuffled, canonical=False)
    assert structure(rewritten) == structure(smiles)


@pytest.mark.parametrize(
    ("smiles", "complaint"),
    [
        ("", "empty text"),
        ("   ", "empty text"),
        ("C(C)(C)(C)(C)C", "greater than permitted"),
        ("c1cccc1", "kekulize"),
        ("C1CC", "cannot be read"),
        ("CCO ethanol", "several words"),
        ("*C", "left open"),
        ("C" * (MAX_SMILES + 1), "at most 2,000 are read"),
        ("<script>alert(1)</script>", "cannot be read"),
    ],
)
def test_what_is_no_structure_is_refused_with_the_reason(smiles: str, complaint: str) -> None:
    with pytest.raises(StructureError, match=complaint):
        molecule(smiles)


def test_the_refusal_names_the_command_that_shows_the_same() -> None:
    with pytest.raises(StructureError) as refusal:
        molecule("C1CC")
    assert "coscientist tools run chemistry.structure smiles='C1CC'" in refusal.value.hint


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="CNOcno()[]=#123@+-/\\.H", max_size=60))
def test_no_text_makes_the_reader_fail_in_another_way(text: str) -> None:
    with suppress(StructureError):
        assert structure(text).smiles


def test_rdkit_says_nothing_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StructureError):
        molecule("C1CCC(")
    structure("C[C@H](N)C(=O)[O-].[Na+]")
    assert capfd.readouterr().err == ""


def test_open_stereocentres_are_counted() -> None:
    assert structure("CC(N)C(=O)O").open_stereo == 1
    assert structure("C[C@H](N)C(=O)O").open_stereo == 0


def test_acids_are_uncharged_and_quaternary_ammonium_is_not() -> None:
    assert neutral("CC(=O)[O-]") == "CC(=O)O"
    assert neutral("C[N+](C)(C)CCO") == "C[N+](C)(C)CCO"


def test_flat_structures_have_no_stereochemistry() -> None:
    assert flat("C[C@H](N)C(=O)O") == flat("C[C@@H](N)C(=O)O")


@pytest.mark.parametrize(
    "inchi",
    [
        "InChI=1S/C8H15NO4S/c1-6(11)9-7(8(12)13)5-14-4-2-3-10/h7,10H,2-5H2,1H3,(H,9,11)(H,12,13)/t7-/m0/s1",
        "InChI=1S/C9H8O4/c1-6(10)13-8-5-3-2-4-7(8)9(11)12/h2-5H,1H3,(H,11,12)",
        "InChI=1S/CH3NO2/c2-1(3)4/h2H2,(H,3,4)",
    ],
)
def test_an_inchi_leads_to_the_structure_of_its_own_key(inchi: str) -> None:
    from_smiles = structure(smiles_from_inchi(inchi)).inchikey
    assert from_smiles == Chem.InchiToInchiKey(inchi)  # type: ignore[no-untyped-call]


def test_amides_read_from_inchi_are_amides() -> None:
    smiles = smiles_from_inchi("InChI=1S/C2H5NO/c1-2(3)4/h1H3,(H2,3,4)")
    assert smiles == "CC(N)=O"


def test_a_broken_inchi_is_refused() -> None:
    with pytest.raises(StructureError, match="not a valid InChI"):
        smiles_from_inchi("InChI=1S/nonsense")
