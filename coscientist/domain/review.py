"""What reviewers found about a hypothesis."""

from collections.abc import Iterable
from enum import StrEnum

from coscientist.domain.base import Value


class Severity(StrEnum):
    """How much an objection weighs."""

    FATAL = "fatal"
    MAJOR = "major"
    MINOR = "minor"


class Objection(Value):
    """A criticism that points at something: a passage, a check or an assumption."""

    kind: str
    """Recurring name, so that patterns can be counted: `contradicted step`, `single source`, `hedged evidence` …"""
    text: str
    severity: Severity
    claims: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    step: int | None = None


class NoveltyState(StrEnum):
    """What a search found; absence is never called novelty."""

    KNOWN = "known"
    IMPLIED = "implied"
    NEAR = "near"
    NOT_FOUND = "not found"
    NOT_SEARCHED = "not searched"


class NearestStatement(Value):
    """A passage close to what the hypothesis states."""

    passage: str
    similarity: float
    """Cosine between sentence vectors, -1 to 1; 1.0 for a claim that states it outright."""
    relation: str
    """`states it`, `states it in another setting`, `states the opposite`, `mentions both ends`,
    `its paper's title mentions both ends`, `similar wording`."""


class Novelty(Value):
    """Where it was searched, up to when, and what came nearest."""

    state: NoveltyState
    searched: tuple[str, ...]
    """Corpora and services, each with its hash or date."""
    unavailable: tuple[str, ...] = ()
    """Services that should have been searched and did not answer, and why; nothing follows from their silence."""
    until: int | None = None
    nearest: tuple[NearestStatement, ...] = ()


class Review(Value):
    """One reviewer's record of one hypothesis."""

    id: str
    hypothesis: str
    reviewer: str
    """`reflection/evidence`, `reflection/novelty`, `person:<name>` …"""
    summary: str
    scores: dict[str, float] = {}
    """Criterion to a score between 0 and 1; how each is computed is the reviewer's docstring."""
    supporting: tuple[str, ...] = ()
    """Claim ids."""
    contradicting: tuple[str, ...] = ()
    """Claim ids."""
    objections: tuple[Objection, ...] = ()
    novelty: Novelty | None = None
    eliminate: str | None = None
    """Why the hypothesis may not play; None: it may."""

    @property
    def by_person(self) -> bool:
        """Say whether a person wrote it."""
        return self.reviewer.split(":")[0] == "person"


def scores_of(reviews: Iterable[Review]) -> dict[str, float]:
    """Return the scores of one hypothesis by criterion; a person's take the place of the agents'."""
    return {
        name: score
        for review in sorted(reviews, key=lambda each: each.by_person)
        for name, score in review.scores.items()
    }
