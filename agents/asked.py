"""What a goal asks of the interventions that answer it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from coscientist.agents.planning.plan import HAS_TO_REACH
from coscientist.agents.planning.sought import asks_for_medicines, asks_for_natural_products
from coscientist.agents.structures import StructureBook
from coscientist.datasets.gene_classes import is_of_class
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.goal import Plan
from coscientist.evidence.graph import EvidenceGraph

_BRAIN = frozenset("brain cns bbb".split())


@dataclass(frozen=True)
class Asked:
    """A plan's conditions, held against the concepts of the corpora."""

    plan: Plan
    graph: EvidenceGraph
    structures: StructureBook

    @cached_property
    def off_limits(self) -> frozenset[str]:
        """Return what the goal excludes, and its forms."""
        return self._with_forms(self.plan.excluded_concepts)

    @cached_property
    def _route(self) -> frozenset[str]:
        return self._with_forms(self.plan.through)

    def _with_forms(self, concepts: Sequence[str]) -> frozenset[str]:
        return frozenset(concepts).union(*(self.graph.kin(concept) for concept in concepts))

    def keeps_route(self, concepts: Iterable[str]) -> bool:
        """Say whether a mechanism over these concepts runs through what the goal asks for, if it asks for anything."""
        return not self._route or not self._route.isdisjoint(concepts)

    @cached_property
    def medicines(self) -> bool:
        """Say whether the goal asks for medicines that there are, as repurposing does."""
        return asks_for_medicines(self.plan.goal)

    def is_no_medicine(self, concept: Concept) -> bool:
        """Say whether the goal asks for medicines and no table knows the compound as a drug of any kind."""
        return self.medicines and self.structures.known_medicine(concept)[0] is False

    @cached_property
    def natural(self) -> bool:
        """Say whether the goal asks for natural products."""
        return asks_for_natural_products(self.plan.goal)

    def is_unlike_natural(self, concept: Concept) -> bool:
        """Say whether the goal asks for natural products and a compound's structure is not like theirs, or unknown."""
        return self.natural and not self.structures.is_like_natural(concept)

    @cached_property
    def to_brain(self) -> bool:
        """Say whether the goal asks for what reaches the brain."""
        return any(
            each.startswith(HAS_TO_REACH) and not _BRAIN.isdisjoint(each.split()) for each in self.plan.constraints
        )

    def is_shut_out(self, concept: Concept) -> bool:
        """Say whether the goal asks for what reaches the brain and a compound's size or polarity speaks against it."""
        return self.to_brain and self.structures.may_enter_brain(concept) is False

    def turned_down(self, concept: Concept) -> str:
        """Say why a compound does not answer the goal's conditions; empty where it does."""
        if self.is_no_medicine(concept):
            return f"the goal asks for medicines, and {concept.name} is {self.structures.known_medicine(concept)[1]}"
        if self.is_unlike_natural(concept):
            return f"the goal asks for natural products, and no structure shows that {concept.name} is like them"
        if self.is_shut_out(concept):
            return f"the goal asks for what reaches the brain, and size or polarity of {concept.name} speak against it"
        return ""

    def may_be(self, concept: Concept, sign: int) -> bool:
        """Say whether the goal lets a concept be raised (+1) or lowered (-1); compounds are given in any case."""
        return self.plan.intervention_sign in (0, sign) or concept.kind is ConceptKind.COMPOUND

    def is_of_class(self, concept: Concept) -> bool:
        """Say whether a protein is a kinase where the goal asks for kinases, and so on."""
        classes = self.plan.protein_classes
        if not classes or concept.kind is not ConceptKind.PROTEIN:
            return True
        called = (concept.name, *concept.synonyms)
        return any(is_of_class(each, called, concept.identifiers.get("HGNC")) for each in classes)

    def answered_by(self, interventions: Sequence[Concept], sign: int) -> bool:
        """Say whether doing this is what the goal asks for: raised or lowered, one alone or two together."""
        enough = len(interventions) > 1 or not self.plan.together
        return enough and all(self.may_be(item, sign) for item in interventions)
