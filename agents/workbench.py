"""What every strategy gets: the plan, the evidence and the tools. Nothing here is global."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from coscientist.domain.check import Check
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.goal import Plan
from coscientist.domain.hypothesis import Hypothesis
from coscientist.evidence.graph import EvidenceGraph
from coscientist.literature.library import Library
from coscientist.ports import Embedder, LanguageModel


class Need(StrEnum):
    """What a strategy cannot do without."""

    LANGUAGE_MODEL = "language model"
    EVIDENCE = "evidence"
    STRUCTURES = "structures"
    NETWORK = "network"


class StructureBook(Protocol):
    """Where the structures of named compounds are looked up."""

    def smiles(self, concept: Concept) -> str | None:
        """Return the structure of a compound; None when its name is not known or stands for several."""

    def can_be_dosed(self, concept: Concept) -> bool:
        """Say whether one could give it as a compound: a small molecule, no toxic metal, no bulk salt, no class."""

    def similar_drugs(self, smiles: str, *, limit: int) -> Sequence[tuple[Concept, float]]:
        """Return known drugs of like structure with their Tanimoto similarity, the most alike first."""

    def similarity(self, smiles: str, other: str) -> float:
        """Return the Tanimoto similarity of two structures, 0 to 1."""


@dataclass(frozen=True)
class Workbench:
    """The evidence and tools of one run. `added` holds concepts that strategies brought in beside the corpora's."""

    plan: Plan
    graph: EvidenceGraph
    library: Library
    embedder: Embedder
    structures: StructureBook
    check: Callable[[Hypothesis, Sequence[Concept]], Sequence[Check]]
    model: LanguageModel | None = None
    added: dict[str, Concept] = field(default_factory=dict)

    def concept(self, concept_id: str) -> Concept:
        """Return a concept of the corpora or one that a strategy brought in."""
        return self.graph.concepts.get(concept_id) or self.added[concept_id]

    def name(self, concept_id: str) -> str:
        """Return the name that statements use."""
        return self.concept(concept_id).name

    @cached_property
    def outcomes(self) -> dict[str, int]:
        """Return the concepts that the goal wants changed, with the wanted sign; the best evidenced come first."""
        wanted: dict[str, int] = {}
        for target in self.plan.targets:
            for concept in target.concepts:
                wanted.setdefault(concept, target.direction.sign)
        return wanted

    @cached_property
    def off_limits(self) -> frozenset[str]:
        """Return what the goal excludes, and its forms."""
        excluded = set(self.plan.excluded_concepts)
        for concept in self.plan.excluded_concepts:
            excluded |= self.graph.kin(concept)
        return frozenset(excluded)

    @property
    def setting(self) -> str:
        """Return where the goal is set, in words; empty when it does not say."""
        return " and ".join(self.concept(target.concepts[0]).name for target in self.plan.context)

    def can_be_changed(self, concept_id: str) -> bool:
        """Say whether a laboratory could change this concept by itself, and the goal allows it."""
        concept = self.concept(concept_id)
        if concept_id in self.off_limits or is_opaque(concept) or concept.members:
            return False
        if concept.kind.value not in self.plan.intervention_kinds:
            return False
        if concept.kind is ConceptKind.COMPOUND:
            return self.structures.can_be_dosed(concept)
        return concept.parent is None


class GenerationStrategy(Protocol):
    """Makes hypotheses."""

    name: str
    needs: frozenset[Need]

    def propose(self, bench: Workbench, *, cycle: int) -> Iterator[Hypothesis]:
        """Yield hypotheses, the most promising first, the same for the same evidence and plan.

        The caller takes as many as it wants; later cycles may look further.
        """


_OPAQUE = ("PubChem compound ", "CHEBI ", "CONSO ", "TAXONOMY ", "CL ", "InChI", "GO:", "UNIPROT ", "HBP ")


def is_opaque(concept: Concept) -> bool:
    """Say whether a concept is known by a registry number alone, which no reader could recognise."""
    name = concept.name
    return name.startswith(_OPAQUE) or (name[:1] == "D" and name[1:].isdigit() and len(name) > 5)
