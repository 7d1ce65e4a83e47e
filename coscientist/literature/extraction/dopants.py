"""Elements that are put into a material: `Al-doped`, `Ga3+ substitution`, `doped with Nb`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.mention import Mention
from coscientist.literature.extraction.series import all_series

_SYMBOLS = (
    "Li Be B C N O F Na Mg Al Si P S Cl K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Rb Sr Y Zr Nb Mo Ru Rh Pd Ag "
    "Cd In Sn Sb Te I Cs Ba La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi"
).split()
_NAMES = """Li lithium Na sodium K potassium Rb rubidium Cs caesium Cs cesium Mg magnesium Ca calcium Sr strontium
    Ba barium Al aluminium Al aluminum Ga gallium In indium Sc scandium Y yttrium La lanthanum Ce cerium Nd neodymium
    Sm samarium Gd gadolinium Ti titanium Zr zirconium Hf hafnium V vanadium Nb niobium Ta tantalum Cr chromium
    Mo molybdenum W tungsten Mn manganese Fe iron Co cobalt Ni nickel Cu copper Zn zinc Ag silver Au gold Sn tin
    Pb lead Sb antimony Bi bismuth Ge germanium Si silicon B boron N nitrogen P phosphorus S sulfur S sulphur
    Se selenium F fluorine Cl chlorine Br bromine I iodine Ru ruthenium Ir iridium Pt platinum Pd palladium""".split()
_NAMED = dict(zip(_NAMES[1::2], _NAMES[::2], strict=True))
"""Elements by the names that texts write out: `aluminium doping`."""
DOPANT = "dopant:"
"""How the ids of what is put into a material begin."""
_WORDS = frozenset({"In", "As", "Be", "No", "At", "He", "Am"})
_ELEMENT = "|".join(sorted(_SYMBOLS, key=len, reverse=True))
_PUT = r"(?:co-?)?(?:dop(?:ing|ed|ant)|substitut(?:ion|ed)|incorporation|alloying|alloyed)"
_SPOKEN_OF = re.compile(r"dop(?:ing|ed|ant)|substitut|incorporat|alloy|replac")
_BY_NAME = re.compile(rf"(?<![\w-])({'|'.join(_NAMED)})[ -]{_PUT}\b", re.IGNORECASE)
_BESIDE = re.compile(rf"(?<![\w-])({_ELEMENT})(\d?[+−-])?[ -]{_PUT}\b")
_ION = re.compile(rf"(?<![\w-])({_ELEMENT})(\d\+)(?![\w])")
_AFTER = re.compile(
    rf"\b(?:{_PUT}|substitut(?:ing|e)|incorporating|replac(?:ing|ement))\s+(?:with|by)\s+({_ELEMENT})(\d\+)?(?![\w])"
)


_ANIONS = ("O", "N", "H", "C")
"""What stands in formulae with a variable for what is lost or taken up, and is not put in."""
_OF = re.compile(r"\b(?:replac\w+|substitut\w+|exchang\w+) (?:of )?(?:the )?$", re.IGNORECASE)
_FOR = re.compile(r"[\w+ ]{0,12}\bfor\b")  # `substitution of Al for Ti` puts in Al
_FORMULA = re.compile(rf"(?<![\w-])(?:(?:{_ELEMENT}|\()(?:\d+(?:\.\d+)?)?\)?\d*){{3,}}(?![\w])")
_SYMBOL = re.compile(_ELEMENT)
FORMULAE = 0.2
"""Formulae in a sentence, on average, from which on texts are on materials: only then are bare symbols elements."""
CARRIER = 0.6
"""Share of the formulae from which on an element is what all the materials at hand are made of, as lithium is of
electrolytes for lithium batteries: `Li+` is then what moves, and not what is put in."""


def dopants(texts: Sequence[str]) -> list[Concept]:
    """Return, for each element that texts say is put into a material, a concept with the ways in which they say it.

    A composition with a variable (`Li7-xLa3Zr2-xTaxO12`) names what it puts in, and a formula with a little more of one
    element than the plain one beside it.

    Limits: elements by their symbols; an ion (`Al3+`) counts where the texts put any element into a material.
    """
    said = _found((_BESIDE, _AFTER), (text for text in texts if _SPOKEN_OF.search(text)))
    for text in texts:
        for match in _BY_NAME.finditer(text):
            if "dop" in match[0].casefold():
                said[_NAMED[match[1].casefold()]].add("")
    written: dict[str, set[str]] = defaultdict(set)
    series = [item for item in all_series(texts) if item.put_in not in _ANIONS]
    shared = Counter(name for name, _ in {(item.written, item.put_in) for item in series})
    for item in series:
        said.setdefault(item.put_in, set())
        if shared[item.written] == 1:
            written[item.put_in].add(item.written)
    if not said:
        return []
    formulae = [set(_SYMBOL.findall(name)) for text in texts for name in _FORMULA.findall(text)]
    of_materials = len(formulae) >= FORMULAE * len(texts)  # elsewhere Ca2+ is what cells let in
    ions = _found((_ION,), texts) if of_materials else {}
    held = Counter(symbol for symbols in formulae for symbol in symbols)
    for carrier in [symbol for symbol, count in held.items() if count > CARRIER * len(formulae)]:
        said.pop(carrier, None)
        ions.pop(carrier, None)
    charges = {
        item: sorted((said.get(item, set()) | ions.get(item, set())) - {""}) for item in said.keys() | ions.keys()
    }
    return [
        _dopant(item, charges[item], sorted(written.get(item, ())), alone=of_materials and item in said)
        for item in sorted(charges)
    ]


def _found(patterns: Sequence[re.Pattern[str]], texts: Iterable[str]) -> dict[str, set[str]]:
    """Return the charges with which patterns find each element; an empty one where none is said."""
    found: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for pattern in patterns:
            for match in pattern.finditer(text):
                if len(match[1]) > 1 or match[2] or "dop" in match[0]:  # `N-substituted` is organic chemistry
                    found[match[1]].add(match[2] or "")
    return found


def is_replaced(text: str, mention: Mention) -> bool:
    """Say whether an element is what is taken out: `replacement of Zr`, `substitution of Ti4+ by Al3+`."""
    return (
        mention.concept.startswith(DOPANT)
        and _OF.search(text, max(0, mention.start - 30), mention.start) is not None
        and _FOR.match(text, mention.end) is None
    )


def _dopant(element: str, charges: list[str], written: list[str], *, alone: bool) -> Concept:
    ways = ("doping", "doped", "substitution", "substituted", "dopant", "incorporation", "co-doping", "co-doped")
    written_out = [name for name, symbol in _NAMED.items() if symbol == element]
    symbols = (element, *(f"{element}{charge}" for charge in charges), *written_out)
    names = [f"{symbol} {way}" for symbol in symbols for way in ways]
    symbol = [element] if alone and len(element) > 1 and element not in _WORDS else []  # `Al, Ga and Ta doping`
    return Concept(
        id=f"{DOPANT}{element}",
        name=f"{element} doping",
        kind=ConceptKind.MATERIAL,
        synonyms=tuple(dict.fromkeys([*names[1:], *(f"{element}{charge}" for charge in charges), *written, *symbol])),
        identifiers={"element": element},
    )
