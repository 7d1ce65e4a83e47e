"""Scorers that RDKit ships beside its package, loaded by path because they belong to none. Imports RDKit."""

import importlib.util
from pathlib import Path
from types import ModuleType

from rdkit import RDConfig

from coscientist.domain.errors import CoscientistError


class ScorerMissingError(CoscientistError):
    """RDKit was installed without one of its contributed scorers."""


def contributed(folder: str, module: str) -> ModuleType:
    """Load a contributed module. Raises: ScorerMissingError."""
    path = Path(RDConfig.RDContribDir) / folder / f"{module}.py"
    spec = importlib.util.spec_from_file_location(f"rdkit_contrib_{module}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise ScorerMissingError(f"RDKit's {folder} is not installed.", "Install the rdkit wheel, which contains it.")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded
