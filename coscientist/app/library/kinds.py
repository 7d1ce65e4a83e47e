"""What sort of thing a name in a user's pack stands for: by listed drugs, genes and diseases, then its form."""

from coscientist.datasets.packs.kinds import kind_by_name
from coscientist.datasets.vocabularies import listed_kind
from coscientist.domain.concept import ConceptKind


def kind_of(name: str) -> ConceptKind:
    """Return the kind of what carries a name; `other` where nothing can be told."""
    return _kind_of_drug(name) or listed_kind(name) or kind_by_name(name)


def kind_of_term(name: str) -> ConceptKind:
    """Return the kind of a term that no list but that of drugs can have: it was found after what the lists have."""
    return _kind_of_drug(name) or kind_by_name(name)


def _kind_of_drug(name: str) -> ConceptKind | None:
    from coscientist.tools.chemistry.drug_table import drug_table

    found = drug_table().find(name)
    if not found:
        return None
    if all(record.is_macromolecule for record in found):
        return ConceptKind.PROTEIN
    return ConceptKind.OTHER if all(record.is_class for record in found) else ConceptKind.COMPOUND
