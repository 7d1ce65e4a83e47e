"""Substructures that often mislead assays or trouble a drug. Imports RDKit."""

from enum import StrEnum
from functools import lru_cache

from rdkit.Chem import FilterCatalog

from coscientist.tools.chemistry.molecule import molecule


class AlertSet(StrEnum):
    """A published collection of alerts."""

    PAINS = "PAINS"
    BRENK = "Brenk"
    NIH = "NIH"

    @property
    def source(self) -> str:
        """Where the collection was published."""
        return {
            "PAINS": "doi:10.1021/jm901137j",
            "Brenk": "doi:10.1002/cmdc.200700139",
            "NIH": "doi:10.1021/jm901070c",
        }[self.value]

    @property
    def meaning(self) -> str:
        """What a hit says, and what it does not."""
        return {
            "PAINS": "frequent hitter in AlphaScreen libraries: confirm with an orthogonal assay; no proof of artefact",
            "Brenk": "reactive, toxic or metabolically weak group to be avoided in screening libraries",
            "NIH": "functional group annotated as problematic in a quantitative screening collection",
        }[self.value]


@lru_cache(maxsize=4096)
def alerts(smiles: str, collection: AlertSet) -> tuple[str, ...]:
    """Return the names of the alerts that a molecule carries, sorted; empty when none matches.

    Raises: StructureError.
    """
    matches = _catalog(collection).GetMatches(molecule(smiles))
    return tuple(sorted({str(entry.GetDescription()) for entry in matches}))


@lru_cache(maxsize=len(AlertSet))
def _catalog(collection: AlertSet) -> FilterCatalog.FilterCatalog:
    parameters = FilterCatalog.FilterCatalogParams()
    catalogs = FilterCatalog.FilterCatalogParams.FilterCatalogs
    parameters.AddCatalog(
        {AlertSet.PAINS: catalogs.PAINS, AlertSet.BRENK: catalogs.BRENK, AlertSet.NIH: catalogs.NIH}[collection]
    )
    return FilterCatalog.FilterCatalog(parameters)
