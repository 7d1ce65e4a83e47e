"""Families of inorganic structures, as papers name a material by them: `garnet-type`, `argyrodites`, `NASICON`.

Source: names of structure types as in the Inorganic Crystal Structure Database, https://icsd.products.fiz-karlsruhe.de
"""

import re
from collections.abc import Iterable

FAMILIES = (
    "garnet", "argyrodite", "NASICON", "LISICON", "antiperovskite", "double perovskite", "perovskite", "spinel",
    "olivine", "fluorite", "pyrochlore", "mayenite", "apatite", "delafossite", "brownmillerite", "scheelite", "rutile",
    "anatase", "wurtzite", "kesterite", "chalcopyrite", "chalcogenide", "skutterudite", "clathrate", "half-Heusler",
    "zeolite", "hydrotalcite", "rock salt", "layered oxide", "halide",
)  # fmt: skip
"""The last are told by their anions; they count where nothing closer is said."""
_NAMED = {name: re.compile(rf"(?<![\w-]){re.escape(name)}s?(?!\w)", re.IGNORECASE) for name in FAMILIES}
_ANTI = re.compile(r"anti-?perovskite|double[- ]perovskite", re.IGNORECASE)


def families(text: str) -> list[str]:
    """Return the families that a text names, the closest kinds first."""
    found = [name for name in FAMILIES if _NAMED[name].search(text)]
    if "perovskite" in found and _ANTI.search(text) and not _NAMED["perovskite"].search(_ANTI.sub("", text)):
        found.remove("perovskite")
    return found


def family_of(names: Iterable[str], texts: Iterable[str]) -> str:
    """Return the family that texts give to a material which goes by these names; empty where none does.

    A sentence or a title that names the material and one family decides before a paper that names one family at all.
    """
    told = list(texts)
    spelled = tuple(names)
    beside = [text for text in told if any(name in text for name in spelled)]
    for group in (*([text] for text in beside), told):
        found = families(" ".join(group))
        if found and (len(found) == 1 or len(group) == 1):
            return found[0]
    return ""
