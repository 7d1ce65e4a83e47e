"""What putting one element into a material for another does to its charge and to its sites. Imports pymatgen.

The element put in is the one that the doped formula has and the host lacks, or has more of.
"""

import itertools
import math
from functools import lru_cache

from pymatgen.core.periodic_table import Element

from coscientist.domain.base import Value
from coscientist.domain.errors import CoscientistError
from coscientist.tools.materials.charge import charge_balance
from coscientist.tools.materials.composition import Formula, read_formula
from coscientist.tools.materials.ions import radius_of

NEUTRAL = 1e-3
"""Charge of a formula unit below which it counts as none: amounts are written with few digits."""
_CARRIERS = frozenset({"Li", "Na", "K", "Ag", "Cu", "H"})
"""Ions that move in solid electrolytes, and of which fewer or more make up for a charge."""
TRANSFER = "Goldschmidt 1926, https://doi.org/10.1007/BF01507527"
BARTEL = "Bartel et al. 2019, https://doi.org/10.1126/sciadv.aav0693"


class DopingError(CoscientistError):
    """Two formulae do not differ by one element put in for others."""


class Doping(Value):
    """One formula against its host."""

    host: Formula
    doped: Formula
    element: str
    amount: float
    """Atoms put in, a formula unit."""
    changes: tuple[tuple[str, float], ...]
    """Atoms of other elements gained or lost for one atom put in."""

    @property
    def site(self) -> str | None:
        """Return the element whose place is taken: what leaves atom by atom, or the only one to leave."""
        leaving = [symbol for symbol, change in self.changes if change < 0]
        even = [s for s, change in self.changes if abs(change + 1) < 1e-3 and s not in _CARRIERS | {"O"}]
        return even[0] if len(even) == 1 else leaving[0] if len(leaving) == 1 else None

    @property
    def beside(self) -> tuple[tuple[str, float], ...]:
        """Return what is gained or lost beside the atom whose place is taken, for one atom put in."""
        rest = [(s, change + 1.0 if s == self.site else change) for s, change in self.changes]
        return tuple((symbol, change) for symbol, change in rest if abs(change) > 1e-3)


@lru_cache(maxsize=512)
def read_doping(host: str, doped: str) -> Doping:
    """Return what a doped formula has that its host has not.

    Raises: FormulaError; DopingError when the two do not differ by one element put in.
    """
    before, after = read_formula(host), read_formula(doped)
    held, has = dict(before.amounts), dict(after.amounts)
    new = sorted(symbol for symbol in has if symbol not in held)
    if len(new) != 1 or set(held) - set(has):
        raise DopingError(
            f"Expected a doped formula with one element beside those of {host!r}, got {doped!r}.",
            "Write both for the same formula unit: host='Li3InCl6' doped='Li2.9In0.9Zr0.1Cl6'",
        )
    amount = has[new[0]]
    changes = {symbol: (has[symbol] - held[symbol]) / amount for symbol in sorted(held)}
    moved = tuple((symbol, round(change, 4)) for symbol, change in changes.items() if abs(change) > 1e-3)
    return Doping(host=before, doped=after, element=new[0], amount=amount, changes=moved)


def net_charge(doping: Doping, charge: int | None = None) -> tuple[float, str] | None:
    """Return the charge of a formula unit when every other element keeps the host's oxidation state, and the states.

    Units: elementary charges. None where the host is not described by oxidation states. Without a `charge` of the
    element put in, the commonest that leaves least charge is taken.
    """
    states = dict(charge_balance(doping.host).states)
    if not states:
        return None
    rest = sum(states[symbol] * count for symbol, count in doping.doped.amounts if symbol in states)
    usual = [charge] if charge is not None else list(Element(doping.element).common_oxidation_states)
    if not usual:
        return None
    taken = min(usual, key=lambda state: (abs(rest + state * doping.amount), -abs(state)))
    written = ", ".join(f"{s} {states.get(s, taken):+.3g}" for s, _count in doping.doped.amounts)
    return rest + taken * doping.amount, written


