"""Reading a chemical formula. Imports pymatgen: load this module only when computing."""

import re
import warnings
from functools import lru_cache
from importlib import metadata

from pymatgen.core.composition import Composition

from coscientist.domain.base import Value
from coscientist.domain.errors import CoscientistError

PYMATGEN = f"pymatgen {metadata.version('pymatgen')}"
MAX_FORMULA = 300
"""Characters."""
MAX_AMOUNT = 10_000.0
"""Atoms of one element in a formula unit."""
_HYDRATE = re.compile(r"[·•∙*]")
_PART = re.compile(r"(\d+(?:\.\d+)?)?(.+)")
_UNCLEAR = re.compile(r"\d\.\d+H2O$")


class FormulaError(CoscientistError):
    """A text is not the formula of a composition."""


class Formula(Value):
    """What a formula says, element by element."""

    text: str
    reduced: str
    """Reduced formula, electropositive elements first, as pymatgen writes it."""
    amounts: tuple[tuple[str, float], ...]
    """Element symbol and atoms in the formula as written, in the order of the symbols."""
    molar_mass: float
    """g/mol of the formula as written."""

    @property
    def elements(self) -> tuple[str, ...]:
        """The symbols, sorted."""
        return tuple(symbol for symbol, _ in self.amounts)


@lru_cache(maxsize=1024)
def read_formula(text: str) -> Formula:
    """Return the composition that a formula states; a hydrate is written CuSO4·5H2O.

    Raises: FormulaError when it is empty, too long, ambiguous or holds what is no element.
    """
    written = text.strip()
    if not written or len(written) > MAX_FORMULA:
        raise FormulaError(
            f"Expected a formula of 1 to {MAX_FORMULA} characters, got {len(written):,}.", _hint("LiFePO4")
        )
    if _UNCLEAR.search(written):
        raise FormulaError(f"{written[:60]!r} can be read in two ways.", "Write a hydrate with a raised dot or *.")
    with warnings.catch_warnings():  # pymatgen tells of every element without a tabulated electronegativity
        warnings.simplefilter("ignore")
        return _formula(written)


def is_formula(text: str) -> bool:
    """Whether a text reads as a formula of at least two elements: a material's name may be its formula."""
    if not re.fullmatch(r"(?:[A-Z][a-z]?[\d.]*|[()\[\]·•∙*]|\d)+", text.strip()):
        return False
    try:
        return len(read_formula(text).elements) > 1
    except FormulaError:
        return False


def _formula(written: str) -> Formula:
    total = Composition()
    for part in _HYDRATE.split(written):
        total += _part(part.strip(), written)
    amounts = {str(element): float(amount) for element, amount in total.items()}
    if not amounts or max(amounts.values()) > MAX_AMOUNT:
        raise FormulaError(f"{written[:60]!r} states no amounts between 0 and {MAX_AMOUNT:,.0f}.", _hint("LiFePO4"))
    return Formula(
        text=written,
        reduced=total.reduced_formula,
        amounts=tuple(sorted(amounts.items())),
        molar_mass=float(total.weight),
    )


def _part(text: str, whole: str) -> Composition:
    match = _PART.fullmatch(text)
    try:
        if match is None:
            raise ValueError("nothing stands between the dots")
        return Composition(match[2], strict=True) * float(match[1] or 1)
    except (ValueError, AttributeError, KeyError, OverflowError) as error:
        # pymatgen raises AttributeError for its placeholder species, such as X
        why = str(error) or "it holds a placeholder for an element"
        raise FormulaError(f"{whole[:60]!r} is not a formula: {why}.", _hint(whole)) from error


def _hint(text: str) -> str:
    quoted = text[:60].replace("'", "")
    return f"See for yourself: coscientist tools run materials.composition formula='{quoted}'"
