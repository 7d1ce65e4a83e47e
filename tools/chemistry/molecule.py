"""Reading structures: bounded, silent, and cached per SMILES. Imports RDKit: load this module only when computing."""

from functools import lru_cache

from rdkit import Chem, rdBase
from rdkit.Chem.MolStandardize import rdMolStandardize
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from coscientist.domain.base import Value
from coscientist.domain.errors import CoscientistError

RDKIT = f"RDKit {rdBase.rdkitVersion}"
MAX_SMILES = 2_000
"""Characters; the structure of insulin has about 900."""
MAX_INCHI = 4_000


class StructureError(CoscientistError):
    """A text is not a structure that chemistry allows."""


class Structure(Value):
    """A structure in the forms by which it is compared and ordered."""

    smiles: str
    """RDKit canonical isomeric SMILES."""
    inchikey: str
    """Standard InChIKey; the first fourteen letters are the connectivity."""
    formula: str
    charge: int
    heavy_atoms: int
    components: int
    """Fragments that no bond joins: 2 for a salt."""
    open_stereo: int
    """Stereocentres and double bonds whose configuration is left open."""

    @property
    def connectivity(self) -> str:
        """The part of the InChIKey that says which atoms are bonded, whatever their stereochemistry."""
        return self.inchikey[:14]


@lru_cache(maxsize=4096)
def molecule(smiles: str) -> Chem.Mol:
    """Return the molecule; callers must not change it, it is shared.

    Raises: StructureError when the text is empty, longer than MAX_SMILES, or no valid SMILES.
    """
    text = smiles.strip()
    if not text:
        raise StructureError("Expected a SMILES, got an empty text.", _hint("CCO"))
    if len(text) > MAX_SMILES:
        raise StructureError(
            f"The SMILES has {len(text):,} characters; at most {MAX_SMILES:,} are read.",
            "Larger molecules are handled by their sequence: biology.protein.",
        )
    if len(text.split()) > 1:  # RDKit would read the first word and take the rest for a title
        raise StructureError(f"Expected one SMILES, got several words: {text[:80]!r}.", _hint("CCO"))
    with rdBase.BlockLogs():
        mol = Chem.MolFromSmiles(text)
    if mol is None:
        raise StructureError(f"{text[:80]!r} is not a valid structure: {_complaint(text)}.", _hint(text))
    if mol.GetNumAtoms() == 0 or any(atom.GetAtomicNum() == 0 for atom in mol.GetAtoms()):
        raise StructureError(f"{text[:80]!r} has no atoms, or atoms left open (*).", _hint("CCO"))
    return mol


@lru_cache(maxsize=4096)
def structure(smiles: str) -> Structure:
    """Return canonical SMILES, InChIKey, formula and charge.

    Source: InChI, doi:10.1186/s13321-015-0068-4.
    Raises: StructureError.
    """
    mol = molecule(smiles)
    with rdBase.BlockLogs():
        inchikey = Chem.MolToInchiKey(mol)  # type: ignore[no-untyped-call]
        open_stereo = sum(
            1
            for element in Chem.FindPotentialStereo(Chem.Mol(mol))
            if element.specified == Chem.StereoSpecified.Unspecified
        )
    return Structure(
        smiles=Chem.MolToSmiles(mol),
        inchikey=inchikey,
        formula=CalcMolFormula(mol),
        charge=Chem.GetFormalCharge(mol),
        heavy_atoms=mol.GetNumHeavyAtoms(),
        components=len(Chem.GetMolFrags(mol)),
        open_stereo=open_stereo,
    )


@lru_cache(maxsize=4096)
def neutral(smiles: str) -> str:
    """Return the canonical SMILES with acids and bases uncharged where protons allow it.

    A quaternary ammonium stays charged.
    """
    with rdBase.BlockLogs():
        return str(Chem.MolToSmiles(rdMolStandardize.Uncharger().uncharge(molecule(smiles))))


@lru_cache(maxsize=1024)
def flat(smiles: str) -> str:
    """Return the canonical SMILES without stereochemistry."""
    return str(Chem.MolToSmiles(molecule(smiles), isomericSmiles=False))


def smiles_from_inchi(inchi: str) -> str:
    """Return the canonical SMILES of an InChI.

    Raises: StructureError when it is longer than MAX_INCHI or no valid InChI.
    """
    text = inchi.strip()
    if len(text) > MAX_INCHI:
        raise StructureError(f"The InChI has {len(text):,} characters; at most {MAX_INCHI:,} are read.")
    with rdBase.BlockLogs():
        mol = Chem.MolFromInchi(text)  # type: ignore[no-untyped-call]
        if mol is None or mol.GetNumAtoms() == 0:
            raise StructureError(f"{text[:80]!r} is not a valid InChI.", "An InChI starts with InChI=1S/.")
        mol = _with_amides(mol)
    return str(Chem.MolToSmiles(mol))


def _with_amides(mol: Chem.Mol) -> Chem.Mol:
    """Return the molecule with open-chain imidic acids written as amides.

    InChI leaves mobile hydrogens open, and RDKit reads them onto the oxygen.
    """
    edited = Chem.RWMol(mol)
    done: set[int] = set()
    for oxygen, carbon, nitrogen in mol.GetSubstructMatches(Chem.MolFromSmarts("[OX2H1][CX3]=[NX2;!R]")):
        if carbon in done:  # a carbamic acid has two oxygens on one carbon
            continue
        done.add(carbon)
        edited.GetBondBetweenAtoms(oxygen, carbon).SetBondType(Chem.BondType.DOUBLE)
        edited.GetBondBetweenAtoms(carbon, nitrogen).SetBondType(Chem.BondType.SINGLE)
        for index in (oxygen, nitrogen):
            edited.GetAtomWithIdx(index).SetNoImplicit(False)
            edited.GetAtomWithIdx(index).SetNumExplicitHs(0)
    Chem.SanitizeMol(edited)
    return edited.GetMol()


def _complaint(text: str) -> str:
    """Return what is wrong, as far as RDKit can tell it."""
    with rdBase.BlockLogs():
        raw: Chem.Mol | None = Chem.MolFromSmiles(text, sanitize=False)
        if raw is None:
            return "its brackets, rings or symbols cannot be read"
        problems = Chem.DetectChemistryProblems(raw)
    return "; ".join(problem.Message() for problem in problems[:2]) or "it cannot be sanitised"


def _hint(text: str) -> str:
    quoted = text[:80].replace("'", "")
    return f"See for yourself: coscientist tools run chemistry.structure smiles='{quoted}'"
