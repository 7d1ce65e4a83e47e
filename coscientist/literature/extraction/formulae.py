"""Chemical formulae of materials in text: `Bi2Te3`, `LiFePO4`, `Bi0.5Sb1.5Te3`."""

import re
import warnings
from collections.abc import Sequence

from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.abbreviations import defined
from coscientist.literature.extraction.cell_lines import cell_lines
from coscientist.literature.extraction.terms import KindOf

_FORMULA = re.compile(
    r"(?<![\w-])(?=[A-Za-z\d.()]*[a-z])(?:(?:[A-Z][a-z]?|\([A-Z][A-Za-z\d.]*\))(?:\d+(?:\.\d+)?)?){2,}(?!\w|-[A-Z]{2})"
)
MAX_LENGTH = 40
_NO_COMPOUNDS = frozenset("He Ne Ar Kr Xe Rn At Fr Ra Po Ac Pa Np Am Cm Bk Cf Es Fm Md No Lr Tc Pm".split())
"""Elements of which no material is made that a paper would name by formula; with them words such as HeLa would be
formulae."""


def formulae(texts: Sequence[str], kind_of: KindOf) -> list[Concept]:
    """Return the materials and compounds that texts name by formula, one for each composition.

    Formulae of two letters-only elements (SnSe, but also the proteins BiP and PrP) count only where the texts have
    plainer ones as well. What a text defines as an abbreviation (`hepatic stellate cells (HSCs)`) is none.

    Limits: compositions with a variable (`Cu2-xSe`) are not read.
    """
    found = {match[0] for text in texts for match in _FORMULA.finditer(text) if len(match[0]) <= MAX_LENGTH}
    others = {short for text in texts for short, _long in defined(text)} | cell_lines(texts) if found else set()
    written = sorted(found - others)
    read = {name: composition for name in written if (composition := _composition(name)) is not None}
    plain = {
        name for name in read if any(letter.isdigit() for letter in name) or len(set(re.findall("[A-Z]", name))) > 2
    }
    kept = read if any(kind_of(name) is ConceptKind.MATERIAL for name in plain) else {}
    spellings: dict[str, list[str]] = {}
    for name, composition in kept.items():
        spellings.setdefault(composition, []).append(name)
    return [
        Concept(
            id=f"c:{names[0].casefold()}",
            name=names[0],
            kind=kind,
            synonyms=tuple(names[1:]),
            identifiers={"formula": composition},
        )
        for composition, names in sorted(spellings.items())
        if (kind := kind_of(names[0])) in (ConceptKind.MATERIAL, ConceptKind.COMPOUND)
    ]


def _composition(name: str) -> str | None:
    """Return the reduced formula; None for what is no formula of known elements."""
    symbols = re.findall(r"[A-Z][a-z]?", name)
    twice = len(symbols) > len(set(symbols)) and not any(letter.isdigit() for letter in name)
    if len(set(symbols)) < 2 or twice or set(symbols) & _NO_COMPOUNDS:
        return None
    from pymatgen.core.composition import Composition

    with warnings.catch_warnings():  # it warns of elements without electronegativity, whatever the formula
        warnings.simplefilter("ignore", UserWarning)
        try:
            composition = Composition(name, strict=True)
        except ValueError:
            return None
        return str(composition.reduced_formula) if composition.valid else None
