"""Findings about a composition or a crystal, as checks. Imports pymatgen: load this module only when computing."""

from functools import lru_cache

from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.tools.finding import finding
from coscientist.tools.materials.charge import (
    SOURCE,
    Balance,
    ChargeBalance,
    charge_balance,
    electronegativity_difference,
)
from coscientist.tools.materials.composition import PYMATGEN, Formula, read_formula
from coscientist.tools.materials.crystal import COLLIDING_BELOW, SHORT_FRACTION, Crystal, read_crystal
from coscientist.tools.materials.element_flags import LISTS, flagged

_COMPOSITION = "materials.composition"
_CRYSTAL = "materials.crystal"
_HANDED_IN = "the formula handed in"
_VERDICTS = {
    Balance.BALANCED: Verdict.PASS,
    Balance.PEROXIDE: Verdict.PASS,
    Balance.UNCOMMON: Verdict.WARN,
    Balance.UNBALANCED: Verdict.FAIL,
    Balance.NOT_IONIC: Verdict.NOT_APPLICABLE,
}


@lru_cache(maxsize=1024)
def composition_checks(text: str) -> tuple[Check, ...]:
    """Return reduced formula, molar mass, charge balance (a gate), electronegativity difference and element lists.

    Raises: FormulaError.
    """
    formula = read_formula(text)
    subject = formula.text
    difference = electronegativity_difference(formula)
    checks = [
        finding(
            tool=_COMPOSITION,
            subject=subject,
            property="reduced formula",
            value=formula.reduced,
            method=f"{PYMATGEN}, Composition",
            source=_HANDED_IN,
        ),
        finding(
            tool=_COMPOSITION,
            subject=subject,
            property="molar mass",
            value=formula.molar_mass,
            unit="g/mol",
            method=f"{PYMATGEN}, Composition.weight",
            source="atomic weights as in pymatgen",
            validity="per formula unit as written",
        ),
        _balance_check(formula, charge_balance(formula)),
    ]
    if difference is not None:
        checks.append(
            finding(
                tool=_COMPOSITION,
                subject=subject,
                property="electronegativity difference",
                value=difference,
                unit="1",
                method=f"{PYMATGEN}, Element.X",
                source="Pauling electronegativities as in pymatgen",
                validity="Pauling scale; from about 1.7 mainly ionic bonding",
            )
        )
    return (*checks, *_list_checks(formula))


@lru_cache(maxsize=64)
def crystal_checks(cif: str) -> tuple[Check, ...]:
    """Return density, space group, shortest distance (a gate) and the composition's checks.

    Raises: CrystalError.
    """
    crystal = read_crystal(cif)
    told = (
        ("density", crystal.density, "g/cm3", ""),
        ("cell volume", crystal.volume, "Ao3", f"{crystal.sites} sites"),
        ("space group", crystal.space_group, None, ""),
    )
    checks = [
        finding(
            tool=_CRYSTAL,
            subject=crystal.formula,
            property=name,
            value=value,
            unit=unit,
            method=f"{PYMATGEN}, {'SpacegroupAnalyzer' if name == 'space group' else 'Structure'}",
            source="the CIF handed in",
            verdict=Verdict.UNAVAILABLE if value is None else Verdict.PASS,
            note=note or ("spglib found no symmetry" if value is None else ""),
            validity="symmetry tolerance 0.01 Angstrom" if name == "space group" else "",
        )
        for name, value, unit, note in told
    ]
    return (*checks, _distance_check(crystal), *composition_checks(crystal.formula))


def _balance_check(formula: Formula, outcome: ChargeBalance) -> Check:
    states = ", ".join(f"{symbol} {state:+.3g}" for symbol, state in outcome.states)
    return finding(
        tool=_COMPOSITION,
        subject=formula.text,
        property="charge balance",
        value=outcome.balance.value,
        method=f"{PYMATGEN} oxidation states, rules of coscientist.tools.materials.charge",
        source=SOURCE,
        verdict=_VERDICTS[outcome.balance],
        role=CheckRole.GATE,
        note=states or outcome.why,
        validity="ionic compounds; subhalides and electrides are exceptions that a person has to judge",
    )


def _list_checks(formula: Formula) -> list[Check]:
    return [
        finding(
            tool=_COMPOSITION,
            subject=formula.text,
            property=listed.name,
            value=", ".join(found) or "none",
            method="element list",
            source=listed.source,
            verdict=Verdict.WARN if found else Verdict.PASS,
            note=listed.meaning if found else "",
            validity="about elements; the compound may be better or worse",
        )
        for listed in LISTS
        for found in [flagged(formula.elements, listed)]
    ]


def _distance_check(crystal: Crystal) -> Check:
    expected = crystal.expected_distance
    short = expected is not None and crystal.shortest_distance < SHORT_FRACTION * expected
    if crystal.shortest_distance < COLLIDING_BELOW:
        verdict, note = Verdict.FAIL, "atoms collide: no bond is this short"
    elif short:
        verdict, note = Verdict.WARN, f"well under the {expected:.2f} Angstrom of the atomic radii"
    else:
        verdict, note = Verdict.PASS, ""
    pair = "-".join(crystal.shortest_pair)
    return finding(
        tool=_CRYSTAL,
        subject=crystal.formula,
        property="shortest distance",
        value=crystal.shortest_distance,
        unit="Ao",
        method=f"{PYMATGEN}, Structure.distance_matrix",
        source="the CIF handed in; radii doi:10.1063/1.1725697",
        verdict=verdict,
        role=CheckRole.GATE,
        note="; ".join(part for part in (pair, note) if part),
        validity="" if crystal.ordered else "sites are partly occupied: close sites need not be filled at once",
    )
