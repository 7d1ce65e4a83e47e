"""What a crystal structure file says. Imports pymatgen and spglib."""

import itertools
import warnings
from functools import lru_cache

from pymatgen.core.periodic_table import Element
from pymatgen.core.structure import Structure
from pymatgen.io.cif import CifParser
from pymatgen.symmetry.analyzer import SpacegroupAnalyzer

from coscientist.domain.base import Value
from coscientist.domain.errors import CoscientistError

MAX_CIF = 1_000_000
"""Characters."""
MAX_SITES = 500
"""Sites in the cell: the distances grow with the square of them."""
SYMMETRY_TOLERANCE = 0.01
"""Angstrom, as the Materials Project uses for refined structures."""
COLLIDING_BELOW = 0.5
"""Angstrom; the shortest bond known, in H2, is 0.74."""
SHORT_FRACTION = 0.7
"""Of the sum of the atomic radii; below, a contact is worth a look."""


class CrystalError(CoscientistError):
    """A text is not a crystal structure in CIF."""


class Crystal(Value):
    """What was read from a structure file."""

    formula: str
    sites: int
    density: float
    """g/cm3."""
    volume: float
    """Cubic angstrom of the cell."""
    space_group: str | None
    """International symbol and number; None when the search for symmetry failed."""
    shortest_distance: float
    """Angstrom, between any two sites, through the cell's faces as well."""
    shortest_pair: tuple[str, str]
    expected_distance: float | None
    """Angstrom, sum of the pair's atomic radii (Slater); None where one is not known."""
    ordered: bool


@lru_cache(maxsize=64)
def read_crystal(cif: str) -> Crystal:
    """Return density, symmetry and the shortest distance of the first structure in a CIF.

    Limits: at most MAX_CIF characters and MAX_SITES sites; occupancies are kept, distances ignore them.
    Source: space group by spglib, doi:10.48550/arXiv.1808.01590; radii doi:10.1063/1.1725697.
    Raises: CrystalError when the text is too long or holds no readable structure.
    """
    structure = _parse(cif)
    distance, pair = _shortest(structure)
    radii = [Element(symbol).atomic_radius for symbol in pair]
    expected = float(radii[0] + radii[1]) if radii[0] is not None and radii[1] is not None else None
    return Crystal(
        formula=structure.composition.reduced_formula,
        sites=len(structure),
        density=float(structure.density),
        volume=float(structure.volume),
        space_group=_space_group(structure),
        shortest_distance=distance,
        shortest_pair=pair,
        expected_distance=expected,
        ordered=bool(structure.is_ordered),
    )


def _parse(cif: str) -> Structure:
    if not cif.strip() or len(cif) > MAX_CIF:
        raise CrystalError(
            f"Expected a CIF of 1 to {MAX_CIF:,} characters, got {len(cif):,}.", "Hand in the file's text, one crystal."
        )
    if cif.count("_atom_site_fract_x") == 0:
        raise CrystalError("The text has no atom sites (_atom_site_fract_x).", "Hand in the text of a CIF file.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            structures = CifParser.from_str(cif).parse_structures(primitive=False, on_error="ignore")
    except (ValueError, KeyError, IndexError, AssertionError, TypeError, ZeroDivisionError) as error:
        raise CrystalError(f"The CIF cannot be read: {str(error)[:200]}.", "Check it with a CIF validator.") from error
    if not structures:
        raise CrystalError("The CIF holds no structure that can be read.", "Check cell, symmetry and atom sites.")
    structure: Structure = structures[0]
    if len(structure) > MAX_SITES:
        raise CrystalError(
            f"The cell has {len(structure):,} sites; at most {MAX_SITES} are read.", "Hand in the primitive cell."
        )
    if any(not isinstance(specie, Element) and not hasattr(specie, "element") for specie in structure.composition):
        raise CrystalError("The CIF names sites that are no elements.", "Replace placeholders by element symbols.")
    return structure


def _shortest(structure: Structure) -> tuple[float, tuple[str, str]]:
    """Return the shortest distance and its pair of elements; a lone site meets its own images."""
    best = min(float(length) for length in structure.lattice.get_lll_reduced_lattice().abc)
    pair = (_symbol(structure, 0), _symbol(structure, 0))
    distances = structure.distance_matrix
    for i, j in itertools.combinations(range(len(structure)), 2):
        if distances[i][j] < best:
            best, pair = float(distances[i][j]), (_symbol(structure, i), _symbol(structure, j))
    return best, (min(pair), max(pair))


def _symbol(structure: Structure, index: int) -> str:
    """Return the element that holds most of a site."""
    species = sorted(structure[index].species.items(), key=lambda item: (-float(item[1]), str(item[0])))
    specie = species[0][0]
    return str(getattr(specie, "element", specie))


def _space_group(structure: Structure) -> str | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            analyzer = SpacegroupAnalyzer(structure, symprec=SYMMETRY_TOLERANCE)
            return f"{analyzer.get_space_group_symbol()} ({analyzer.get_space_group_number()})"
    except (TypeError, ValueError, AttributeError):
        # spglib gives nothing for colliding or degenerate sites, and pymatgen then subscripts nothing
        return None
