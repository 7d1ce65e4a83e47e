"""How alike two molecules are, what they resemble in a list, and their scaffold. Imports RDKit."""

from collections.abc import Mapping
from functools import lru_cache

from rdkit import DataStructs
from rdkit.Chem import MolToSmiles, rdFingerprintGenerator
from rdkit.Chem.Scaffolds import MurckoScaffold
from rdkit.DataStructs.cDataStructs import ExplicitBitVect

from coscientist.domain.base import Value
from coscientist.tools.chemistry.molecule import RDKIT, StructureError, molecule, structure

RADIUS = 2
BITS = 2048
METHOD = f"{RDKIT}, Morgan fingerprint of radius {RADIUS} and {BITS} bits, Tanimoto"
SOURCE = "doi:10.1021/ci100050t"


class Neighbour(Value):
    """A molecule that resembles the one asked about."""

    name: str
    smiles: str
    similarity: float
    """Tanimoto coefficient, 0 to 1."""


def tanimoto(first: str, second: str) -> float:
    """Return the Tanimoto similarity of two molecules' circular fingerprints, 0 to 1.

    Source: doi:10.1021/ci100050t.
    Limits: blind to stereochemistry; for molecules under about ten heavy atoms few bits decide.
    Raises: StructureError.
    """
    return float(DataStructs.TanimotoSimilarity(_fingerprint(first), _fingerprint(second)))


def similar(smiles: str, candidates: Mapping[str, str], *, top: int = 10, at_least: float = 0.0) -> list[Neighbour]:
    """Return the candidates that resemble a molecule most, best first, ties by name.

    Candidates map a name to a SMILES; those with the same connectivity as the molecule itself are left out, and so
    are those that cannot be read.

    Raises: StructureError when the molecule itself cannot be read.
    """
    readable = {name: bits for name, text in candidates.items() if (bits := _readable_fingerprint(text)) is not None}
    scores = DataStructs.BulkTanimotoSimilarity(_fingerprint(smiles), list(readable.values()))
    found = [
        Neighbour(name=name, smiles=candidates[name], similarity=score)
        for name, score in zip(readable, scores, strict=True)
        if score >= at_least and not (score == 1.0 and _same_bonds(smiles, candidates[name]))
    ]
    return sorted(found, key=lambda neighbour: (-neighbour.similarity, neighbour.name))[:top]


@lru_cache(maxsize=4096)
def scaffold(smiles: str) -> str:
    """Return the Bemis-Murcko scaffold as SMILES: rings and what links them; empty for an open chain.

    Source: doi:10.1021/jm9602928.
    """
    return str(MolToSmiles(MurckoScaffold.GetScaffoldForMol(molecule(smiles))))  # type: ignore[no-untyped-call]


@lru_cache(maxsize=8192)
def _fingerprint(smiles: str) -> ExplicitBitVect:
    fingerprint: ExplicitBitVect = _generator().GetFingerprint(molecule(smiles))
    return fingerprint


def _readable_fingerprint(smiles: str) -> ExplicitBitVect | None:
    try:
        return _fingerprint(smiles)
    except StructureError:
        return None


def _same_bonds(first: str, second: str) -> bool:
    return structure(first).connectivity == structure(second).connectivity


@lru_cache(maxsize=1)
def _generator() -> rdFingerprintGenerator.FingerprintGenerator64:
    return rdFingerprintGenerator.GetMorganGenerator(radius=RADIUS, fpSize=BITS)
