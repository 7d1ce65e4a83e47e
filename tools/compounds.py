"""What generating strategies ask about named compounds: structure, form, and what resembles what.

Light to import; RDKit and the table of names are loaded by the first question.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from coscientist.domain.concept import Concept, ConceptKind
from coscientist.tools.chemistry.names import is_accession
from coscientist.tools.chemistry.structure_link import LinkState, StructureLink

if TYPE_CHECKING:
    from coscientist.tools.chemistry.dosing import Dosing
    from coscientist.tools.chemistry.similarity import Neighbour

_LABELLED = ("CHEBI", "MESH", "MESHC", "DRUGBANK", "PUBCHEM", "CHEMBL")
"""Namespaces whose entry in `identifiers` may be a name rather than a number."""


def structure_of(concept: Concept) -> StructureLink:
    """Return what a compound is linked to: the structure that its source states, else what its names lead to.

    Raises: StructureError when a stated structure is unreadable; DrugTableError when the table is missing.
    """
    from coscientist.tools.chemistry.molecule import smiles_from_inchi, structure
    from coscientist.tools.chemistry.structures import link

    if stated := stated_structure(concept):
        kind, text = stated
        found = structure(smiles_from_inchi(text) if kind == "InChI" else text)
        return StructureLink(
            name=concept.name,
            state=LinkState.CONFIRMED,
            smiles=found.smiles,
            inchikey=found.inchikey,
            stereo_confirmed=found.open_stereo == 0,
            source=f"{kind} stated for {concept.id}",
        )
    return link(concept.name, names_of(concept)[1:])


def stated_structure(concept: Concept) -> tuple[str, str] | None:
    """Return (`SMILES` or `InChI`, text) where the concept's source states a structure."""
    stated = {key.upper(): value for key, value in concept.identifiers.items()}
    if "SMILES" in stated:
        return "SMILES", stated["SMILES"]
    candidates = (stated.get("INCHI", ""), concept.name)
    return next((("InChI", text) for text in candidates if text.startswith("InChI=")), None)


def names_of(concept: Concept) -> tuple[str, ...]:
    """Return the names under which a compound may be found, its own first, accession numbers left out."""
    labels = [value for key, value in sorted(concept.identifiers.items()) if key.upper() in _LABELLED]
    others = [name for name in (*concept.synonyms, *labels) if not is_accession(name)]
    return tuple(dict.fromkeys((concept.name, *others)))


def structures_of(concepts: Iterable[Concept], *, confirmed_only: bool = False) -> dict[str, str]:
    """Return concept id to SMILES for the compounds that can be linked; the others are left out.

    Raises: DrugTableError when the table of names is missing.
    """
    from coscientist.tools.chemistry.molecule import StructureError

    found: dict[str, str] = {}
    for concept in concepts:
        if concept.kind is not ConceptKind.COMPOUND:
            continue
        try:
            linked = structure_of(concept)
        except StructureError:
            continue
        if linked.smiles and (linked.state is LinkState.CONFIRMED or not confirmed_only):
            found[concept.id] = linked.smiles
    return found


def dosing_of(concept: Concept) -> "Dosing":
    """Return whether a compound can be dosed, and as what.

    Raises: StructureError when a stated structure is unreadable; DrugTableError when the table is missing.
    """
    from coscientist.tools.chemistry.dosing import dosing_of_link

    return dosing_of_link(structure_of(concept))


def analogues(
    smiles: str, among: Mapping[str, str] | None = None, *, top: int = 10, at_least: float = 0.0
) -> "list[Neighbour]":
    """Return what resembles a structure most: among named structures, or else among all confirmed drugs.

    The first search among the drugs computes 3,300 fingerprints, which takes a few seconds.

    Raises: StructureError when the structure is unreadable.
    """
    from coscientist.tools.chemistry.similarity import similar
    from coscientist.tools.chemistry.structures import confirmed_structures

    return similar(smiles, confirmed_structures() if among is None else among, top=top, at_least=at_least)
