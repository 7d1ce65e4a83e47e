"""Findings about a doped composition beside its host, as checks. Imports pymatgen: load it only when computing."""

from functools import lru_cache

from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.tools.finding import finding
from coscientist.tools.materials.charge import SOURCE
from coscientist.tools.materials.composition import PYMATGEN
from coscientist.tools.materials.doping import (
    BARTEL,
    NEUTRAL,
    TRANSFER,
    Doping,
    mismatch,
    net_charge,
    paying_valence,
    perovskite,
    read_doping,
)
from coscientist.tools.materials.ions import RADII, SIZE

_DOPING = "materials.doping"
_T = (0.81, 1.11)
"""Goldschmidt's t of halide perovskites that exist; those of oxides lie within it, too.

Source: Li et al. 2008, https://doi.org/10.1107/S0108768108032734
"""
_TAU = 4.18


@lru_cache(maxsize=512)
def doping_checks(host: str, doped: str, charge: int | None = None) -> tuple[Check, ...]:
    """Return what pays for the charge, the charge left (a gate), the size on the site, and tolerance factors of ABX3.

    Raises: FormulaError, DopingError.
    """
    doping = read_doping(host, doped)
    left = net_charge(doping, charge)
    return (
        _paid(doping),
        _left(doping, left),
        _size(doping, charge),
        *_tolerance(doping),
    )


def _paid(doping: Doping) -> Check:
    place = (
        f"each {doping.element} takes the place of one {doping.site}" if doping.site else "no single site is replaced"
    )
    beside = [f"{abs(change):g} {symbol} {'fewer' if change < 0 else 'more'}" for symbol, change in doping.beside]
    return finding(
        tool=_DOPING,
        subject=doping.doped.text,
        property="what is put in for what",
        value="; ".join([place, *([f"beside it {' and '.join(beside)}"] if beside else [])]),
        method=f"{PYMATGEN}, Composition: difference of the two formulae",
        source="the two formulae handed in",
        validity="counts atoms; where they sit is for diffraction to show",
    )


def _left(doping: Doping, left: tuple[float, str] | None) -> Check:
    neutral = left is not None and abs(left[0]) < NEUTRAL
    paid = paying_valence(doping, left[0]) if left is not None and not neutral else None
    said = left[1] if left is not None else "the host is not described by oxidation states"
    if paid is not None:
        said += f"; {paid[0]} would have to be {paid[1]:+.3g} on average, or vacancies make up for it"
    unpaid = Verdict.WARN if paid is not None else Verdict.FAIL
    return finding(
        tool=_DOPING,
        subject=doping.doped.text,
        property="charge left with the host's oxidation states",
        value=None if left is None else 0.0 if neutral else left[0],
        unit=None if left is None else "1",
        method=f"{PYMATGEN} oxidation states, rules of coscientist.tools.materials.charge",
        source=SOURCE,
        verdict=Verdict.NOT_APPLICABLE if left is None else Verdict.PASS if neutral else unpaid,
        role=CheckRole.GATE,
        note=said,
        validity="elementary charges a formula unit; no element of the host is oxidised or reduced",
    )


def _size(doping: Doping, charge: int | None) -> Check:
    from pymatgen.core.periodic_table import Element

    usual = charge if charge is not None else next(iter(Element(doping.element).common_oxidation_states), 0)
    found = mismatch(doping, usual)
    within = found is not None and abs(found[0]) <= 100 * SIZE
    if found is None:
        value, note = None, "no site, or no radius of one of the two ions, is known"
    else:
        value, own, other = found
        note = f"{doping.element} {own:.3g} Å, {doping.site} {other:.3g} Å"
        note += "" if within else f"; beyond {100 * SIZE:g} %, little of it may dissolve"
    return finding(
        tool=_DOPING,
        subject=doping.doped.text,
        property="size against the ion replaced",
        value=value,
        unit=None if found is None else "%",
        method=f"{PYMATGEN}, Species.get_shannon_radius",
        source=f"{RADII}; limit {TRANSFER}",
        verdict=Verdict.UNAVAILABLE if found is None else Verdict.PASS if within else Verdict.WARN,
        note=note,
        validity="six-coordinate ionic radii; the site of this crystal may have another coordination",
    )


def _tolerance(doping: Doping) -> list[Check]:
    host = perovskite(doping.host.text)
    checks: list[Check] = []
    for formula, found in ((doping.host.text, host), (doping.doped.text, perovskite(doping.doped.text))):
        if found is None:
            continue
        beside = f"host {host.tolerance:.3f}" if host is not None and found is not host else ""
        checks.append(
            _factor(
                "Goldschmidt",
                formula,
                found.tolerance,
                within=_T[0] <= found.tolerance <= _T[1],
                source=TRANSFER,
                note=beside,
                validity="only if the material has the perovskite structure; ABX3 with one anion",
            )
        )
        if found.tau is not None:
            checks.append(
                _factor(
                    "Bartel",
                    formula,
                    found.tau,
                    within=found.tau < _TAU,
                    source=BARTEL,
                    note=f"below {_TAU} perovskites are likelier than not",
                    validity="ABX3 with one anion; means over mixed sites go beyond what it was fitted to",
                )
            )
    return checks


def _factor(whose: str, formula: str, value: float, *, within: bool, source: str, note: str, validity: str) -> Check:
    return finding(
        tool=_DOPING,
        subject=formula,
        property=f"{whose} tolerance factor of {formula}",
        value=value,
        unit="1",
        method=f"{PYMATGEN}, Species.get_shannon_radius; means over what shares a site",
        source=f"{source}; {RADII}",
        verdict=Verdict.PASS if within else Verdict.WARN,
        note=note,
        validity=validity,
    )