def paying_valence(doping: Doping, left: float) -> tuple[str, float] | None:
    """Return the transition metal of the host that could make up for a charge by another valence, and which on average.

    Limits: any average between the least and the highest state that pymatgen lists; how stable it is, is not looked at.
    """
    states = dict(charge_balance(doping.host).states)
    for symbol, count in doping.doped.amounts:
        element = Element(symbol)
        needed = states.get(symbol, 0.0) - left / count
        known = [state for state in element.oxidation_states if state > 0]
        if symbol in states and element.is_transition_metal and known and min(known) <= needed <= max(known):
            return symbol, needed
    return None


def mismatch(doping: Doping, charge: int) -> tuple[float, float, float] | None:
    """Return by how much the ion put in differs in size from the one whose place it takes, and both radii.

    Units: percent of the radius of the ion replaced; Å, six-coordinate. None where the table has no such radius.
    """
    states = dict(charge_balance(doping.host).states)
    if doping.site is None or doping.site not in states:
        return None
    own, other = radius_of(doping.element, charge), radius_of(doping.site, round(states[doping.site]))
    return None if own is None or other is None else (100 * (own - other) / other, own, other)


class Perovskite(Value):
    """The sizes of an ABX3 compound, means over what shares a site."""

    tolerance: float
    """Goldschmidt's t."""
    octahedral: float
    """Radius of B over that of X."""
    tau: float | None
    """Bartel's tau; None where A is not larger than B."""


@lru_cache(maxsize=256)
def perovskite(formula: str) -> Perovskite | None:
    """Return the tolerance factors of a formula ABX3 with one anion; None for every other, or without a radius.

    Radii: Shannon's ionic ones, of A twelve-coordinate, of B and X six-coordinate. The largest ions that fill one site
    are taken to be on A; where none do, as in Li3InCl6, it is no perovskite.
    Source: Goldschmidt 1926, https://doi.org/10.1007/BF01507527; https://doi.org/10.1126/sciadv.aav0693.
    """
    read = read_formula(formula)
    states = dict(charge_balance(read).states)
    anions = [(symbol, count) for symbol, count in read.amounts if states.get(symbol, 0.0) < 0]
    if len(anions) != 1:
        return None
    (x, of_x) = anions[0]
    units = of_x / 3.0
    cations = [(symbol, count / units, round(states[symbol])) for symbol, count in read.amounts if symbol != x]
    if len(cations) < 2 or abs(sum(count for _, count, _ in cations) - 2.0) > 0.05:
        return None
    sized = [(radius_of(s, charge, "XII") or radius_of(s, charge), s, count, charge) for s, count, charge in cations]
    r_x = radius_of(x, round(states[x]))
    if r_x is None or any(size is None for size, *_ in sized):
        return None
    ranked = sorted(sized, key=lambda item: (-(item[0] or 0.0), item[1]))
    filled = list(itertools.accumulate(count for _, _, count, _ in ranked))
    split = next((n for n, atoms in enumerate(filled, start=1) if abs(atoms - 1.0) < 0.02), None)
    if split is None:
        return None  # no ions fill a site of their own
    on_a = [(size or 0.0, count, charge) for size, _, count, charge in ranked[:split]]
    inner = [(radius_of(symbol, charge), count, charge) for _, symbol, count, charge in ranked[split:]]
    on_b = [(size, count, charge) for size, count, charge in inner if size is not None]
    if len(on_b) < len(inner):
        return None
    r_a, r_b = _mean(on_a), _mean(on_b)
    n_a = sum(count * charge for _, count, charge in on_a) / sum(count for _, count, _ in on_a)
    tau = r_x / r_b - n_a * (n_a - (r_a / r_b) / math.log(r_a / r_b)) if r_a > r_b else None
    return Perovskite(tolerance=(r_a + r_x) / (math.sqrt(2) * (r_b + r_x)), octahedral=r_b / r_x, tau=tau)


def _mean(ions: list[tuple[float, float, int]]) -> float:
    return sum(size * count for size, count, _ in ions) / sum(count for _, count, _ in ions)
