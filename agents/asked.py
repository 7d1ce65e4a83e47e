"""What a goal asks of the interventions that answer it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from coscientist.agents.changes import Change
from coscientist.agents.planning.conditions import HAS_TO_ACT, HAS_TO_BE, HAS_TO_REACH
from coscientist.agents.planning.sought import asks_for_medicines, asks_for_natural_products
from coscientist.agents.structures import StructureBook
from coscientist.datasets.gene_classes import is_of_class
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.goal import Plan
from coscientist.evidence.graph import EvidenceGraph
from coscientist.tools.chemistry.drug_classes import DrugClass, drug_classes

_SIGNS = {"inhibit": -1, "activate": 1}
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

    def keeps_route(self, changed: Iterable[Change]) -> bool:
        """Say whether a mechanism changes what the goal wants it to run through, that way, if it wants anything.

        Forms of it count either way: what a phosphorylation does to an activity differs from site to site.
        """
        sign = self.plan.through_sign
        return not self._route or any(
            change.concept in self._route and (change.concept not in self.plan.through or sign * change.sign >= 0)
            for change in changed
        )

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

    @cached_property
    def _medicine_class(self) -> DrugClass | None:
        named = {each.removeprefix(HAS_TO_BE) for each in self.plan.constraints if each.startswith(HAS_TO_BE)}
        return next((each for each in drug_classes() if each.name in named), None)

    @cached_property
    def _acted_on(self) -> tuple[str, int] | None:
        """Return the class of proteins that compounds have to act on, and the sign of it."""
        for each in self.plan.constraints:
            verb, _, protein_class = each.removeprefix(HAS_TO_ACT).partition(" ")
            if each.startswith(HAS_TO_ACT) and verb in _SIGNS:
                return protein_class, _SIGNS[verb]
        return None

    def acts_on_class(self, concept: Concept, protein_class: str, sign: int) -> bool:
        """Say whether a compound is reported to act so on a protein of a class, or is called as those are."""
        if (protein_class, sign) == ("kinase", -1) and concept.name.casefold().endswith("tinib"):
            return True
        ends = (end for end in self.graph.successors(concept.id) if _signed(self.graph, concept.id, end) == sign)
        plain = (
            self.graph.concepts.get(self.graph.concepts[end].parent or "", self.graph.concepts[end]) for end in ends
        )
        return any(
            end.kind is ConceptKind.PROTEIN
            and is_of_class(protein_class, (end.name, *end.synonyms), end.identifiers.get("HGNC"))
            for end in plain
        )

    def turned_down(self, concept: Concept) -> str:
        """Say why a compound does not answer the goal's conditions; empty where it does."""
        if self.is_no_medicine(concept):
            return f"the goal asks for medicines, and {concept.name} is {self.structures.known_medicine(concept)[1]}"
        if self.is_unlike_natural(concept):
            return f"the goal asks for natural products, and no structure shows that {concept.name} is like them"
        if self.is_shut_out(concept):
            return f"the goal asks for what reaches the brain, and size or polarity of {concept.name} speak against it"
        if self._medicine_class and not self._medicine_class.has((concept.name, *concept.synonyms)):
            wanted = self._medicine_class.name
            return f"the goal asks for one of the class “{wanted}”, and {concept.name} is not listed as one"
        if self._acted_on and not self.acts_on_class(concept, *self._acted_on):
            verb = "lower" if self._acted_on[1] < 0 else "raise"
            return (
                f"nothing in the corpora says that {concept.name} would {verb} a {self._acted_on[0]}, as the goal asks"
            )
        return ""

    def may_be(self, concept: Concept, sign: int) -> bool:
        """Say whether the goal lets a concept be raised (+1) or lowered (-1); compounds are given in any case."""
        return self.plan.intervention_sign in (0, sign) or concept.kind is ConceptKind.COMPOUND

    def is_of_class(self, concept: Concept) -> bool:
        """Say whether a protein is a kinase where the goal asks for kinases, an RNA a microRNA, and so on."""
        if self.plan.micro_rna and concept.kind is ConceptKind.RNA:
            return concept.is_micro_rna
        classes = self.plan.protein_classes
        if not classes or concept.kind is not ConceptKind.PROTEIN:
            return True
        called = (concept.name, *concept.synonyms)
        return any(is_of_class(each, called, concept.identifiers.get("HGNC")) for each in classes)

    def answered_by(self, interventions: Sequence[Concept], sign: int) -> bool:
        """Say whether doing this is what the goal asks for: raised or lowered, one alone or two together."""
        enough = len(interventions) > 1 or not self.plan.together
        return enough and all(self.may_be(item, sign) for item in interventions)


def _signed(graph: EvidenceGraph, start: str, end: str) -> int:
    link = graph.link(start, end)
    return link.sign if link is not None and link.causal else 0
