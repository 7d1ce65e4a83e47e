"""Recognising listed substances by structure. RDKit is loaded when a structure is first looked at."""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from coscientist.domain.base import Value
from coscientist.safety.lexicon import Hazard


class Pattern(Value):
    """A family of substances."""

    hazard: Hazard
    smarts: str
    least: int = 1
    most_atoms: int | None = None


class StructureLists(Value):
    """What the lists say of structures."""

    families: tuple[Pattern, ...]
    substances: dict[str, Hazard]
    """Canonical SMILES without stereochemistry to what it is."""
    medicines: dict[str, str]
    """Canonical SMILES without stereochemistry to the medicine's name."""


@lru_cache(maxsize=4096)
def by_structure(smiles: str) -> Hazard | None:
    """Return what a structure is listed as, the gravest first; counter-ions are looked past.

    Raises: StructureError when it is no structure.
    Limits: families as the patterns draw them. What a list describes in words only (mixtures, enriched isotopes,
    proteins) has no structure here.
    """
    from coscientist.tools.chemistry.molecule import flat

    lists = structure_lists()
    for part in flat(smiles).split("."):
        found = _one(part, lists)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=4096)
def medicine(smiles: str) -> str | None:
    """Return the name of the approved medicine that a structure is, of those that a list would otherwise refuse."""
    from coscientist.tools.chemistry.molecule import flat

    known = structure_lists().medicines
    return next((known[part] for part in flat(smiles).split(".") if part in known), None)


@lru_cache(maxsize=1)
def structure_lists() -> StructureLists:
    """Return the lists, read once."""
    from coscientist.tools.chemistry.molecule import flat

    path = resources.files("coscientist.safety") / "lists" / "structures.toml"
    content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return StructureLists(
        families=tuple(
            Pattern(
                hazard=_hazard(item), **{key: item[key] for key in ("smarts", "least", "most_atoms") if key in item}
            )
            for item in content["family"]
        ),
        substances={flat(item["smiles"]): _hazard(item) for item in content["substance"]},
        medicines={flat(item["smiles"]): item["name"] for item in content["medicine"]},
    )


def _one(smiles: str, lists: StructureLists) -> Hazard | None:
    from coscientist.tools.chemistry.molecule import flat, molecule, neutral

    uncharged = flat(neutral(smiles))
    if uncharged in lists.substances:
        return lists.substances[uncharged]
    mol = molecule(uncharged)
    for family in lists.families:
        if family.most_atoms is not None and mol.GetNumHeavyAtoms() > family.most_atoms:
            continue
        if len(mol.GetSubstructMatches(_query(family.smarts))) >= family.least:
            return family.hazard
    return None


@lru_cache(maxsize=256)
def _query(smarts: str) -> Any:
    from rdkit import Chem

    return Chem.MolFromSmarts(smarts)


def _hazard(item: dict[str, Any]) -> Hazard:
    return Hazard(name=item["name"], kind=item["kind"], list=item["list"])
