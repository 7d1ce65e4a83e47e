"""The active part of a salt, a hydrate or a mixture. Imports RDKit."""

from functools import lru_cache

from rdkit import Chem, rdBase

from coscientist.domain.base import Value
from coscientist.tools.chemistry.molecule import flat, molecule, neutral, structure

COUNTERIONS = {
    "acetic acid": "CC(=O)O",
    "benzenesulfonic acid": "OS(=O)(=O)c1ccccc1",
    "benzoic acid": "OC(=O)c1ccccc1",
    "carbonic acid": "OC(=O)O",
    "carbon dioxide": "O=C=O",
    "citric acid": "OC(=O)CC(O)(C(=O)O)CC(=O)O",
    "diethanolamine": "OCCNCCO",
    "esylic acid": "CCS(=O)(=O)O",
    "ethanol": "CCO",
    "ethylenediamine": "NCCN",
    "formic acid": "OC=O",
    "fumaric or maleic acid": "OC(=O)C=CC(=O)O",
    "gluconic acid": "OCC(O)C(O)C(O)C(O)C(=O)O",
    "isethionic acid": "OCCS(=O)(=O)O",
    "lactic acid": "CC(O)C(=O)O",
    "malic acid": "OC(=O)CC(O)C(=O)O",
    "malonic acid": "OC(=O)CC(=O)O",
    "mandelic acid": "OC(=O)C(O)c1ccccc1",
    "meglumine": "CNCC(O)C(O)C(O)C(O)CO",
    "mesylic acid": "CS(=O)(=O)O",
    "methanol": "CO",
    "napsylic acid": "OS(=O)(=O)c1ccc2ccccc2c1",
    "oxalic acid": "OC(=O)C(=O)O",
    "pamoic acid": "OC(=O)c1cc2ccccc2c(Cc2c(O)c(C(=O)O)cc3ccccc23)c1O",
    "propanol": "CC(C)O",
    "propylene glycol": "CC(O)CO",
    "succinic acid": "OC(=O)CCC(=O)O",
    "tartaric acid": "OC(=O)C(O)C(O)C(=O)O",
    "tosylic acid": "Cc1ccc(cc1)S(=O)(=O)O",
    "trifluoroacetic acid": "OC(=O)C(F)(F)F",
    "tromethamine": "NC(CO)(CO)CO",
}
"""Acids, bases and solvents that accompany a drug and are not what acts.

Source: the counter-ions of RDKit's Data/Salts.txt and those frequent in the Orange Book,
doi:10.1021/jm701032y.
"""


class Parent(Value):
    """What acts, and what came with it."""

    smiles: str
    """The active part, uncharged where protons allow it."""
    removed: tuple[str, ...] = ()
    """SMILES of counter-ions and solvents that were left out."""
    others: tuple[str, ...] = ()
    """Further different organic components: then this is a mixture, and `smiles` is the whole of it."""

    @property
    def is_mixture(self) -> bool:
        """Whether more than one thing in it could act."""
        return bool(self.others)


@lru_cache(maxsize=4096)
def parent(smiles: str) -> Parent:
    """Return the active part of a structure.

    Inorganic fragments and the listed counter-ions go, unless nothing would be left: then the salt itself is the
    compound (sodium chloride, lithium carbonate). Of several different organic components none is chosen.

    Raises: StructureError.
    """
    fragments = sorted(set(_fragments(smiles)))
    organic = [fragment for fragment in fragments if _has_carbon(fragment)]
    active = [fragment for fragment in organic if flat(fragment) not in _counterions()]
    if not active:
        active = organic if len(organic) == 1 and len(fragments) == len(organic) else []
    if not active:
        return Parent(smiles=_natural(smiles))
    if len(active) > 1 and len({structure(fragment).connectivity for fragment in active}) > 1:
        return Parent(smiles=structure(smiles).smiles, others=tuple(active))
    chosen = active[0] if len(active) == 1 else flat(active[0])  # stereoisomers of one compound: none is chosen
    return Parent(smiles=chosen, removed=tuple(fragment for fragment in fragments if fragment not in active))


def is_inorganic(smiles: str) -> bool:
    """Whether it has no carbon other than in carbonate, carbon dioxide, carbon monoxide or cyanide."""
    simple = {flat(text) for text in ("OC(=O)O", "O=C=O", "[C-]#[O+]", "C#N")}
    return all(not _has_carbon(fragment) or flat(fragment) in simple for fragment in _fragments(smiles))


def _fragments(smiles: str) -> list[str]:
    """Return the unbonded parts, each uncharged by itself: together, a salt would stay charged."""
    parts = Chem.GetMolFrags(molecule(_natural(smiles)), asMols=True)
    return [neutral(Chem.MolToSmiles(part)) for part in parts]


@lru_cache(maxsize=4096)
def unlabelled(smiles: str) -> str:
    """Return the SMILES with every atom in its natural isotopic composition, itself if it already is."""
    copy = Chem.Mol(molecule(smiles))
    if not any(atom.GetIsotope() for atom in copy.GetAtoms()):
        return smiles
    for atom in copy.GetAtoms():
        atom.SetIsotope(0)
    with rdBase.BlockLogs():
        return str(Chem.MolToSmiles(Chem.RemoveHs(copy)))


@lru_cache(maxsize=4096)
def _natural(smiles: str) -> str:
    """Return the canonical SMILES with lone atoms unlabelled: name tables write the element lithium as [7Li]."""
    copy = Chem.Mol(molecule(smiles))
    for atom in copy.GetAtoms():
        if atom.GetDegree() == 0 and atom.GetAtomicNum() != 6:
            atom.SetIsotope(0)
    return str(Chem.MolToSmiles(copy))


def _has_carbon(smiles: str) -> bool:
    return any(atom.GetAtomicNum() == 6 for atom in molecule(smiles).GetAtoms())


@lru_cache(maxsize=1)
def _counterions() -> frozenset[str]:
    return frozenset(flat(neutral(smiles)) for smiles in COUNTERIONS.values())
