"""The processes of cells and tissues that papers name, with their Gene Ontology terms."""

import tomllib
from pathlib import Path

from coscientist.domain.concept import Concept, ConceptKind

_LISTED = Path(__file__).with_name("processes.toml")


def processes() -> list[Concept]:
    """Return the listed processes as concepts, in the order of the list.

    Source: The Gene Ontology, https://geneontology.org
    """
    listed = tomllib.loads(_LISTED.read_text(encoding="utf-8"))["process"]
    return [
        Concept(
            id=f"process:{entry['name'].casefold()}",
            name=entry["name"],
            kind=ConceptKind.PROCESS,
            synonyms=tuple(entry["synonyms"]),
            identifiers={"GO": entry["go"]} if "go" in entry else {},
        )
        for entry in listed
    ]
