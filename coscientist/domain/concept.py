"""The things that literature makes claims about."""

import re
from enum import StrEnum

from coscientist.domain.base import Value


class ConceptKind(StrEnum):
    """What sort of thing a concept is; decides how it can be intervened on and measured."""

    COMPOUND = "compound"
    PROTEIN = "protein"
    GENE = "gene"
    RNA = "rna"
    COMPLEX = "complex"
    PROCESS = "process"
    DISEASE = "disease"
    MATERIAL = "material"
    PROPERTY = "property"
    OTHER = "other"


class Concept(Value):
    """One thing, with the name a scientist would use for it."""

    id: str
    name: str
    """Readable name, such as `tau phosphorylated at Ser396`."""
    kind: ConceptKind
    synonyms: tuple[str, ...] = ()
    identifiers: dict[str, str] = {}
    """Namespace to identifier or preferred label: `{"HGNC": "MAPT"}`, `{"CHEBI": "lithium(1+)"}`."""
    parent: str | None = None
    """The concept of which this is a state, site or variant: `MAPT` for phosphorylated MAPT."""
    modification: str | None = None
    """What state of the parent it is: `phosphorylation`, `acetylation`, `variant`, `fragment` …"""
    site: str | None = None
    """Where the modification sits, as `Ser396`; None when unspecified."""
    members: tuple[str, ...] = ()
    """Concepts that a complex or a combination is made of."""

    @property
    def is_micro_rna(self) -> bool:
        """Say whether it is a microRNA, which is given as a mimic or taken by an inhibitor, by the form of its name."""
        return self.kind is ConceptKind.RNA and _MICRO_RNA.match(self.name) is not None


_MICRO_RNA = re.compile(r"(?:[a-z]{3}-)?(?:miR-|let-|microRNA-?|miRNA-?)\d")
