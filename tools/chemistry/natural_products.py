"""How much a molecule looks like what organisms make. Imports RDKit and the scorer it ships."""

import gzip
import pickle
from functools import lru_cache
from pathlib import Path
from typing import Any

from rdkit import RDConfig, rdBase

from coscientist.tools.chemistry.contributed import contributed
from coscientist.tools.chemistry.molecule import molecule

SOURCE = "doi:10.1021/ci700286x"
LIKE_FROM = 0.4
"""From here on a compound is taken for like a natural product: berberine has 1.3, resveratrol 0.75, indirubin 0.47,
succinylcholine 0.34, aspirin 0.12, donepezil -0.06."""


@lru_cache(maxsize=4096)
def natural_product_likeness(smiles: str) -> float:
    """Return the score of Ertl, Roggo and Schuffenhauer: below 0 like synthetic molecules, above like natural products.

    Units: none; most molecules lie between -3 and 4.
    Source: doi:10.1021/ci700286x.
    Limits: a likeness of fragments, not an origin: caffeine (-1.1) and nicotine (-0.4) are natural and small.
    Raises: StructureError; ScorerMissingError.
    """
    with rdBase.BlockLogs():
        return float(contributed("NP_Score", "npscorer").scoreMol(molecule(smiles), _fragments()))


@lru_cache(maxsize=1)
def _fragments() -> dict[int, Any]:
    """Read the weights of fragments that the wheel carries."""
    path = Path(RDConfig.RDContribDir) / "NP_Score" / "publicnp.model.gz"
    with gzip.open(path) as file:
        weights: dict[int, Any] = pickle.load(file)  # noqa: S301 - the installed wheel's own file
    return weights
