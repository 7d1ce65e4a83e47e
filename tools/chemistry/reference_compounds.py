"""A short list of compounds that biology speaks of by plain names, and which of them the body itself has.

Imports RDKit. The drug table has many of these as a salt, a complex or not at all.
"""

import csv
from functools import lru_cache
from pathlib import Path

from coscientist.domain.base import Value
from coscientist.tools.chemistry.molecule import StructureError, structure
from coscientist.tools.chemistry.names import spelling
from coscientist.tools.chemistry.salts import parent

FILE = Path(__file__).parent / "data" / "reference_compounds.tsv"
SOURCE = "the project's list of reference compounds (tools/chemistry/data/reference_compounds.tsv)"


class ReferenceCompound(Value):
    """A compound under the names in common use."""

    names: tuple[str, ...]
    smiles: str
    formula: str
    """Textbook value; a test compares it with the structure."""
    endogenous: bool


@lru_cache(maxsize=1)
def reference_compounds() -> tuple[ReferenceCompound, ...]:
    """Read the list, once per process."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return tuple(
            ReferenceCompound(
                names=tuple(row["names"].split(";")),
                smiles=row["smiles"],
                formula=row["formula"],
                endogenous=row["endogenous"] == "yes",
            )
            for row in rows
        )


def reference_compound(name: str) -> ReferenceCompound | None:
    """Return the compound of exactly this name."""
    return _by_name().get(spelling(name))


def is_endogenous(smiles: str) -> bool:
    """Whether a structure has the bonds of a listed metabolite or nutrient. Absence from the list says nothing.

    Raises: StructureError.
    """
    return structure(parent(smiles).smiles).connectivity in _endogenous()


@lru_cache(maxsize=1)
def _by_name() -> dict[str, ReferenceCompound]:
    return {spelling(name): compound for compound in reference_compounds() for name in compound.names}


@lru_cache(maxsize=1)
def _endogenous() -> frozenset[str]:
    return frozenset(structure(each.smiles).connectivity for each in reference_compounds() if each.endogenous)


__all__ = ["ReferenceCompound", "StructureError", "is_endogenous", "reference_compound", "reference_compounds"]
