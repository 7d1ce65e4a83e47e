"""Physicochemical descriptors of a molecule. Imports RDKit."""

from functools import lru_cache

from rdkit.Chem import Crippen, Descriptors, rdMolDescriptors

from coscientist.domain.base import Value
from coscientist.tools.chemistry.molecule import StructureError, molecule, structure


class MolecularDescriptors(Value):
    """What the common rules of drug design are stated in."""

    molecular_weight: float
    """Average, in g/mol."""
    exact_mass: float
    """Monoisotopic, in Da."""
    logp: float
    """Crippen's estimate of the octanol-water partition coefficient; dimensionless."""
    tpsa: float
    """Topological polar surface area in square ångström, from N and O only."""
    donors: int
    """Hydrogen-bond donors as Lipinski counts them: hydrogens on N and O."""
    acceptors: int
    """Hydrogen-bond acceptors as Lipinski counts them: N and O atoms."""
    rotatable_bonds: int
    charge: int
    rings: int
    aromatic_rings: int
    fraction_sp3: float
    """Share of carbons that are sp3."""
    heavy_atoms: int


@lru_cache(maxsize=4096)
def describe(smiles: str) -> MolecularDescriptors:
    """Return the descriptors of one molecule; strip a salt first, its parts would be added up.

    Source: logP doi:10.1021/ci990307l; TPSA doi:10.1021/jm000942e; fraction sp3 doi:10.1021/jm901241e.
    Limits: logP was fitted to organic molecules without metals; TPSA to N, O, S and P fragments in drugs.
    Raises: StructureError when the SMILES is unreadable.
    """
    mol = molecule(smiles)
    return MolecularDescriptors(
        molecular_weight=Descriptors.MolWt(mol),  # type: ignore[attr-defined]
        exact_mass=rdMolDescriptors.CalcExactMolWt(mol),
        logp=Crippen.MolLogP(mol),  # type: ignore[attr-defined]
        tpsa=rdMolDescriptors.CalcTPSA(mol),
        donors=rdMolDescriptors.CalcNumLipinskiHBD(mol),
        acceptors=rdMolDescriptors.CalcNumLipinskiHBA(mol),
        rotatable_bonds=rdMolDescriptors.CalcNumRotatableBonds(mol),
        charge=structure(smiles).charge,
        rings=rdMolDescriptors.CalcNumRings(mol),
        aromatic_rings=rdMolDescriptors.CalcNumAromaticRings(mol),
        fraction_sp3=rdMolDescriptors.CalcFractionCSP3(mol),
        heavy_atoms=mol.GetNumHeavyAtoms(),
    )


__all__ = ["MolecularDescriptors", "StructureError", "describe"]
