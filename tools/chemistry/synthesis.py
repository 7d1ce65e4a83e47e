"""How hard a molecule looks to make. Imports RDKit and the scorer it ships."""

from collections.abc import Callable
from functools import lru_cache

from rdkit import rdBase

from coscientist.tools.chemistry.contributed import contributed
from coscientist.tools.chemistry.molecule import molecule

SOURCE = "doi:10.1186/1758-2946-1-8"
HARD_FROM = 6.0
"""The authors' reading: above this, hard to synthesise."""


@lru_cache(maxsize=4096)
def synthetic_accessibility(smiles: str) -> float:
    """Return the score of Ertl and Schuffenhauer: 1 easy, 10 very hard.

    Source: doi:10.1186/1758-2946-1-8.
    Limits: learnt from PubChem fragments; misjudges natural products that can be bought or grown.
    Raises: StructureError; ScorerMissingError.
    """
    with rdBase.BlockLogs():
        return float(_scorer()(molecule(smiles)))


@lru_cache(maxsize=1)
def _scorer() -> Callable[[object], float]:
    score: Callable[[object], float] = contributed("SA_Score", "sascorer").calculateScore
    return score
