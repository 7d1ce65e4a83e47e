"""Elements that could be put into a material in the place of one that is known to work, by charge and size."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coscientist.agents.workbench import Workbench
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.literature.extraction.dopants import DOPANT
from coscientist.literature.extraction.formulae import formulae

_CHARGE = re.compile(r"(\d)\+$")
ELEMENTS_OF_A_HOST = 3
"""A formula of fewer elements in a sentence on doping is mostly an additive or a product."""


class LikeDopant(NamedTuple):
    """An element that could be put in."""

    concept: Concept
    likeness: float
    """0 to 1."""
    why: str
    element: str
    charge: int


def like_dopants(bench: Workbench, dopant: Concept) -> Iterator[LikeDopant]:
    """Yield dopants of like charge and size, with their likeness and what it rests on."""
    from coscientist.tools.materials.ions import RADII, like_ions

    element = dopant.identifiers.get("element")
    if element is None:
        return
    stated = {int(found[1]) for name in dopant.synonyms if (found := _CHARGE.search(name))}
    charge = stated.pop() if len(stated) == 1 else None
    for ion in like_ions(element, charge):
        known = bench.graph.concepts.get(f"{DOPANT}{ion.element}")
        made = known or Concept(
            id=f"{DOPANT}{ion.element}",
            name=f"{ion.element} doping",
            kind=ConceptKind.MATERIAL,
            identifiers={"element": ion.element},
        )
        sign = "+" if ion.charge > 0 else "-"
        why = (
            f"{ion.element}{abs(ion.charge)}{sign} measures {ion.radius:.2f} Å and {element}{abs(ion.charge)}{sign} "
            f"{ion.model_radius:.2f} Å, {RADII.split(',')[0]}"
        )
        likeness = 1.0 - abs(ion.radius - ion.model_radius) / ion.model_radius
        yield LikeDopant(made, likeness, why, ion.element, ion.charge)


def host_of(bench: Workbench, claims: Sequence[Claim]) -> str:
    """Name the material in which claims on a dopant were made, by its formula; empty where none is named."""
    texts = [item.quote for claim in claims for item in bench.library.passages(claim.passages).values()]
    texts += [item.title for item in bench.library.sources({claim.source or "" for claim in claims}).values()]
    found = formulae(texts, lambda _name: ConceptKind.MATERIAL)
    hosts = [
        (order, text.find(name), name)
        for concept in found
        if len(set(re.findall("[A-Z][a-z]?", concept.identifiers["formula"]))) >= ELEMENTS_OF_A_HOST
        for order, text in enumerate(texts)
        for name in (concept.name, *concept.synonyms)
        if name in text
    ]
    return min(hosts)[2] if hosts else ""


def elements_of(formula: str) -> frozenset[str]:
    """Return the symbols in a formula."""
    return frozenset(re.findall("[A-Z][a-z]?", formula))
