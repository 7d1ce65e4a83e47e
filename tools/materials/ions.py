"""Ions that could stand for one another in a crystal: of one charge and of nearly one size. Imports pymatgen."""

import warnings
from functools import lru_cache
from typing import NamedTuple

from pymatgen.core.periodic_table import Element, Species

SIZE = 0.15
"""Share by which radii may differ, after which substitution becomes rare.

Source: Goldschmidt 1926, https://doi.org/10.1007/BF01507527
"""
RADII = "Shannon 1976, https://doi.org/10.1107/S0567739476001551, as in pymatgen"
_NOT_HANDLED = frozenset("H He Ne Ar Kr Xe Rn Tc Pm Po At Fr Ra Ac Pa Th U Np Pu Am Cm Bk Cf Es Fm Md No Lr "
                         "Pb Hg Cd Tl As Be Ru Rh Pd Os Ir Pt Re Au".split())  # fmt: skip
"""Radioactive, without chemistry here, poisonous or precious: nobody would put them into a device to try."""


class LikeIon(NamedTuple):
    """An ion beside the one that it resembles."""

    element: str
    charge: int
    radius: float
    """Å, six-coordinate."""
    model_radius: float


def like_ions(element: str, charge: int | None = None, *, limit: int = 6) -> tuple[LikeIon, ...]:
    """Return ions of the same charge whose six-coordinate radius is within 15%, the nearest in size first.

    For an ion of closed shells only others of closed shells are returned, for open ones would conduct electrons; those
    with a lone pair (Sn2+) stand for one another alone. Without a charge, the element's commonest is taken. Empty where
    no radius is known.

    Limits: size and charge alone; coordination preferences, redox stability and polarisability are not looked at.
    """
    model = Element(element)
    charge = charge or next(iter(model.common_oxidation_states), 0)
    own = radius_of(element, charge)
    if own is None:
        return ()
    found = [
        LikeIon(other.symbol, charge, size, own)
        for other in Element
        if other.symbol not in _NOT_HANDLED
        and other is not model
        and charge in other.common_oxidation_states
        and (size := radius_of(other.symbol, charge)) is not None
        and abs(size - own) <= SIZE * max(size, own)
        and (is_closed(other, charge) or not is_closed(model, charge))
        and (has_lone_pair(model, charge) or not has_lone_pair(other, charge))
    ]
    return tuple(sorted(found, key=lambda ion: (abs(ion.radius - own), ion.element))[:limit])


def is_closed(element: Element, charge: int) -> bool:
    """Say whether an ion has no half-filled shell: it neither takes nor gives electrons easily, nor conducts them.

    Limits: counted from the group; lanthanides of charge 3 count as closed, since their f electrons take no part.
    """
    if element.is_lanthanoid:
        return charge == 3
    outer = element.group - charge
    return outer in (0, 10) if 3 <= element.group <= 12 else outer in (0, 10, 12, 18)


def has_lone_pair(element: Element, charge: int) -> bool:
    """Say whether an ion keeps its two outer s electrons, as Sn2+ and Ge2+ do, which air readily takes from them."""
    return element.group > 12 and element.group - charge == 12


@lru_cache(maxsize=512)
def radius_of(element: str, charge: int, coordination: str = "VI") -> float | None:
    """Return an ionic radius, six-coordinate if nothing else is asked. Units: Å. None where the table has none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of spin states that it has to choose
        for spin in ("", "High Spin"):
            try:
                return float(Species(element, charge).get_shannon_radius(coordination, spin=spin, radius_type="ionic"))
            except (KeyError, ValueError):
                continue
    return None
