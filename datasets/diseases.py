"""The diseases and conditions that papers name."""

import tomllib
from pathlib import Path

from coscientist.domain.concept import Concept, ConceptKind

_LISTED = Path(__file__).with_name("diseases.toml")


def diseases() -> list[Concept]:
    """Return the listed diseases as concepts, in the order of the list.

    Source: Medical Subject Headings, https://www.nlm.nih.gov/mesh/
    Limits: the common ones; others are known where a corpus lists them, or where texts name them by a form such as
    `…itis`, `…syndrome`.
    """
    listed: dict[str, dict[str, list[str]]] = tomllib.loads(_LISTED.read_text(encoding="utf-8"))
    return [
        Concept(id=f"disease:{name.casefold()}", name=name, kind=ConceptKind.DISEASE, synonyms=tuple(synonyms))
        for names in listed.values()
        for name, synonyms in names.items()
    ]
