"""What strategies and reviewers ask of the structures of named compounds; the tools answer."""

from collections.abc import Sequence
from typing import Protocol

from coscientist.domain.concept import Concept


class StructureBook(Protocol):
    """Where the structures of named compounds are looked up."""

    def smiles(self, concept: Concept) -> str | None:
        """Return the structure of a compound; None when its name is not known or stands for several."""

    def can_be_dosed(self, concept: Concept) -> bool:
        """Say whether one could give it as a compound: a small molecule, no toxic metal, no bulk salt, no class."""

    def known_medicine(self, concept: Concept) -> tuple[bool | None, str]:
        """Return whether patients are given a compound as a medicine, and what says so; None where nothing tells."""

    def is_like_natural(self, concept: Concept) -> bool:
        """Say whether a compound's structure is known and like those of natural products."""

    def may_enter_brain(self, concept: Concept) -> bool | None:
        """Say whether size and polarity leave a compound a way into the brain; None where no structure is known."""

    def is_endogenous(self, concept: Concept) -> bool:
        """Say whether cells hold a compound of their own, so that an effect can run through it."""

    def similar_drugs(self, smiles: str, *, limit: int) -> Sequence[tuple[Concept, float]]:
        """Return known drugs of like structure with their Tanimoto similarity, the most alike first."""

    def is_oligomer(self, smiles: str) -> bool:
        """Say whether a structure is a chain of many like units, as peptides and nucleic acids are."""

    def similarity(self, smiles: str, other: str) -> float:
        """Return the Tanimoto similarity of two structures, 0 to 1."""
