"""How hard a molecule looks to make. Imports RDKit and the scorer it ships."""

import importlib.util
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from rdkit import RDConfig, rdBase

from coscientist.domain.errors import CoscientistError
from coscientist.tools.chemistry.molecule import molecule

SOURCE = "doi:10.1186/1758-2946-1-8"
HARD_FROM = 6.0
"""The authors' reading: above this, hard to synthesise."""


class ScorerMissingError(CoscientistError):
    """RDKit was installed without its contributed synthetic-accessibility scorer."""


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
    """Load the contributed module by path: it belongs to no package."""
    path = Path(RDConfig.RDContribDir) / "SA_Score" / "sascorer.py"
    spec = importlib.util.spec_from_file_location("rdkit_contrib_sascorer", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise ScorerMissingError("RDKit's SA_Score is not installed.", "Install the rdkit wheel, which contains it.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    score: Callable[[object], float] = module.calculateScore
    return score
