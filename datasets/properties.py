"""The properties of materials, devices and catalysts that papers name."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from coscientist.domain.concept import Concept, ConceptKind

_LISTED = Path(__file__).with_name("properties.toml")

_CONDUCTS = re.compile(
    r"\b(?:ionic?|li|li\+|lithium(?:-ion)?|thermal|electrical|electronic|electric)(?=[ -](?:ion )?conductivit)",
    re.IGNORECASE,
)

_SOLAR = re.compile(r"\b(?:solar cells?|photovoltaics?)\b", re.IGNORECASE)
HARDLY_EVER = 10
"""Times that ions are spoken of for once that something else is."""


def properties(texts: Sequence[str] = ()) -> list[Concept]:
    """Return the listed properties as concepts, in the order of the list.

    Where texts speak of the conductivity of ions and hardly ever of another, `conductivity` alone is that one; where
    they speak of solar cells, `efficiency` is that of converting power, and `defects` are those that trap charges.

    Source: IUPAC Compendium of Chemical Terminology, https://goldbook.iupac.org/
    """
    listed: dict[str, list[str]] = tomllib.loads(_LISTED.read_text(encoding="utf-8"))
    spoken = Counter(match[0].casefold() for text in texts if "onductiv" in text for match in _CONDUCTS.finditer(text))
    others = sum(spoken[name] for name in ("thermal", "electrical", "electronic", "electric"))
    ionic = spoken.total() - others > HARDLY_EVER * others
    listed["ionic conductivity"] += ["conductivity", "conductivities"] if ionic else []
    if any(_SOLAR.search(text) for text in texts):
        listed["power conversion efficiency"] += ["efficiency", "efficiencies", "average efficiency"]
        listed["trap density"] += ["defects", "surface defects", "bulk defects", "interface defects", "point defects"]
    return [
        Concept(id=f"property:{name.casefold()}", name=name, kind=ConceptKind.PROPERTY, synonyms=tuple(synonyms))
        for name, synonyms in listed.items()
    ]
