"""Concentrations that a quoted sentence gives for a compound, and nobody else's."""

import re
from collections.abc import Sequence
from itertools import pairwise

from coscientist.domain.base import Value
from coscientist.domain.literature import Passage

NEAR = 80
"""Characters between a name and a number, at most, for the number to be the name's."""
LARGEST = 0.1
"""mol/L; more is a stock solution or a slip."""
_UNITS = {
    "pm": 1e-12, "nm": 1e-9, "um": 1e-6, "µm": 1e-6, "μm": 1e-6, "mm": 1e-3, "microm": 1e-6,
    "nanomolar": 1e-9, "micromolar": 1e-6, "millimolar": 1e-3,
    "pmol/l": 1e-12, "nmol/l": 1e-9, "umol/l": 1e-6, "µmol/l": 1e-6, "μmol/l": 1e-6, "mmol/l": 1e-3,
}  # fmt: skip
_VALUE = re.compile(
    r"(?<![\w.])(?:\d+(?:\.\d+)?\s?(?:-|–|to|and|,)\s?)?(\d{1,6}(?:\.\d{1,3})?)\s?"
    r"(pM|nM|[uµμ]M|mM|microM|[pnuµμm]mol/[lL]|nanomolar|micromolar|millimolar|[pnuµμm]m)(?![\w/(^])"
)
_POTENCY = re.compile(r"\b(?:[IE]C\s?\(?50\)?|K\(?[id]\)?)(?![a-z])", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"respectively,?\s+for\s+([^.;()]+)", re.IGNORECASE)


class QuotedDose(Value):
    """One concentration with what it is and where it is said."""

    molar: float
    potency: bool
    """True: a constant such as IC50 or Ki; False: a concentration that was used."""
    text: str


def quoted_doses(passage: Passage, names: Sequence[str]) -> list[QuotedDose]:
    """Return the concentrations that a passage gives for a compound.

    A number counts when the compound's name is near it. In a sentence with `respectively` only a list that can be
    matched item by item counts: the wrong dose is worse than none.
    """
    quote = passage.quote
    places = [m.span() for name in names for m in re.finditer(re.escape(name), quote, re.IGNORECASE)]
    values = [m for m in _VALUE.finditer(quote) if _is_concentration(m, quote)]
    if not places or not values:
        return []
    if "respectively" in quote.casefold():
        mine = _in_order(quote, values, names)
        return [_dose(mine, passage, potency=_POTENCY.search(quote) is not None)] if mine else []
    near = [m for m in values if any(_distance(m.span(), place) <= NEAR for place in places)]
    return [d for m in near if 0 < (d := _dose(m, passage, potency=_is_potency(m, quote))).molar <= LARGEST]


def _dose(match: "re.Match[str]", passage: Passage, *, potency: bool) -> QuotedDose:
    number, unit = match.groups()
    return QuotedDose(
        molar=float(number) * _UNITS[unit.casefold()],
        potency=potency,
        text=f"{number} {unit} in “{passage.quote.strip()}” ({passage.source})",
    )


def _is_concentration(match: "re.Match[str]", quote: str) -> bool:
    """Take `nm` for nanomolar only where a potency is spoken of; elsewhere it is a wavelength or a size."""
    return match.group(2) not in {"pm", "nm", "um", "µm", "μm", "mm"} or _is_potency(match, quote)


def _is_potency(match: "re.Match[str]", quote: str) -> bool:
    return _POTENCY.search(quote, max(0, match.start() - 60), match.start()) is not None


def _distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _in_order(quote: str, values: Sequence["re.Match[str]"], names: Sequence[str]) -> "re.Match[str] | None":
    """Match `39 nM, 38 µM and 8 µM, respectively for A, B and C` item by item."""
    found = _RESPECTIVELY.search(quote)
    if found is None:
        return None
    items = [item.strip().casefold() for item in re.split(r",\s*(?:and\s+)?|\s+and\s+", found.group(1)) if item.strip()]
    before = [m for m in values if m.end() <= found.start()]
    listed = before[-len(items) :]
    # The list must stand together, and be all of it: one value more than items means that they do not match.
    together = all(_joined(a, b) for a, b in pairwise(listed))
    longer = len(before) > len(items) and _joined(before[-len(items) - 1], listed[0])
    mine = [i for i, item in enumerate(items) if any(name.casefold() in item for name in names)]
    return listed[mine[0]] if len(listed) == len(items) and together and not longer and len(mine) == 1 else None


def _joined(one: "re.Match[str]", other: "re.Match[str]") -> bool:
    return other.start() - one.end() <= len(" and about ")
