"""Which doses to try: from a measured potency, from doses that quoted passages name, or a stated assumption."""

import re
from collections.abc import Sequence

from coscientist.domain.base import Value
from coscientist.domain.brief_quantity import Amount
from coscientist.domain.check import Check
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage

DEFAULT_TOP = Amount(value=10.0, ucum="umol/L")
HALF_LOG = 10**0.5
ABOVE_POTENCY = 100
POTENCIES = ("ic50", "ec50", "ki", "kd", "ac50", "potency")
_FACTORS = {"pmol/L": 1e-12, "nmol/L": 1e-9, "umol/L": 1e-6, "mmol/L": 1e-3, "mol/L": 1.0}
_SPELLINGS = {"pm": "pmol/L", "nm": "nmol/L", "µm": "umol/L", "μm": "umol/L", "um": "umol/L", "mm": "mmol/L"}
_POTENCY = re.compile(
    r"\b(?:IC|EC)\s?\(?50\)?[^.;]{0,40}?(?:\d+(?:\.\d+)?\s?[-–]\s?)?(\d+(?:\.\d+)?)\s?([pnuµμm]M)(?![\w/])",
    re.IGNORECASE,
)
"""`IC(50): 5-50 nm`: authors and typesetters do not keep capitals apart here."""
_CONCENTRATION = re.compile(r"(?<![\w.])(\d{1,4}(?:\.\d{1,3})?)\s?(pM|nM|µM|μM|uM|mM)(?![\w/])")


class DoseRange(Value):
    """Where the doses of a series lie, and why there."""

    top: Amount
    basis: str
    assumed: bool
    """True: nothing in the evidence names a dose."""
    known: tuple[str, ...] = ()
    """Doses that the evidence names, each with its quote and source."""


def dose_range(
    concept: Concept, *, checks: Sequence[Check] = (), claims: Sequence[Claim] = (), passages: Sequence[Passage] = ()
) -> DoseRange:
    """Choose the top dose of a series for a compound.

    A measured potency puts the top a hundredfold above it, since cells usually need more than the isolated target;
    doses named in passages that the hypothesis rests on and that name the compound put it half a log above the highest
    of them; otherwise 10 µmol/L is assumed.
    """
    for check in checks:
        if check.property.casefold() in POTENCIES and isinstance(check.value, float | int) and _about(check, concept):
            unit = check.unit or ""
            if unit in _FACTORS and check.value > 0:
                return DoseRange(
                    top=_tidy(ABOVE_POTENCY * check.value * _FACTORS[unit]),
                    basis=f"a hundred times the {check.property} of {check.value:g} {unit} ({check.source})",
                    assumed=False,
                )
    relevant = _about_it(concept, claims, passages)
    potent = _potencies(relevant)
    if potent:
        return DoseRange(
            top=_tidy(ABOVE_POTENCY * max(value for value, _ in potent)),
            basis="a hundred times the potency that a quoted passage gives for it, since cells usually need more",
            assumed=False,
            known=tuple(dict.fromkeys(text for _, text in potent)),
        )
    named = _named_doses(relevant)
    if named:
        highest = max(molar for molar, _ in named)
        return DoseRange(
            top=_tidy(highest * HALF_LOG),
            basis="half a log above the highest concentration that the quoted passages name for it",
            assumed=False,
            known=tuple(dict.fromkeys(text for _, text in named)),
        )
    return DoseRange(
        top=DEFAULT_TOP,
        basis="no dose is named in the evidence; 10 µmol/L is a customary top dose for a first series",
        assumed=True,
    )


def dose_levels(top: Amount, levels: int) -> tuple[Amount, ...]:
    """Return a half-log series that ends at `top`, lowest first."""
    return tuple(
        Amount(value=float(f"{top.value / HALF_LOG**step:.3g}"), ucum=top.ucum) for step in reversed(range(levels))
    )


def molar(amount: Amount) -> float | None:
    """Return a concentration in mol/L, or None for other kinds of amounts."""
    factor = _FACTORS.get(amount.ucum)
    return None if factor is None else amount.value * factor


def _about(check: Check, concept: Concept) -> bool:
    return check.subject.casefold() in {name.casefold() for name in (concept.id, concept.name, *concept.synonyms)}


def _about_it(concept: Concept, claims: Sequence[Claim], passages: Sequence[Passage]) -> list[Passage]:
    """Return passages of claims about the compound that also name it."""
    about = {p for claim in claims if concept.id in (claim.subject, claim.object) for p in claim.passages}
    names = [name.casefold() for name in (concept.name, *concept.synonyms) if len(name) >= 3]
    return [
        passage
        for passage in sorted(passages, key=lambda p: p.id)
        if passage.id in about and any(name in passage.quote.casefold() for name in names)
    ]


def _potencies(passages: Sequence[Passage]) -> list[tuple[float, str]]:
    return [_found(number, unit, passage) for passage in passages for number, unit in _POTENCY.findall(passage.quote)]


def _named_doses(passages: Sequence[Passage]) -> list[tuple[float, str]]:
    """Find concentrations, up to 100 mmol/L; more is a stock or a slip."""
    found = [_found(n, unit, passage) for passage in passages for n, unit in _CONCENTRATION.findall(passage.quote)]
    return [(value, text) for value, text in found if 0 < value <= 0.1]


def _found(number: str, unit: str, passage: Passage) -> tuple[float, str]:
    value = float(number) * _FACTORS[_SPELLINGS[unit.casefold()]]
    return value, f"{number} {unit} in “{passage.quote.strip()}” ({passage.source})"


def _tidy(concentration: float) -> Amount:
    """Write a molar concentration with three significant digits in the unit people would use."""
    for unit in ("mmol/L", "umol/L", "nmol/L"):
        value = concentration / _FACTORS[unit]
        if value >= 1:
            return Amount(value=float(f"{value:.3g}"), ucum=unit)
    return Amount(value=float(f"{concentration / 1e-12:.3g}"), ucum="pmol/L")
