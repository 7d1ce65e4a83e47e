"""Which doses to try: from a measured potency, from doses that quoted passages name, or a stated assumption."""

from collections.abc import Sequence

from coscientist.domain.base import Value
from coscientist.domain.brief_quantity import Amount
from coscientist.domain.check import Check
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage
from coscientist.experiments.briefs.quoted_doses import quoted_doses

DEFAULT_TOP = Amount(value=10.0, ucum="umol/L")
HALF_LOG = 10**0.5
ABOVE_POTENCY = 100
POTENCIES = ("ic50", "ec50", "ki", "kd", "ac50", "potency")
_FACTORS = {"pmol/L": 1e-12, "nmol/L": 1e-9, "umol/L": 1e-6, "mmol/L": 1e-3, "mol/L": 1.0}


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

    A measured potency puts the top well above it, since cells usually need more than the isolated target; doses that
    quoted passages give for the compound put it half a log above the highest; otherwise 10 µmol/L is assumed.
    """
    for check in checks:
        if check.property.casefold() in POTENCIES and isinstance(check.value, float | int) and _about(check, concept):
            unit = check.unit or ""
            if unit in _FACTORS and check.value > 0:
                return DoseRange(
                    top=_tidy(above_potency(check.value * _FACTORS[unit])),
                    basis=f"above the {check.property} of {check.value:g} {unit} ({check.source})",
                    assumed=False,
                )
    names = [name for name in (concept.name, *concept.synonyms) if len(name) >= 3]
    quoted = [dose for passage in _about_it(concept, claims, passages) for dose in quoted_doses(passage, names)]
    potent = [dose for dose in quoted if dose.potency]
    if quoted:
        top = above_potency(max(d.molar for d in potent)) if potent else HALF_LOG * max(d.molar for d in quoted)
        above = "above the potency, since cells usually need more," if potent else "half a log above the highest dose"
        return DoseRange(
            top=_tidy(top),
            basis=f"{above} that the quoted passages give for it",
            assumed=False,
            known=tuple(dict.fromkeys(dose.text for dose in potent or quoted)),
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


def above_potency(potency: float) -> float:
    """Return a top dose for a potency in mol/L: a hundredfold, but not beyond 100 µmol/L unless the potency is."""
    return max(HALF_LOG * potency, min(ABOVE_POTENCY * potency, 1e-4))


def _about_it(concept: Concept, claims: Sequence[Claim], passages: Sequence[Passage]) -> list[Passage]:
    """Return passages of claims about the compound."""
    about = {p for claim in claims if concept.id in (claim.subject, claim.object) for p in claim.passages}
    return [passage for passage in sorted(passages, key=lambda p: p.id) if passage.id in about]


def _tidy(concentration: float) -> Amount:
    """Write a molar concentration with three significant digits in the unit people would use."""
    for unit in ("mmol/L", "umol/L", "nmol/L"):
        value = concentration / _FACTORS[unit]
        if value >= 1:
            return Amount(value=float(f"{value:.3g}"), ucum=unit)
    return Amount(value=float(f"{concentration / 1e-12:.3g}"), ucum="pmol/L")
