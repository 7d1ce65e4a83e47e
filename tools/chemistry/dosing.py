"""Whether a named thing is something that one can dose, and as what. Imports RDKit."""

from enum import StrEnum
from functools import lru_cache

from rdkit import Chem

from coscientist.domain.base import Value
from coscientist.tools.chemistry.descriptors import describe
from coscientist.tools.chemistry.druglikeness import LIPINSKI, VEBER, judge_by
from coscientist.tools.chemistry.molecule import molecule
from coscientist.tools.chemistry.reference_compounds import is_endogenous
from coscientist.tools.chemistry.salts import is_inorganic, parent
from coscientist.tools.chemistry.structure_link import LinkState, StructureLink

LARGE_FROM = 1_000.0
"""g/mol; above, a molecule is outside every rule for small ones (doi:10.1016/j.chembiol.2014.08.013)."""
PEPTIDE_LINKS = 4
"""Amide-linked alpha-amino acids in a row count as a peptide from here; fewer are drugs made of amino acids."""


class DosingForm(StrEnum):
    """What sort of intervention a compound is."""

    DRUG_LIKE = "drug-like small molecule"
    SMALL_MOLECULE = "small molecule outside the oral drug-like range"
    ENDOGENOUS = "endogenous metabolite or nutrient"
    INORGANIC = "inorganic ion, salt or gas"
    PEPTIDE = "peptide"
    LARGE = "large organic molecule"
    PROTEIN = "protein"
    CLASS = "class of compounds"
    UNKNOWN = "unknown"


class Dosing(Value):
    """The form, whether it can be weighed out and given, and why this is said."""

    form: DosingForm
    dosable: bool | None
    """None: cannot be told from what is known."""
    why: str


_WHAT_TO_KNOW = {
    DosingForm.DRUG_LIKE: "at most one Lipinski limit exceeded and none of Veber's",
    DosingForm.SMALL_MOLECULE: "given in culture or by injection; oral exposure is doubtful by rule",
    DosingForm.ENDOGENOUS: "already in cells and medium: report its baseline and control for its precursors",
    DosingForm.INORGANIC: "dosed as a salt: name the counter-ion and control for it",
    DosingForm.PEPTIDE: "given by injection or in culture; check stability and uptake",
    DosingForm.LARGE: "above 1,000 g/mol: check uptake before interpreting a null result",
}


def dosing_of_structure(smiles: str) -> Dosing:
    """Return how a compound of this structure would be dosed.

    Limits: from structure and a short list of metabolites alone; says nothing of supply, solubility or safety.
    Raises: StructureError.
    """
    form = _form(smiles)
    return Dosing(form=form, dosable=True, why=_WHAT_TO_KNOW[form])


def dosing_of_link(found: StructureLink) -> Dosing:
    """Return how a named compound would be dosed, from its structure or else from how tables file the name."""
    if found.smiles is not None:
        return dosing_of_structure(found.smiles)
    if found.is_protein:
        return Dosing(form=DosingForm.PROTEIN, dosable=None, why="MeSH files the name among proteins")
    if found.state is LinkState.CLASS:
        why = f"{found.note}: a single compound has to be chosen from it"
        return Dosing(form=DosingForm.CLASS, dosable=False, why=why)
    return Dosing(form=DosingForm.UNKNOWN, dosable=None, why=found.note or f"structure: {found.state.value}")


@lru_cache(maxsize=4096)
def _form(smiles: str) -> DosingForm:
    active = parent(smiles)
    if is_inorganic(active.smiles):
        return DosingForm.INORGANIC
    if is_endogenous(smiles):
        return DosingForm.ENDOGENOUS
    if peptide_links(active.smiles) >= PEPTIDE_LINKS:
        return DosingForm.PEPTIDE
    if describe(active.smiles).molecular_weight > LARGE_FROM:
        return DosingForm.LARGE
    if judge_by(LIPINSKI, active.smiles).passes and judge_by(VEBER, active.smiles).passes:
        return DosingForm.DRUG_LIKE
    return DosingForm.SMALL_MOLECULE


def peptide_links(smiles: str) -> int:
    """Return how many amide bonds join one alpha-amino acid to the next.

    Raises: StructureError.
    """
    pattern = Chem.MolFromSmarts("[CX3](=O)[NX3][CX4][CX3](=O)[NX3,OX2,OX1-]")
    links = molecule(smiles).GetSubstructMatches(pattern, maxMatches=10_000)
    return len({(match[0], match[2]) for match in links})
