"""Whether a laboratory can lower or raise a protein, gene or RNA by its gene, or only give it."""

import re

from coscientist.agents.plurals import is_plural
from coscientist.domain.concept import Concept, ConceptKind

_WITHOUT_GENE = frozenset({"CHEBI", "DBSNP", "ECCODE", "GO", "INTERPRO", "PFAM"})
"""Registries of fragments, variants, activities, places and domains: nothing that a gene of its own makes."""
_FAMILIES = frozenset({"FPLX", "HGNCGENEFAMILY"})
_PART = re.compile(
    r"\b(?:epitopes?|motifs?|domains?|regions?|repeats?|fragments?|aggregates|fibrils|tangles)(?: \d+)?(?=$|,| \(|\))"
    r"|\d-\d{2,3}$",
    re.IGNORECASE,
)
"""Heads of names: `death domain`, and not `discoidin domain receptor`; and stretches, as of PrP106-126."""
_FROM_OUTSIDE = re.compile(r"\b(?:antibod(?:y|ies)|immunoglobulins?|[\w-]*toxins?)\b", re.IGNORECASE)


def has_no_gene(concept: Concept) -> bool:
    """Say whether a protein is a part, a fragment or a form of one: siRNA has nothing of its own to find there."""
    registries = set(concept.identifiers)
    if "HGNC" in registries:
        return False
    return (bool(registries) and registries <= _WITHOUT_GENE) or _PART.search(concept.name) is not None


def is_family(concept: Concept) -> bool:
    """Say whether a name stands for the products of several genes, so that one has to be chosen."""
    return bool(_FAMILIES & set(concept.identifiers)) or (
        concept.kind is ConceptKind.PROTEIN and "HGNC" not in concept.identifiers and is_plural(concept.name)
    )


def comes_from_outside(concept: Concept) -> bool:
    """Say whether a protein is given and never lowered: an antibody, an enzyme that is a drug, a toxin."""
    if concept.kind is not ConceptKind.PROTEIN:
        return False
    return set(concept.identifiers) == {"DRUGBANK"} or _FROM_OUTSIDE.search(concept.name) is not None
