"""Whether a composition can be neutral: oxidation states that add up to zero. Imports pymatgen.

pymatgen's own `oxi_state_guesses` tries every combination of integer states site by site, which takes seconds for
Li10GeP2S12, and its wider search also accepts sodium as an anion. Here each element takes one sign, anions attract
electrons more strongly than cations, and a mixed-valent element may have any average between its states; the known
states of the elements are pymatgen's.
"""

import itertools
import math
import warnings
from enum import StrEnum
from functools import lru_cache

from pymatgen.core.periodic_table import Element

from coscientist.domain.base import Value
from coscientist.tools.materials.composition import Formula

SOURCE = (
    "oxidation states as in pymatgen; neutrality with ordered electronegativities, doi:10.1016/j.chempr.2016.09.010"
)
IONIC_FROM = 1.7
"""Pauling: a difference from which a bond is called ionic (The Nature of the Chemical Bond, 1960)."""
MAX_ELEMENTS = 9
_ANIONS_OF_SALTS = frozenset({"F", "Cl", "Br", "I", "O"})
_PEROXIDE_METALS = frozenset({"H", "Li", "Na", "K", "Rb", "Cs", "Mg", "Ca", "Sr", "Ba", "Zn"})


class Balance(StrEnum):
    """How the oxidation states add up."""

    BALANCED = "balanced"
    PEROXIDE = "balanced as a peroxide or superoxide"
    UNCOMMON = "balanced only with uncommon oxidation states"
    UNBALANCED = "unbalanced"
    NOT_IONIC = "not described by oxidation states"


class ChargeBalance(Value):
    """The outcome with one assignment that supports it."""

    balance: Balance
    states: tuple[tuple[str, float], ...] = ()
    """Element and average oxidation state; empty where there is no assignment."""
    why: str = ""


@lru_cache(maxsize=1024)
def charge_balance(formula: Formula) -> ChargeBalance:
    """Return whether oxidation states of the elements can add up to zero.

    Limits: says nothing of metals, of covalent networks such as borides, or of molecules with carbon and hydrogen;
    subhalides, electrides and Zintl phases may be called unbalanced or not described.
    Source: doi:10.1016/j.chempr.2016.09.010.
    """
    reason = _out_of_scope(formula)
    if reason:
        return ChargeBalance(balance=Balance.NOT_IONIC, why=reason)
    for balance, states in (
        (Balance.BALANCED, _states(formula, "common_oxidation_states")),
        (Balance.BALANCED, _states(formula, "icsd_oxidation_states")),
        (Balance.PEROXIDE, _peroxide_states(formula)),
        (Balance.UNCOMMON, _states(formula, "oxidation_states")),
    ):
        if assignment := _neutral(formula, states):
            return ChargeBalance(balance=balance, states=assignment)
    if not _is_salt(formula):
        why = "no ionic assignment; bonding between its elements is not mainly ionic"
        return ChargeBalance(balance=Balance.NOT_IONIC, why=why)
    return ChargeBalance(balance=Balance.UNBALANCED, why="no oxidation states of its elements add up to zero")


def electronegativity_difference(formula: Formula) -> float | None:
    """Return the largest difference of Pauling electronegativities; None where one is not known (He, Ne, Ar).

    Units: Pauling scale.
    """
    values = [_electronegativity(symbol) for symbol in formula.elements]
    known = [value for value in values if value is not None]
    return max(known) - min(known) if len(known) == len(values) else None


def _out_of_scope(formula: Formula) -> str:
    elements = [Element(symbol) for symbol in formula.elements]
    if len(elements) == 1:
        return "one element: nothing to balance"
    if len(elements) > MAX_ELEMENTS:
        return f"more than {MAX_ELEMENTS} elements are not tried"
    if any(element.is_noble_gas for element in elements):
        return "it holds a noble gas"
    if all(element.is_metal for element in elements):
        return "metals among themselves share electrons"
    if {"C", "H"} <= set(formula.elements):
        return "molecules with carbon and hydrogen are bonded by shared electrons"
    return ""


