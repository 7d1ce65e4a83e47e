"""Structures of named compounds, for the strategies that need them."""

import re
from collections.abc import Sequence
from functools import cached_property

from coscientist.domain.concept import Concept, ConceptKind

MEDICINAL_METALS = frozenset({"Li", "Mg", "Zn"})
"""Metals whose salts are given for an effect of the metal itself.

Source: WHO Model List of Essential Medicines (lithium carbonate, magnesium sulfate, zinc sulfate),
https://www.who.int/groups/expert-committee-on-selection-and-use-of-essential-medicines/essential-medicines-lists
"""
TOXIC_METALS = frozenset({"Pb", "Hg", "Cd", "Tl"})
"""Metals of major public health concern, whose compounds are no candidates.

Source: https://www.who.int/teams/environment-climate-change-and-health/chemical-safety-and-health
"""


OLIGOMER = 6
"""Links from which on a chain's backbone decides its fingerprint."""
_CLASS_NAME = re.compile(
    r"(aldehyde|acid|amine|alcohol|peptide|lipid|steroid|flavonoid|statin|oxidant|folate|nucleotide|saccharide|agent|"
    r"inhibitor|agonist|antagonist|compound|drug|derivative|polymer|anion|cation|ester|ether|salt)s?$",
    re.IGNORECASE,
)
"""Endings of names that no table knows and that stand for many compounds."""


class NamedStructures:
    """Looks names up in the drug table and compares structures by fingerprint."""

    def __init__(self) -> None:
        self._dosable: dict[str, bool] = {}
        self._endogenous: dict[str, bool] = {}

    def smiles(self, concept: Concept) -> str | None:
        """Return the structure of a compound; None when its name is not known or stands for several."""
        from coscientist.tools.chemistry.structures import link

        if concept.kind is not ConceptKind.COMPOUND:
            return None
        return link(concept.name, concept.synonyms).smiles

    def can_be_dosed(self, concept: Concept) -> bool:
        """Say whether one could give it: an organic compound or a medicinal metal's salt, no class and no reagent.

        A compound that no table knows is let through: research compounds often have no entry.
        """
        from coscientist.tools.chemistry.dosing import DosingForm, dosing_of_link
        from coscientist.tools.chemistry.laboratory_agents import laboratory_use
        from coscientist.tools.chemistry.structures import link

        if concept.kind is not ConceptKind.COMPOUND:
            return False
        if concept.id not in self._dosable:
            found = link(concept.name, concept.synonyms)
            form = dosing_of_link(found).form
            metals = _metals(found.smiles) if found.smiles else frozenset[str]()
            ok = form not in (DosingForm.CLASS, DosingForm.PROTEIN) and not metals & TOXIC_METALS
            ok = ok and laboratory_use(concept.name, concept.synonyms) is None
            if form is DosingForm.INORGANIC:
                ok = ok and bool(metals & MEDICINAL_METALS)
            elif form is DosingForm.UNKNOWN:
                ok = ok and not _is_metal_salt(concept.name) and not _CLASS_NAME.search(concept.name)
            self._dosable[concept.id] = ok
        return self._dosable[concept.id]

    def known_medicine(self, concept: Concept) -> tuple[bool | None, str]:
        """Return whether patients are given a compound as a medicine, and what says so; None where nothing tells."""
        from coscientist.tools.chemistry.medicines import Standing, medicine_standing

        found = medicine_standing(concept.name, concept.synonyms)
        known = {Standing.MEDICINE: True, Standing.REGISTERED: None, Standing.UNLISTED: False}
        return known[found.standing], found.why

    def is_like_natural(self, concept: Concept) -> bool:
        """Say whether a compound's structure is known and like those of natural products."""
        from coscientist.tools.chemistry.natural_products import LIKE_FROM, natural_product_likeness

        smiles = self.smiles(concept)
        return smiles is not None and natural_product_likeness(smiles) >= LIKE_FROM

    def may_enter_brain(self, concept: Concept) -> bool | None:
        """Say whether size and polarity leave a compound a way into the brain; None where no structure is known."""
        from coscientist.tools.chemistry.druglikeness import BRAIN_SIZE_POLARITY, judge_by

        smiles = self.smiles(concept)
        return None if smiles is None else judge_by(BRAIN_SIZE_POLARITY, smiles).passes

    def is_endogenous(self, concept: Concept) -> bool:
        """Say whether cells hold a compound of their own: a metabolite, an ion, or a class such as a kind of lipid."""
        from coscientist.tools.chemistry.dosing import DosingForm, dosing_of_link
        from coscientist.tools.chemistry.structures import link

        if concept.id not in self._endogenous:
            form = dosing_of_link(link(concept.name, concept.synonyms)).form
            self._endogenous[concept.id] = form in (DosingForm.ENDOGENOUS, DosingForm.INORGANIC, DosingForm.CLASS)
        return self._endogenous[concept.id]

    @cached_property
    def _candidates(self) -> dict[str, str]:
        from coscientist.tools.chemistry.structures import confirmed_structures

        return dict(confirmed_structures())

    def similar_drugs(self, smiles: str, *, limit: int) -> Sequence[tuple[Concept, float]]:
        """Return known drugs of like structure with their Tanimoto similarity, the most alike first."""
        from coscientist.tools.chemistry.similarity import similar

        return [
            (Concept(id=f"drug:{found.name}", name=found.name, kind=ConceptKind.COMPOUND), found.similarity)
            for found in similar(smiles, self._candidates, top=limit, at_least=0.4)
        ]

    def is_oligomer(self, smiles: str) -> bool:
        """Say whether a structure is a chain of many amide or phosphodiester links: a peptide or a nucleic acid."""
        from rdkit.Chem import MolFromSmarts

        from coscientist.tools.chemistry.molecule import molecule

        links = MolFromSmarts("[$([NX3][CX3](=O)[CX4][NX3]),$(OP(=O)([O-,OH])O)]")
        return len(molecule(smiles).GetSubstructMatches(links)) >= OLIGOMER

    def similarity(self, smiles: str, other: str) -> float:
        """Return the Tanimoto similarity of two structures, 0 to 1."""
        from coscientist.tools.chemistry.similarity import tanimoto

        return tanimoto(smiles, other)


def _metals(smiles: str) -> frozenset[str]:
    from coscientist.tools.chemistry.molecule import molecule

    return frozenset(atom.GetSymbol() for atom in molecule(smiles).GetAtoms()) & (MEDICINAL_METALS | TOXIC_METALS)


def _is_metal_salt(name: str) -> bool:
    """Say whether a name begins with a metal that is not given for its own sake, as `calcium dichloride` does."""
    from rdkit.Chem import GetPeriodicTable

    table = GetPeriodicTable()
    first = re.split(r"[\s(]", name.casefold(), maxsplit=1)[0]
    metals = [*range(3, 5), *range(11, 14), *range(19, 32), *range(37, 52), *range(55, 85)]
    symbols = {table.GetElementName(number).casefold(): table.GetElementSymbol(number) for number in metals}
    return first in symbols and symbols[first] not in MEDICINAL_METALS
