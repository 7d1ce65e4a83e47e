"""Ions and atoms whose names spell their structure: `lithium(1+)`, `calcium cation`. Imports RDKit."""

import re
from functools import lru_cache

from rdkit import Chem

from coscientist.tools.chemistry.names import spelling

_ELEMENTS = 118
_ONE_CHARGE = {
    **dict.fromkeys(("lithium", "sodium", "potassium", "rubidium", "caesium"), "1+"),
    **dict.fromkeys(("beryllium", "magnesium", "calcium", "strontium", "barium", "zinc", "cadmium"), "2+"),
    **dict.fromkeys(("aluminium", "aluminum"), "3+"),
}
"""Metals that form a single ion in water, so that their name and the word ion are enough."""
_OTHERS = {"proton": "[H+]", "chloride": "[Cl-]", "bromide": "[Br-]", "iodide": "[I-]", "fluoride": "[F-]"}
_NAME = re.compile(r"(?P<element>[a-z]+)(?:\((?P<charge>\d+[+-]|0)\)|(?P<word> (?:cation|ion|atom)))")


def ion_structure(name: str) -> str | None:
    """Return the SMILES that a name of a monatomic ion or atom spells; None when it spells none.

    Source: IUPAC Red Book 2005, IR-5.3.2 (element name with charge number).
    """
    text = spelling(name)
    if text in _OTHERS:
        return _OTHERS[text]
    match = _NAME.fullmatch(text)
    symbol = _symbols().get(match["element"]) if match else None
    if match is None or symbol is None:
        return None
    if match["word"] == " atom" or match["charge"] == "0":
        return f"[{symbol}]"
    charge = match["charge"] or _ONE_CHARGE.get(match["element"])
    if not charge or not 1 <= int(charge[:-1]) <= 8:
        return None
    return f"[{symbol}{charge[-1]}{'' if charge[:-1] == '1' else charge[:-1]}]"


@lru_cache(maxsize=1)
def _symbols() -> dict[str, str]:
    table = Chem.GetPeriodicTable()
    symbols = {table.GetElementName(n).lower(): table.GetElementSymbol(n) for n in range(1, _ELEMENTS + 1)}
    return symbols | {"aluminium": "Al", "caesium": "Cs", "sulphur": "S"}
