"""The materials tools as people and models see them; pymatgen is imported when one runs."""

from coscientist.domain.check import Check
from coscientist.tools.declare import tool

_PYMATGEN = ("pymatgen",)


@tool(name="materials.composition", libraries=_PYMATGEN)
def composition(formula: str) -> list[Check]:
    """Read a formula; molar mass, charge balance, electronegativity difference, scarce and toxic elements.

    Args:
        formula: Such as LiFePO4, La0.7Sr0.3MnO3 or CuSO4·5H2O, at most 300 characters.
    """
    from coscientist.tools.materials.material_checks import composition_checks

    return list(composition_checks(formula))


@tool(name="materials.crystal", libraries=_PYMATGEN)
def crystal(cif: str) -> list[Check]:
    """Read a crystal structure; density, space group, shortest distance and the composition's checks.

    Args:
        cif: Text of a CIF file with one structure, at most 1,000,000 characters and 500 sites.
    """
    from coscientist.tools.materials.material_checks import crystal_checks

    return list(crystal_checks(cif))


@tool(name="materials.doping", libraries=_PYMATGEN)
def doping(host: str, doped: str) -> list[Check]:
    """Compare a doped formula with its host; what is put in for what, charge left, size on the site, tolerance factors.

    Args:
        host: Formula without the element that is put in, such as Li3InCl6.
        doped: Formula with it, for the same formula unit, such as Li2.9In0.9Zr0.1Cl6.
    """
    from coscientist.tools.materials.doping_checks import doping_checks

    return list(doping_checks(host, doped))


TOOLS = (composition, crystal, doping)
