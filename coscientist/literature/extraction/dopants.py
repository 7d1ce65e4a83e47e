"""Elements that are put into a material: `Al-doped`, `Ga3+ substitution`, `doped with Nb`."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.mention import Mention

_SYMBOLS = (
    "Li Be B C N O F Na Mg Al Si P S Cl K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Rb Sr Y Zr Nb Mo Ru Rh Pd Ag "
    "Cd In Sn Sb Te I Cs Ba La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi"
).split()
DOPANT = "dopant:"
"""How the ids of what is put into a material begin."""
_WORDS = frozenset({"In", "As", "Be", "No", "At", "He", "Am"})
_ELEMENT = "|".join(sorted(_SYMBOLS, key=len, reverse=True))
_PUT = r"(?:co-?)?(?:dop(?:ing|ed|ant)|substitut(?:ion|ed)|incorporation|alloying|alloyed)"
_BESIDE = re.compile(rf"(?<![\w-])({_ELEMENT})(\d?[+−-])?[ -]{_PUT}\b")
_ION = re.compile(rf"(?<![\w-])({_ELEMENT})(\d\+)(?![\w])")
_AFTER = re.compile(
    rf"\b(?:{_PUT}|substitut(?:ing|e)|incorporating|replac(?:ing|ement))\s+(?:with|by)\s+({_ELEMENT})(\d\+)?(?![\w])"
)


_FORMULA = re.compile(rf"(?<![\w-])(?:(?:{_ELEMENT}|\()(?:\d+(?:\.\d+)?)?\)?\d*){{3,}}(?![\w])")
_SYMBOL = re.compile(_ELEMENT)
CARRIER = 0.6
"""Share of the formulae from which on an element is what all the materials at hand are made of, as lithium is of
electrolytes for lithium batteries: `Li+` is then what moves, and not what is put in."""


def dopants(texts: Sequence[str]) -> list[Concept]:
    """Return, for each element that texts say is put into a material, a concept with the ways in which they say it.

    Limits: elements by their symbols; an ion (`Al3+`) counts where the texts put any element into a material.
    """
    said: dict[str, set[str]] = defaultdict(set)
    ions: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for pattern, found in ((_BESIDE, said), (_AFTER, said), (_ION, ions)):
            for match in pattern.finditer(text):
                if len(match[1]) > 1 or match[2] or "dop" in match[0]:  # `N-substituted` is organic chemistry
                    found[match[1]].add(match[2] or "")
    held = Counter(symbol for text in texts for name in _FORMULA.findall(text) for symbol in set(_SYMBOL.findall(name)))
    formulae = sum(len(_FORMULA.findall(text)) for text in texts)
    for carrier in [symbol for symbol, count in held.items() if count > CARRIER * formulae]:
        said.pop(carrier, None)
        ions.pop(carrier, None)
    elements = sorted(said.keys() | (ions.keys() if said else set()))
    return [_dopant(item, sorted((said[item] | ions[item]) - {""}), alone=item in said) for item in elements]


def is_replaced(text: str, mention: Mention) -> bool:
    """Say whether an element is what is taken out: `replacement of Zr`, `substitution of Ti4+ by Al3+`."""
    return (
        mention.concept.startswith(DOPANT)
        and _OF.search(text, max(0, mention.start - 30), mention.start) is not None
        and _FOR.match(text, mention.end) is None
    )


_OF = re.compile(r"\b(?:replac\w+|substitut\w+|exchang\w+) (?:of )?(?:the )?$", re.IGNORECASE)
_FOR = re.compile(r"[\w+ ]{0,12}\bfor\b")  # `substitution of Al for Ti` puts in Al


def _dopant(element: str, charges: list[str], *, alone: bool) -> Concept:
    ways = ("doping", "doped", "substitution", "substituted", "dopant", "incorporation", "co-doping", "co-doped")
    names = [f"{symbol} {way}" for symbol in (element, *(f"{element}{charge}" for charge in charges)) for way in ways]
    symbol = [element] if alone and len(element) > 1 and element not in _WORDS else []  # `Al, Ga and Ta doping`
    return Concept(
        id=f"{DOPANT}{element}",
        name=f"{element} doping",
        kind=ConceptKind.MATERIAL,
        synonyms=tuple(dict.fromkeys([*names[1:], *(f"{element}{charge}" for charge in charges), *symbol])),
        identifiers={"element": element},
    )