def _is_salt(formula: Formula) -> bool:
    """Whether metals face halogens or oxygen alone, so that an imbalance cannot be put down to shared electrons."""
    metals = {symbol for symbol in formula.elements if Element(symbol).is_metal}
    difference = electronegativity_difference(formula)
    return bool(metals) and set(formula.elements) - metals <= _ANIONS_OF_SALTS and (difference or 0.0) >= IONIC_FROM


def _states(formula: Formula, field: str) -> dict[str, tuple[int, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {symbol: tuple(getattr(Element(symbol), field)) for symbol in formula.elements}


def _peroxide_states(formula: Formula) -> dict[str, tuple[float, ...]]:
    """Oxygen at -1 or -1/2, which only these partners stabilise."""
    if "O" not in formula.elements or not set(formula.elements) - {"O"} <= _PEROXIDE_METALS:
        return {}
    common: dict[str, tuple[float, ...]] = dict(_states(formula, "common_oxidation_states"))
    # one oxygen species at a time: a range from -1 to -1/2 would allow averages that no compound shows
    return common | {"O": (-1.0,) if _neutral(formula, common | {"O": (-1.0,)}) else (-0.5,)}


def _neutral(
    formula: Formula, states: dict[str, tuple[int, ...]] | dict[str, tuple[float, ...]]
) -> tuple[tuple[str, float], ...]:
    """Return average states that add up to zero, whole ones if there are any; empty when there are none."""
    if not states or not all(states.get(symbol) for symbol in formula.elements):
        return ()
    for anions in _anion_sets(formula):
        signed = {
            symbol: tuple(s for s in states[symbol] if (s < 0) == (symbol in anions) and s != 0)
            for symbol in formula.elements
        }
        if all(signed.values()) and (found := _whole(formula, signed) or _averaged(formula, signed)):
            return found
    return ()


def _anion_sets(formula: Formula) -> list[frozenset[str]]:
    """Return the sets of elements that can be anions: the non-metals, or the most electronegative one, two, three …"""
    ranked = sorted(formula.elements, key=lambda symbol: (-(_electronegativity(symbol) or 0.0), symbol))
    non_metals = frozenset(symbol for symbol in formula.elements if not Element(symbol).is_metal)
    by_rank = [frozenset(ranked[:count]) for count in range(1, len(ranked))]
    return [non_metals, *by_rank] if non_metals and len(non_metals) < len(ranked) else by_rank


def _whole(formula: Formula, states: dict[str, tuple[float, ...]]) -> tuple[tuple[str, float], ...]:
    amounts = dict(formula.amounts)
    symbols = list(amounts)
    for choice in itertools.islice(itertools.product(*(states[symbol] for symbol in symbols)), 100_000):
        if abs(sum(state * amounts[symbol] for symbol, state in zip(symbols, choice, strict=True))) < 1e-6:
            return tuple((symbol, float(state)) for symbol, state in zip(symbols, choice, strict=True))
    return ()


def _averaged(formula: Formula, states: dict[str, tuple[float, ...]]) -> tuple[tuple[str, float], ...]:
    """Return states where one element is of mixed valence: its average lies between two states it has."""
    amounts = dict(formula.amounts)
    for mixed in sorted(amounts):
        if len(states[mixed]) < 2:
            continue
        others = [symbol for symbol in amounts if symbol != mixed]
        for choice in itertools.islice(itertools.product(*(states[symbol] for symbol in others)), 100_000):
            rest = sum(state * amounts[symbol] for symbol, state in zip(others, choice, strict=True))
            average = -rest / amounts[mixed]
            if min(states[mixed]) <= average <= max(states[mixed]):
                assigned = dict(zip(others, map(float, choice), strict=True)) | {mixed: average}
                return tuple(sorted(assigned.items()))
    return ()


@lru_cache(maxsize=128)
def _electronegativity(symbol: str) -> float | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        value = float(Element(symbol).X)
    return None if math.isnan(value) else value
