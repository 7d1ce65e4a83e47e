"""The table of drug names that comes with drug-named-entity-recognition, read without importing that package.

Importing it takes two seconds, builds an index for fuzzy matching that is not wanted here and looks for a cache in
the home directory; its data file alone is read in a quarter of a second. DrugBank's open vocabulary (CC0) gives the
names and ids, MeSH further names and tree numbers, and PubChem, looked up by name, the SMILES: these last are wrong
for one drug in fifteen (docs/tools.md), so see `structures` for what is believed.
"""

import bz2
import pickle
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from coscientist.domain.base import Value
from coscientist.domain.errors import CoscientistError
from coscientist.tools.chemistry import names
from coscientist.tools.chemistry.names import spelling
from coscientist.tools.declare import library_version
from coscientist.tools.kept import kept
from coscientist.tools.packaged import packaged, plain

DISTRIBUTION = "drug-named-entity-recognition"
_FILE = "drug_ner_dictionary.pkl.bz2"
_LEAFLETS = {"medline_plus_id": "MedlinePlus", "nhs_url": "NHS"}
_FIELDS = ("drugbank_id", "smiles", "mesh_tree", *_LEAFLETS)
_FAMILIES = ("D05", "D20", "D23.050", "D26", "D27")
"""MeSH branches of assemblies, complex mixtures, antigens, preparations and actions."""
_MACROMOLECULES = ("D08.622", "D08.811", "D09.698", "D12.776", "D13.444")
"""MeSH branches of enzymes and their precursors, polysaccharides, proteins and nucleic acids."""


class DrugTableError(CoscientistError):
    """The table of drug names is missing or is not what it should be."""


class DrugRecord(Value):
    """What the table says about one drug."""

    name: str
    drugbank_id: str | None = None
    smiles: str | None = None
    """As found in PubChem by name: possibly of a salt, a mixture or another compound."""
    mesh_trees: tuple[str, ...] = ()
    leaflets: tuple[str, ...] = ()
    """Who has a leaflet for patients on it: `MedlinePlus`, `NHS`."""

    @property
    def is_class(self) -> bool:
        """Whether MeSH files it as a family or an action, and DrugBank has no such drug."""
        if self.drugbank_id or self._is_peptide:
            return False
        return self.in_branch(*_FAMILIES) or self.name.rsplit(" ", 1)[-1].endswith("s")

    @property
    def is_macromolecule(self) -> bool:
        """Whether MeSH files it as a protein, an enzyme, a nucleic acid or a polysaccharide."""
        return self.in_branch(*_MACROMOLECULES) and not self._is_peptide

    @property
    def is_protein(self) -> bool:
        """Whether MeSH files it among proteins or enzymes."""
        return self.in_branch("D12.776", "D08.811") and not self._is_peptide

    @property
    def _is_peptide(self) -> bool:
        return self.in_branch("D12.644.400", "D12.644.456", "D12.644.548")

    def in_branch(self, *branches: str) -> bool:
        """Whether one of its MeSH tree numbers lies in one of the branches."""
        return any(f"{tree}.".startswith(f"{branch}.") for tree in self.mesh_trees for branch in branches)


class DrugTable:
    """Names to records; looked up by whole name in one spelling."""

    def __init__(self, by_name: dict[str, list[str]], records: dict[str, dict[str, Any]]) -> None:
        """Take the keys of records by name in one spelling (`by_spelling`), and the records by key."""
        self._records, self._by_name = records, by_name
        self.source = f"{DISTRIBUTION} {library_version(DISTRIBUTION)}"

    def __len__(self) -> int:
        """Return how many names are known."""
        return len(self._by_name)

    def find(self, name: str) -> list[DrugRecord]:
        """Return the records that carry exactly this name, one unless the name is ambiguous; empty when none does."""
        return [self.record(key) for key in sorted(self._by_name.get(spelling(name), ()))]

    def record(self, key: str) -> DrugRecord:
        """Return a record by its key, the drug's main name in lower case."""
        data = self._records[key]
        return DrugRecord(
            name=key,
            drugbank_id=data.get("drugbank_id"),
            smiles=data.get("smiles"),
            mesh_trees=tuple(data.get("mesh_tree", ())),
            leaflets=tuple(who for field, who in _LEAFLETS.items() if data.get(field)),
        )

    def entries(self) -> Iterator[tuple[DrugRecord, tuple[str, ...]]]:
        """Yield every record with the other names that mean it alone, in alphabetical order."""
        others: dict[str, list[str]] = {}
        for name, keys in sorted(self._by_name.items()):
            if len(keys) == 1 and name not in keys:
                others.setdefault(next(iter(keys)), []).append(name)
        for key in self.main_names():
            yield self.record(key), tuple(others.get(key, ()))

    def main_names(self) -> Iterator[str]:
        """Yield the main name of every record, in alphabetical order."""
        return iter(sorted(self._records))


def by_spelling(variants: dict[str, list[str]], records: dict[str, dict[str, Any]]) -> dict[str, list[str]]:
    """Return the keys of the records that each name may mean, by the name in one spelling."""
    found: dict[str, set[str]] = {spelling(key): {key} for key in records}
    for name, keys in variants.items():
        known = {key for key in keys if key in records}
        if known:
            found.setdefault(spelling(name), set()).update(known)
    return {name: sorted(keys) for name, keys in found.items()}


_Content = tuple[dict[str, list[str]], dict[str, dict[str, str | list[str] | None]]]


@lru_cache(maxsize=1)
def drug_table() -> DrugTable:
    """Read the table, once per process.

    Raises: DrugTableError when the package is not installed or its file has another form.
    """
    from pydantic import TypeAdapter

    code = (Path(__file__), Path(names.__file__))
    return DrugTable(*kept("drug-names", TypeAdapter(_Content), _content, (DISTRIBUTION,), code))


def _content() -> _Content:
    path = packaged("drug_named_entity_recognition", _FILE)
    if path is None:
        raise DrugTableError("Linking names to structures needs drug names.", f"pip install {DISTRIBUTION}")
    try:
        with bz2.open(path) as file:
            data = plain(file.read())
        records = {
            key: {field: record[field] for field in _FIELDS if field in record}
            for key, record in data["drug_canonical_to_data"].items()
        }
        return by_spelling(data["drug_variant_to_canonical"], records), records
    except (OSError, pickle.UnpicklingError, EOFError, KeyError, TypeError) as error:
        raise DrugTableError(
            f"{path.name} of {DISTRIBUTION} {library_version(DISTRIBUTION)} cannot be read: {error}.",
            f"Reinstall the version that the project pins: pip install --force-reinstall {DISTRIBUTION}",
        ) from error
