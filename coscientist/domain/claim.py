"""A signed statement about two concepts, with the passages that make it."""

from enum import StrEnum

from coscientist.domain.base import Value


class Predicate(StrEnum):
    """How the subject acts on, or goes with, the object."""

    INCREASES = "increases"
    DECREASES = "decreases"
    REGULATES = "regulates"
    NO_CHANGE = "causes no change in"
    POSITIVE_CORRELATION = "correlates positively with"
    NEGATIVE_CORRELATION = "correlates negatively with"
    ASSOCIATION = "is associated with"
    BINDS = "binds"
    PART_OF = "is part of"
    IS_A = "is a"
    HAS_VARIANT = "has the variant"
    BIOMARKER = "is a biomarker for"

    @property
    def sign(self) -> int:
        """+1 when more of the subject goes with more of the object, -1 with less, 0 when no direction is said."""
        return _SIGNS.get(self, 0)

    @property
    def causal(self) -> bool:
        """Whether it says that acting on the subject changes (or fails to change) the object."""
        return self in _CAUSAL

    @property
    def structural(self) -> bool:
        """Whether it is bookkeeping about what things are, and says nothing about what they do."""
        return self in _STRUCTURAL


_SIGNS = {
    Predicate.INCREASES: 1,
    Predicate.DECREASES: -1,
    Predicate.POSITIVE_CORRELATION: 1,
    Predicate.NEGATIVE_CORRELATION: -1,
}
_CAUSAL = frozenset({Predicate.INCREASES, Predicate.DECREASES, Predicate.REGULATES, Predicate.NO_CHANGE})
_STRUCTURAL = frozenset({Predicate.PART_OF, Predicate.IS_A, Predicate.HAS_VARIANT})


class Claim(Value):
    """What a source says about two concepts."""

    id: str
    subject: str
    predicate: Predicate
    object: str
    passages: tuple[str, ...]
    """Passage ids; empty only for structural claims."""
    source: str | None = None
    year: int | None = None
    direct: bool = False
    """A physical, immediate effect rather than one through unnamed steps."""
    subject_aspect: str | None = None
    """What of the subject: `activity`, `kinase activity`, `degradation`, `translocation`; None for its amount."""
    object_aspect: str | None = None
    hedged: bool = False
    """The passage speculates (may, might, could, suggests …)."""
    negated: bool = False
    confidence: float | None = None
    """The curator's or extractor's confidence between 0 and 1; None when not given."""
    context: dict[str, tuple[str, ...]] = {}
    """Where it was seen: `species`, `cell line`, `anatomy`, `disease`, `method` …"""
    made_by: str
    """`pack:hbp`, `rules:cues`, `model:<name>`, `lab:<result id>`, `user`."""

    @property
    def read_by_machine(self) -> bool:
        """Whether rules or a language model read it out of its sentence, and nobody looked it over."""
        return self.made_by.partition(":")[0] in ("rules", "model")

    @property
    def sign(self) -> int:
        """Direction of the effect on the object's amount or activity: +1, -1, or 0 when unsigned or no change.

        Breaking a thing down counts as less of it, on either side of the claim.
        """
        if self.negated:
            return 0
        flips = sum(aspect == "degradation" for aspect in (self.subject_aspect, self.object_aspect))
        return self.predicate.sign * (-1 if flips == 1 else 1)
